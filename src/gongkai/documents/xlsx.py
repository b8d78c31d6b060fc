"""Workbooks: a report with one sheet per table as printed, and the tables of anybody's .xlsx.

Figures are numbers, so that a spreadsheet can add them; text is never a formula.
"""

import io
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.documents import annual_report, blocks
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.layout import columns, places
from gongkai.documents.layout.columns import Fit, text_width
from gongkai.documents.report import STATE_WORDS, Reading, Report, Signature
from gongkai.documents.sheet import pages
from gongkai.documents.sheet.scan import Extent
from gongkai.rules.annual_report.form import FilledForm, printed
from gongkai.rules.annual_report.grid import Grid, Role

_NUMBER: Final = re.compile(r"-?\d+(?:\.(\d+))?")
_EXACT_DIGITS: Final = 15
_FACE: Final = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
_MM_PER_CHARACTER: Final = 1.95
_LINE_PT: Final = 15.0
_LONGEST_NAME: Final = 31
_WIDTH_MM: Final = 190.0
_THIN, _THICK = 1, 2
_LIST_HEADER: Final = ("key", "label", "value", "unit")


def write(report: Report) -> bytes:
    """Return the report as .xlsx: 说明, a sheet per table, and 数据 with a line per figure."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    moment = report.made_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": report.full_title, "author": report.body, "created": moment})
    formats = _Formats(book)
    _explain(book.add_worksheet("说明"), report, formats)
    for number, grid in enumerate(report.grids(), start=1):
        sheet = book.add_worksheet(_sheet_name(f"表{number} {grid.caption}"))
        _draw(sheet, grid, report.banner, formats)
    if report.filled is not None:
        _list_figures(book.add_worksheet("数据"), report.filled, formats)
    book.close()
    return buffer.getvalue()


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the tables of every visible worksheet, a merged cell repeated where it reaches.

    A line is a row that holds one text only. Formulas count with the value last computed. The
    sheet 数据 of our own workbooks repeats the tables in lines and is passed over.

    Raises:
        UnreadableDocument: as `open_package`, or a sheet is larger than the limits.
    """
    return _reading(pages.read(data, name, limits))


def read_old(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the visible worksheets of a workbook of before 2007 (.xls, .et) in the same way.

    Raises:
        UnreadableDocument: it is damaged or locked, or a sheet is larger than the limits.
    """
    return _reading(pages.read_old(data, name, limits))


def _reading(sheets: Iterable[tuple[str, list[list[str]], Extent]]) -> Reading:
    return blocks.reading(
        block
        for title, rows, extent in sheets
        if not rows or tuple(rows[0]) != _LIST_HEADER
        for block in pages.blocks(title, rows, extent)
    )


class _Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **properties: Any) -> Format:
        """Return the format with these properties over the common ones."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_FACE, **properties})
        return self._made[key]


def _sheet_name(words: str) -> str:
    return "".join(each for each in words if each not in "[]:*?/\\'")[:_LONGEST_NAME]


def _explain(sheet: Worksheet, report: Report, formats: _Formats) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 70)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, 1, "", formats(bold=True, font_size=16))
    sheet.write_string(0, 0, report.full_title, formats(bold=True, font_size=16))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for row, (label, words) in enumerate(_facts(report), start=1):
        sheet.write_string(row, 0, label, formats(font_color="#555555"))
        sheet.write_string(row, 1, words, formats())


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    yield "机关名称", report.body
    if report.filled is not None:
        yield "报告年度", f"{report.filled.year}年"
        yield "格式", f"{report.filled.form.name.text}（{report.filled.form.edition}年版）"
    yield "状态", STATE_WORDS[report.state]
    for block in report.blocks:
        if isinstance(block, Signature):
            yield "成文日期", block.day
    if report.notice:
        yield "注意", report.notice
    yield "各表", "每张表一个工作表，行列与公布的表格一致，数字可以直接计算。"
    if report.filled is not None:
        yield "数据", "工作表“数据”每行一个数字：key 为格名，label 为中文含义，unit 为单位。"


