"""The sentences of the clock's findings: what happened, what the law expects, what to do.

A finding never changes a date by itself; what a refused step does not do is said in it.
"""

from datetime import date

from gongkai.rules.clock.result import Finding, Severity
from gongkai.rules.lifecycle import Event, Kind, Refusal
from gongkai.rules.sources import Source

_NAMES = {
    Kind.RECEIVED: ("收到申请", "receipt"),
    Kind.CLARIFICATION_REQUESTED: ("告知补正", "clarification request"),
    Kind.CLARIFIED: ("收到补正", "corrected request"),
    Kind.CONSULTATION_BEGAN: ("征求意见开始", "start of a consultation"),
    Kind.CONSULTATION_ENDED: ("征求意见结束", "end of a consultation"),
    Kind.FEE_NOTICED: ("收费通知", "fee notice"),
    Kind.FEE_PAID: ("缴费", "payment"),
    Kind.EXTENDED: ("延长答复期限", "extension"),
    Kind.DEADLINE_AGREED: ("确定延迟答复期限", "later date"),
    Kind.REPLIED: ("答复", "reply"),
    Kind.WITHDRAWN: ("撤回申请", "withdrawal"),
    Kind.CLOSED: ("结案", "closing"),
    Kind.REOPENED: ("重新办理", "reopening"),
}

_SENTENCES = {
    "extension_not_positive": (
        "延长的期限应为 1 至 {limit} 个工作日，所填为 {days}；本次延长不予计算，请核对延期告知书。",
        "An extension runs 1 to {limit} working days, not {days}; it is refused. "
        "Check the extension notice.",
    ),
    "extension_too_long": (
        "延长 {days} 个工作日，超过最长 {limit} 个工作日；本次延长不予计算，仍须在原期限内答复。",
        "An extension of {days} working days exceeds the {limit} allowed; it is refused and the "
        "old due date stands.",
    ),
    "extension_late": (
        "延长决定晚于原答复期限（{due}），期限届满后不能延长；本次延长不予计算，请尽快答复。",
        "The extension was granted after the old due date ({due}); it is refused. "
        "Reply as soon as possible.",
    ),
    "extension_repeated": (
        "本次办理已经延长过答复期限，不能再次延长；本次延长不予计算，仍按上次延长后的期限答复。",
        "The period was already extended; a further extension is refused and the date of the "
        "earlier one stands.",
    ),
    "extension_after_agreed_date": (
        "已依法另行确定延迟答复的期限，不能再延长；本次延长不予计算。",
        "A later date was already set under Art. 35; the extension is refused.",
    ),
    "period_not_running": (
        "正在等待申请人补正或者缴费，答复期限没有进行，无从延长或者改期；待期限重新起算后再办理。",
        "Clarification or payment is awaited and no period runs, so none can be prolonged; "
        "decide it once the period has restarted.",
    ),
    "clarification_late": (
        "补正告知晚于收到申请后第 {limit} 个工作日（{last}），程序违法；"
        "期限仍自收到补正之日重新起算，请记明原因。",
        "Clarification was requested after working day {limit} from receipt ({last}), which breaks "
        "procedure; the period still restarts when the corrected request arrives. Note why.",
    ),
    "clarification_late_void": (
        "补正告知晚于收到申请后第 {limit} 个工作日（{last}），"
        "不引起期限重新起算，请在原期限内答复。",
        "Clarification was requested after working day {limit} from receipt ({last}); it restarts "
        "nothing. Reply by the running due date.",
    ),
    "clarification_repeated": (
        "补正应当一次性告知，本次为再次告知；期限不因此重新起算，请在原期限内答复。",
        "Clarification may be requested once; this further request restarts nothing. "
        "Reply by the running due date.",
    ),
    "clarification_after_due": (
        "补正告知时答复期限（{due}）已经届满；期限不因此重新起算，请尽快答复。",
        "The reply period had ended ({due}) when clarification was requested; nothing restarts. "
        "Reply as soon as possible.",
    ),
    "consultation_after_due": (
        "征求意见时答复期限（{due}）已经届满；期限不因此中止，请尽快答复。",
        "The reply period had ended ({due}) when the consultation began; nothing is paused. "
        "Reply as soon as possible.",
    ),
    "fee_after_due": (
        "收费通知应当在答复期限内发出，发出时期限（{due}）已经届满；期限不因此重新起算，请尽快答复。",
        "A fee notice goes out within the reply period, which had ended ({due}); nothing restarts. "
        "Reply as soon as possible.",
    ),
    "fee_without_basis": (
        "信息处理费自 {first} 起才有收费依据；本次通知不影响答复期限。",
        "There was no basis for a processing fee before {first}; the notice does not touch the "
        "reply period.",
    ),
    "fee_repeated": (
        "本次办理已经收取过信息处理费；再次通知不影响答复期限。",
        "The fee of this request was already paid; a further notice does not touch the period.",
    ),
    "fee_paid_late": (
        "缴费晚于收费通知后第 {limit} 个工作日（{last}），可以视为放弃申请；"
        "如继续办理，期限自缴费次日重新计算。请核对申请人收到通知的日期。",
        "Payment came after working day {limit} from the notice ({last}), so the request may count "
        "as abandoned; if it is processed, the period restarts on the day after payment. Check on "
        "which day the requester had the notice.",
    ),
    "agreed_date_without_basis": (
        "当时的条例没有另行确定延迟答复期限的规定；原期限不变。",
        "The Regulation then in force knew no later date of this kind; the due date stands.",
    ),
    "agreed_date_late": (
        "另行确定期限时答复期限（{due}）已经届满；原期限不变，请尽快答复。",
        "The reply period had ended ({due}) when the later date was set; the due date stands. "
        "Reply as soon as possible.",
    ),
    "agreed_date_not_later": (
        "另行确定的日期（{until}）不晚于原答复期限，不予计算；请核对日期。",
        "The date set ({until}) is not later than the due date, so it is refused: check the date.",
    ),
    "reply_late": (
        "答复日期晚于答复期限（{due}），属于逾期答复；请记明原因，并注意行政复议、行政诉讼风险。",
        "The reply came after the due date ({due}); note the reason, and mind that the requester "
        "may go to reconsideration or court.",
    ),
}


def refused(event: Event, reason: Refusal, source: Source) -> Finding:
    """Return the finding for an event that cannot follow the others."""
    name, name_en = _NAMES[event.kind]
    severity = Severity.WARNING if reason.rule == "duplicate" else Severity.ERROR
    return Finding(
        rule=reason.rule,
        severity=severity,
        on=event.on,
        message=f"{event.on.isoformat()} {name}：{reason.message}",
        message_en=f"{event.on.isoformat()} {name_en}: {reason.message_en}",
        source=source,
    )


def found(
    rule: str,
    event: Event,
    source: Source,
    *,
    severity: Severity = Severity.ERROR,
    **values: int | str | date | None,
) -> Finding:
    """Return the finding of one rule about one event, its values put into the sentence."""
    name, name_en = _NAMES[event.kind]
    sentence, sentence_en = _SENTENCES[rule]
    return Finding(
        rule=rule,
        severity=severity,
        on=event.on,
        message=f"{event.on.isoformat()} {name}：{sentence.format(**values)}",
        message_en=f"{event.on.isoformat()} {name_en}: {sentence_en.format(**values)}",
        source=source,
    )
