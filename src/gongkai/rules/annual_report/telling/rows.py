"""Text of the statutory tables among the sentences (表格文字): told from prose by its labels.

It reads no figure. What is not surely of a table stays prose.
"""

import re
from collections.abc import Iterator
from functools import cache

from gongkai.rules.annual_report import editions
from gongkai.rules.annual_report.form import Label, Table
from gongkai.rules.annual_report.telling.words import wording

# a figure of a table, or what stands between figures; a number with its unit is prose
_FIGURE = (
    r"(?:[+-]?\d[\d,.]*(?![\d,.]*[年月日号条件次人名期篇份项个起场宗])"
    r"|[\s|/*#:：—－\-+.,、（）()]+|万?元)"
)
_SLIP = "[一-鿿“”]{0,6}?"  # letters that a label may have wrong before the next label or figure
_RULE = re.compile(r"[\s|:+=—－-]*")
_NOT_WORDS = re.compile(r"[^一-鿿]+")
_COUNT = re.compile(r"\d[余多]?[条件次人名期篇份个起场宗]")
_TABLE_HEAD = re.compile(r"^[#*]*表[一二三四]")
_GAP = re.compile(r"\s{2,}|\t|\|")  # what keeps the cells of a row apart
_GAPS = 3
_PAUSE = re.compile(r"[，；！？]")
_NOTHING = "无"
_SHORTEST = 4
_ALIKE = 0.7
_GRAM = 3


def prose(text: str) -> str:
    """Return what a piece of a section with a table tells in sentences, "" where it tells none."""
    kept, at = [], 0
    for start in (match.start() for match in wording().table.finditer(text)):
        if start >= at:
            kept.append(text[at:start])
            eaten = _run().match(text, start)
            at = eaten.end() if eaten else start
    kept.append(text[at:])
    return "".join(part for part in kept if not is_of_table(part)).strip()


def is_of_table(text: str) -> bool:
    """Tell whether a line or a piece of one is a row, a head or a rule of a table."""
    if _RULE.fullmatch(text) or _TABLE_HEAD.match("".join(text.split())):
        return True
    if "。" in text or _COUNT.search(text):
        return False
    if len(_GAP.findall(text)) >= _GAPS and not _PAUSE.search(text):
        return True
    words = _NOT_WORDS.sub("", text)
    pieces = [_NOT_WORDS.sub("", piece) for piece in text.split()]
    if words != _NOTHING and not _PAUSE.search(text) and all(p in _vocabulary() for p in pieces):
        return True
    if len(words) < _SHORTEST:
        return not words
    grams = [words[i : i + _GRAM] for i in range(len(words) - _GRAM + 1)]
    known = sum(gram in _grams() for gram in grams)
    return known >= _ALIKE * len(grams)


@cache
def _run() -> re.Pattern[str]:
    """Return the pattern of labels and figures that follow each other without a sentence."""
    labels = "|".join(
        re.escape(each) for each in sorted(_labels(), key=len, reverse=True) if len(each) > 1
    )
    first = wording().table.pattern
    return re.compile(rf"(?:{first})(?:{_SLIP}(?:{labels}|{_FIGURE}))*")


@cache
def _labels() -> frozenset[str]:
    return frozenset(
        "".join(text.split())
        for form in editions.all_editions()
        for table in form.tables
        for label in _of_table(table)
        for text in (label.text, *label.variants)
        if text
    )


def _of_table(table: Table) -> Iterator[Label]:
    yield from (label for label in (table.stub, table.note) if label)
    for block in table.blocks:
        yield from (label for label in (block.heading,) if label)
        for column in block.columns:
            yield from (column.label, *column.heads)
        for row in (*block.rows, *(each.row for each in block.alternates)):
            yield from (row.label, *row.groups)


@cache
def _vocabulary() -> str:
    return "\n".join(_NOT_WORDS.sub("", label) for label in sorted(_labels()))


@cache
def _grams() -> frozenset[str]:
    words = _vocabulary() + "\n" + wording().fragments
    return frozenset(words[i : i + _GRAM] for i in range(len(words) - _GRAM + 1))
