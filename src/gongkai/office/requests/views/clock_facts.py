"""The explanation of a due date as a calendar: every day counted, skipped or paused, and why."""

from calendar import Calendar as Weeks
from collections.abc import Iterable
from datetime import date
from itertools import takewhile
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.rules import clock
from gongkai.rules.clock import CountedDay, Mark, State
from gongkai.rules.workdays import Calendar, Day
from gongkai.web.facts.story import CalendarDay, CalendarMonth

_KINDS: dict[Mark, Literal["counted", "skipped", "paused", "start", "outside"]] = {
    Mark.START: "start",
    Mark.COUNTED: "counted",
    Mark.AGREED: "counted",
    Mark.WEEKEND: "skipped",
    Mark.HOLIDAY: "skipped",
    Mark.CONSULTING: "paused",
    Mark.AWAITING_CLARIFICATION: "paused",
    Mark.AWAITING_FEE: "paused",
    Mark.VOID: "outside",
    Mark.EXPIRED: "outside",
}
_LABELS = {
    Mark.START: gettext_lazy("起算"),
    Mark.AGREED: gettext_lazy("延迟期"),
    Mark.WEEKEND: gettext_lazy("周末"),
    Mark.HOLIDAY: gettext_lazy("放假"),
    Mark.CONSULTING: gettext_lazy("征询中"),
    Mark.AWAITING_CLARIFICATION: gettext_lazy("待补正"),
    Mark.AWAITING_FEE: gettext_lazy("待缴费"),
    Mark.VOID: gettext_lazy("不计入"),
    Mark.EXPIRED: gettext_lazy("已届满"),
}

_WAITING = {
    State.PAUSED: Mark.CONSULTING,
    State.AWAITING_CLARIFICATION: Mark.AWAITING_CLARIFICATION,
    State.AWAITING_FEE: Mark.AWAITING_FEE,
}


def months(result: clock.Result, calendar: Calendar, *, today: date) -> tuple[CalendarMonth, ...]:
    """Return the days of a clock as months of weeks, Monday first.

    While the period does not run, the days up to `today` are shown as waited through.
    """
    days = {day.on: _day(day, result.due_on, calendar) for day in result.days}
    if result.state in _WAITING and result.due_on is None:
        last = result.days[-1].on
        for after in takewhile(lambda day: day.on <= today, calendar.after(last)):
            days[after.on] = _waited(after, _WAITING[result.state])
    return tuple(_month(year, month, days) for year, month in _spanned(days))


def _waited(day: Day, mark: Mark) -> CalendarDay:
    if not day.works:
        return CalendarDay(day.on, "skipped", label=day.name or str(_LABELS[Mark.WEEKEND]))
    return CalendarDay(day.on, "paused", label=str(_LABELS[mark]))


def _spanned(days: Iterable[date]) -> list[tuple[int, int]]:
    return sorted({(day.year, day.month) for day in days})


def _month(year: int, month: int, days: dict[date, CalendarDay]) -> CalendarMonth:
    weeks = tuple(
        tuple(
            None if day.month != month else days.get(day, CalendarDay(on=day, kind="outside"))
            for day in week
        )
        for week in Weeks().monthdatescalendar(year, month)
    )
    return CalendarMonth(_("%(year)s年%(month)s月") % {"year": year, "month": month}, weeks)


def _day(day: CountedDay, due_on: date | None, calendar: Calendar) -> CalendarDay:
    if day.on == due_on:
        number = day.number if day.counted else None
        return CalendarDay(day.on, "due", label=_("到期"), number=number)
    if day.counted:
        announced = calendar.day(day.on)
        label = _("暂定") if day.provisional else _("补班") if announced.name else ""
        return CalendarDay(day.on, "counted", label=label, number=day.number)
    label = str(_LABELS[day.mark])
    if day.mark is Mark.HOLIDAY:
        label = calendar.day(day.on).name or label
    return CalendarDay(day.on, _KINDS[day.mark], label=label)
