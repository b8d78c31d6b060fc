"""A statutory table drawn for a page: the printed grid, and what a page says of each figure."""

from collections.abc import Callable

from gongkai.rules.annual_report import grid
from gongkai.rules.annual_report.form import CellKey, FilledForm
from gongkai.rules.annual_report.grid import GridCell
from gongkai.web.facts.printed import PrintedCell, PrintedTable

Figure = Callable[[CellKey, PrintedCell], PrintedCell]


def anchor(key: CellKey) -> str:
    """Return the end of the id that a cell has on a page."""
    return str(key).replace(".", "-")


def drawn(
    filled: FilledForm, table: str, figure: Figure, *, caption: str = "", is_given: bool = False
) -> PrintedTable:
    """Return one table as it is printed, each figure as `figure` makes it of its plain cell.

    `is_given`: the figures are those of a document that stands as it was published.
    """
    printed = grid.draw(filled, table)
    sums = {row.key for _key, row, _column in filled.form.table(table).cells() if row.sums}
    rows = tuple(tuple(_cell(each, sums, figure) for each in row) for row in printed.rows)
    return PrintedTable(caption=caption or printed.caption, rows=rows, is_given=is_given)


def _cell(cell: GridCell, sums: set[str], figure: Figure) -> PrintedCell:
    plain = PrintedCell(
        cell.text, role=cell.role.value, colspan=cell.colspan, rowspan=cell.rowspan,
        scope=cell.scope, vertical=cell.vertical,
        anchor=anchor(cell.key) if cell.key else "", total=bool(cell.key and cell.key.row in sums),
    )  # fmt: skip
    return figure(cell.key, plain) if cell.key else plain
