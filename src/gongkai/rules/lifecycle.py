"""What may happen to a request and in which order (办理流程): events, stages, refusals.

Only the order is judged here; whether a step came in time and what it does to the reply
period is the clock's matter.
Source: 政府信息公开条例 Art. 29 to 36, 42, 45.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What happened. On one day, things happen in the order of this list."""

    RECEIVED = "received"  # 收到申请
    CLARIFICATION_REQUESTED = "clarification_requested"  # 告知补正
    CLARIFIED = "clarified"  # 收到补正
    CONSULTATION_BEGAN = "consultation_began"  # 发出征求意见书
    CONSULTATION_ENDED = "consultation_ended"  # 收到意见或者期满
    FEE_NOTICED = "fee_noticed"  # 发出收费通知
    FEE_PAID = "fee_paid"  # 缴费
    EXTENDED = "extended"  # 延长答复期限
    DEADLINE_AGREED = "deadline_agreed"  # 确定延迟答复的合理期限
    REPLIED = "replied"  # 答复
    WITHDRAWN = "withdrawn"  # 撤回申请
    CLOSED = "closed"  # 不再处理，结案
    REOPENED = "reopened"  # 复议决定或者判决责令重新答复


class Stage(StrEnum):
    """Where a request stands."""

    NOT_RECEIVED = "not_received"
    IN_HAND = "in_hand"  # 办理中
    CONSULTING = "consulting"  # 征求意见中
    AWAITING_CLARIFICATION = "awaiting_clarification"  # 待补正
    AWAITING_FEE = "awaiting_fee"  # 待缴费
    REPLIED = "replied"  # 已答复
    WITHDRAWN = "withdrawn"  # 已撤回
    CLOSED = "closed"  # 已结案


RUNNING = (Stage.IN_HAND, Stage.CONSULTING)
AWAITING = (Stage.AWAITING_CLARIFICATION, Stage.AWAITING_FEE)
OPEN = RUNNING + AWAITING
ENDED = (Stage.REPLIED, Stage.WITHDRAWN, Stage.CLOSED)

