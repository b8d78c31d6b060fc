"""Figures that are wrapped in a narrow cell: their last digits stand in the line below.

Whether the digits below belong to the figures above is never certain by their place alone.
"""

import re
from collections.abc import Iterable, Sequence

_Span = tuple[int, int]
_FRAGMENTS = re.compile(r"\s*[\d.]{1,3}(?:\s+[\d.]{1,3}){0,9}\s*")
_PIECE = re.compile(r"[\d.,+-]+")
_GAP = re.compile(r"\s{2,}")


def is_below(line: str, following: str) -> bool:
    """Tell whether a line holds nothing but digits that stand below figures of the line above."""
    if not _FRAGMENTS.fullmatch(following) or not _GAP.search(line.strip()):
        return False
    spans = [match.span() for match in _PIECE.finditer(line)]
    pieces = list(_PIECE.finditer(following))
    return len(spans) >= len(pieces) and None not in (_above(piece, spans) for piece in pieces)


def mended(figures: Iterable[re.Match[str]], below: str) -> tuple[str, ...]:
    """Return figures of a line with the digits below each put behind it."""
    found = list(figures)
    under = _under([each.span() for each in found], below)
    return tuple(each[0].strip() + digits for each, digits in zip(found, under, strict=True))


def told(line: str, below: str) -> str:
    """Return a line with the digits below its figures behind them, after a space: so nobody
    takes the figure for whole."""
    figures = list(_PIECE.finditer(line))
    under = _under([each.span() for each in figures], below)
    parts, at = [], 0
    for figure, digits in zip(figures, under, strict=True):
        parts += [line[at : figure.end()], f" {digits}" if digits else ""]
        at = figure.end()
    return "".join([*parts, line[at:]])


def _under(spans: Sequence[_Span], below: str) -> list[str]:
    """Return the digits that stand below each place of a line."""
    found = [""] * len(spans)
    for piece in _PIECE.finditer(below):
        at = _above(piece, spans)
        if at is not None:
            found[at] += piece[0]
    return found


def _above(piece: re.Match[str], spans: Sequence[_Span]) -> int | None:
    """Return which of the places above a piece touches, the nearest of them."""
    middle = sum(piece.span()) / 2
    touched = [
        (abs(sum(span) / 2 - middle), at)
        for at, span in enumerate(spans)
        if piece.start() <= span[1] + 1 and piece.end() >= span[0] - 1
    ]
    return min(touched)[1] if touched else None
