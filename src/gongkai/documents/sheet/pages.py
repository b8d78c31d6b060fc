"""The worksheets of anybody's workbook, today's or old, as they show: lines and tables.

What is hidden is not read. A formula counts with the value last computed; a cell that shows an
error or whose formula was never computed holds no figure, and its words say so.
"""

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from gongkai.documents.blocks import Block, Table
from gongkai.documents.intake.archive import WORKBOOK, open_package
from gongkai.documents.intake.limits import Limits
from gongkai.documents.intake.unreadable import DamagedDocument, TooLarge
from gongkai.documents.sheet import scan, workbook
from gongkai.documents.sheet.scan import Extent
from gongkai.documents.sheet.table import column_index, column_letter
from gongkai.documents.values import CellValue
from gongkai.rules.annual_report.origin import Origin

NOT_COMPUTED: Final = "=?"
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

_Rows = list[list[str]]
_Span = tuple[int, int, int, int]  # top, left, bottom, right; the last two not included


def read(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, _Rows, Extent]]:
    """Yield the visible worksheets of a .xlsx: title, texts from A1 on, and what else it holds.

    Raises:
        UnreadableDocument: as `open_package`, or a sheet is larger than the limits.
    """
    package = open_package(data, name, wanted=WORKBOOK, limits=limits)
    left = limits.table_cells
    for title, part in workbook.visible_sheets(package):
        extent = scan.walk(package.parts[part], name, limits)
        rows = [[_text(value) for value in row] for row in workbook.values(package, title)]
        left = _spend(left, rows, name, limits)
        _mark(rows, extent)
        yield title, rows, extent


def read_old(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, _Rows, Extent]]:
    """Yield the visible worksheets of a .xls in the same way.

    Raises:
        UnreadableDocument: it is damaged or locked, or a sheet is larger than the limits.
    """
    left = limits.table_cells
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for about in book.sheets_metadata:
                shown = about.visible == SheetVisibleEnum.Visible
                if not shown or about.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                if sheet.total_height * sheet.total_width > limits.table_cells:
                    raise _too_large(name, limits, sheet.total_height * sheet.total_width)
                lines = sheet.to_python(skip_empty_area=False)
                rows = [[_text(workbook.value(value)) for value in line] for line in lines]
                left = _spend(left, rows, name, limits)
                merges = [_address(*span) for span in sheet.merged_cell_ranges or ()]
                yield about.name, rows, Extent(merges=merges)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise DamagedDocument(
            name, where="旧版工作簿结构不完整，或设有密码",
            where_en="the old workbook is not whole, or locked",
        ) from error  # fmt: skip


def blocks(title: str, rows: _Rows, extent: Extent) -> Iterator[Block]:
    """Yield what a worksheet shows: its rows with one text alone as lines, and all rows as a table.

    A merged cell is repeated in every place that it covers.
    """
    shown = [at for at in range(len(rows)) if at not in extent.hidden_rows]
    alone = ["".join(rows[at]) for at in shown if _is_alone(rows[at])]
    for span in filter(None, map(_span, extent.merges)):
        _repeat(rows, span)
    width = max(map(len, rows), default=0)
    columns = [at for at in range(width) if at not in extent.hidden_columns]
    kept = [(at, [column for column in columns if column < len(rows[at])]) for at in shown]
    table = Table(
        [[rows[at][column] for column in here] for at, here in kept],
        Origin(sheet=title),
        title,
        [
            [Origin(sheet=title, row=at + 1, column=column + 1) for column in here]
            for at, here in kept
        ],
    )
    if not table.is_frame:
        yield from alone
    yield table


def _is_alone(row: Sequence[str]) -> bool:
    text = "".join(row)
    return bool(text) and text in row


def _spend(left: int, rows: _Rows, name: str, limits: Limits) -> int:
    left -= sum(len(row) for row in rows)
    if left < 0:
        raise _too_large(name, limits, limits.table_cells - left)
    return left


def _too_large(name: str, limits: Limits, found: int) -> TooLarge:
    return TooLarge(name, what="单元格数", what_en="cells", limit=limits.table_cells,
                    found=f"{found}+")  # fmt: skip


def _mark(rows: _Rows, extent: Extent) -> None:
    """Write into the cells that show no value why they do not."""
    said = dict(extent.errors)
    for address in (*extent.formulas, *said):
        match = _ADDRESS.fullmatch(address)
        if match is None:
            continue
        row, column = int(match[2]) - 1, column_index(match[1])
        if row < len(rows) and column < len(rows[row]) and not rows[row][column]:
            rows[row][column] = said.get(address) or NOT_COMPUTED


def _address(start: tuple[int, int], end: tuple[int, int]) -> str:
    from_row, from_column = start
    to_row, to_column = end
    return f"{column_letter(from_column)}{from_row + 1}:{column_letter(to_column)}{to_row + 1}"


def _span(merged: str) -> _Span | None:
    match = _RANGE.fullmatch(merged)
    if match is None:
        return None
    return int(match[2]) - 1, column_index(match[1]), int(match[4]), column_index(match[3]) + 1


def _repeat(rows: _Rows, span: _Span) -> None:
    """Put the text of a merged range in every place it covers, as far as the sheet reaches."""
    top, left, bottom, right = span
    if top >= len(rows) or left >= len(rows[top]):
        return
    text = rows[top][left]
    for row in rows[top:bottom]:
        width = max(0, min(right, len(row)) - left)
        row[left : left + width] = [text] * width


def _text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)
