"""The words of a case on its pages: what happened, where it stands, what to do next."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.rules.lifecycle import Kind, Stage
from gongkai.web.facts.parts import Tone


@dataclass(frozen=True, slots=True)
class EventWords:
    """One kind of event: what happened, the verb that records it, the icon of the time line."""

    title: Promise
    verb: Promise
    icon: str


EVENTS: dict[Kind, EventWords] = {
    Kind.RECEIVED: EventWords(_("收到申请"), _("登记申请"), "request"),
    Kind.CLARIFICATION_REQUESTED: EventWords(_("告知申请人补正"), _("告知补正"), "return"),
    Kind.CLARIFIED: EventWords(_("收到补正"), _("登记收到补正"), "edit"),
    Kind.CONSULTATION_BEGAN: EventWords(_("发出征求意见书"), _("征求意见"), "people"),
    Kind.CONSULTATION_ENDED: EventWords(_("征求意见结束"), _("登记意见"), "mail"),
    Kind.FEE_NOTICED: EventWords(_("发出收费通知"), _("通知缴费"), "sheet"),
    Kind.FEE_PAID: EventWords(_("申请人缴费"), _("登记缴费"), "check"),
    Kind.EXTENDED: EventWords(_("延长答复期限"), _("延长答复期限"), "calendar"),
    Kind.DEADLINE_AGREED: EventWords(_("确定延迟答复的期限"), _("确定延迟答复期限"), "calendar"),
    Kind.REPLIED: EventWords(_("答复申请人"), _("答复"), "success"),
    Kind.WITHDRAWN: EventWords(_("申请人撤回申请"), _("登记撤回"), "cross"),
    Kind.CLOSED: EventWords(_("不再处理"), _("不再处理"), "archive"),
    Kind.REOPENED: EventWords(_("重新办理"), _("重新办理"), "history"),
}


@dataclass(frozen=True, slots=True)
class StageWords:
    """Where a case stands: the state in a word, who must act, the hue and icon of its tag."""

    title: Promise
    actor: Promise
    tone: Tone
    icon: str


STAGES: dict[Stage, StageWords] = {
    Stage.IN_HAND: StageWords(_("办理中"), _("由本机关答复"), "active", "clock"),
    Stage.CONSULTING: StageWords(_("征求意见中"), _("等待被征求意见方回复"), "still", "pause"),
    Stage.AWAITING_CLARIFICATION: StageWords(_("待补正"), _("等待申请人补正"), "still", "pause"),
    Stage.AWAITING_FEE: StageWords(_("待缴费"), _("等待申请人缴费"), "still", "pause"),
    Stage.REPLIED: StageWords(_("已答复"), _("已办结，无需办理"), "good", "check"),
    Stage.WITHDRAWN: StageWords(_("已撤回"), _("已办结，无需办理"), "plain", "check"),
    Stage.CLOSED: StageWords(_("不再处理"), _("已办结，无需办理"), "plain", "archive"),
}
