"""Workbooks as offices make them: all tables in one sheet, hidden parts, formulas, text figures."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from gongkai.documents import formats
from gongkai.documents.layout import places
from gongkai.rules.annual_report import grid
from gongkai.rules.annual_report.form import CellKey, FilledForm
from tests.documents import reports

PENALTIES = CellKey("table2", "punishment", "decisions")


def book(draw: Callable[[Any, Any], None]) -> bytes:
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    draw(made, made.add_worksheet("年报"))
    made.close()
    return buffer.getvalue()


def small(draw: Callable[[Any, Any], None], figure: object = 177) -> bytes:
    def all_of_it(made: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ("信息内容", "本年处理决定数量"))
        sheet.write_row(1, 0, ("行政处罚", figure))
        draw(made, sheet)

    return book(all_of_it)


def in_one_sheet(filled: FilledForm, *, as_text: bool) -> bytes:
    def draw(made: Any, sheet: Any) -> None:
        top = 2
        sheet.write(0, 0, filled.body)
        sheet.write(1, 0, f"{filled.year}年政府信息公开工作年度报告")
        for table in filled.form.tables:
            sheet.write(top, 0, table.title.text)
            for place in places.of(grid.draw(filled, table.key)):
                row, column, cell = top + 1 + place.row, place.column, place.cell
                if cell.colspan > 1 or cell.rowspan > 1:
                    end = (row + cell.rowspan - 1, column + cell.colspan - 1)
                    sheet.merge_range(row, column, *end, "", made.add_format())
                number = cell.key is not None and cell.text and not as_text
                write = sheet.write_number if number else sheet.write_string
                write(row, column, float(cell.text) if number else cell.text)
            top += len(grid.draw(filled, table.key).rows) + 2

    return book(draw)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("as_text", [True, False])
def test_all_tables_in_one_sheet_are_read(edition: str, *, as_text: bool) -> None:
    filled = reports.numbered(edition)
    again = formats.read_report(in_one_sheet(filled, as_text=as_text), "报告.xlsx")
    assert reports.differences(filled, again) == {}
    assert (again.body, again.year) == (filled.body, filled.year)


def test_a_computed_formula_counts_and_one_never_computed_does_not() -> None:
    read = formats.read_report(
        small(lambda _, sheet: sheet.write_formula(1, 1, "=SUM(C1:C9)", None, 177)), "a.xlsx"
    )
    assert read[PENALTIES].value == 177
    open_ = formats.read_report(
        small(lambda _, sheet: sheet.write_formula(1, 1, "=SUM(C1:C9)", None, "")), "a.xlsx"
    )
    assert open_[PENALTIES].value is None


def test_hidden_rows_columns_and_sheets_are_not_read() -> None:
    def hide(made: Any, sheet: Any) -> None:
        sheet.write_row(2, 0, ("行政强制", 9))
        sheet.write(0, 2, "旧数")
        sheet.write(1, 2, 5)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        made.add_worksheet("底稿").write(0, 0, "行政强制 8")
        made.worksheets()[1].hide()

    (read,) = formats.read(small(hide), "a.xlsx").grids
    assert read.rows == (("信息内容", "本年处理决定数量"), ("行政处罚", "177"))
    assert (read.at(1, 1).sheet, read.at(1, 1).row, read.at(1, 1).column) == ("年报", 2, 2)


@pytest.mark.parametrize("figure", ["1,177", "１１７７", " 1177 ", 1177.0])
def test_a_figure_is_read_however_it_is_kept(figure: object) -> None:
    data = small(lambda *_: None, figure)
    assert formats.read_report(data, "a.xlsx")[PENALTIES].value == 1177


def test_a_label_without_figures_keeps_its_row() -> None:
    data = small(lambda _, sheet: sheet.write_row(2, 0, ("行政强制", None)))
    assert formats.read(data, "a.xlsx").grids[0].rows[2] == ("行政强制", "")
