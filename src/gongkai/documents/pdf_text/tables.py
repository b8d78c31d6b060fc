"""The tables of a document out of those of its pages: what goes on overleaf is one table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gongkai.documents.pdf_text import furniture
from gongkai.documents.pdf_text.cells import Cell, Table
from gongkai.documents.pdf_text.frame import Box
from gongkai.documents.pdf_text.setting import Line
from gongkai.rules.annual_report.grid import PlainGrid

_NEAR: Final = 4.0  # points


@dataclass(slots=True)
class Page:
    """What stands on one page: its lines outside tables, and its ruled tables from the top."""

    number: int
    height: float
    lines: list[Line]
    tables: list[Table]


@dataclass(slots=True)
class _Whole:
    """A table over its pages: the columns of the part that has most, and its parts."""

    edges: list[float]
    parts: list[tuple[Page, Table]]


def grids(pages: Sequence[Page]) -> Iterator[PlainGrid]:
    """Yield the tables of a document, a merged cell repeated in every place that it covers."""
    for whole in _joined(pages):
        yield _grid(whole)


def _joined(pages: Sequence[Page]) -> Iterator[_Whole]:
    last: _Whole | None = None
    for page in pages:
        for table in page.tables:
            if last and _follows(last.parts[-1], (page, table)):
                if edges := _shared(last.edges, table.edges):
                    last.parts.append((page, table))
                    last.edges = edges
                    continue
            if last:
                yield last
            last = _Whole(table.edges, [(page, table)])
    if last:
        yield last


def _follows(one: tuple[Page, Table], other: tuple[Page, Table]) -> bool:
    """Tell whether nothing stands between the end of a table and the top of another overleaf."""
    (before, above), (page, below) = one, other
    if page.number != before.number + 1 or before.tables[-1] is not above:
        return False
    if page.tables[0] is not below:
        return False
    rest = [line for line in before.lines if line.base > above.box[3]]
    first = [line for line in page.lines if line.base < below.box[1]]
    return all(
        furniture.goes_on(line.text) or _spills(line, table)
        for lines, table in ((rest, above), (first, below))
        for line in lines
    )


def _spills(line: Line, table: Table) -> bool:
    """Tell whether a line is the end of an upright label that its cell had no room for."""
    is_character = len(line.text) == 1 and not line.text.isascii()
    return is_character and table.box[0] <= line.words[0].x0 <= table.edges[1]


def _shared(one: list[float], other: list[float]) -> list[float] | None:
    """Return the columns of two parts of a table, None where they are of different tables.

    The parts may stand farther left or right, as pages with mirrored margins do.
    """
    few, many = sorted((one, other), key=len)
    shift = many[0] - few[0]
    if abs((few[-1] + shift) - many[-1]) > _NEAR:
        return None
    fits = all(any(abs(x + shift - each) <= _NEAR for each in many) for x in few)
    return many if fits else None


def _grid(whole: _Whole) -> PlainGrid:
    rows: list[tuple[str, ...]] = []
    for _, table in whole.parts:
        rows += [tuple(cell.text for cell in _spread(row, table, whole)) for row in table.rows]
    first, last = whole.parts[0][0].number, whole.parts[-1][0].number
    return PlainGrid(tuple(rows), origin=f"第{first}页" if first == last else f"第{first}至{last}页")


def _spread(row: list[Cell], table: Table, whole: _Whole) -> Iterator[Cell]:
    """Yield the cell of a row in every column of the whole table."""
    shift = whole.edges[0] - table.edges[0]
    for left, right in pairwise(whole.edges):
        middle = (left + right) / 2 - shift
        yield next(
            (
                cell
                for cell, (start, end) in zip(row, pairwise(table.edges), strict=True)
                if start <= middle < end
            ),
            row[-1],
        )


