"""How wide each column of a grid is, and how large its text, so that it fits the page.

Columns of figures share one width, ample for the longest figure; stubs share the rest. Text
shrinks by the traditional sizes (五号, 小五 …) until every column has its least width.
"""

import math
import unicodedata
from dataclasses import dataclass
from typing import Final

from gongkai.documents.layout import places
from gongkai.rules.annual_report.grid import Grid, Role

_POINTS_PER_MM: Final = 72 / 25.4
_SIZES_PT: Final = (10.5, 9.0, 8.0, 7.5, 6.5, 5.5, 5.0, 4.0)
_PADDING_EM: Final = 0.9
_LEAST_PADDING_EM: Final = 0.2
_LEAST_FIGURE_EM: Final = 2.7
_VERTICAL_EM: Final = 2.0
_LONGEST_STUB_EM: Final = 16.0
_LEAST_STUB_EM: Final = 13.0


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of a table's text and the widths of its columns."""

    size_pt: float
    widths_mm: tuple[float, ...]


def text_width(text: str) -> float:
    """Return the width of `text` in characters (em): a wide one is 1, a narrow one a half."""
    return sum(
        1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5
        for each in text
        if not unicodedata.combining(each)
    )


def fit(grid: Grid, width_mm: float) -> Fit:
    """Return the largest size at which `grid` fits a width, and its columns."""
    figures, stubs = _needs(grid)
    for size in _SIZES_PT:
        em = size / _POINTS_PER_MM
        least = sum(figures.values()) + sum(min(need, _LEAST_STUB_EM) for need in stubs.values())
        if least * em <= width_mm:
            break
    return Fit(size, _share(grid.width, figures, stubs, width_mm / em, em))


def head_padding(text: str, room: float) -> float:
    """Return the space (em) left and right of a column's head that breaks it in even lines.

    Words have two characters: 社会公益组织 stands in three lines of two, not in two of three.
    """
    width = math.ceil(text_width(text))
    lines = math.ceil(width / max(1, math.floor(room - _LEAST_PADDING_EM)))
    line = math.ceil(width / lines)
    if lines > 1 and width % 2 == 0 and line % 2:
        line = max(2, line - 1)
    return max(_LEAST_PADDING_EM / 2, (room - line - _LEAST_PADDING_EM) / 2)


def _needs(grid: Grid) -> tuple[dict[int, float], dict[int, float]]:
    """Return what columns of figures and columns of stubs would like, in em, by column."""
    stubs: dict[int, float] = {}
    figure_columns: set[int] = set()
    figure = _LEAST_FIGURE_EM
    for place in places.of(grid):
        cell, covered = place.cell, range(place.column, place.end_column)
        if cell.role is Role.FIGURE:
            figure_columns.update(covered)
            figure = max(figure, (text_width(cell.text) + _PADDING_EM) / cell.colspan)
        elif cell.colspan == 1:
            wish = _VERTICAL_EM if cell.vertical else min(text_width(cell.text), _LONGEST_STUB_EM)
            stubs[place.column] = max(stubs.get(place.column, 0.0), wish + _PADDING_EM)
    for column in range(grid.width):
        if column in figure_columns:
            stubs.pop(column, None)
        else:
            stubs.setdefault(column, _VERTICAL_EM)
    return dict.fromkeys(sorted(figure_columns), figure), stubs


def _share(
    width: int, figures: dict[int, float], stubs: dict[int, float], room: float, em: float
) -> tuple[float, ...]:
    left = room - sum(figures.values())
    wish = sum(stubs.values())
    if wish <= left:
        extra = (left - wish) / max(1, len(figures) + len(stubs))
        granted = {column: need + extra for column, need in (figures | stubs).items()}
    else:
        granted = dict(figures) | _squeeze(stubs, left)
    return tuple(granted[column] * em for column in range(width))


def _squeeze(stubs: dict[int, float], left: float) -> dict[int, float]:
    """Share `left` among stubs: narrow ones keep what they ask, long ones give way."""
    granted: dict[int, float] = {}
    for rank, (column, need) in enumerate(sorted(stubs.items(), key=lambda each: each[1])):
        even = (left - sum(granted.values())) / (len(stubs) - rank)
        granted[column] = min(need, even)
    return granted
