"""A holiday notice (节假日安排通知): which days a year's notice frees and which it makes up.

Office staff load notices, so a notice is read strictly: whatever is missing, misspelt or out
of its year is refused with a sentence. Whether a day is worked is decided in `calendar`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.rules.sources import Source

ONE_DAY = timedelta(days=1)
SATURDAY = 5  # date.weekday()
LONGEST_HOLIDAY_DAYS = 31
FIRST_YEAR, LAST_YEAR = 2008, 2100
NEW_YEAR, LABOUR_DAY, NATIONAL_DAY = 1, 5, 10  # the first of these months is always off
NOTICE_FIELDS = {
    "title",
    "number",
    "published",
    "year",
    "amends",
    "region",
    "region_name",
    "note",
    "holiday",
}
HOLIDAY_FIELDS = {"name", "gloss", "first", "last", "work", "days"}


class UnreadableNotice(ValueError):
    """A notice that cannot be taken over; says why in Chinese and, as `message_en`, in English."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message)
        self.message_en = message_en


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a notice: the days off, and the weekend days worked for them (调休)."""

    name: str
    gloss: str
    off: tuple[date, ...]
    work: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `region` is a division code (GB/T 2260), "" for the whole country.

    `amends` marks a notice that changes some days of a year and does not complete it.
    """

    title: str
    year: int
    holidays: tuple[Holiday, ...]
    number: str = ""
    published_on: date | None = None
    amends: bool = False
    region: str = ""
    region_name: str = ""
    note: str = ""

    @property
    def source(self) -> Source:
        return Source(self.title, self.number, "", self.note)

    def applies_in(self, region: str) -> bool:
        """Return whether the notice binds in a division: a county lies in its province."""
        return region.startswith(self.region.rstrip("0"))

    def supersedes(self, other: "Notice") -> bool:
        """Return whether this is a newer text of the same notice, which replaces the other."""
        if (self.region, self.year) != (other.region, other.year):
            return False
        return self.title == other.title or not (self.region or self.amends or other.amends)


