"""The questions to a reader. They read; they decide nothing.

`website` is a field that people do not see: a machine that fills in everything gives itself away.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.office.audience.models import FeedbackKind, Rhythm


class Trap(forms.Form):
    """A form with the field that only a machine fills in."""

    website = forms.CharField(required=False)

    @property
    def is_machine(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.data.get("website"))


class FeedbackForm(Trap):
    """What a reader says about an item."""

    kind = forms.ChoiceField(
        label=_("您想说什么"), choices=FeedbackKind.choices, widget=forms.RadioSelect,
        initial=FeedbackKind.QUESTION,
    )  # fmt: skip
    text = forms.CharField(
        label=_("具体内容"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("请不要写身份证号码、银行账号。答复可能公开，公开时会隐去您的个人信息。"),
    )  # fmt: skip
    contact = forms.CharField(
        label=_("联系方式"), max_length=100, required=False,
        help_text=_("电话或者邮箱，只用于答复您，不公开。可以不填，凭查询码查看答复。"),
    )  # fmt: skip


class SubscribeForm(Trap):
    """To whom to write, about what, and how often."""

    email = forms.EmailField(
        label=_("电子邮箱"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    category = forms.ChoiceField(label=_("订阅哪一类"), required=False)
    words = forms.CharField(
        label=_("标题含有的词"), max_length=100, required=False,
        help_text=_("例如：低保。不填则订阅这一类的全部信息。"),
    )  # fmt: skip
    rhythm = forms.ChoiceField(
        label=_("多久发一次"), choices=Rhythm.choices, widget=forms.RadioSelect,
        initial=Rhythm.DAILY,
    )  # fmt: skip

    def __init__(self, *args: Any, categories: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("全部类别")), *categories]  # type: ignore[attr-defined] # a choice field


class QueryForm(forms.Form):
    """The code on the receipt of a reader's word."""

    code = forms.CharField(label=_("查询码"), max_length=12)
