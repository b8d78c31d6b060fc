"""Dates (日期): entered ones that cannot be, written ones that do not exist or contradict.

The day of the scan is told; nothing here asks a clock.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.rules.scan.fields.required import Entered
from gongkai.rules.scan.metadata import Metadata
from gongkai.rules.scan.page import Mark, Page

WRITTEN = re.compile(
    r"(?<![0-9])(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号](?!楼|院|门|文|线)"
)
ISO = re.compile(
    r"(?<![0-9/.-])(?P<year>(?:19|20)[0-9]{2})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9/-])"
)
SPELT = re.compile(
    "(?P<year>[一二][〇○零一二三四五六七八九]{3})年(?P<month>[〇一二三四五六七八九十]{1,3})月"
    "(?P<day>[〇一二三四五六七八九十]{1,3})日"
)
NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
}
LEAP = 2000
AT_END = re.compile(
    r"(?P<year>[0-9]{4}|[一二][〇○零一二三四五六七八九]{3})年"
    r"(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})日"
)


def marks(page: Page) -> Iterator[Mark]:
    """Yield the dates in a text that the calendar does not have; 2月29日 only with its year."""
    text = page.folded.tight
    found = [*WRITTEN.finditer(text), *SPELT.finditer(text)] if "月" in text else []
    found += ISO.finditer(text) if "-" in text else []
    for each in found:
        year, month, day = (_value(each[part] or str(LEAP)) for part in ("year", "month", "day"))
        if _day(year, month, day) is None:
            yield page.mark("nonexistent-date", *page.folded.clean_span(*each.span()))


def ends(pages: Sequence[Page]) -> Iterator[tuple[Page, Mark]]:
    """Yield the date that ends the body of an official document and is not the one entered."""
    signed = pages[0].metadata.signed_on if pages else None
    if signed is None:
        return
    for page in _bodies(pages):
        lines = list(page.lines())
        for start, end in lines[-4:]:
            found = AT_END.fullmatch("".join(page.clean[start:end].split()))
            said = found and _day(*map(_value, found.group("year", "month", "day")))
            if said and said != signed:
                told = f"{signed.year}年{signed.month}月{signed.day}日"
                yield (
                    page,
                    page.mark(
                        "date-differs", start, end, detail=told, detail_en=signed.isoformat()
                    ),
                )


def entered(metadata: Metadata, on: date) -> Iterator[Entered]:
    """Yield the impossible among the entered dates."""
    signed, published = metadata.signed_on, metadata.published_on
    if signed and signed > on:
        said = f"成文日期{_told(signed)}晚于今天{_told(on)}"
        told = f"signed on {signed.isoformat()}, after today, {on.isoformat()}"
        yield _impossible("signed_on", signed, said, told)
    if signed and published and published < signed:
        yield _impossible(
            "published_on", published, f"发布日期{_told(published)}早于成文日期{_told(signed)}",
            f"published on {published.isoformat()}, before it was signed on {signed.isoformat()}",
        )  # fmt: skip


def _impossible(field: str, value: date, said: str, told: str) -> Entered:
    written = _told(value)
    mark = Mark("impossible-date", 0, len(written), detail=said, detail_en=told, about=field)
    return field, written, mark


def _bodies(pages: Sequence[Page]) -> list[Page]:
    """Return the visible pages that are the body of the item, not its attachments."""
    return [
        page for page in pages if page.passage.place.startswith("正文") and not page.passage.hidden
    ]


def _value(written: str) -> int:
    """Return the number of digits or of Chinese numerals: 30, 三十, 二〇二四."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.partition("十")
    if ten:
        return 10 * (NUMERALS.get(tens, 1) if tens else 1) + (NUMERALS.get(ones, 0))
    return int("".join(str(NUMERALS.get(each, 0)) for each in written))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _told(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
