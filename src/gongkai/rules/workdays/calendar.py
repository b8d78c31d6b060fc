"""The working-day calendar (工作日): is a day worked, why, and is that settled?

A value made of notices. A year without a notice is guessed from the statute's fixed days
and the days of the week, and every day so guessed says that it is provisional and why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from gongkai.rules.sources import Source
from gongkai.rules.workdays.notices import (
    LAST_YEAR,
    ONE_DAY,
    SATURDAY,
    Holiday,
    Notice,
    UnreadableNotice,
    parse_notice,
)
from gongkai.rules.workdays.statutory import fixed_day

LAST_DAY = date(LAST_YEAR, 12, 31)
WEEKEND = {5: ("星期六", "Saturday"), 6: ("星期日", "Sunday")}
# From this day of December the next year's notice may reach back, unless New Year's Day
# joins a weekend by itself (Monday, Friday, Saturday): then no notice since 2008 has.
UNSETTLED_FROM = (12, 27)
NEW_YEAR_JOINS_A_WEEKEND = {0, 4, 5}


class BeyondCalendar(LookupError):
    """The day lies after the last day for which anything can be said."""

    def __init__(self, day: date | None = None) -> None:
        named = f" {day.isoformat()} " if day else ""
        super().__init__(f"日期{named}超出可以计算的范围（至{LAST_YEAR}年底）。")
        self.message_en = f"The date{named or ' '}lies beyond the end of {LAST_YEAR}."


class UnknownRegion(LookupError):
    """No division code, and no region with a notice on file has that name."""

    def __init__(self, region: str, known: Iterable[str]) -> None:
        names = list(known)
        super().__init__(
            f"不认识地区“{region}”：请写六位行政区划代码，或者已有本地放假通知的地区"
            f"（{'、'.join(names)}）。"
        )
        self.message_en = (
            f"Unknown region {region!r}: give a division code of six digits, or a region whose "
            f"own notices are on file ({', '.join(names)})."
        )


@dataclass(frozen=True, slots=True)
class Day:
    """One day: whether it is worked, the reason, and what leaves it unsettled, if anything."""

    on: date
    works: bool
    reason: str
    reason_en: str
    name: str = ""
    source: Source | None = None
    doubt: str = ""
    doubt_en: str = ""

    @property
    def provisional(self) -> bool:
        """Whether a notice that is not on file could still change the day."""
        return bool(self.doubt)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day a period of working days ends, and the days that were walked to reach it."""

    on: date
    provisional: bool
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Calendar:
    """The calendar of the whole country, or of one division (region) of it.

    Notices later in the list win over earlier ones, a region's own over the country's.
    Source: 全国年节及纪念日放假办法 Art. 2, 4, 7 and the yearly notices.
    """

    notices: tuple[Notice, ...]
    region: str = ""

    def with_notice(self, notice: Notice) -> "Calendar":
        """Return the calendar with one more notice; a newer text of a notice replaces the older."""
        kept = tuple(known for known in self.notices if not notice.supersedes(known))
        return replace(self, notices=(*kept, notice))

    def with_region(self, region: str) -> "Calendar":
        """Return the calendar as kept in a division, by code ("640323") or name (宁夏回族自治区).

        Raises:
            UnknownRegion: `region` is no code, and no region on file bears that name.
        """
        region = region.strip()
        if region.isascii() and region.isdigit() and len(region) in {6, 9, 12}:
            return replace(self, region=region)
        known = {notice.region_name: notice.region for notice in self.notices if notice.region}
        codes = {code for name, code in known.items() if region and name.startswith(region)}
        if len(codes) != 1:
            raise UnknownRegion(region, sorted(known))
        return replace(self, region=codes.pop())

    def is_complete(self, year: int) -> bool:
        """Return whether the country's notice for the year is on file."""
        return year in self._complete_years

    @property
    def has_regional_notices(self) -> bool:
        """Whether any notice of the region itself is on file."""
        return bool(self._regional)

    def day(self, on: date) -> Day:
        """Return what the notices say of a day, or a provisional guess with its reason.

        Raises:
            BeyondCalendar: the day lies after the year 2100.
        """
        if on > LAST_DAY:
            raise BeyondCalendar(on)
        day = self._announced.get(on) or _by_statute(on) or _by_weekday(on)
        doubts = self._doubts(day)
        if doubts is None:
            return day
        doubt, doubt_en = doubts
        return replace(
            day,
            reason=f"{day.reason}（暂定：{doubt}）",
            reason_en=f"{day.reason_en} (provisional: {doubt_en})",
            doubt=doubt,
            doubt_en=doubt_en,
        )

    def after(self, start: date) -> Iterator[Day]:
        """Yield every day after `start`, in order. Raises BeyondCalendar past the last one."""
        on = start
        while on < LAST_DAY:
            on += ONE_DAY
            yield self.day(on)
        raise BeyondCalendar

    def add(self, start: date, working_days: int) -> Deadline:
        """Return the last day of a period of working days; the day it starts is not counted.

        Raises:
            ValueError: `working_days` is less than 1.
            BeyondCalendar: the period ends after the year 2100.

        Source: 民法典 Art. 201.
        """
        if working_days < 1:
            raise ValueError(f"A period has at least one working day, not {working_days}.")
        days: list[Day] = []
        for day in self.after(start):
            days.append(day)
            working_days -= day.works
            if not working_days:
                break
        return Deadline(days[-1].on, any(day.provisional for day in days), tuple(days))

    def working_days(self, after: date, until: date) -> int:
        """Return how many working days lie after one day, up to and including another.

        0 where `until` does not lie after `after`. Raises BeyondCalendar past the year 2100.
        """
        span = (until - after).days
        return sum(self.day(after + n * ONE_DAY).works for n in range(1, span + 1))

    @cached_property
    def _complete_years(self) -> frozenset[int]:
        annual = (notice for notice in self.notices if not (notice.region or notice.amends))
        return frozenset(notice.year for notice in annual)

    @cached_property
    def _regional(self) -> tuple[Notice, ...]:
        if not self.region:
            return ()
        return tuple(n for n in self.notices if n.region and n.applies_in(self.region))

    @cached_property
    def _announced(self) -> dict[date, Day]:
        national = [notice for notice in self.notices if not notice.region]
        days: dict[date, Day] = {}
        for notice in (*national, *self._regional):
            for holiday in notice.holidays:
                days.update(_days_of(holiday, notice.source))
        return days

    def _doubts(self, day: Day) -> tuple[str, str] | None:
        """Return why a day is not settled, in Chinese and English, None where it is."""
        year = day.on.year
        if self._regional and day.works and not any(n.year == year for n in self._regional):
            place = self._regional[-1].region_name
            return (
                f"{place}{year}年的本地放假通知未录入",
                f"no notice of {place} for {year} on file",
            )
        if day.source is not None:
            return None
        if not self.is_complete(year):
            return _unpublished(year)
        may_be_reached = (day.on.month, day.on.day) >= UNSETTLED_FROM and not self.is_complete(
            year + 1
        )
        if may_be_reached and date(year + 1, 1, 1).weekday() not in NEW_YEAR_JOINS_A_WEEKEND:
            return _unpublished(year + 1)
        return None


