"""The explanation of a due date as a calendar: every day counted, skipped or paused, and why."""

from calendar import Calendar as Weeks
from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.rules import clock
from gongkai.rules.clock import CountedDay, Mark
from gongkai.rules.workdays import Calendar
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
    Mark.AGREED: gettext_lazy("延迟期内"),
    Mark.WEEKEND: gettext_lazy("周末"),
    Mark.HOLIDAY: gettext_lazy("放假"),
    Mark.CONSULTING: gettext_lazy("征求意见"),
    Mark.AWAITING_CLARIFICATION: gettext_lazy("待补正"),
    Mark.AWAITING_FEE: gettext_lazy("待缴费"),
    Mark.VOID: gettext_lazy("不再计入"),
    Mark.EXPIRED: gettext_lazy("已届满"),
}


def months(result: clock.Result, calendar: Calendar) -> tuple[CalendarMonth, ...]:
    """Return the days of a clock as months of weeks, Monday first."""
    days = {day.on: _day(day, result.due_on, calendar) for day in result.days}
    if not days:
        return ()
    return tuple(_month(year, month, days) for year, month in _spanned(days))


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
