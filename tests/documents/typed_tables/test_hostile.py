"""Spreadsheets that go wrong, by accident or on purpose: a fault, a refusal, never a crash."""

import re
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.documents import typed_tables
from gongkai.documents.intake.unreadable import (
    FormulaInCell,
    HeaderProblem,
    MergedCells,
    TooLarge,
    UnreadableDocument,
)
from gongkai.documents.typed_tables import MissingColumns, OtherTable, OutdatedTemplate
from tests.documents import files
from tests.documents.typed_tables import filling
from tests.documents.typed_tables.filling import definition, examples, read

TABLE = definition("subsidies")
ROW = examples(TABLE)


def test_a_formula_in_a_cell_is_refused_in_a_workbook_and_in_text():
    def armed(markup: str) -> str:
        return re.sub(r'<c r="A2"[^>]*>.*?</c>', "<c r=\"A2\"><f>cmd|'/c calc'!A0</f></c>", markup)

    with pytest.raises(FormulaInCell, match="A2"):
        read(TABLE, filling.filled(TABLE, [ROW], change=armed))
    with pytest.raises(FormulaInCell):
        read(TABLE, filling.as_csv(TABLE, [{**ROW, "village": "=cmd|'/c calc'!A0"}]), "表.csv")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_what_begins_like_a_formula_is_published_as_text(start):
    words = f"{start}cmd|' /C calc'!A0"
    table = typed_tables_of([{**ROW, "village": words}])
    line = typed_tables.as_csv(table).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line.lstrip('"').startswith("'")
    book = typed_tables.as_workbook(table)
    assert b"<f>" not in files.archive.unpacked(book)["xl/worksheets/sheet1.xml"]


def typed_tables_of(rows):
    return filling.tables.public_table(
        TABLE, [filling.tables.TableRow(at, row) for at, row in enumerate(rows, 2)]
    )


def test_a_million_rows_are_refused_before_they_are_read():
    def endless(markup: str) -> str:
        return markup.replace(
            "</sheetData>", '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
        )

    tracemalloc.start()
    with pytest.raises(TooLarge, match="行数"):
        read(TABLE, filling.filled(TABLE, [ROW], change=endless))
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()


def test_twenty_thousand_and_one_lines_of_text_are_refused():
    with pytest.raises(TooLarge, match="行数"):
        read(TABLE, filling.as_csv(TABLE, [ROW]) + b"x\n" * 20_001, "表.csv")


def test_merged_cells_are_refused():
    def merged(markup: str) -> str:
        return markup.replace(
            "</sheetData>",
            '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
        )

    with pytest.raises(MergedCells, match="A2:A3"):
        read(TABLE, filling.filled(TABLE, [ROW], change=merged))


def test_a_workbook_of_something_else_names_the_columns_it_lacks():
    with pytest.raises(MissingColumns, match="村（社区）、户主姓名") as refusal:
        read(TABLE, files.workbook(), "别的.xlsx")
    assert "登记表" in refusal.value.message


def test_the_template_of_another_table_is_told_by_its_stamp():
    land = definition("land")
    with pytest.raises(OtherTable, match="土地征收信息公开表") as refusal:
        read(TABLE, filling.filled(land, [examples(land)]))
    assert "Expropriation of land" in refusal.value.message_en


def test_an_old_template_is_told_by_its_version():
    parts = files.archive.unpacked(filling.filled(TABLE, [ROW]))
    book = parts["xl/workbook.xml"]
    assert b"subsidies@1" in book
    parts["xl/workbook.xml"] = book.replace(b"subsidies@1", b"subsidies@0")
    with pytest.raises(OutdatedTemplate, match="第0版"):
        read(TABLE, files.archive.packed(parts))


@pytest.mark.parametrize(
    "stamp", ["subsidies", "@", "subsidies@x", "别的@1@1", "&quot;", "x" * 200]
)
def test_a_stamp_that_says_nothing_is_no_hindrance(stamp):
    parts = files.archive.unpacked(filling.filled(TABLE, [ROW]))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"subsidies@1", stamp.encode())
    assert read(TABLE, files.archive.packed(parts)).is_clean


def test_a_head_that_moved_down_below_a_title_is_found():
    data = filling.as_csv(TABLE, [ROW]).decode()
    reading = read(TABLE, f"青禾乡惠农补贴发放表\r\n\r\n{data}".encode(), "表.csv")
    assert reading.is_clean
    assert [row.number for row in reading.rows] == [4]