def _draw(sheet: Worksheet, grid: Grid, banner: str, formats: _Formats) -> None:
    """Draw a grid as printed, its caption above it."""
    fit = columns.fit(grid, _WIDTH_MM)
    for number, width in enumerate(fit.widths_mm):
        sheet.set_column(number, number, width / _MM_PER_CHARACTER)
    last = len(fit.widths_mm) - 1
    caption = formats(bold=True, font_size=14, align="center")
    sheet.merge_range(0, 0, 0, last, "", caption)
    sheet.write_string(0, 0, grid.caption, caption)
    sheet.set_row(0, 28)
    placed = places.of(grid)
    for number in range(len(grid.rows)):
        sheet.set_row(number + 1, _height(placed, number, fit))
    for place in placed:
        _put(sheet, place, _format(formats, place, grid))
    heads = places.head_rows(grid)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
    sheet.set_footer("&C— &P —")
    if banner:
        sheet.set_header(f"&C{banner.replace('&', '&&')}")
    if heads:
        sheet.repeat_rows(0, heads)
        sheet.freeze_panes(heads + 1, 0)


def _height(placed: tuple[places.Place, ...], row: int, fit: Fit) -> float:
    """Return the height that a row's longest text needs when it wraps; merged cells do not grow."""
    lines = 1
    for place in placed:
        if place.row == row and place.cell.rowspan == 1 and place.cell.text:
            room = sum(fit.widths_mm[place.column : place.end_column]) / _MM_PER_CHARACTER / 2
            lines = max(lines, math.ceil(text_width(place.cell.text) / max(1.0, room - 0.5)))
    return _LINE_PT * lines + 4


def _format(formats: _Formats, place: places.Place, grid: Grid) -> Format:
    cell = place.cell
    properties: dict[str, Any] = {
        "align": places.alignment(cell),
        "left": _THICK if place.column == 0 else _THIN,
        "right": _THICK if place.end_column == grid.width else _THIN,
        "top": _THICK if place.row == 0 else _THIN,
        "bottom": _THICK if place.end_row == len(grid.rows) else _THIN,
    }
    if cell.role is Role.HEAD and cell.colspan == grid.width:
        properties["bold"] = True
    match = _NUMBER.fullmatch(cell.text) if cell.role is Role.FIGURE else None
    if match is not None:
        properties["num_format"] = f"0.{'0' * len(match[1])}" if match[1] else "0"
    return formats(**properties)


def _put(sheet: Worksheet, place: places.Place, style: Format) -> None:
    row, cell = place.row + 1, place.cell
    if cell.colspan > 1 or cell.rowspan > 1:
        end = (place.end_row, place.end_column - 1)
        sheet.merge_range(row, place.column, *end, "", style)
    if cell.role is Role.FIGURE:
        _put_figure(sheet, row, place.column, cell.text, style)
    else:
        sheet.write_string(row, place.column, cell.text, style)


def _put_figure(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write a figure as a number where a spreadsheet keeps all of its digits, else as text."""
    if not text:
        sheet.write_blank(row, column, None, style)
    elif _NUMBER.fullmatch(text) and len(Decimal(text).as_tuple().digits) <= _EXACT_DIGITS:
        sheet.write_number(row, column, Decimal(text), style)
    else:
        sheet.write_string(row, column, text, style)


def _list_figures(sheet: Worksheet, filled: FilledForm, formats: _Formats) -> None:
    for column, (title, width) in enumerate(zip(_LIST_HEADER, (36, 78, 16, 8), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, formats(bold=True, bottom=_THIN))
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for row, figure in enumerate(annual_report.figures(filled), start=1):
        text = printed(replace(figure.cell, unit=None))
        sheet.write_string(row, 0, str(figure.key), formats())
        sheet.write_string(row, 1, figure.label, formats())
        _put_figure(sheet, row, 2, text, formats(align="right"))
        sheet.write_string(row, 3, figure.unit, formats())
