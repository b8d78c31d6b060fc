"""Figures that are wrapped in a narrow cell: their last digits stand in the line below.

Whether the digits below belong to the figures above is never certain by their place alone.
"""

import re
from collections.abc import Iterable

_FRAGMENTS = re.compile(r"\s*[\d.]{1,3}(?:\s+[\d.]{1,3}){0,9}\s*")
_PIECE = re.compile(r"[\d.,+-]+")
_GAP = re.compile(r"\s{2,}")


def is_below(line: str, following: str) -> bool:
    """Tell whether a line holds nothing but digits that stand below figures of the line above."""
    if not _FRAGMENTS.fullmatch(following) or not _GAP.search(line.strip()):
        return False
    figures = [match.span() for match in _PIECE.finditer(line)]
    return all(
        any(start - 1 <= piece.start() and piece.end() <= end + 1 for start, end in figures)
        for piece in _PIECE.finditer(following)
    )


def mended(figures: Iterable[re.Match[str]], below: str) -> tuple[str, ...]:
    """Return figures of a line with the digits below each put behind it."""
    return tuple(each[0].strip() + _under(each.span(), below) for each in figures)


def told(line: str, below: str) -> str:
    """Return a line with the digits below its figures behind them, after a space: so nobody
    takes the figure for whole."""
    parts, at = [], 0
    for figure in _PIECE.finditer(line):
        digits = _under(figure.span(), below)
        parts += [line[at : figure.end()], f" {digits}" if digits else ""]
        at = figure.end()
    return "".join([*parts, line[at:]])


def _under(span: tuple[int, int], below: str) -> str:
    left, right = span[0] - 1, span[1] + 1
    return "".join(
        piece[0]
        for piece in _PIECE.finditer(below)
        if left <= piece.start() and piece.end() <= right
    )