def test_a_head_that_moved_to_the_right_is_refused_with_its_cell():
    lines = filling.as_csv(TABLE, [ROW]).decode().splitlines()
    with pytest.raises(HeaderProblem, match="A1"):
        read(TABLE, "\r\n".join(f",{line}" for line in lines).encode(), "表.csv")


def test_heads_in_half_width_signs_with_spaces_are_the_same_heads():
    lines = filling.as_csv(TABLE, [ROW]).decode().splitlines()
    lines[0] = lines[0].replace("（", " (").replace("）", ")").replace("金额", "金 额")
    assert read(TABLE, "\r\n".join(lines).encode(), "表.csv").is_clean


def test_columns_in_another_order_and_strange_columns_are_no_hindrance():
    lines = filling.as_csv(TABLE, [ROW]).decode().splitlines()
    turned = "\r\n".join(",".join(["x", *reversed(line.split(","))]) for line in lines)
    reading = read(TABLE, turned.encode(), "表.csv")
    assert reading.is_clean
    assert reading.ignored == ("x",)


def test_a_hidden_row_is_a_fault():
    def hidden(markup: str) -> str:
        return markup.replace('<row r="3">', '<row r="3" hidden="1">')

    rows = [ROW, {**ROW, "identity_no": "11010519491231002X"}]
    reading = read(TABLE, filling.filled(TABLE, rows, change=hidden))
    assert [(fault.row, fault.rule) for fault in reading.faults] == [(3, "hidden")]
    assert [row.number for row in reading.rows] == [2]


def test_a_hidden_column_is_a_fault_at_its_head():
    def hidden(markup: str) -> str:
        return markup.replace('<col min="3" max="3"', '<col hidden="1" min="3" max="3"', 1)

    reading = read(TABLE, filling.filled(TABLE, [ROW], change=hidden))
    assert [(fault.address, fault.rule) for fault in reading.faults] == [("C1", "hidden")]
    assert not reading.is_clean


def test_an_identity_number_that_a_spreadsheet_rounded_is_a_fault():
    def rounded(markup: str) -> str:
        return re.sub(r'<c r="C2"[^>]*>.*?</c>', '<c r="C2"><v>1.1010119900101E+17</v></c>', markup)

    reading = read(TABLE, filling.filled(TABLE, [ROW], change=rounded))
    assert [(fault.address, fault.rule) for fault in reading.faults] == [("C2", "type")]
    assert "文本格式" in reading.faults[0].message


@pytest.mark.parametrize("typed", ["43529", 43529])
def test_a_serial_without_a_date_format_is_not_guessed(typed):
    reading = read(TABLE, filling.as_csv(TABLE, [{**ROW, "paid_on": typed}]), "表.csv")
    assert [(fault.key, fault.rule) for fault in reading.faults] == [("paid_on", "type")]


@pytest.mark.parametrize(
    ("typed", "rules"),
    [("2000元", []), ("0.2万元", []), ("2000", []), ("200000", ["below"]), ("￥ 0.2", [])],
)
def test_an_amount_in_the_wrong_unit_is_noticed_where_it_is_absurd(typed, rules):
    table = definition("penalties")
    reading = read(table, filling.as_csv(table, [{**examples(table), "fine": typed}]), "表.csv")
    assert [fault.rule for fault in reading.faults] == rules
    assert all("万元" in fault.message for fault in reading.faults)


def test_more_cells_than_heads_are_refused():
    with pytest.raises(HeaderProblem):
        read(TABLE, filling.as_csv(TABLE, [ROW]).rstrip() + b",x,y\r\n", "表.csv")


def test_huge_numbers_that_agree_with_the_types_do_not_crash():
    row = {**ROW, "standard": "999999999999999", "quantity": "999999999999999", "amount": "1"}
    reading = read(TABLE, filling.as_csv(TABLE, [row]), "表.csv")
    assert "product" in {fault.rule for fault in reading.faults}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.text(max_size=12), min_size=9, max_size=9), max_size=4))
def test_any_text_in_the_cells_gives_rows_or_faults_or_a_refusal(lines):
    rows = [dict(zip([c.key for c in TABLE.columns], line, strict=True)) for line in lines]
    try:
        reading = read(TABLE, filling.as_csv(TABLE, rows), "表.csv")
    except (UnreadableDocument, UnicodeEncodeError):
        return
    assert len(reading.rows) + reading.bad_row_count == reading.row_count
