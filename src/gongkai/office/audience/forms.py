"""The forms of the room's staff pages. They read; they decide nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """An answer to a reader, and the question as the public may see it."""

    answer = forms.CharField(
        label=_("答复"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("直接回答问题；涉及内容有误的，说明已作何更正。"),
    )  # fmt: skip
    public_text = forms.CharField(
        label=_("对外公开的问题"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("隐去姓名、电话、住址等个人信息后的提问。不公开的，可以不填。"),
    )  # fmt: skip


class CloseForm(forms.Form):
    """Why a reader's word is closed without a public answer."""

    reason = forms.CharField(
        label=_("办结情况"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：已电话答复；与本条信息无关，已转有关单位。"),
    )  # fmt: skip
