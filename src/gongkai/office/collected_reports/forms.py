"""The forms of the room's pages. They read; they decide nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gongkai.office.collected_reports.models import ReportState

ACCEPTED = ".docx,.pdf,.html,.htm,.xlsx,.txt,.md,.csv,.json,.zip"


class FilesInput(forms.ClearableFileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; those without a name are left out."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Return the files that were chosen, none where there are none."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [each for each in given if each]


class UploadForm(forms.Form):
    """The files to read: chosen one by one or packed, or a whole folder."""

    documents = FilesField(
        label=_("选择文件"), required=False,
        help_text=_(
            "可以一次选择多个文件，也可以选择 ZIP 压缩包。"
            "能读取 DOCX、带文字的 PDF、网页、XLSX、CSV、JSON 和纯文本；"
            "单个文件不超过 10 MB。"
        ),
        widget=FilesInput(attrs={"accept": ACCEPTED, "multiple": True}),
    )  # fmt: skip
    folder = FilesField(
        label=_("选择整个文件夹"), required=False,
        help_text=_("文件夹中的全部文件逐个读取，最多 500 个。手机上请用上面的“选择文件”。"),
        widget=FilesInput(attrs={"webkitdirectory": True, "multiple": True}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Return both choices as one list. Raises ValidationError where nothing was chosen."""
        said = super().clean() or {}
        chosen = [*said.get("documents", []), *said.get("folder", [])]
        if not chosen:
            self.add_error("documents", _("请选择要读取的文件。"))
        return {"chosen": chosen}


class CellForm(forms.Form):
    """What stands in a cell of the document. `seen` is the revision that the page showed."""

    value = forms.CharField(
        label=_("原件中的这一格"), max_length=40, required=False,
        help_text=_("照原件填写数字；原件是空白的填“空白”，是斜线的填“/”，是横线的填“-”，没有这一行列的填“缺失”。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    reason = forms.CharField(label=_("更正理由"), max_length=300, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_open: bool = False, unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit:
            self.fields["value"].help_text = unit
        if not is_open:
            self.fields["reason"].help_text = _("这一格已读出数字，改动须写明理由。")


class NameForm(forms.Form):
    """Whose report of which year a document is."""

    about = forms.CharField(
        label=_("报告的机关"), max_length=100,
        help_text=_("填机关全称。与本机关或下级机关名称一致的，归到该机关；其他机关也可以填写。"),
        error_messages={"required": _("请填写报告的机关。")},
        widget=forms.TextInput(attrs={"list": "bodies-below", "lang": "zh-CN"}),
    )  # fmt: skip
    year = forms.IntegerField(
        label=_("报告年度"), help_text=_("报告总结的年份，例如2024。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={
            "required": _("请填写报告年度。"), "invalid": _("年度是四位数字，例如2024。"),
        },
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """The reason of a step, where it asks for one."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明理由，理由将随报告保存。")},
    )  # fmt: skip


class KeepForm(forms.Form):
    """Saving a report; where cells are open, the word that they may stay so."""

    leaving_open = forms.BooleanField(label=_("保留未读出的格"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, open_count: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not open_count:
            del self.fields["leaving_open"]


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    body = forms.CharField(label=_("机关"), required=False, max_length=100)

    def __init__(self, *args: Any, years: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = forms.TypedChoiceField(
            label=_("年度"), required=False, coerce=int, empty_value=None,
            choices=[("", _("全部年度")), *((each, str(each)) for each in years)],
        )  # fmt: skip
        self.fields["state"] = forms.ChoiceField(
            label=_("状态"), required=False,
            choices=[("", _("待核对和已保存")), *ReportState.choices],
        )  # fmt: skip
