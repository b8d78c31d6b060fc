"""A table as it is printed: rows of cells with their spans, ready for any writer.

Grids go both ways: `draw` makes them from a `FilledForm` for the page, the letter and the
sheet; readers of documents make plain ones (text only) that `recognise.match` understands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from gongkai.rules.annual_report.form import (
    Block,
    CellKey,
    Column,
    FilledForm,
    Form,
    Label,
    Layout,
    Row,
    Table,
    printed,
)
from gongkai.rules.annual_report.origin import NOWHERE, Origin


class Role(StrEnum):
    """What a printed cell is for."""

    HEAD = "head"
    STUB = "stub"
    FIGURE = "figure"
    NOTE = "note"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell: its text, its spans in columns and rows, and the figure it shows."""

    text: str
    role: Role = Role.BLANK
    colspan: int = 1
    rowspan: int = 1
    key: CellKey | None = None
    scope: str = ""
    vertical: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table: its caption and rows of cells; a spanned place is not repeated."""

    key: str
    caption: str
    rows: tuple[tuple[GridCell, ...], ...]

    @property
    def width(self) -> int:
        """The number of columns of the grid, spans counted."""
        return max((sum(cell.colspan for cell in row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class PlainGrid:
    """A table read from a document: plain rows of text, merged cells repeated in every place
    they cover (HTML, DOCX, XLSX) or once with blanks after (text).

    `origin` says where the table stands; `origins`, where given, where each of its cells does.
    """

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    origin: Origin = NOWHERE
    origins: tuple[tuple[Origin, ...], ...] = ()

    def at(self, row: int, column: int) -> Origin:
        """Return where a cell stands and its text; its row and column are counted from 0."""
        cells, places = self.rows[row], self.origins[row] if self.origins else ()
        if places:
            place = places[min(column, len(places) - 1)]
        else:
            place = replace(self.origin, row=row + 1, column=column + 1)
        return place.reading(cells[column] if column < len(cells) else "")


def draw(report: FilledForm | Form, table_key: str) -> Grid:
    """Return one table as it is printed: of an empty form without figures, else with them.

    A cell without a figure is printed as it was found (blank, / or -); `build.fill` always
    gives an explicit 0. Raises KeyError where the edition has no such table.
    Source: the form named by `form.source`.
    """
    if isinstance(report, FilledForm):
        filled, shown = report, True
    else:
        filled, shown = FilledForm(report, "", report.first_year, MappingProxyType({})), False
    table = filled.form.table(table_key)
    page = _Page(filled, table, shown)
    rows = {Layout.BLOCKS: _blocks, Layout.MATRIX: _matrix, Layout.STRIP: _strip}[table.layout]
    return Grid(table.key, table.title.text, tuple(tuple(row) for row in rows(page)))


def plain(grid: Grid, *, repeat: bool = True) -> PlainGrid:
    """Return the grid as a reader of documents would: a rectangle of text.

    `repeat`: the text of a merged cell stands in every place it covers (HTML, DOCX, XLSX);
    otherwise once, with blanks after (plain text).
    """
    rectangle: list[list[str | None]] = [[None] * grid.width for _ in grid.rows]
    for y, row in enumerate(grid.rows):
        for cell in row:
            x = rectangle[y].index(None)
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    first = not (down or right)
                    rectangle[y + down][x + right] = cell.text if first or repeat else ""
    return PlainGrid(
        tuple(tuple(text or "" for text in row) for row in rectangle), caption=grid.caption
    )


@dataclass(frozen=True, slots=True)
class _Page:
    filled: FilledForm
    table: Table
    shown: bool

    def rows(self, block: Block) -> tuple[Row, ...]:
        return self.filled.rows(self.table.key, block)

    def figure(self, row: Row, column: Column, *, colspan: int = 1) -> GridCell:
        key = CellKey(self.table.key, row.key, column.key)
        text = printed(self.filled[key]) if self.shown else ""
        total = column.is_total or bool(row.sums)
        return GridCell(text, Role.FIGURE, colspan=colspan, key=key, total=total)


def _blocks(page: _Page) -> Iterator[list[GridCell]]:
    """Table 2: a head of its own for every item of Art. 20; the last column takes the rest."""
    width = 1 + max(len(block.columns) for block in page.table.blocks)
    stub = page.table.stub.text if page.table.stub else ""
    for block in page.table.blocks:
        rest = width - len(block.columns)
        spans = [1] * (len(block.columns) - 1) + [rest]
        if block.heading:
            yield [_head(block.heading.text, colspan=width)]
        yield [
            _head(stub),
            *(_head(c.label.text, colspan=n) for c, n in zip(block.columns, spans, strict=True)),
        ]
        for row in page.rows(block):
            yield [
                _stub(row.label),
                *(
                    page.figure(row, column, colspan=n)
                    for column, n in zip(block.columns, spans, strict=True)
                ),
            ]


def _matrix(page: _Page) -> Iterator[list[GridCell]]:
    """Table 3: groups of rows merged to the left, groups of columns merged above."""
    (block,) = page.table.blocks
    rows = page.rows(block)
    labels = 1 + max(len(row.groups) for row in rows)
    heads = _column_heads(block.columns)
    corner = page.table.note or page.table.stub
    first = GridCell(
        corner.text if corner else "", Role.NOTE, colspan=labels, rowspan=len(heads), scope="col"
    )
    heads[0].insert(0, first)
    yield from heads
    opened: tuple[Label, ...] = ()
    for at, row in enumerate(rows):
        cells = []
        for level, group in enumerate(row.groups):
            if row.groups[: level + 1] != opened[: level + 1]:
                span = _run([r.groups[: level + 1] for r in rows[at:]])
                outermost = level == 0 and labels > 2
                cells.append(_stub(group, rowspan=span, scope="rowgroup", vertical=outermost))
        opened = row.groups
        cells.append(_stub(row.label, colspan=labels - len(row.groups)))
        yield [*cells, *(page.figure(row, column) for column in block.columns)]


def _strip(page: _Page) -> Iterator[list[GridCell]]:
    """Table 4: rows side by side, their figures in one line."""
    (block,) = page.table.blocks
    rows = page.rows(block)
    side_by_side = [
        replace(column, heads=(*row.groups, row.label)) for row in rows for column in block.columns
    ]
    yield from _column_heads(side_by_side)
    yield [page.figure(row, column) for row in rows for column in block.columns]


def _column_heads(columns: Sequence[Column]) -> list[list[GridCell]]:
    """Return the head rows: equal heads merged sideways, a short stack drawn down to the end."""
    depth = 1 + max(len(column.heads) for column in columns)
    lines: list[list[GridCell]] = [[] for _ in range(depth)]
    opened: tuple[Label, ...] = ()
    for at, column in enumerate(columns):
        for level, head in enumerate(column.heads):
            if column.heads[: level + 1] != opened[: level + 1]:
                span = _run([c.heads[: level + 1] for c in columns[at:]])
                lines[level].append(_head(head.text, colspan=span))
        opened = column.heads
        reach = depth - len(column.heads)
        lines[len(column.heads)].append(
            replace(_head(column.label.text, rowspan=reach), total=column.is_total)
        )
    return lines


def _run(stacks: Sequence[tuple[Label, ...]]) -> int:
    """Return how many stacks from the first on are equal to it."""
    return next((n for n, stack in enumerate(stacks) if stack != stacks[0]), len(stacks))


def _head(text: str, *, colspan: int = 1, rowspan: int = 1) -> GridCell:
    scope = "colgroup" if colspan > 1 else "col"
    return GridCell(text, Role.HEAD, colspan=colspan, rowspan=rowspan, scope=scope)


def _stub(
    label: Label,
    *,
    colspan: int = 1,
    rowspan: int = 1,
    scope: str = "row",
    vertical: bool = False,
) -> GridCell:
    return GridCell(
        label.text, Role.STUB, colspan=colspan, rowspan=rowspan, scope=scope, vertical=vertical
    )