_ENDS = {
    Kind.REPLIED: Stage.REPLIED,
    Kind.WITHDRAWN: Stage.WITHDRAWN,
    Kind.CLOSED: Stage.CLOSED,
}
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a request, on a day.

    `working_days` is the length of an extension, `until` the later date of Art. 35. `matter`
    tells consultations apart (whom, or a record's number); two events alike in all are one.
    """

    kind: Kind
    on: date
    working_days: int | None = None
    until: date | None = None
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an event cannot follow the others: a rule id and a sentence in two languages."""

    rule: str
    message: str
    message_en: str


_REFUSALS = {
    "nothing_received": (
        "还没有收到申请，不能登记这一事项。",
        "No request has been received yet, so this cannot have happened.",
    ),
    "received_twice": (
        "申请只能收到一次；另一件申请请另行登记。",
        "A request is received once; register another request on its own.",
    ),
    "before_receipt": (
        "日期早于收到申请之日，请核对日期。",
        "The date lies before the day of receipt: check the date.",
    ),
    "duplicate": (
        "同一事项登记了两次，只按一次计算。",
        "The same event stands twice; it is counted once.",
    ),
    "after_the_end": (
        "申请已经办结；如被责令重新答复，请先登记重新办理。",
        "The case has ended; if a new reply was ordered, record that it was reopened first.",
    ),
    "not_ended": (
        "申请尚未办结，不存在重新办理。",
        "The case has not ended, so it cannot be reopened.",
    ),
    "clarification_pending": (
        "已经要求补正、尚未收到补正，不能再次要求补正。",
        "Clarification was already requested and has not arrived; it cannot be requested again.",
    ),
    "clarification_unmatched": (
        "没有待答复的补正告知，申请人自行补充不重新起算期限。",
        "No clarification was asked for; what the requester adds unasked restarts nothing.",
    ),
    "consultation_pending": (
        "该对象的征求意见尚未结束，不能重复开始。",
        "This consultation is still open and cannot begin again.",
    ),
    "consultation_unmatched": (
        "没有正在进行的征求意见，请先登记征求意见书的发出日期。",
        "No consultation is open; record first on which day the letter was dispatched.",
    ),
    "fee_pending": (
        "已经发出收费通知、尚未缴费，不能再次通知。",
        "A fee notice is already out and unpaid; it cannot be sent again.",
    ),
    "fee_unmatched": (
        "没有待缴的收费通知，缴费不影响答复期限。",
        "No fee notice is open, so the payment does not touch the reply period.",
    ),
}


@dataclass(slots=True)
class _Course:
    """How far a case has come while its events are replayed."""

    received_on: date | None = None
    end: Stage | None = None
    awaits_clarification: bool = False
    awaits_fee: bool = False
    consulting: list[str] = field(default_factory=list)
    seen: set[Event] = field(default_factory=set)

    @property
    def stage(self) -> Stage:
        if self.received_on is None:
            return Stage.NOT_RECEIVED
        if self.end is not None:
            return self.end
        if self.awaits_clarification:
            return Stage.AWAITING_CLARIFICATION
        if self.awaits_fee:
            return Stage.AWAITING_FEE
        return Stage.CONSULTING if self.consulting else Stage.IN_HAND


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events by day and, within a day, in the order of `Kind`.

    Two extensions of one day: the shorter comes first, so that the earlier date holds.
    """
    return sorted(events, key=_place)


def replay(events: Iterable[Event]) -> list[tuple[Event, Refusal | None]]:
    """Return the events in order, each with the reason why it could not follow, or None.

    A refused event is left out of account for those after it.
    """
    return _replay(events, _Course())


def stage(events: Iterable[Event]) -> Stage:
    """Return where a request stands after its events; refused events do not count."""
    course = _Course()
    _replay(events, course)
    return course.stage


def refusal(events: Sequence[Event], event: Event) -> Refusal | None:
    """Return why `event` may not join `events`, None where it may.

    A step recorded late may not make a later one impossible either.
    """
    refused = [reason for known, reason in replay([*events, event]) if known == event and reason]
    if refused:
        return refused[-1]
    before = {known for known, reason in replay(events) if reason}
    for known, reason in replay([*events, event]):
        if reason and known not in before:
            return reason
    return None


def permits(events: Sequence[Event], event: Event) -> bool:
    """Return whether `event` may follow `events`."""
    return refusal(events, event) is None


def _place(event: Event) -> tuple[date, int, int, date, str]:
    length, until = event.working_days or 0, event.until or date.max
    return event.on, _ORDER[event.kind], length, until, event.matter


def _replay(events: Iterable[Event], course: _Course) -> list[tuple[Event, Refusal | None]]:
    replayed = []
    ordered = in_order(events)
    receipt = min((e.on for e in ordered if e.kind is Kind.RECEIVED), default=None)
    for event in ordered:
        rule = _rule_against(course, event, receipt)
        if rule is None:
            _advance(course, event)
        replayed.append((event, None if rule is None else Refusal(rule, *_REFUSALS[rule])))
    return replayed


def _rule_against(course: _Course, event: Event, receipt: date | None) -> str | None:
    if event in course.seen:
        return "duplicate"
    if course.received_on is None:
        if event.kind is Kind.RECEIVED:
            return None
        return "nothing_received" if receipt is None else "before_receipt"
    if event.kind is Kind.RECEIVED:
        return "received_twice"
    if course.end is not None:
        return None if event.kind is Kind.REOPENED else "after_the_end"
    return _rule_against_step(course, event)


def _rule_against_step(course: _Course, event: Event) -> str | None:
    broken = {
        Kind.REOPENED: ("not_ended", True),
        Kind.CLARIFICATION_REQUESTED: ("clarification_pending", course.awaits_clarification),
        Kind.CLARIFIED: ("clarification_unmatched", not course.awaits_clarification),
        Kind.CONSULTATION_BEGAN: (
            "consultation_pending",
            bool(event.matter) and event.matter in course.consulting,
        ),
        Kind.CONSULTATION_ENDED: (
            "consultation_unmatched",
            event.matter not in course.consulting,
        ),
        Kind.FEE_NOTICED: ("fee_pending", course.awaits_fee),
        Kind.FEE_PAID: ("fee_unmatched", not course.awaits_fee),
    }
    rule, applies = broken.get(event.kind, ("", False))
    return rule if applies else None


def _advance(course: _Course, event: Event) -> None:
    course.seen.add(event)
    match event.kind:
        case Kind.RECEIVED:
            course.received_on = event.on
        case Kind.CLARIFICATION_REQUESTED | Kind.CLARIFIED:
            course.awaits_clarification = event.kind is Kind.CLARIFICATION_REQUESTED
        case Kind.CONSULTATION_BEGAN:
            course.consulting.append(event.matter)
        case Kind.CONSULTATION_ENDED:
            course.consulting.remove(event.matter)
        case Kind.FEE_NOTICED | Kind.FEE_PAID:
            course.awaits_fee = event.kind is Kind.FEE_NOTICED
        case Kind.REPLIED | Kind.WITHDRAWN | Kind.CLOSED:
            course.end = _ENDS[event.kind]
            course.awaits_clarification = course.awaits_fee = False
            course.consulting.clear()
        case Kind.REOPENED:
            course.end = None
        case Kind.EXTENDED | Kind.DEADLINE_AGREED:
            pass
