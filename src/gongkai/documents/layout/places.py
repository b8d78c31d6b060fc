"""Where each cell of a grid stands once its spans are counted, and which rows repeat.

A grid repeats no spanned place; writers and widths need the column each cell begins at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gongkai.rules.annual_report.grid import Grid, GridCell, Role


@dataclass(frozen=True, slots=True)
class Place:
    """A cell with the row and column of its upper left corner, counted from 0."""

    row: int
    column: int
    cell: GridCell

    @property
    def end_row(self) -> int:
        """The first row below the cell."""
        return self.row + self.cell.rowspan

    @property
    def end_column(self) -> int:
        """The first column right of the cell."""
        return self.column + self.cell.colspan


def of(grid: Grid) -> tuple[Place, ...]:
    """Return every cell with its place, in printing order."""
    return tuple(_places(grid))


def _places(grid: Grid) -> Iterator[Place]:
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(grid.rows):
        column = 0
        for cell in cells:
            while (row, column) in covered:
                column += 1
            covered.update(
                (row + down, column + right)
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            )
            yield Place(row, column, cell)
            column += cell.colspan


def head_rows(grid: Grid) -> int:
    """Return how many leading rows repeat on a new page.

    They are the rows of heads, with the rows that a head spans. A grid whose heads come back
    further down (table 2) repeats none: the first heads say nothing about later rows.
    """
    leading = 0
    while leading < len(grid.rows) and _is_head(grid.rows[leading]):
        reach = max(cell.rowspan for cell in grid.rows[leading])
        leading += 1 if reach == 1 else reach
    if any(_is_head(cells) for cells in grid.rows[leading:]):
        return 0
    return 0 if leading >= len(grid.rows) else leading


def _is_head(cells: tuple[GridCell, ...]) -> bool:
    return bool(cells) and all(cell.role in (Role.HEAD, Role.NOTE, Role.BLANK) for cell in cells)


def parts(grid: Grid) -> tuple[range, ...]:
    """Return the runs of rows that belong together under one head, for page breaks.

    A grid whose heads come back further down has one run for each; every other grid is one run.
    """
    starts = [
        row
        for row, cells in enumerate(grid.rows)
        if _is_head(cells) and (row == 0 or not _is_head(grid.rows[row - 1]))
    ]
    if head_rows(grid) or len(starts) < 2:
        starts = []
    edges = [0, *(row for row in starts if row), len(grid.rows)]
    return tuple(range(*edge) for edge in pairwise(edges))


def alignment(cell: GridCell) -> str:
    """Return "left" for the labels of rows and for notes, else "center", as the forms print."""
    if cell.role is Role.NOTE:
        return "left"
    return "left" if cell.role is Role.STUB and cell.scope == "row" else "center"
