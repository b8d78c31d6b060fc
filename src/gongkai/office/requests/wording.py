"""The words of a case on its pages: what happened, where it stands, what to do next."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.rules.lifecycle import ENDED, Kind, Stage
from gongkai.web import words
from gongkai.web.facts.parts import Due, Tone

SOON_WORKING_DAYS = 5


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

OPINIONS: dict[str, Promise] = {
    "agrees": _("同意公开"),
    "objects": _("不同意公开"),
    "silent": _("逾期未提出意见"),
}


def due_tag(
    *,
    due_on: date | None,
    working_days_left: int | None,
    stage: Stage,
    is_provisional: bool,
    url: str = "",
) -> Due:
    """Return how a due date stands, in words: days left, late, paused, provisional."""
    if stage in ENDED:
        return Due(str(STAGES[stage].title), STAGES[stage].tone, STAGES[stage].icon, url=url)
    if due_on is None or working_days_left is None:
        return Due(str(_("期限中止")), "still", "pause", url=url)
    on_text = words.day(due_on, get_language() or "")
    if is_provisional:
        on_text = str(_("%(on)s（暂定）") % {"on": on_text})
    if working_days_left < 0:
        text = str(_("已逾期 %(days)s 个工作日") % {"days": -working_days_left})
        return Due(text, "bad", "warning", on_text, url)
    if working_days_left == 0:
        return Due(str(_("今天到期")), "attention", "clock", on_text, url)
    tone: Tone = "attention" if working_days_left <= SOON_WORKING_DAYS else "active"
    text = str(_("还剩 %(days)s 个工作日") % {"days": working_days_left})
    return Due(text, tone, "clock", on_text, url)
