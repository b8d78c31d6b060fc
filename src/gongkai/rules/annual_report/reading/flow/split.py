"""Digits that stand together without separators, split into the figures they can be.

Every split that fits is returned, never a likely one: who asks decides whether one is left.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, product
from math import prod
from typing import TypeVar

from gongkai.rules.annual_report.form import Unit

Values = tuple[int, ...]
Split = TypeVar("Split", tuple[int, ...], tuple[str, ...])
_LONGEST = 36
_MOST = 20_000
_WHOLE = r"(?:0|[1-9]\d*)"
_PIECE = {
    Unit.COUNT: re.compile(_WHOLE),
    Unit.CHANGE: re.compile(rf"[+-]?{_WHOLE}"),
    Unit.WAN_YUAN: re.compile(rf"{_WHOLE}(?:\.\d+)?(?:万元|元)?"),
    Unit.MONEY: re.compile(rf"{_WHOLE}(?:\.\d+)?(?:亿元|万元|元)?"),
}


def summing(digits: str, count: int) -> list[Values]:
    """Return the splits into `count` numbers whose last is the sum of the others."""
    if not digits.isdecimal() or len(digits) > _LONGEST:
        return []
    found = []
    for size in range(1, len(digits) - count + 2):
        last = digits[-size:]
        if _proper(last):
            total = int(last)
            found += [(*parts, total) for parts in _parts(digits[:-size], count - 1, total)]
    return found


def _parts(digits: str, count: int, total: int) -> Iterator[Values]:
    """Yield the splits of digits into `count` numbers that add up to `total`."""
    if count == 1:
        if _proper(digits) and int(digits) == total:
            yield (total,)
        return
    for size in range(1, len(digits) - count + 2):
        head = digits[:size]
        if not _proper(head) or int(head) > total:
            break
        for rest in _parts(digits[size:], count - 1, total - int(head)):
            yield (int(head), *rest)


def respecting(splits: Sequence[Split], text: str) -> list[Split]:
    """Return the splits that end a figure at every space of a text, for a space in glued digits
    mostly stands between cells; all of them where there are none."""
    return _at_borders(splits, text) or list(splits)


def holds_borders(splits: Sequence[Split], text: str) -> bool:
    """Tell whether any split ends a figure at every space of a text."""
    return bool(_at_borders(splits, text))


def _at_borders(splits: Sequence[Split], text: str) -> list[Split]:
    borders = set(accumulate(map(len, text.split())))
    return [s for s in splits if borders <= set(accumulate(len(str(value)) for value in s))]


def _proper(digits: str) -> bool:
    return digits == "0" or not digits.startswith("0")


def fitting(text: str, units: Sequence[Unit]) -> list[tuple[str, ...]]:
    """Return the splits of a text into one figure for each unit."""
    if len(text) > _LONGEST:
        return []
    if len(units) == 1:
        return [(text,)] if _PIECE[units[0]].fullmatch(text) else []
    return [
        (text[:size], *rest)
        for size in range(1, len(text))
        if _PIECE[units[0]].fullmatch(text[:size])
        for rest in fitting(text[size:], units[1:])
    ]


def strips(digits: str, rows: int, columns: int) -> list[Values]:
    """Return the splits into rows side by side, each closed by its own total."""
    if not digits.isdecimal() or len(digits) > _LONGEST or len(digits) < rows * columns:
        return []
    if rows == 1:
        return summing(digits, columns)
    found: list[Values] = []
    for size in range(columns, len(digits) - (rows - 1) * columns + 1):
        heads = summing(digits[:size], columns)
        rest = strips(digits[size:], rows - 1, columns) if heads else []
        found += [(*one, *other) for one in heads for other in rest]
    return found


Sum = tuple[tuple[str, ...], tuple[str, ...]]  # the rows on the left equal those on the right


def together(
    rows: Mapping[str, Sequence[Values]], sums: Sequence[Sum]
) -> dict[str, tuple[int | None, ...]]:
    """Return for each row the values on which every reading of the table agrees.

    A reading takes one split of each row; it counts where the sums hold in every column. Where
    none does, the document does not add up and only what all splits share is told.
    """
    kept = {row: list(splits) for row, splits in rows.items() if splits}
    for left, right in sums:
        if all(row in kept for row in (*left, *right)):
            _narrow(kept, left, right)
    return {row: tuple(map(_agreed, zip(*splits, strict=True))) for row, splits in kept.items()}


def _narrow(kept: dict[str, list[Values]], left: Sequence[str], right: Sequence[str]) -> None:
    """Keep of the splits of some rows those with which a sum can hold in every column."""
    doubtful = [row for row in (*left, *right) if len(kept[row]) > 1]
    if not doubtful or prod(len(kept[row]) for row in doubtful) > _MOST:
        return
    sign = dict.fromkeys(left, 1) | dict.fromkeys(right, -1)
    fixed = [
        sum(column)
        for column in zip(
            *(_times(kept[r][0], sign[r]) for r in sign if r not in doubtful), strict=True
        )
    ] or [0] * len(kept[doubtful[0]][0])
    holding = [
        choice
        for choice in product(*(kept[row] for row in doubtful))
        if not any(
            base + sum(sign[row] * values[at] for row, values in zip(doubtful, choice, strict=True))
            for at, base in enumerate(fixed)
        )
    ]
    if holding:
        for at, row in enumerate(doubtful):
            kept[row] = list(dict.fromkeys(choice[at] for choice in holding))


def _times(values: Values, sign: int) -> Values:
    return tuple(sign * value for value in values)


def _agreed(values: tuple[int, ...]) -> int | None:
    return values[0] if len(set(values)) == 1 else None
