"""The tables of a document out of those of its pages: what goes on overleaf is one table.

Also a row that the end of a page cuts is put together, where its halves cannot be two rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gongkai.documents.pdf_text import furniture
from gongkai.documents.pdf_text.cells import Cell, Table
from gongkai.documents.pdf_text.frame import Frame, clusters
from gongkai.documents.pdf_text.setting import Line
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import Origin
from gongkai.rules.annual_report.reading.figures import is_figure

_NEAR: Final = 4.0  # points
_SHARED: Final = 0.6
_FIGURES_FROM: Final = 3
_LOOKED_AT: Final = 40  # rows: a table over hundreds of pages is looked at near its break alone
_NUMBERED: Final = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")


@dataclass(slots=True)
class Page:
    """What stands on one page: its lines outside tables, and its ruled tables from the top."""

    number: int
    frame: Frame
    lines: list[Line]
    tables: list[Table]

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.frame.height


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell with the page it stands on."""

    text: str
    origin: Origin


_Row = list[_Placed]


@dataclass(slots=True)
class _Whole:
    """A table over its pages: the columns of all its parts, and the parts."""

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
            follows = last is not None and _follows(last.parts[-1], (page, table))
            edges = _shared(last.edges, table.edges) if last and follows else None
            if last and edges:
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
    rest = [line for line in before.lines if line.middle > above.box[3]]
    first = [line for line in page.lines if line.middle < below.box[1]]
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

    A part may lack columns of which it has no cell, and stand farther left or right, as pages
    with mirrored margins do; then the columns are those of the first part.
    """
    shift = one[-1] - other[-1]
    moved = [x + shift for x in other]
    few, many = sorted((one, moved), key=len)
    inner = few[1:-1]
    meeting = sum(any(abs(x - each) <= _NEAR for each in many[1:-1]) for x in inner)
    if not meeting or meeting < _SHARED * len(inner):
        return None
    return [(first + last) / 2 for first, last in clusters([*one, *moved], _NEAR)]


def _grid(whole: _Whole) -> PlainGrid:
    rows: list[_Row] = []
    for page, table in whole.parts:
        part = [[_placed(page, cell) for cell in _spread(row, table, whole)] for row in table.rows]
        if rows:
            part = _mended(rows, part)
        rows += part
    return PlainGrid(
        tuple(tuple(cell.text for cell in row) for row in rows),
        origin=Origin(page=whole.parts[0][0].number),
        origins=tuple(tuple(cell.origin for cell in row) for row in rows),
    )


def _placed(page: Page, cell: Cell) -> _Placed:
    return _Placed(cell.text, Origin(page=page.number, box=page.frame.shares(cell.box)))


def _spread(row: list[Cell], table: Table, whole: _Whole) -> Iterator[Cell]:
    """Yield the cell of a row in every column of the whole table."""
    shift = whole.edges[-1] - table.edges[-1]
    for left, right in pairwise(whole.edges):
        middle = (left + right) / 2 - shift
        fits = (
            cell
            for cell, (start, end) in zip(row, pairwise(table.edges), strict=True)
            if start <= middle < end
        )
        yield next(fits, Cell("", table.box))


def _mended(above: list[_Row], below: list[_Row]) -> list[_Row]:
    """Return the rows of a part without the half of a row that it begins with, which is put to
    its other half: the figures stand in one half, the words or their end in the other."""
    at = next((at for at, row in enumerate(below) if row not in above[:_LOOKED_AT]), 0)
    heads, (first, *others) = below[:at], below[at:]
    last = above[-1]
    if _is_end_of_head(above, first):
        above[-1] = [_Placed(a.text + b.text, a.origin) for a, b in zip(last, first, strict=True)]
        return [*heads, *others]
    left = _label_width(above[-_LOOKED_AT:])
    if not left or any(is_figure(cell.text) for cell in first[:left]):
        return below
    told, telling = (any(cell.text for cell in row[left:]) for row in (last, first))
    words, more = (row[left - 1].text for row in (last, first))
    if told == telling:
        return below
    halves = (told and not words) or (telling and not more)
    broken = telling and _NUMBERED.match(words) and not _NUMBERED.match(more)
    ends = told and more and _NUMBERED.match(words) and not _NUMBERED.match(more)
    if not (halves or broken or ends):
        return below
    above[-1] = [
        *(
            _Placed(_both(a.text, b.text), a.origin)
            for a, b in zip(last[:left], first[:left], strict=True)
        ),
        *(a if a.text else b for a, b in zip(last[left:], first[left:], strict=True)),
    ]
    return [*heads, *others]


def _is_end_of_head(above: Sequence[_Row], first: _Row) -> bool:
    """Tell whether a row has only the last characters of a head that the page before begins."""
    told = {cell.text for cell in first if cell.text}
    few = len(told) == 1 and sum(bool(cell.text) for cell in first) == 1
    return few and not any(is_figure(cell.text) for row in (*above, first) for cell in row)


def _both(one: str, other: str) -> str:
    return one if one == other else one + other


def _label_width(rows: Sequence[_Row]) -> int:
    """Return how many columns stand before the figures, 0 where no row tells."""
    starts = [
        next(at for at, cell in enumerate(row) if is_figure(cell.text))
        for row in rows
        if sum(is_figure(cell.text) for cell in row) >= _FIGURES_FROM
    ]
    return max(set(starts), key=starts.count) if starts else 0
