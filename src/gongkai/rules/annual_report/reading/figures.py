"""One printed cell read as a figure: a number, the mark of its absence, or a doubt.

It refuses to guess: digits with a gap between them, a leading zero or strange words are
unreadable, never a number. What is read with a doubt says so.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.rules.annual_report.form import Absence, Cell, Unit
from gongkai.rules.annual_report.origin import NOWHERE, Origin
from gongkai.rules.ledger import Number

_FIGURE = re.compile(
    r"(?P<sign>[+-]|增加?|减少?)?"
    r"(?P<whole>0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?P<part>\.\d+)?"
    r"(?P<unit>亿元|万元|元|[件条宗项个次起份])?"
    r"(?P<remark>\(.*\))?"
)
_LOOKS_LIKE_ONE = re.compile(r"[+-]?\d[\d.,+-]*(?:亿元|万元|元|[件条宗项个次起份])?(?:\(.*\))?")
_SLASH = re.compile(r"[/\\]+")
_DASH = re.compile(r"[-—–―_]+")
_GAP = re.compile(r"(?<=[\d.,])\s+(?=[\d.,])")
_MINUS = str.maketrans({"−": "-", "—": "-", "–": "-", "﹣": "-"})
_YUAN_IN_WAN = 10_000
_MOST_DIGITS = 15
_BEFORE_BRACKETS = ("取括号前的数字", "the number before the brackets")
_CONVERTED = ("按元折算为万元", "converted from yuan to 10,000 yuan")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says; `doubt` is the rule of its doubt (R3 unreadable, R4 ambiguous) or "".

    `why` is the reason of an R4 in Chinese and in English.
    """

    cell: Cell
    doubt: str = ""
    why: tuple[str, str] = ("", "")


def read(
    text: str, unit: Unit, *, head_unit: str | None = None, origin: Origin = NOWHERE
) -> Figure:
    """Return the figure of a cell whose column counts `unit`.

    `head_unit` is the unit that the head of the column prints (元, 万元); a unit in the cell
    comes before it. Amounts of a 万元 column printed in 元 are converted, with a doubt.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    absence = _absence(folded)
    if absence is not None:
        return Figure(Cell(None, absence, provenance=origin))
    compact = "".join(folded.split()).translate(_MINUS)
    match = None if _GAP.search(folded) else _FIGURE.fullmatch(compact)
    if match is None or not _fits(unit, match["unit"]) or _is_endless(match):
        return Figure(Cell(None, Absence.UNREADABLE, provenance=origin), "R3")
    value = _number(match)
    doubt, why = ("R4", _BEFORE_BRACKETS) if match["remark"] else ("", ("", ""))
    printed = match["unit"]
    if unit is Unit.WAN_YUAN and printed == "元":
        value, doubt, why = Decimal(value) / _YUAN_IN_WAN, "R4", _CONVERTED
    shown = (printed or head_unit) if unit is Unit.MONEY else None
    return Figure(Cell(value, unit=shown, provenance=origin), doubt, why)


@lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """Tell whether a cell holds a figure or the mark of its absence, and not words or nothing."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if _absence(folded) in (Absence.SLASH, Absence.DASH):
        return True
    return bool(_LOOKS_LIKE_ONE.fullmatch("".join(folded.split()).translate(_MINUS)))


def _absence(folded: str) -> Absence | None:
    if not folded:
        return Absence.BLANK
    if _SLASH.fullmatch(folded):
        return Absence.SLASH
    return Absence.DASH if _DASH.fullmatch(folded) else None


def _fits(unit: Unit, printed: str | None) -> bool:
    money = printed is not None and printed.endswith("元")
    if unit is Unit.WAN_YUAN:
        return printed in (None, "元", "万元")
    return money or printed is None if unit is Unit.MONEY else not money


def _is_endless(match: re.Match[str]) -> bool:
    """Tell whether the digits are more than any count has: glued cells, or an attack."""
    digits = match["whole"].replace(",", "") + (match["part"] or "")
    return len(digits.replace(".", "")) > _MOST_DIGITS


def _number(match: re.Match[str]) -> Number:
    sign = -1 if (match["sign"] or "+")[0] in "-减" else 1
    whole = match["whole"].replace(",", "")
    return sign * Decimal(whole + match["part"]) if match["part"] else sign * int(whole)
