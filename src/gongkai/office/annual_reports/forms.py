"""The forms of the annual report's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Reason(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明理由，理由将随报告保存。")},
    )  # fmt: skip


class Amend(forms.Form):
    """A figure set by hand. `seen` is the figure that the page showed."""

    value = forms.CharField(label=_("改为"), max_length=40, error_messages={
        "required": _("请填写改后的数字；没有发生的填 0。"),
    })  # fmt: skip
    reason = forms.CharField(
        label=_("修改理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如依据的文件、核对的部门。理由随报告保存，签发人可见。"),
        error_messages={"required": _("请写明修改理由，理由将随报告保存。")},
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args: Any, restores: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if restores:
            del self.fields["value"]


class SectionWords(forms.Form):
    """The words of one section, one paragraph a line. `seen` is the text the page began from."""

    text = forms.CharField(
        label=_("正文"), required=False, max_length=20000,
        widget=forms.Textarea(attrs={"rows": 18}), help_text=_("每段一行，空行不计。"),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
