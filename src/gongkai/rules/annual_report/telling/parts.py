"""The six sections (六个部分) of a report's text.

A head is known by its words, not by its number, which may be missing or begin anew. What no
head stands over, and rows of the tables, are left to the reader of the tables.
"""

import re
from collections.abc import Sequence

from gongkai.rules.annual_report.form import Section
from gongkai.rules.annual_report.telling import rows
from gongkai.rules.annual_report.telling.counts import is_page_number
from gongkai.rules.annual_report.telling.words import wording

_TOP = re.compile(r"^[#*\s]*(?P<number>[一二三四五六七八九十]{1,3}[、.．])?[*]*")
_ENDS = re.compile(r"[。！？；：]$")
_BEGINS = re.compile(r"^(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+是|\d+[.．、])")
_SUBHEADING = re.compile(r"[（(][一二三四五六七八九十]+[)）][^。；：，]{1,24}$")
_FIGURES = re.compile(r"\||\d\s+\d")
_LONG = 200
_TABLED = {2, 3, 4}
_FIRST = 1
_PART = re.compile(r"^[（(]一[)）]")
_STARTS = re.compile(r"^[（(]一[)）]|^20\d\d年度?(?:以来)?[，,]")
_HEAD_INSIDE = re.compile(r"(?<![“《（第、“])(?=[一二三四五六七八]\s?、\s?[一-鿿])")


def sections(lines: Sequence[str]) -> tuple[Section, ...]:
    """Return the sections that have a head, in order of number, their lines as paragraphs.

    A section whose head stands twice is given once. Text before the first head is in none, save
    where the first section has lost its head and is known by the parts it has.
    """
    titles: dict[int, str] = {}
    texts: dict[int, list[list[str]]] = {}
    before: list[str] = []
    current = 0
    for text in (part.strip() for line in lines for part in _apart(line)):
        if is_page_number(text):
            continue
        number, title, rest = _head(text, current)
        if number:
            current = number
            titles.setdefault(number, title)
            texts.setdefault(number, [])
        kept = rest if number else text
        if current in _TABLED:
            kept = rows.prose(kept)
        if current and kept:
            _append(texts[current], kept, new=bool(number))
        elif kept and not current:
            before.append(kept)
    if texts and _FIRST not in texts and (first := _headless(before)):
        titles[_FIRST], texts[_FIRST] = wording().first, first
    return tuple(
        Section(n, titles[n], tuple("".join(pieces) for pieces in texts[n])) for n in sorted(titles)
    )


def _headless(lines: Sequence[str]) -> list[list[str]]:
    """Return the paragraphs of a first section without head, none where its parts are missing."""
    if not any(_PART.match("".join(line.split())) for line in lines):
        return []
    paragraphs: list[list[str]] = []
    for line in lines:
        if paragraphs or _STARTS.match("".join(line.split())):
            _append(paragraphs, line, new=not paragraphs)
    return paragraphs


def _apart(line: str) -> list[str]:
    """Return a line cut before the numbered heads inside it, where a whole report is one line."""
    return _HEAD_INSIDE.split(line) if len(line) > _LONG else [line]


def _head(line: str, current: int) -> tuple[int, str, str]:
    """Return number, title and what follows on the line; 0 where the line is no head."""
    plain = "".join(line.split())
    top = _TOP.match(plain)
    numbered = bool(top and top["number"])
    after = plain[top.end() :] if top else plain
    if wording().rows.match(after):
        return 0, "", ""
    for number, words in wording().sections:
        match = words.match(after)
        if match and (numbered or len(after) == match.end()):
            if not numbered and number <= current:
                return 0, "", ""
            return number, match[0], after[match.end() :].lstrip("*")
    return 0, "", ""


def _append(paragraphs: list[list[str]], text: str, *, new: bool) -> None:
    """Add a line: a wrapped one continues the paragraph before it, which is no heading."""
    before = paragraphs[-1][-1] if paragraphs and not new else "。"
    if (
        _ENDS.search(before)
        or _SUBHEADING.match(before)
        or _BEGINS.match(text)
        or _FIGURES.search(text)
        or _FIGURES.search(before)
    ):
        paragraphs.append([text])
    else:
        paragraphs[-1].append(text)
