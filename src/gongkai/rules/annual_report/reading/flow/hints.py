"""What the sentences of a report tell of a row, as help to part its glued digits.

A number counts where its clause names the row. It never gives a figure by itself: it only
decides between the ways in which printed digits can be split.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.rules.annual_report.form import Row
from gongkai.rules.ledger import Number

_CLAUSE = re.compile(r"[^，。；！？:：]+")
_NUMBER = re.compile(r"(?<![\d.,])(\d{2,12}(?:\.\d{1,6})?)([万亿]?)(?=[件份项宗条次个部元])")
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_LONGEST = 400  # characters of a clause: what is longer is no sentence


@dataclass(frozen=True, slots=True)
class Hints:
    """Clauses that tell numbers of two digits and more, with these numbers."""

    clauses: tuple[tuple[str, frozenset[Number]], ...] = ()

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Hints":
        """Return the hints of a document's lines."""
        text = "".join("".join(line.split()) for line in lines)
        found = []
        for clause in _CLAUSE.findall(text):
            numbers = frozenset(_number(m) for m in _NUMBER.finditer(clause[-_LONGEST:]))
            if numbers:
                found.append((clause, numbers))
        return cls(tuple(found))

    def told(self, row: Row) -> frozenset[Number]:
        """Return the numbers that clauses tell which name a row."""
        names = row.said or (row.label.text, *row.label.variants)
        return frozenset(
            number
            for clause, numbers in self.clauses
            if any(name in clause for name in names)
            for number in numbers
        )


def borne_out(splits: Sequence[tuple[str, ...]], told: frozenset[Number]) -> list[tuple[str, ...]]:
    """Return the splits that the sentences bear out best: all of them where they tell nothing."""
    support = [sum(_plain(text) in told for text in split) for split in splits]
    best = max(support, default=0)
    return [split for split, own in zip(splits, support, strict=True) if own == best]


def _plain(text: str) -> Number | None:
    number = re.match(r"[+-]?\d+(?:\.\d+)?", text)
    if number is None:
        return None
    scale = next((_SCALES[unit] for unit in "万亿" if f"{unit}元" in text), 1)
    return Decimal(number[0]) * scale


def _number(match: re.Match[str]) -> Number:
    return Decimal(match[1]) * _SCALES[match[2]]
