"""What the sentences of a report tell of a row, as help to part its glued digits.

A number counts where its clause names the row. It never gives a figure by itself: it only
decides between the ways in which printed digits can be split.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.rules.annual_report.form import Column, Row
from gongkai.rules.ledger import Number

_CLAUSE = re.compile(r"[^，。；！？:：]+")
_NUMBER = re.compile(r"(?<![\d.,])(\d{2,12}(?:\.\d{1,6})?)([万亿]?)(?=[件份项宗条次个部元])")
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_FEW = 3  # ways to split a row
_LONGEST = 400  # characters of a clause: what is longer is no sentence


Splits = Sequence[tuple[str, ...]]


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

    def told(self, row: Row, column: Column | None = None) -> frozenset[Number]:
        """Return the numbers that clauses tell which name a row, and a column of it."""
        names = row.said or (row.label.text, *row.label.variants)
        heads = column.said if column else ("",)
        return frozenset(
            number
            for clause, numbers in self.clauses
            if any(name in clause for name in names) and any(head in clause for head in heads)
            for number in numbers
        )

    def borne_out(self, row: Row, columns: Sequence[Column], splits: Splits) -> Splits:
        """Return the splits of a row that the sentences bear out; all where they do not decide.

        They do where a clause names row and column, or where one split alone has several of its
        figures told, or one of very few splits has one.
        """
        kept = list(splits)
        for at, column in enumerate(columns):
            named = self.told(row, column) if column.said else frozenset()
            kept = [split for split in kept if _plain(split[at]) in named] or kept
        told = self.told(row)
        support = [sum(_plain(text) in told for text in split) for split in kept]
        best = max(support, default=0)
        if support.count(best) == 1 and (best > 1 or (best == 1 and len(kept) <= _FEW)):
            return [kept[support.index(best)]]
        return kept


def _plain(text: str) -> Number | None:
    number = re.match(r"[+-]?\d+(?:\.\d+)?", text)
    if number is None:
        return None
    scale = next((_SCALES[unit] for unit in "万亿" if f"{unit}元" in text), 1)
    return Decimal(number[0]) * scale


def _number(match: re.Match[str]) -> Number:
    return Decimal(match[1]) * _SCALES[match[2]]
