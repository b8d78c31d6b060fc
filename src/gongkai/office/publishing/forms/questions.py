"""What the reviewers are asked, as forms: the questions and their law come from `rules.gate`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.office.publishing.actions.passing import Finding
from gongkai.office.publishing.models import VerdictKind
from gongkai.office.publishing.pages.names import is_english
from gongkai.rules.gate import questions
from gongkai.rules.gate.questions import Part, Question, Reply

_YES_NO = [(Reply.YES.value, _("是")), (Reply.NO.value, _("否"))]
_THREE = [
    (Reply.NO.value, _("否")), (Reply.YES.value, _("是")), (Reply.UNSURE.value, _("不能确定")),
]  # fmt: skip
BASIS = "《政府信息公开条例》第十七条"


class QuestionsForm(forms.Form):
    """The questions of a part of the review, each answered with yes or no."""

    part: Part = "self_check"
    note_label = _("说明")
    note_hint: Any = ""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions.asked(self.part, on=on)
        asked: dict[str, forms.Field] = {each.key: self.ask(each) for each in self.questions}
        self.fields = {**asked, **self.fields}

    def ask(self, question: Question) -> forms.Field:
        """Return the field of one question."""
        words = question.gloss if is_english() else question.text
        return forms.ChoiceField(
            label=words, choices=self.replies(), widget=forms.RadioSelect,
            help_text=_("依据：%(source)s") % {"source": question.source},
            error_messages={"required": _("请回答：%(question)s。") % {"question": words}},
        )  # fmt: skip

    def replies(self) -> list[tuple[str, Any]]:
        """Return what may be answered."""
        return _YES_NO

    def answers(self) -> Mapping[str, str]:
        """Return the answers by question."""
        return {each.key: self.cleaned_data[each.key] for each in self.questions}


class SelfCheckForm(QuestionsForm):
    """The self-check (自查) of whoever wrote the item."""

    note = forms.CharField(
        label=_("给审查人员的说明"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class UrgentForm(QuestionsForm):
    """The self-check with the reason why the business review may follow later."""

    urgent_reason = forms.CharField(
        label=_("紧急的理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("如突发事件预警。业务审核在公开后补办，保密审查仍在公开前办理。"),
        error_messages={"required": _("请写明为什么不能等业务审核。")},
    )  # fmt: skip


class BusinessForm(QuestionsForm):
    """The business review (业务审核)."""

    part: Part = "business"
    note = forms.CharField(
        label=_("审核意见"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class SecrecyForm(QuestionsForm):
    """The secrecy review (保密审查): the questions, the verdict, its basis and reason."""

    part: Part = "secrecy"
    verdict = forms.ChoiceField(
        label=_("结论"), choices=VerdictKind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选择结论。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不予公开、涉及第三方仍要公开的必须写明。"),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("审查依据"), max_length=300, initial=BASIS,
        error_messages={"required": _("请写明审查依据。")},
    )  # fmt: skip

    def replies(self) -> list[tuple[str, Any]]:
        """Return what may be answered: in doubt is an answer here."""
        return _THREE

    def finding(self) -> Finding:
        """Return what the reviewer says."""
        said = self.cleaned_data
        return Finding(self.answers(), said["basis"], said["reason"])
