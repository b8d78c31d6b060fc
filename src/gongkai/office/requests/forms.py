"""The form of each step of a case: what is asked. Whether it may be is the law's matter."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.forms import SaysWhatIsMissing, day_field, reason_field
from gongkai.office.requests import outcomes
from gongkai.office.requests.models import Applicant
from gongkai.office.requests.wording import OPINIONS
from gongkai.rules.lifecycle import Kind
from gongkai.rules.outcomes import Grounds, Outcome


class StepForm(SaysWhatIsMissing, forms.Form):
    """A step: the day it happened, and the version of the case that the person had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = day_field(_("日期"))

    def __init__(
        self,
        *args: Any,
        waiting_for: Sequence[str] = (),
        outcome: Outcome | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._outcome = outcome
        if "matter" in self.fields and isinstance(self.fields["matter"], forms.ChoiceField):
            self.fields["matter"].choices = [(matter, matter) for matter in waiting_for]

    @property
    def cited_anyway(self) -> str:
        """The articles that the step cites whatever is answered, in a sentence."""
        return ""

    def answers(self) -> dict[str, Any]:
        """Return what the step's action is told beside the day."""
        housekeeping = {"version", "on", "reason"}
        return {k: v for k, v in self.cleaned_data.items() if k not in housekeeping}

    def details(self) -> dict[str, Any]:
        """Return the answers as an event keeps them."""
        return {name: _kept(value) for name, value in self.answers().items()}


def _kept(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _note(label: Any, *, required: bool, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=2000, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class ReceivedForm(StepForm):
    """The receipt, asked again only to set it right."""

    number = forms.CharField(label=_("登记编号"), max_length=40)
    applicant = forms.ChoiceField(label=_("申请人类别"), choices=Applicant.choices)
    description = _note(_("申请内容"), required=True)


class ClarificationForm(StepForm):
    """The clarification request (补正告知书)."""

    on = day_field(
        _("告知日期"), help_text=_("收到申请之日起 7 个工作日内一次性告知（条例第三十条）。")
    )
    note = _note(
        _("需要补正的事项和合理期限"), required=True,
        help_text=_("写明哪些内容不明确、怎样补正、什么时候前补正。"),
    )  # fmt: skip


class ClarifiedForm(StepForm):
    """The corrected request."""

    on = day_field(_("收到补正的日期"), help_text=_("答复期限自这一天起重新计算。"))
    note = _note(_("补正内容"), required=False)


class ConsultationForm(StepForm):
    """A consultation of a third party or another organ."""

    on = day_field(_("征求意见书发出日期"), help_text=_("征求意见所需时间不计入答复期限。"))
    matter = forms.CharField(
        label=_("征求谁的意见"), max_length=100,
        help_text=_("第三方、其他机关或者共同制作机关的名称；个人写“第三方甲”等代称。"),
    )  # fmt: skip


class OpinionForm(StepForm):
    """The opinion that was asked for, or that its time ran out."""

    on = day_field(_("收到意见或者期满的日期"))
    matter = forms.ChoiceField(label=_("谁的意见"))
    opinion = forms.ChoiceField(
        label=_("意见"),
        choices=list(OPINIONS.items()),
    )


class FeeForm(StepForm):
    """The fee notice."""

    on = day_field(
        _("收费通知日期"), help_text=_("应当在答复期限内发出；申请人须在 20 个工作日内缴费。")
    )
    fee_yuan = forms.DecimalField(
        label=_("信息处理费（元）"), min_value=0, max_digits=10, decimal_places=2
    )


class FeePaidForm(StepForm):
    """The payment."""

    on = day_field(_("缴费日期"), help_text=_("答复期限自缴费次日起重新计算。"))


class ExtensionForm(StepForm):
    """The extension."""

    on = day_field(_("告知申请人延期的日期"), help_text=_("应当不晚于原答复期限。"))
    working_days = forms.IntegerField(
        label=_("延长多少个工作日"), min_value=1, help_text=_("最长 20 个工作日。")
    )
    note = _note(
        _("批准人和理由"), required=True,
        help_text=_("须经政府信息公开工作机构负责人同意（条例第三十三条）。"),
    )  # fmt: skip


class AgreedDeadlineForm(StepForm):
    """The later date of Art. 35."""

    on = day_field(_("告知申请人的日期"))
    until = day_field(_("延迟到哪一天答复"))
    note = _note(
        _("理由"), required=True,
        help_text=_("申请数量、频次明显超过合理范围且理由合理的，可以确定延迟答复的合理期限。"),
    )  # fmt: skip


class ReplyForm(StepForm):
    """The reply with one outcome: the articles it cites and what it has to say."""

    on = day_field(_("答复日期"), help_text=_("邮寄的为交邮日期，当面送达的为签收日期。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, cited in enumerate(self.outcome.cites):
            if len(cited) > 1:
                self.fields[f"article_{place}"] = forms.ChoiceField(
                    label=_("依据《政府信息公开条例》哪一条"),
                    choices=[("", _("请选择")), *((each, each) for each in cited)],
                )
        for need in self.outcome.needs:
            self.fields[need.key] = _note(
                outcomes.in_words(need), required=True,
                help_text=_("答复书须写明。依据：%s。") % need.source,
            )  # fmt: skip
        self.order_fields(["version", "on"])
        self.name_what_is_missing()

    @property
    def outcome(self) -> Outcome:
        """The outcome that the reply brings."""
        if self._outcome is None:
            raise ValueError("The form of a reply needs its outcome.")
        return self._outcome

    @property
    def cited_anyway(self) -> str:
        """The articles that every reply with this outcome cites, in a sentence."""
        cited = [each[0] for each in self.outcome.cites if len(each) == 1]
        return gettext("依据《政府信息公开条例》%s。") % gettext("、").join(cited) if cited else ""

    def answers(self) -> dict[str, Any]:
        """Return the outcome and its grounds."""
        articles, facts = self._grounds()
        return {"outcome": self.outcome.code, "grounds": Grounds(articles, facts)}

    def details(self) -> dict[str, Any]:
        """Return the outcome and its grounds as the event keeps them."""
        articles, facts = self._grounds()
        return {"outcome": self.outcome.code, "articles": list(articles), "facts": facts}

    def _grounds(self) -> tuple[tuple[str, ...], dict[str, str]]:
        said = self.cleaned_data
        articles = tuple(
            said.get(f"article_{place}", cited[0]) for place, cited in enumerate(self.outcome.cites)
        )
        return articles, {need.key: said[need.key] for need in self.outcome.needs}


class CloseForm(ReplyForm):
    """Not processed further."""

    on = day_field(_("结案日期"))


class WithdrawnForm(StepForm):
    """The withdrawal by the requester."""

    on = day_field(_("撤回日期"))
    note = _note(_("说明"), required=False)


class ReopenForm(StepForm):
    """The order to reply anew."""

    on = day_field(_("收到决定或者判决的日期"))
    grounds = _note(
        _("依据"), required=True, help_text=_("写明复议决定书、判决书的机关、文号和主文。")
    )


FORMS: dict[Kind, type[StepForm]] = {
    Kind.RECEIVED: ReceivedForm,
    Kind.CLARIFICATION_REQUESTED: ClarificationForm,
    Kind.CLARIFIED: ClarifiedForm,
    Kind.CONSULTATION_BEGAN: ConsultationForm,
    Kind.CONSULTATION_ENDED: OpinionForm,
    Kind.FEE_NOTICED: FeeForm,
    Kind.FEE_PAID: FeePaidForm,
    Kind.EXTENDED: ExtensionForm,
    Kind.DEADLINE_AGREED: AgreedDeadlineForm,
    Kind.REPLIED: ReplyForm,
    Kind.WITHDRAWN: WithdrawnForm,
    Kind.CLOSED: CloseForm,
    Kind.REOPENED: ReopenForm,
}


def correction_of(kind: Kind) -> type[StepForm]:
    """Return the form of a step with the question for the reason of its correction."""
    return type("Correction", (FORMS[kind],), {"reason": reason_field()})


def initial_of(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form of a correction starts from."""
    articles = {f"article_{place}": each for place, each in enumerate(details.get("articles", ()))}
    return {**details, **details.get("facts", {}), **articles}


class StrikeForm(SaysWhatIsMissing, forms.Form):
    """Why an entry is struck."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("撤销理由"), max_length=300, help_text=_("理由随记录保存，任何人都能查到。")
    )
