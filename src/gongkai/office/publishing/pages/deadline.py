"""By when an item is to be public (公开期限) on a page: the tag, and every day with its reason.

The date is `rules.catalogue.publication_clock`'s; an item that was public before counts from the
change, which is the day its version was begun.
"""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import Item, ItemVersion
from gongkai.rules.catalogue import publication_clock
from gongkai.rules.catalogue.publication_clock import PublicationDue
from gongkai.rules.clock.result import CountedDay, Mark
from gongkai.rules.workdays import Calendar
from gongkai.web.facts.parts import Due, Tone
from gongkai.web.facts.story import CalendarDay, CalendarMonth
from gongkai.web.words import day as day_words

SOON_WORKING_DAYS = 5
_LONGEST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Today:
    """The day a page is read and the calendar by which its body counts."""

    on: date
    calendar: Calendar


def due_of(version: ItemVersion, *, changed_at: datetime | None, today: Today) -> (
    PublicationDue | None
):  # fmt: skip
    """Return the last day for a version; None while it has no 成文日期.

    `changed_at` is when a version of something that was public before was begun.
    """
    if version.signed_on is None:
        return None
    changed_on = timezone.localdate(changed_at) if changed_at else None
    if changed_on is not None and changed_on <= version.signed_on:
        changed_on = None
    return publication_clock.due(version.signed_on, changed_on=changed_on, calendar=today.calendar)


def last_late_day(today: Today) -> date:
    """Return the last 成文日期 whose period is over today: older ones are late as well."""
    day = today.on - timedelta(days=1)
    for _step in range(_LONGEST_DAYS):
        if publication_clock.due(day, calendar=today.calendar).due_on < today.on:
            return day
        day -= timedelta(days=1)
    return day


def tag(due: PublicationDue | None, *, today: Today, url: str = "") -> Due | None:
    """Return how a due date stands, in words; the tag opens the explanation."""
    if due is None:
        return None
    on_text = day_words(due.due_on, get_language() or "")
    if due.provisional:
        on_text = _("%(on)s（暂定）") % {"on": on_text}
    if due.due_on < today.on:
        late = publication_clock.lateness(due.due_on, today.on, calendar=today.calendar)
        text = _("已逾期 %(days)s 个工作日") % {"days": late.working_days}
        return Due(text, "bad", "warning", on_text, url)
    left = today.calendar.working_days(today.on, due.due_on)
    if due.due_on == today.on:
        return Due(_("今天到期"), "attention", "clock", on_text, url)
    tone: Tone = "attention" if left <= SOON_WORKING_DAYS else "active"
    return Due(_("还剩 %(days)s 个工作日") % {"days": left}, tone, "clock", on_text, url)


def was_public(item: Item) -> bool:
    """Return whether the public read a version of the item before the newest one."""
    return bool(item.index_no)


_KINDS: dict[Mark, Literal["counted", "skipped", "start", "outside"]] = {
    Mark.START: "start",
    Mark.COUNTED: "counted",
    Mark.WEEKEND: "skipped",
    Mark.HOLIDAY: "skipped",
}


def months(due: PublicationDue, calendar: Calendar) -> tuple[CalendarMonth, ...]:
    """Return the days of a period as months of weeks, Monday first."""
    days = {each.on: _day(each, due.due_on, calendar) for each in due.days}
    spanned = sorted({(on.year, on.month) for on in days})
    return tuple(_month(year, month, days) for year, month in spanned)


def _day(day: CountedDay, due_on: date, calendar: Calendar) -> CalendarDay:
    if day.on == due_on:
        return CalendarDay(day.on, "due", label=_("到期"), number=day.number or None)
    if day.counted:
        announced = calendar.day(day.on).name
        label = _("暂定") if day.provisional else _("补班") if announced else ""
        return CalendarDay(day.on, "counted", label=label, number=day.number)
    if day.mark is Mark.START:
        return CalendarDay(day.on, "start", label=_("起算"))
    label = calendar.day(day.on).name or _("周末")
    return CalendarDay(day.on, _KINDS.get(day.mark, "outside"), label=label)


def _month(year: int, month: int, days: dict[date, CalendarDay]) -> CalendarMonth:
    weeks = tuple(
        tuple(
            None if on.month != month else days.get(on, CalendarDay(on=on, kind="outside"))
            for on in week
        )
        for week in Weeks().monthdatescalendar(year, month)
    )
    return CalendarMonth(_("%(year)s年%(month)s月") % {"year": year, "month": month}, weeks)