def standard() -> Calendar:
    """Return the country's calendar with all notices of `rules/data/workdays/`."""
    return _standard()


@cache
def _standard() -> Calendar:
    folder = files("gongkai.rules").joinpath("data", "workdays")
    notices = [*_read_folder(folder), *_read_folder(folder.joinpath("regions"))]
    # An amendment is published after the notice it amends, so this order lets it win.
    return Calendar(tuple(sorted(notices, key=lambda n: n.published_on or date(n.year, 1, 1))))


def _read_folder(folder: Traversable) -> Iterator[Notice]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            try:
                yield parse_notice(entry.read_text(encoding="utf-8"))
            except UnreadableNotice as error:
                error.add_note(entry.name)
                raise


def _by_statute(on: date) -> Day | None:
    fixed = fixed_day(on)
    if fixed is None:
        return None
    return Day(
        on,
        works=False,
        reason=f"{fixed.name}放假",
        reason_en=f"{fixed.gloss} holiday",
        name=fixed.name,
        source=fixed.source,
    )


def _by_weekday(on: date) -> Day:
    if on.weekday() < SATURDAY:
        return Day(on, works=True, reason="工作日", reason_en="working day")
    name, name_en = WEEKEND[on.weekday()]
    return Day(on, works=False, reason=f"{name}休息", reason_en=name_en)


def _days_of(holiday: Holiday, source: Source) -> Iterator[tuple[date, Day]]:
    name, gloss = holiday.name, holiday.gloss
    for on in holiday.off:
        reason, reason_en = f"{name}放假", f"{gloss} holiday"
        yield on, Day(on, works=False, reason=reason, reason_en=reason_en, name=name, source=source)
    for on in holiday.work:
        reason, reason_en = f"{name}调休上班", f"make-up day for {gloss}"
        yield on, Day(on, works=True, reason=reason, reason_en=reason_en, name=name, source=source)


def _unpublished(year: int) -> tuple[str, str]:
    return f"{year}年放假安排通知未录入", f"the holiday notice for {year} is not on file"
