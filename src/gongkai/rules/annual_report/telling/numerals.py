"""Numbers as sentences write them (数字): 1,100余, 18万, 20多万, 十二, 三十余, 百余.

A numeral in characters is read where it stands for a plain number; 几十 and 数百 tell none.
"""

import re
from decimal import Decimal

from gongkai.rules.ledger import Number

_SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_VALUES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

# the digits of a name (H5, 0591-2316), of a range (20至30) and of a longer number are no number
_DIGITS = (
    r"(?<![\dA-Za-z.〔/—~～+万亿-])(?<!\d[至到])"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.\d{1,6})?)(?!\d)"
    r"(?P<early>[余多]?)(?P<scale>[百千万亿]?)(?P<round>[余多]?)"
)
_SIGNS = "零〇一二两三四五六七八九十百千万"
_WORDS = (
    rf"(?<![{_SIGNS}\d数几上第每各])(?P<words>[{_SIGNS}]{{1,9}})(?<![零〇])(?P<some>[余多]?)"
    r"(?P<more>万?)"
)
NUMBER = rf"(?:{_DIGITS}|{_WORDS})"


def value(match: re.Match[str]) -> Number:
    """Return the number that a match of `NUMBER` tells; a whole number is an int.

    Raises ValueError where characters stand side by side without making a number (三五).
    """
    if match["words"]:
        return of_words(match["words"]) * _SCALES[match["more"]]
    n = Decimal(match["digits"].replace(",", "")) * _SCALES[match["scale"]]
    return int(n) if n == n.to_integral_value() else n


def is_round(match: re.Match[str]) -> bool:
    """Tell whether a number is told as a round one (余, 多, 万)."""
    return any(match[g] for g in ("early", "scale", "round", "some", "more"))


def of_words(words: str) -> int:
    """Return the number of a numeral in characters: 一百二十 is 120, 百 is 100."""
    whole, _, rest = words.rpartition("万")
    if whole or words.startswith("万"):
        return (_below_ten_thousand(whole) if whole else 1) * 10_000 + _below_ten_thousand(rest)
    return _below_ten_thousand(words)


def _below_ten_thousand(words: str) -> int:
    if words and all(c in _VALUES for c in words):
        if len(words) > 1:
            raise ValueError(words)
        return _VALUES[words]
    total, digit, last = 0, None, 10_000
    for c in words:
        if c in _UNITS:
            if _UNITS[c] >= last:
                raise ValueError(words)
            last = _UNITS[c]
            total, digit = total + (1 if digit is None else digit) * last, None
        elif digit in (None, 0):
            digit = _VALUES[c]
        else:
            raise ValueError(words)
    return total + (digit or 0)
