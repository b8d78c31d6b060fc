"""Percentages told in the text against the numbers they are told of (W4).

A share (占比) is faulted only where others of the same list fit the same total, so that the total
is sure; a growth (同比) only where last year's report is at hand. A round number decides nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.rules.annual_report import rulebook
from gongkai.rules.annual_report.check import words
from gongkai.rules.annual_report.form import CellKey, FilledForm, Finding, Section
from gongkai.rules.annual_report.rulebook import NUMBER, NUMERALS, show
from gongkai.rules.ledger import Number

_SENTENCE = re.compile(r"[^。！？]+")
_PERCENT = r"(?P<percent>\d{1,3}(?:\.\d{1,4})?)%"
_UNIT = r"(?P<unit>[件宗份项条起例篇次个期])"
_SHARE = re.compile(
    rf"{NUMBER}{_UNIT}，?约?占(?:比|总数的?|总量的?|全部[^，。；\d]{{0,8}}的?)?为?约?{_PERCENT}"
)
_TOTAL = re.compile(rf"{NUMBER}{_UNIT}")
_GROWTH = re.compile(
    rf"(?:申请|依申请公开)(?:案件|件|数量)?[^，。；\d]{{0,4}}{NUMBER}[件宗份项条起]，"
    rf"(?:同比|(?:较|比)(?:上年|上一年|去年)(?:度|同期)?)(?P<way>增长|增加|上升|下降|减少|降低)了?约?{_PERCENT}"
)
_RECEIVED = (("new_received",), ("new_received", "carried_in"))
_MOST = 40  # shares: a longer list is no sentence that anybody wrote
_REACH = 1_000
_SURE = 2  # shares that must fit a total before another one is faulted for not fitting it


@dataclass(frozen=True, slots=True)
class _Share:
    n: Number
    percent: Decimal
    quote: str

    def fits(self, total: Number) -> bool:
        """Tell whether the percentage, rounded or cut off, is that of the number in a total."""
        return bool(total) and abs(_of(self.n, total) - self.percent) < _last_place(self.percent)


def findings(filled: FilledForm, previous: FilledForm | None) -> Iterator[Finding]:
    """Yield the percentages of the text that the numbers do not bear out."""
    for section in filled.sections:
        text = words.flat("。".join(section.paragraphs))
        before = ""
        for sentence in _SENTENCE.findall(text):
            yield from _shares(section, before, sentence)
            before = sentence
        if previous is not None:
            yield from _growth(section, text, previous)


def _shares(section: Section, before: str, sentence: str) -> Iterator[Finding]:
    shares = [
        _Share(told.n, Decimal(match["percent"]), match[0])
        for match in _SHARE.finditer(sentence)
        if not (told := words.told(match)).step
    ]
    if not _SURE < len(shares) <= _MOST:
        return
    totals = {
        told.n
        for match in _TOTAL.finditer(f"{before[-_REACH:]}。{sentence}")
        if not (told := words.told(match)).step
    }
    fitting = {total: sum(share.fits(total) for share in shares) for total in totals}
    best = max(fitting, key=lambda total: (fitting[total], total), default=0)
    if not best or fitting[best] < _SURE:
        return
    for share in shares:
        if not any(share.fits(total) for total in totals):
            yield _finding(section, share.quote, share.percent, share.n, best)


def _growth(section: Section, text: str, previous: FilledForm) -> Iterator[Finding]:
    bases = [
        sum(value for value in values if value is not None)
        for rows in _RECEIVED
        if None not in (values := [previous[CellKey("table3", row, "total")].value for row in rows])
    ]
    for match in _GROWTH.finditer(text):
        told, percent = words.told(match), Decimal(match["percent"])
        sign = 1 if match["way"] in ("增长", "增加", "上升") else -1
        changes = [(_of(sign * (told.n - base), base), base) for base in bases if base]
        near = _last_place(percent)
        if told.step or not changes or any(abs(c - percent) < near for c, _ in changes):
            continue
        _, base = min(changes, key=lambda change: abs(change[0] - percent))
        yield _finding(section, match[0], percent, sign * (told.n - base), base)


def _of(part: Number, total: Number) -> Decimal:
    return Decimal(part) * 100 / Decimal(total)


def _last_place(percent: Decimal) -> Decimal:
    exponent = percent.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _finding(
    section: Section, quote: str, percent: Decimal, part: Number, total: Number
) -> Finding:
    right = f"{show(_of(part, total).quantize(_last_place(percent)))}%"
    told = {
        "section": NUMERALS[section.number - 1],
        "section_number": str(section.number),
        "quote": quote,
        "against": "按所述件数计算的百分比",
        "against_en": "the percentage worked out from the numbers",
        "arithmetic_en": f"{show(part)} of {show(total)} = {right}",
    }
    return rulebook.finding(
        "W4",
        None,
        expected=right,
        found=f"{show(percent)}%",
        arithmetic=f"{show(part)} ÷ {show(total)} = {right}",
        words=told,
    )
