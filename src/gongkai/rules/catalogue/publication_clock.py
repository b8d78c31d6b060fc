"""By when information is published (主动公开期限): a due date with the reason for every day.

The general period is 20 working days from creation or change; special law has its own, as data
(`rules/data/catalogue/periods.toml`). Source: 政府信息公开条例 Art. 26; 民法典 Art. 201.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.rules import effective, workdays
from gongkai.rules.catalogue import tables
from gongkai.rules.clock.result import CountedDay, Mark
from gongkai.rules.clock.wording import chinese
from gongkai.rules.effective import Dated, Entry, Table
from gongkai.rules.sources import Source
from gongkai.rules.workdays import Calendar, Day

GENERAL = "general"


class UnknownMatter(LookupError):
    """No period is on file for such a matter."""


class Backwards(ValueError):
    """A change lies before the creation; `message_en` says so in English."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message)
        self.message_en = message_en


@dataclass(frozen=True, slots=True)
class PublicationPeriod:
    """A period in working days or in days, what it begins with, and what is doubtful about it."""

    label: str
    gloss: str
    starts: str
    starts_en: str
    working_days: int
    days: int
    doubt: str = ""
    doubt_en: str = ""


@dataclass(frozen=True, slots=True)
class PublicationDue:
    """The last day on which publication is in time, and how it was reached.

    `days` begins with the day the period starts, which is not counted. `provisional`: a holiday
    notice that is not on file could still move the date.
    """

    due_on: date
    began_on: date
    provisional: bool
    period: PublicationPeriod
    days: tuple[CountedDay, ...]
    source: Source
    summary: str
    summary_en: str


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late a publication is or was; zeros where it is in time."""

    days: int
    working_days: int
    message: str
    message_en: str


def matters() -> tuple[str, ...]:
    """Return the keys of the matters with a period: "general", "budget", "penalty", …"""
    return tuple(_periods())


def period(matter: str, on: date) -> Entry[PublicationPeriod]:
    """Return the period of a matter in force on a day, with its source.

    Raises:
        UnknownMatter: no period is on file for it. NotInForce: it was not in force yet.
    """
    try:
        return _periods()[matter].on(on)
    except KeyError:
        raise UnknownMatter(f"There is no period for the matter {matter!r}.") from None


def due(
    created_on: date,
    *,
    changed_on: date | None = None,
    matter: str = GENERAL,
    calendar: Calendar | None = None,
) -> PublicationDue:
    """Return the last day for publication, counted from creation or, where later, from change.

    The law of the day the period begins applies. A period in calendar days is not moved by a
    weekend at its end: what is published before is in time on either reading.

    Raises:
        Backwards: the change lies before the creation.
        UnknownMatter, NotInForce: as `period`. BeyondCalendar: it ends after the year 2100.

    Source: 政府信息公开条例 Art. 26; 民法典 Art. 201;
    docs/decisions/2026-11-25-a-publication-period-in-days-is-not-moved.md.
    """
    if changed_on is not None and changed_on < created_on:
        raise Backwards(
            f"变更日期{chinese(changed_on)}早于成文日期{chinese(created_on)}，请核对两个日期。",
            f"The change on {changed_on.isoformat()} lies before the creation on "
            f"{created_on.isoformat()}: check both dates.",
        )
    began_on = changed_on or created_on
    found = period(matter, began_on)
    days = tuple(_count(began_on, found.value, calendar or workdays.standard()))
    provisional = next((day for day in days if day.provisional), None)
    text, text_en = _summary(began_on, days[-1].on, found, provisional)
    return PublicationDue(
        due_on=days[-1].on,
        began_on=began_on,
        provisional=provisional is not None,
        period=found.value,
        days=days,
        source=found.source,
        summary=text,
        summary_en=text_en,
    )


def lateness(due_on: date, published_on: date, *, calendar: Calendar | None = None) -> Lateness:
    """Return how many days and working days after the due date a publication came or stands out.

    Source: 政府信息公开条例 Art. 26.
    """
    if published_on <= due_on:
        return Lateness(0, 0, "在期限内公开。", "Published in time.")
    days = (published_on - due_on).days
    working = (calendar or workdays.standard()).working_days(due_on, published_on)
    return Lateness(
        days,
        working,
        f"应当在{chinese(due_on)}前公开，已超过{days}天（{working}个工作日）。",
        f"Due on {due_on.isoformat()}, {days} days ({working} working days) late.",
    )


def _count(began_on: date, length: PublicationPeriod, calendar: Calendar) -> Iterator[CountedDay]:
    start = calendar.day(began_on)
    why, why_en = f"{length.starts}，不计入", f"{length.starts_en}, not counted"
    # A doubt about a day that is not counted does not touch the date.
    yield CountedDay(start.on, counted=False, number=0, mark=Mark.START, why=why, why_en=why_en)
    limit, in_working_days = (
        (length.working_days, True) if length.working_days else (length.days, False)
    )
    number = 0
    for day in calendar.after(began_on):
        counts = day.works or not in_working_days
        number += counts
        yield _explained(day, number, counts=counts, in_working_days=in_working_days)
        if number == limit:
            return


def _explained(day: Day, number: int, *, counts: bool, in_working_days: bool) -> CountedDay:
    if not counts:
        mark = Mark.HOLIDAY if day.name else Mark.WEEKEND
        why, why_en = day.reason, day.reason_en
    else:
        mark, why, why_en = Mark.COUNTED, f"第{number}日", f"day {number}"
        if in_working_days:
            why, why_en = f"第{number}个工作日", f"working day {number}"
            if day.name or day.provisional:
                why, why_en = f"{why}：{day.reason}", f"{why_en}: {day.reason_en}"
    return CountedDay(
        on=day.on,
        counted=counts,
        number=number,
        mark=mark,
        why=why,
        why_en=why_en,
        provisional=day.provisional and in_working_days,
    )


def _summary(
    began_on: date,
    due_on: date,
    found: Entry[PublicationPeriod],
    provisional: CountedDay | None,
) -> tuple[str, str]:
    length = found.value
    span, span_en = f"{length.days}日", f"{length.days} days"
    if length.working_days:
        span, span_en = f"{length.working_days}个工作日", f"{length.working_days} working days"
    doubts = [length.doubt] if length.doubt else []
    doubts_en = [length.doubt_en] if length.doubt_en else []
    if provisional is not None:
        doubts.append("暂定：期限内有放假安排未录入的日子")
        doubts_en.append("provisional: the holiday notice for part of it is not on file")
    tail = f"（{'；'.join(doubts)}）" if doubts else ""
    tail_en = f" ({'; '.join(doubts_en)})" if doubts_en else ""
    return (
        f"{length.label}：自{length.starts}（{chinese(began_on)}）次日起计算{span}，"
        f"至{chinese(due_on)}届满{tail}。",
        f"{length.gloss}: {span_en} from the day after {length.starts_en} "
        f"({began_on.isoformat()}), due on {due_on.isoformat()}{tail_en}.",
    )


@cache
def _periods() -> dict[str, Dated[PublicationPeriod]]:
    return {
        matter: effective.dated(matter, entries, _period)
        for matter, entries in tables.read("periods.toml").items()
    }


def _period(table: Table) -> PublicationPeriod:
    working_days, days = tables.count(table, "working_days"), tables.count(table, "days")
    if bool(working_days) == bool(days):
        raise ValueError("a period has either working_days or days")
    return PublicationPeriod(
        label=str(table["label"]),
        gloss=str(table["gloss"]),
        starts=str(table["starts"]),
        starts_en=str(table["starts_en"]),
        working_days=working_days,
        days=days,
        doubt=str(table.get("doubt", "")),
        doubt_en=str(table.get("doubt_en", "")),
    )