def parse_notice(text: str) -> Notice:
    """Return the notice that a TOML text holds.

    Raises:
        UnreadableNotice: the text is no TOML, or a field is missing, misspelt or impossible.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableNotice(
            f"放假通知不是有效的TOML文本：{error}。请对照已有通知的格式修改。",
            f"The holiday notice is not valid TOML: {error}. Compare it with a notice on file.",
        ) from error
    except RecursionError as error:
        raise UnreadableNotice(
            "放假通知的结构嵌套过深，不是放假通知。",
            "The text is nested too deeply to be a holiday notice.",
        ) from error
    _refuse_unknown(table, NOTICE_FIELDS, "放假通知", "holiday notice")
    year = _year(table)
    region = _region(table)
    amends = table.get("amends", False)
    if not isinstance(amends, bool):
        raise _wrong("amends", "true 或 false", "true or false")
    may_work_weekdays = amends or bool(region)
    holidays = tuple(
        _holiday(entry, year, may_work_weekdays=may_work_weekdays) for entry in _entries(table)
    )
    if not holidays and not region:
        raise _wrong("holiday", "至少一个 [[holiday]]", "at least one [[holiday]]")
    _refuse_clashes(holidays)
    if not (amends or region):
        _refuse_partial(holidays, year)
    return Notice(
        title=_text(table, "title", required=True),
        year=year,
        holidays=holidays,
        number=_text(table, "number"),
        published_on=_date(table["published"], "published") if "published" in table else None,
        amends=amends,
        region=region,
        region_name=_text(table, "region_name", required=bool(region)),
        note=_text(table, "note"),
    )


def _entries(table: Mapping[str, object]) -> list[Mapping[str, object]]:
    entries = table.get("holiday", [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise _wrong("holiday", "以 [[holiday]] 开头的表", "tables headed [[holiday]]")
    return entries


def _holiday(entry: Mapping[str, object], year: int, *, may_work_weekdays: bool) -> Holiday:
    _refuse_unknown(entry, HOLIDAY_FIELDS, "[[holiday]]", "[[holiday]]")
    name = _text(entry, "name", required=True)
    off = _days_off(entry, name, year)
    work = entry.get("work", [])
    if not isinstance(work, list):
        raise _wrong("work", "日期列表，如 [2024-02-04]", "a list of dates such as [2024-02-04]")
    worked = tuple(_date_of(year, day, "work") for day in work)
    for day in worked:
        if day.weekday() < SATURDAY and not may_work_weekdays:
            raise UnreadableNotice(
                f"“{name}”的调休上班日 {day} 不是星期六或者星期日，请核对日期。",
                f"The make-up day {day} of {name} is no Saturday or Sunday: check the date.",
            )
    return Holiday(name, _text(entry, "gloss") or name, off, worked)


def _days_off(entry: Mapping[str, object], name: str, year: int) -> tuple[date, ...]:
    first = _date_of(year, entry.get("first"), "first")
    last = _date_of(year, entry.get("last"), "last")
    length = (last - first).days + 1
    if not 1 <= length <= LONGEST_HOLIDAY_DAYS:
        raise UnreadableNotice(
            f"“{name}”自 {first} 至 {last}，起止日期有误。",
            f"{name} runs from {first} to {last}: that cannot be.",
        )
    stated = entry.get("days", length)
    if stated != length or isinstance(stated, bool):
        raise UnreadableNotice(
            f"“{name}”自 {first} 至 {last} 共 {length} 天，与 days 所写的 {stated} 不符。",
            f"{name} runs from {first} to {last}, {length} days, but `days` says {stated}.",
        )
    return tuple(first + offset * ONE_DAY for offset in range(length))


def _refuse_clashes(holidays: Iterable[Holiday]) -> None:
    seen: dict[date, str] = {}
    for holiday in holidays:
        for day in (*holiday.off, *holiday.work):
            if day in seen:
                raise UnreadableNotice(
                    f"{day} 在通知中出现两次（“{seen[day]}”“{holiday.name}”），请核对。",
                    f"{day} stands twice in the notice ({seen[day]}, {holiday.name}): check it.",
                )
            seen[day] = holiday.name


def _refuse_partial(holidays: Iterable[Holiday], year: int) -> None:
    # A year counts as published once its notice is on file, so half a notice would mislead.
    off = {day for holiday in holidays for day in holiday.off}
    for month in NEW_YEAR, LABOUR_DAY, NATIONAL_DAY:
        if date(year, month, 1) not in off:
            raise UnreadableNotice(
                f"通知没有安排{year}年{month}月1日放假，内容不完整；"
                "如果只调整部分日期，请写明 amends = true。",
                f"The notice does not free {year}-{month:02}-01, so it is not whole; "
                "if it only changes some days, say `amends = true`.",
            )


def _refuse_unknown(table: Mapping[str, object], known: set[str], what: str, what_en: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        names, choices = "、".join(unknown), "、".join(sorted(known))
        raise UnreadableNotice(
            f"{what}中有不认识的字段：{names}。可用的字段：{choices}。",
            f"The {what_en} has unknown fields: {', '.join(unknown)}. "
            f"Known: {', '.join(sorted(known))}.",
        )


def _year(table: Mapping[str, object]) -> int:
    year = table.get("year")
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        raise _wrong("year", f"{FIRST_YEAR}至{LAST_YEAR}的年份", f"{FIRST_YEAR} to {LAST_YEAR}")
    return year


def _region(table: Mapping[str, object]) -> str:
    region = _text(table, "region")
    if region and not (len(region) == 6 and region.isascii() and region.isdigit()):
        raise _wrong("region", "六位行政区划代码", "a division code of six digits")
    return region


def _text(table: Mapping[str, object], field: str, *, required: bool = False) -> str:
    value = table.get(field, "")
    if not (isinstance(value, str) and value.isprintable()) or (required and not value.strip()):
        raise _wrong(field, "一行文字", "a line of text")
    return value.strip()


def _date(value: object, field: str) -> date:
    if type(value) is not date:
        raise _wrong(
            field, "日期，如 2024-02-10（不加引号）", "a date such as 2024-02-10, unquoted"
        )
    return value


def _date_of(year: int, value: object, field: str) -> date:
    # A notice reaches back into December (29 December 2007, 31 December 2011), never beyond.
    day = _date(value, field)
    if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
        raise UnreadableNotice(
            f"{field} 的日期 {day} 不属于{year}年的通知，请核对年份。",
            f"The date {day} of `{field}` does not belong to the notice for {year}.",
        )
    return day


def _wrong(field: str, expected: str, expected_en: str) -> UnreadableNotice:
    return UnreadableNotice(
        f"放假通知的 {field} 缺少或者有误，应为{expected}。",
        f"`{field}` of the holiday notice is missing or wrong: it should be {expected_en}.",
    )
