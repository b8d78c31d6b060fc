"""Is an entry of the catalogue fresh (更新情况)? The answer, the day it changes, and why.

Thresholds come from the site inspection (国办秘函〔2019〕19号) or are marked as practice, and a
body may set its own rhythm. Nothing here looks at the published texts themselves.
"""

import calendar as months_of_the_year
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from gongkai.rules import effective
from gongkai.rules.catalogue import tables
from gongkai.rules.catalogue.entries import CatalogueEntry, Rhythm, threshold_of
from gongkai.rules.clock.wording import chinese
from gongkai.rules.effective import Dated
from gongkai.rules.workdays import Calendar

_ONE_DAY = timedelta(days=1)


class Freshness(StrEnum):
    """How an entry stands."""

    FRESH = "fresh"
    DUE_SOON = "due_soon"
    STALE = "stale"
    EMPTY = "empty"
    NIL_RETURNED = "nil_returned"  # “本期无”
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Record:
    """What a body has under an entry: how many, the newest day, the last “本期无”.

    `is_needed` is False where the body has said, with a reason, that the entry is not its matter.
    """

    count: int = 0
    newest_on: date | None = None
    nil_on: date | None = None
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands, when it becomes stale, the last working day before, and why.

    `stale_on` is the first day on which it is stale, None where no rhythm applies or nothing is
    there; `act_by` is None where no calendar was given.
    """

    state: Freshness
    stale_on: date | None
    act_by: date | None
    why: str
    why_en: str


def state(
    entry: CatalogueEntry,
    record: Record,
    on: date,
    *,
    calendar: Calendar | None = None,
    rhythm: Rhythm | None = None,
) -> Standing:
    """Return how an entry stands on a day; `rhythm` is the body's own in place of the entry's.

    “本期无” counts like a publication while its period runs, where the entry allows it.

    Source: 国办秘函〔2019〕19号 (thresholds); 政府信息公开条例 Art. 12 (及时更新).
    """
    if not record.is_needed:
        return _standing(
            Freshness.NOT_NEEDED, "本机关没有这类信息。", "The body has no such matter."
        )
    if entry.children and not record.count:
        return _standing(
            Freshness.NOT_NEEDED,
            "内容在下级栏目中公开。",
            "Its content stands in the entries below.",
        )
    nil_on = record.nil_on if entry.allows_nil else None
    known = [day for day in (record.newest_on if record.count else None, nil_on) if day]
    if not known and not record.count:
        return _standing(
            Freshness.EMPTY,
            _empty(entry),
            f"“{entry.gloss}” is empty: publish what is there"
            f"{', or record a nil return' if entry.allows_nil else ''}.",
        )
    newest = max(known, default=None)
    is_nil = newest is not None and newest == nil_on and newest != record.newest_on
    rhythm = rhythm or entry.rhythm
    if newest is None:
        return _standing(
            Freshness.STALE,
            "已有内容，但没有标明发布日期，按未更新处理。请补充发布日期。",
            "There is content without a day of publication, which counts as not updated: add it.",
        )
    if rhythm is None:
        return _unhurried(newest, is_nil=is_nil)
    return _measured(newest, rhythm, on, calendar, is_nil=is_nil)


def threshold(key: str, on: date) -> Rhythm:
    """Return a threshold of the site inspection ("news", "notices", "policies", …) on a day.

    Raises:
        LookupError: there is no such threshold, or none was in force.

    Source: 国办秘函〔2019〕19号.
    """
    return _thresholds()[key].on(on).value


def threshold_keys() -> tuple[str, ...]:
    """Return the keys of the thresholds."""
    return tuple(_thresholds())


def last_fresh_day(newest: date, rhythm: Rhythm) -> date:
    """Return the last day on which the newest is recent enough.

    A month ends on the day of the same number, or on its last day where it is shorter.
    Source: 民法典 Art. 202.
    """
    year, month = divmod(newest.year * 12 + newest.month - 1 + rhythm.months, 12)
    last = months_of_the_year.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(newest.day, last)) + timedelta(days=rhythm.days)


def _measured(
    newest: date, rhythm: Rhythm, on: date, calendar: Calendar | None, *, is_nil: bool
) -> Standing:
    last = last_fresh_day(newest, rhythm)
    act_by = _working_day_up_to(last, calendar) if calendar else None
    span, span_en = told(rhythm)
    what, what_en = ("最近一次登记“本期无”", "The last nil return") if is_nil else (
        "最近一次更新", "The last update")  # fmt: skip
    why = f"{what}是{chinese(newest)}，更新周期为{span}（{_basis(rhythm)}）"
    why_en = f"{what_en} was on {newest.isoformat()}, the period is {span_en} ({_basis_en(rhythm)})"
    if on > last:
        days = (on - last).days
        found = Freshness.STALE
        why, why_en = f"{why}，已超过{days}天。请更新。", f"{why_en}; {days} days over. Update it."
    elif (last - on).days < rhythm.warn_days:
        found = Freshness.DUE_SOON
        by = act_by or last
        why = f"{why}，{chinese(last)}到期。请在{chinese(by)}前更新。"
        why_en = f"{why_en} and ends on {last.isoformat()}. Update it by {by.isoformat()}."
    else:
        found = Freshness.NIL_RETURNED if is_nil else Freshness.FRESH
        why = f"{why}，{chinese(last)}到期。"
        why_en = f"{why_en} and ends on {last.isoformat()}."
    return Standing(found, last + _ONE_DAY, act_by, why, why_en)


def _unhurried(newest: date, *, is_nil: bool) -> Standing:
    if is_nil:
        return _standing(
            Freshness.NIL_RETURNED,
            f"{chinese(newest)}登记“本期无”。",
            f"A nil return was recorded on {newest.isoformat()}.",
        )
    return _standing(
        Freshness.FRESH,
        f"最近一次更新是{chinese(newest)}；没有固定更新周期，事项变更时更新。",
        f"The last update was on {newest.isoformat()}; it is renewed when the matter changes.",
    )


def _standing(found: Freshness, why: str, why_en: str) -> Standing:
    return Standing(found, None, None, why, why_en)


def _empty(entry: CatalogueEntry) -> str:
    advice = "，或者登记“本期无”" if entry.allows_nil else ""
    return f"“{entry.label}”没有内容，属于空白栏目。请发布已有信息{advice}。"


def told(rhythm: Rhythm) -> tuple[str, str]:
    """Return a period in words: Chinese, English."""
    parts, parts_en = [], []
    if rhythm.months:
        parts.append(f"{rhythm.months}个月")
        parts_en.append(f"{rhythm.months} months")
    if rhythm.days:
        parts.append(f"{rhythm.days}天")
        parts_en.append(f"{rhythm.days} days")
    return "零".join(parts), " and ".join(parts_en)


def _basis(rhythm: Rhythm) -> str:
    return str(rhythm.source) if rhythm.source else "做法，不是法定期限"


def _basis_en(rhythm: Rhythm) -> str:
    return rhythm.source.number if rhythm.source else "practice, not law"


def _working_day_up_to(last: date, calendar: Calendar) -> date:
    return next(each for each in _back_from(last) if calendar.day(each).works)


def _back_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= _ONE_DAY


@cache
def _thresholds() -> dict[str, Dated[Rhythm]]:
    listed = list(tables.listed(tables.read("freshness.toml"), "threshold"))
    return {
        key: effective.dated(
            key,
            [{**each, "spelled": each} for each in listed if each["key"] == key],
            lambda table: threshold_of(tables.mapping(table["spelled"])),
        )
        for key in dict.fromkeys(str(each["key"]) for each in listed)
    }
