"""What a report says of itself (题名、机关、年度、发布日期), wherever it says so.

The title line tells most of it. Where it is missing or names no body, the sentences that
announce the report, name who drew it up and give the contact are asked. No body is made up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.annual_report.telling import naming
from gongkai.rules.annual_report.telling.naming import NAME, REPORT

_SHAPES = (
    rf"^(?P<body>{NAME}{{2,40}}?)(?:关于)?(?:印发|发布|公布)?《?(?P<year>20\d\d)年?度?的?{REPORT}",
    rf"^(?:关于)?(?P<year>20\d\d)年?度?的?(?P<body>{NAME}{{0,40}}?){REPORT}",
    (
        rf"^(?P<body>{NAME}{{2,40}}?)(?:政府信息|政务|信息)公开(?:工作)?(?:情况)?"
        r"[（(]?(?P<year>20\d\d)年?度?[)）]?(?:工作)?(?:年度)?(?:报告|年报)"
    ),
    rf"^(?P<body>{NAME}{{2,40}}?){REPORT}[（(]?(?P<year>20\d\d)年?度?[)）]?",
)
_TITLES = tuple(re.compile(shape) for shape in _SHAPES)
_ONLY_YEAR = re.compile(r"^(?P<year>20\d\d)年度?(?:工作)?报告$")
_NO_YEAR = re.compile(rf"^(?P<body>{NAME}{{2,40}}?){REPORT}$")
_LABEL = re.compile(r"^(?:标题|题名|名称|文字解读)[:：]?")
_PARTS = re.compile(r"[>＞»→|｜_/：:]")
_NO_TITLE = re.compile(r"^(?:现|特|兹|根据|按照|依据|为)|关于做好")
_STATED = re.compile(r"报告年度[:：]?(20\d\d)年")
_UNTIL = re.compile(r"(?:截至|截止)到?(20\d\d)年12月")
_REST = re.compile(r"[)）》”]?(?:[（(].{0,14}[)）])?\d{0,3}")
_TITLE_LINES = 40
_LONGEST = 90
_HEAD = 6_000  # characters in which a report presents itself
_TAIL = 300

_YEAR_WORDS = re.compile(r"二[〇零○OoＯ０0][〇零○０0一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans(
    "〇零○OoＯ０一二三四五六七八九１２３４５６７８９", "0000000" + "123456789" * 2
)
_PERIOD = re.compile(r"(20\d\d)年?0?1?月?0?1日?(?:零时)?起?(?:至|到|—|－|-|~|～)(?:20\d\d年?)?12")
_MENTION = re.compile(r"(20\d\d)年(?!\d{1,2}月|修订|版)")
_QUOTED = re.compile(r"《[^》]{0,80}》|[〔\[（(]20\d\d[^)）\]〕]{0,12}[)）\]〕]")

_PUBLISHED = re.compile(
    r"(?:(?:发布|公布|发表|发文|成文|印发|生成|更新)(?:时间|日期)|(?<!统计)(?:时间|日期))[:：]?"
    r"(?P<y>20\d\d)[-年./](?P<m>\d{1,2})[-月./](?P<d>\d{1,2})"
)
_DATED = re.compile(
    r"^[•·]?(?P<y>20\d\d)(?:年|-|/)(?P<m>\d{1,2})(?:月|-|/)(?P<d>\d{1,2})(?:日$|$|\d\d:\d\d|作者|来源)"
)
_SIGNED = re.compile(
    r"^(?P<y>20\d\d)年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日$"
)
_NUMERALS = {c: n for n, c in enumerate("〇一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Front:
    """What a report says of itself; "" and None where it does not say."""

    title: str = ""
    body: str = ""
    year: int | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    body: str
    year: int | None
    is_whole: bool


def front(lines: Sequence[str]) -> Front:
    """Return title, body, report year and publication date as the lines tell them."""
    plain = [line for line in ("".join(each.split()) for each in lines) if line]
    western = [_western(line.lstrip("#*")) for line in plain]
    text = "".join(western)
    title = _title(western)
    told = _years(text[:_HEAD] + text[_HEAD:][-_TAIL:], western[:_TITLE_LINES])
    year = title.year or told
    own = naming.own_name(title.body)
    body = (own if naming.is_full(own) else "") or naming.from_text(western, text, _HEAD) or own
    return Front(
        _as_written(title.text, plain),
        naming.in_full(body, text[:_HEAD]),
        year,
        _published(western, year),
    )


def _western(line: str) -> str:
    """Return a line with the years in digits; no character is added or dropped."""
    folded = line.translate({0xFF10 + n: str(n) for n in range(10)})
    return _YEAR_WORDS.sub(lambda m: m[0].translate(_DIGITS).replace("二", "2"), folded)


def _as_written(title: str, plain: Sequence[str]) -> str:
    """Return the title in the characters of the document."""
    if not title:
        return ""
    whole = "".join(line.lstrip("#*") for line in plain[: _TITLE_LINES + 3])
    at = _western(whole).find(title)
    return whole[at : at + len(title)] if at >= 0 else title


def _title(plain: Sequence[str]) -> _Title:
    """Return the title that tells most: a whole line or lines before a beginning of prose."""
    best, rank = _Title("", "", None, is_whole=False), (-1, 0, 0)
    for length in (1, 2, 3):
        for position in range(min(len(plain), _TITLE_LINES)):
            lines = plain[position : position + length]
            if len(lines) < length or sum(map(len, lines[1:])) > _LONGEST:
                continue
            for found in _titles(lines):
                above = plain[position - 1] if position and not found.body else ""
                body = found.body or (above if naming.may_head(above) else "")
                points = (found.is_whole, bool(body), -length)
                if points > rank:
                    best, rank = _Title(found.text, body, found.year, found.is_whole), points
    return best


def _titles(lines: Sequence[str]) -> Iterator[_Title]:
    """Yield the titles that lines read together, or a part of a bread crumb, begin with."""
    before_last = len("".join(lines[:-1]))
    whole = _LABEL.sub("", "".join(lines))
    for text in (whole,) if len(lines) > 1 else (whole, *_PARTS.split(whole)[1:]):
        for pattern in (*_TITLES, _ONLY_YEAR, _NO_YEAR) if len(lines) == 1 else _TITLES:
            match = pattern.match(text)
            if match is None or match.end() <= before_last or _NO_TITLE.search(match[0]):
                continue
            told = match.groupdict()
            body = told.get("body") or ""
            if pattern is _NO_YEAR and not naming.is_full(naming.own_name(body)):
                continue
            year = int(told["year"]) if told.get("year") else None
            is_whole = _REST.fullmatch(text[match.end() :]) is not None
            yield _Title("" if pattern is _ONLY_YEAR else match[0], body, year, is_whole)
            break


def _years(text: str, lines: Sequence[str]) -> int | None:
    """Return the year that prose tells: of its announcement, its period, its sentences."""
    votes: dict[int, int] = {}
    for weight, found in (
        (3, [m["year"] for m in naming.announced(text)]),
        (3, [m["year"] for m in map(_ONLY_YEAR.match, lines) if m]),
        (3, [m[1] for m in _STATED.finditer(text)]),
        (2, [m[1] for m in _PERIOD.finditer(text)]),
        (1, [m[1] for m in _UNTIL.finditer(text)]),
        (1, [m[1] for m in _MENTION.finditer(_QUOTED.sub("", text))]),
    ):
        for year in found:
            votes[int(year)] = votes.get(int(year), 0) + weight
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


def _published(plain: Sequence[str], year: int | None) -> date | None:
    labelled = (_PUBLISHED.search(line) for line in plain)
    near = [*plain[:12], *plain[-8:]]
    dated = (pattern.match(line) for line in near for pattern in (_DATED, _SIGNED))
    for match in (*labelled, *dated):
        day = _day(match) if match else None
        if day and (year is None or day.year >= year):
            return day
    return None


def _day(match: re.Match[str]) -> date | None:
    told = match.groupdict()
    month = int(told["m"]) if "m" in told else _number(told["month"])
    day = int(told["d"]) if "d" in told else _number(told["day"])
    try:
        return date(int(told["y"]), month, day)
    except ValueError:
        return None


def _number(words: str) -> int:
    """Return a day or month in characters: 二十一 is 21."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _NUMERALS[words[0]] if len(words) == 1 else 0
    return 10 * (_NUMERALS[tens[0]] if tens else 1) + (_NUMERALS[ones[0]] if ones else 0)
