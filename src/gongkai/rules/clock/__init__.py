"""The reply clock (答复期限) of a disclosure request.

A due date is never a fact of its own: it is computed from the case's events, the
working-day calendar and the limits in force, and every day of the way is explained.
Source: 政府信息公开条例 Art. 30 to 35; 政府信息公开信息处理费管理办法.
"""

from collections import deque
from collections.abc import Iterable
from datetime import timedelta

from gongkai.rules import lifecycle, workdays
from gongkai.rules.clock import limits as _limits
from gongkai.rules.clock.limits import Limits
from gongkai.rules.clock.result import CountedDay, Finding, Mark, Result, Severity, State
from gongkai.rules.clock.run import Run
from gongkai.rules.clock.steps import take
from gongkai.rules.clock.wording import summary
from gongkai.rules.lifecycle import Event, Kind
from gongkai.rules.sources import Source
from gongkai.rules.workdays import Calendar

__all__ = [
    "CountedDay",
    "Event",
    "Finding",
    "Kind",
    "Limits",
    "Mark",
    "NoClock",
    "Result",
    "Severity",
    "State",
    "due",
]


class NoClock(ValueError):
    """There is no reply period to compute; `message_en` says why in English."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message)
        self.message_en = message_en


def due(
    events: Iterable[Event], *, calendar: Calendar | None = None, limits: Limits | None = None
) -> Result:
    """Return the last day on which a reply is in time, and why, in working days.

    The order of `events` does not matter. Steps that are out of order, too late or too long
    are findings and change no date. Without `calendar` and `limits` the shipped ones apply.

    Raises:
        NoClock: no event is a receipt, or the receipt lies before the first Regulation.
        BeyondCalendar: a period ends after the year 2100.

    Source: 政府信息公开条例（国务院令第711号）Art. 30, 33, 35; before 2019-05-15
    国务院令第492号 Art. 24.
    """
    events = list(events)
    limits = limits or _limits.standard()
    _check_receipt(events, limits)
    clock = _run(events, calendar or workdays.standard(), limits)
    due_on = clock.period.due_on
    days = tuple(day for day in clock.days if due_on is None or day.on <= due_on)
    text, text_en = summary(clock)
    return Result(
        due_on=due_on,
        provisional=due_on is not None and clock.doubt is not None,
        state=clock.state,
        limit_working_days=clock.period.limit,
        days=days,
        findings=tuple(clock.findings),
        sources=(*clock.sources, *_notices(clock, days)),
        summary=text,
        summary_en=text_en,
    )


def _check_receipt(events: list[Event], limits: Limits) -> None:
    receipt = min((event.on for event in events if event.kind is Kind.RECEIVED), default=None)
    if receipt is None:
        raise NoClock(
            "没有收到申请的日期，无法计算答复期限。",
            "Without a day of receipt there is no reply period.",
        )
    first = limits.reply.entries[0]
    if receipt < first.from_on:
        raise NoClock(
            f"{receipt.isoformat()} 早于{first.source}的施行日期 {first.from_on.isoformat()}，"
            "当时没有答复期限的规定，请核对日期。",
            f"{receipt.isoformat()} lies before {first.from_on.isoformat()}, when the first "
            "Regulation took effect; there was no reply period yet. Check the date.",
        )


def _run(events: list[Event], calendar: Calendar, limits: Limits) -> Run:
    """Go through the days from receipt until no event is left and no further day can count."""
    waiting = deque(lifecycle.replay(events))
    receipt = next(event for event, _ in waiting if event.kind is Kind.RECEIVED)
    clock = Run(receipt, calendar, limits)
    on = receipt.on
    while True:
        while waiting and waiting[0][0].on <= on:
            take(clock, *waiting.popleft())
        clock.count(calendar.day(on))
        if not waiting and (clock.is_expired or clock.awaits_requester or clock.is_consulting):
            return clock
        on += timedelta(days=1)


def _notices(clock: Run, days: tuple[CountedDay, ...]) -> list[Source]:
    """Return the holiday notices that decided any of the days, in order."""
    notices: list[Source] = []
    for day in days:
        source = clock.calendar.day(day.on).source
        if source is not None and source not in notices:
            notices.append(source)
    return notices
