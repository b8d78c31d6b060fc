"""Cells out of rules: which boxes the rules of a page enclose, whoever drew them and how.

Rules that nearly meet are taken to meet. A cell is every place between two columns and two rows
of rules that no rule parts from its neighbour; a table open at its sides ends with its rules.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.documents.pdf_text.frame import Box, clusters
from gongkai.documents.pdf_text.strokes import Strokes

_Rule = tuple[float, float, float]  # where it lies, where it begins, where it ends
_NEAR: Final = 3.2  # points: rules no farther apart are one, or meet
_DASH: Final = 4.5
_COVERED: Final = 0.6
_MOST_RULES: Final = 600
_FEWEST_COLUMNS: Final = 2


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: its columns and rows by their edges, and the cell at every place.

    `cells[row][column]` is the number of a cell, equal where places belong to one cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """The box around the table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and the column of a point, None outside the table."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1
        return (row, column) if inside else None

    def boxes(self) -> dict[int, Box]:
        """Return the box around the places of each cell."""
        spans: dict[int, list[int]] = {}
        for row, line in enumerate(self.cells):
            for column, cell in enumerate(line):
                span = spans.setdefault(cell, [column, row, column, row])
                span[0], span[2] = min(span[0], column), max(span[2], column)
                span[3] = row
        return {
            cell: (self.xs[left], self.ys[top], self.xs[right + 1], self.ys[bottom + 1])
            for cell, (left, top, right, bottom) in spans.items()
        }


def find(strokes: Strokes) -> list[Lattice]:
    """Return the tables that the rules of a page draw, the smallest first."""
    level, upright = _merged(strokes.level), _merged(strokes.upright)
    if not 2 <= len(level) <= _MOST_RULES or not 2 <= len(upright) <= _MOST_RULES:
        return []
    found = [lattice for group in _touching(level, upright) if (lattice := _lattice(*group))]
    return sorted(found, key=lambda each: _area(each.box))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _merged(rules: Sequence[_Rule]) -> list[_Rule]:
    """Return the rules with those that lie on one line and nearly meet made one."""
    merged: list[_Rule] = []
    for first, last in clusters([place for place, _, _ in rules], _NEAR):
        spans = sorted((start, end) for place, start, end in rules if first <= place <= last)
        start, end = spans[0]
        for other_start, other_end in spans[1:]:
            if other_start - end > _DASH:
                merged.append(((first + last) / 2, start, end))
                start, end = other_start, other_end
            end = max(end, other_end)
        merged.append(((first + last) / 2, start, end))
    return [rule for rule in merged if rule[2] - rule[1] > _DASH]


def _touching(
    level: Sequence[_Rule], upright: Sequence[_Rule]
) -> Iterator[tuple[list[_Rule], list[_Rule]]]:
    """Yield the groups of rules that meet, each as its level and its upright ones."""
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, (y, left, right) in enumerate(level):
        for j, (x, top, bottom) in enumerate(upright, len(level)):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for i, rule in enumerate(level):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(upright, len(level)):
        groups.setdefault(root(j), ([], []))[1].append(rule)
    yield from groups.values()


def _lattice(level: Sequence[_Rule], upright: Sequence[_Rule]) -> Lattice | None:
    if not level or not upright:
        return None
    xs = _edges([x for x, _, _ in upright], [end for _, a, b in level for end in (a, b)])
    ys = _edges([y for y, _, _ in level], [end for _, a, b in upright for end in (a, b)])
    if len(xs) <= _FEWEST_COLUMNS or len(ys) < 2:
        return None
    return Lattice(xs, ys, _cells(xs, ys, level, upright))


def _edges(places: Sequence[float], ends: Sequence[float]) -> tuple[float, ...]:
    """Return where columns or rows end: at the rules across, and where the others end outside."""
    edges = [(first + last) / 2 for first, last in clusters(places, _NEAR)]
    first, last = min(ends), max(ends)
    before = [first] if first < edges[0] - 2 * _NEAR else []
    after = [last] if last > edges[-1] + 2 * _NEAR else []
    return (*before, *edges, *after)


def _cells(
    xs: Sequence[float], ys: Sequence[float], level: Sequence[_Rule], upright: Sequence[_Rule]
) -> tuple[tuple[int, ...], ...]:
    """Number the cells: neighbouring places that no rule parts are one."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for row in range(rows):
        for column in range(columns):
            at = row * columns + column
            beside, below = at + 1, at + columns
            if column + 1 < columns and not _parts(upright, xs[column + 1], ys[row], ys[row + 1]):
                parent[root(beside)] = root(at)
            if row + 1 < rows and not _parts(level, ys[row + 1], xs[column], xs[column + 1]):
                parent[root(below)] = root(at)
    return tuple(
        tuple(root(row * columns + column) for column in range(columns)) for row in range(rows)
    )


def _parts(rules: Sequence[_Rule], place: float, start: float, end: float) -> bool:
    """Tell whether rules at a place cover most of a stretch."""
    covered = sum(
        max(0.0, min(last, end) - max(first, start))
        for where, first, last in rules
        if abs(where - place) <= _NEAR
    )
    return covered >= _COVERED * (end - start)
