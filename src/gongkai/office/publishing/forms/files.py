"""Attachments: several handed in at once, each described, ordered and taken off."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.office.publishing.actions.attaching import Described
from gongkai.office.publishing.models import Attachment, AttachmentRole
from gongkai.web.words import size


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"multiple": True})


class ManyFilesField(forms.FileField):
    """Several files."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files as a list."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(each, initial) for each in given]


class UploadForm(forms.Form):
    """Files to attach."""

    documents = ManyFilesField(
        label=_("选择文件"), widget=ManyFilesInput(),
        help_text=_("可以一次选择多个。文档建议用 PDF、OFD 或者 DOCX，表格用 XLSX 或者 CSV。"),
        error_messages={
            "required": _("请选择要上传的文件。"),
            "empty": _("文件是空的，请检查后再上传。"),
            "max_length": _("文件名太长，请改短后再上传。"),
        },
    )  # fmt: skip


class FileForm(forms.Form):
    """One attached file: its name, what it is to the text, its text alternative, its place."""

    name = forms.CharField(
        label=_("文件名"), max_length=200, error_messages={"required": _("请填写文件名。")}
    )
    role = forms.ChoiceField(label=_("用途"), choices=AttachmentRole.choices)
    alternative = forms.CharField(
        label=_("替代文字"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("给看不见图片、听不见声音的人：写明图上有什么、录音里说了什么。"),
    )  # fmt: skip
    position = forms.IntegerField(
        label=_("顺序"), min_value=1, max_value=999,
        error_messages={"required": _("请填写顺序。"), "invalid": _("顺序应为整数。")},
    )  # fmt: skip
    is_removed = forms.BooleanField(label=_("删除这个文件"), required=False)

    def __init__(self, data: Any, *, attachment: Attachment) -> None:
        given = {
            "name": attachment.name, "role": attachment.role, "position": attachment.position,
            "alternative": attachment.alternative,
        }  # fmt: skip
        super().__init__(data, prefix=attachment.code, initial=given)
        self.attachment = attachment
        self.size = size(attachment.file.size)

    def described(self) -> Described:
        """Return what is said of the file from now on."""
        said = self.cleaned_data
        return Described(
            code=self.attachment.code, name=said["name"], role=said["role"],
            alternative=said["alternative"], position=said["position"],
            is_removed=said["is_removed"],
        )  # fmt: skip


def forms_for(attachments: Iterable[Attachment], data: Any = None) -> list[FileForm]:
    """Return a form for each attached file."""
    return [FileForm(data, attachment=each) for each in attachments]
