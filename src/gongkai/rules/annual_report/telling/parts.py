"""The parts of a report's text: title, body, year, publication date and the six sections.

A head is known by its words, not by its number, which may be missing or begin anew. What no
head stands over is left to the reader of the tables.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.annual_report.form import Section
from gongkai.rules.annual_report.telling.counts import is_page_number
from gongkai.rules.annual_report.telling.words import wording

_REPORT = r"(?:政府信息|政务)公开(?:工作)?(?:情况)?(?:的)?(?:年度(?:工作)?报告|年报|报告)"
_TITLES = (
    re.compile(rf"^(?P<body>[一-鿿（）()]{{2,40}}?)(?P<year>20\d\d)年度?{_REPORT}"),
    re.compile(rf"^(?P<year>20\d\d)年度?(?P<body>[一-鿿（）()]{{0,40}}?){_REPORT}"),
)
_TOP = re.compile(r"^[#*\s]*(?P<number>[一二三四五六七八九十]{1,3}[、.．])?[*]*")
_PUBLISHED = re.compile(
    r"(?:发布|公布|发文|成文|印发|生成)(?:时间|日期)[:：]?"
    + (r"(?P<y>20\d\d)[-年./](?P<m>\d{1,2})[-月./](?P<d>\d{1,2})")
)
_DATED = re.compile(r"^(?P<y>20\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日$")
_ENDS = re.compile(r"[。！？；：]$")
_BEGINS = re.compile(r"^(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+是|\d+[.．、])")
_FIGURES = re.compile(r"\||\d\s+\d")
_TITLE_LINES = 40
_LONG = 200
_HEAD_INSIDE = re.compile(r"(?<![“《（第、“])(?=[一二三四五六七八]\s?、\s?[一-鿿])")


@dataclass(frozen=True, slots=True)
class Front:
    """What a report says of itself; "" and None where it does not say."""

    title: str = ""
    body: str = ""
    year: int | None = None
    published_on: date | None = None


def front(lines: Sequence[str]) -> Front:
    """Return title, body, report year and publication date as the lines tell them."""
    plain = [line for line in ("".join(each.split()) for each in lines) if line]
    title, body, year = _title([re.sub(r"^(?:标题[:：]|[#*]+)", "", p) for p in plain])
    return Front(title, body, year, _published(plain))


def _title(plain: Sequence[str]) -> tuple[str, str, int | None]:
    """Return the first title, which may run over three lines with the body on a line above."""
    for position in range(min(len(plain), _TITLE_LINES)):
        for length in (1, 2, 3):
            text = "".join(plain[position : position + length])
            for pattern in _TITLES:
                match = pattern.match(text)
                if match and match.end() > len("".join(plain[position : position + length - 1])):
                    return match[0], match["body"], int(match["year"])
    return "", "", None


def _published(plain: Sequence[str]) -> date | None:
    labelled = (_PUBLISHED.search(line) for line in plain)
    signed = (_DATED.match(line) for line in [*plain[:8], *plain[-8:]])
    for match in (*labelled, *signed):
        if match:
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
    return None


def sections(lines: Sequence[str]) -> tuple[Section, ...]:
    """Return the sections that have a head, in order of number, their lines as paragraphs.

    A section whose head stands twice is given once. Text before the first head is in none.
    """
    titles: dict[int, str] = {}
    texts: dict[int, list[str]] = {}
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
        if current and kept:
            _append(texts[current], kept, new=bool(number))
    return tuple(Section(n, titles[n], tuple(texts[n])) for n in sorted(titles))


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


def _append(paragraphs: list[str], text: str, *, new: bool) -> None:
    """Add a line: a wrapped one continues the paragraph before it."""
    before = paragraphs[-1] if paragraphs and not new else "。"
    if _ENDS.search(before) or _BEGINS.match(text) or _FIGURES.search(text + before):
        paragraphs.append(text)
    else:
        paragraphs[-1] += text
