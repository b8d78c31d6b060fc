"""Tables that offices send in, and the templates they are given."""

import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from gongkai.documents import values
from gongkai.documents.sheet import TemplateColumn, ValueKind, read_sheet, rows, write_template
from gongkai.documents.sheet.table import column_index, column_letter
from tests.documents import files

TEXT = '公开日期,条数,渠道\r\n2019年3月5日,3,短信平台\r\n\r\n2019/3/6,"1,100",微信群\r\n'
COLUMNS = (
    TemplateColumn("公开日期", ValueKind.DATE, "实际公开的日期。", required=True,
                   example=date(2019, 3, 5)),
    TemplateColumn("条数", ValueKind.COUNT, required=True, example=3),
    TemplateColumn("渠道", ValueKind.CHOICE, choices=("县政府网站", "短信平台"),
                   example="短信平台"),
    TemplateColumn("费用", ValueKind.AMOUNT, example=Decimal("1.5")),
    TemplateColumn("备注"),
)  # fmt: skip


def test_a_workbook_reads_to_typed_cells_that_know_their_address() -> None:
    data = files.workbook(
        [
            (datetime(2019, 3, 5, tzinfo=UTC).replace(tzinfo=None), 3, "短信平台"),
            ("2019年3月6日", 1.5, None),
        ]
    )
    sheet = read_sheet(data, "登记.xlsx")
    assert (sheet.name, sheet.header, sheet.header_row) == ("登记表", files.HEADER, 1)
    assert [[cell.value for cell in row.cells] for row in sheet.rows] == [
        [date(2019, 3, 5), 3, "短信平台"],
        ["2019年3月6日", Decimal("1.5"), None],
    ]
    cell = sheet.cell(sheet.rows[1], "条数")
    assert cell is not None
    assert (cell.row, cell.letter, cell.address) == (3, "B", "B3")
    assert sheet.cell(sheet.rows[0], "不存在") is None


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le"]
)
def test_text_is_read_in_the_encodings_offices_save(encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    sheet = read_sheet(mark + TEXT.encode(encoding), "登记.csv")
    assert sheet.header == files.HEADER
    assert [row.number for row in sheet.rows] == [2, 4]
    assert [cell.value for cell in sheet.rows[1].cells] == ["2019/3/6", "1,100", "微信群"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_told_by_the_first_line(delimiter: str) -> None:
    text = f"日期{delimiter}条数\n2019-3-5{delimiter}3\n"
    assert read_sheet(text.encode(), "表.txt").header == ("日期", "条数")


def test_names_with_rare_characters_are_no_reason_to_refuse_an_encoding() -> None:
    text = "姓名,单位\r\n李镕喆,青禾乡人民政府办公室\r\n王堃昇,海曲县司法局办公室\r\n"
    assert read_sheet(text.encode("gb18030"), "表.csv").rows[0].cells[0].value == "李镕喆"


def test_the_kind_is_told_by_content_not_by_name() -> None:
    assert read_sheet(files.workbook(), "登记.csv").rows
    assert read_sheet(TEXT.encode(), "登记.xlsx").rows


def test_a_title_above_the_header_is_passed_over_when_the_columns_are_known() -> None:
    def title(book, sheet) -> None:
        sheet.merge_range(0, 0, 0, 2, "青禾乡2019年主动公开登记表", book.add_format())
        for column, name in enumerate(files.HEADER):
            sheet.write(1, column, name)
        sheet.write(2, 0, "2019-3-5")

    data = files.workbook([], draw=title)
    sheet = read_sheet(data, "登记.xlsx", columns=files.HEADER)
    assert (sheet.header, sheet.header_row) == (files.HEADER, 2)
    assert [row.number for row in sheet.rows] == [3]


def test_only_the_first_visible_sheet_is_read() -> None:
    def more(book, sheet) -> None:
        book.add_worksheet("说明").write(0, 0, "=不是数据")

    assert read_sheet(files.workbook(draw=more), "登记.xlsx").name == "登记表"


def test_stars_of_required_columns_do_not_belong_to_their_names() -> None:
    sheet = read_sheet(files.workbook(header=("公开日期*", "条数 ＊", "渠道")), "登记.xlsx")
    assert sheet.header == files.HEADER


def test_blank_cells_with_a_format_at_the_end_of_the_world_cost_nothing() -> None:
    markup = files.sheet_markup(files.workbook())
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    data = files.changed(
        files.workbook(), xl__worksheets__sheet1_dot_xml=markup.replace(b"</sheetData>", far)
    )
    tracemalloc.start()
    sheet = read_sheet(data, "登记.xlsx")
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()
    assert len(sheet.rows) == 1


def test_a_number_keeps_the_digits_that_were_typed() -> None:
    sheet = read_sheet(files.workbook([("x", 160.5964, 12345678901)]), "登记.xlsx")
    assert [cell.value for cell in sheet.rows[0].cells] == ["x", Decimal("160.5964"), 12345678901]


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")])
def test_columns_are_lettered_as_spreadsheets_do(index: int, letters: str) -> None:
    assert column_letter(index) == letters
    assert column_index(letters) == index


def template() -> bytes:
    return write_template(COLUMNS, title="主动公开登记表", advice=("渠道填写首次公开的渠道。",))


def test_a_template_reads_back_as_an_empty_table_of_its_columns() -> None:
    sheet = read_sheet(template(), "模板.xlsx")
    assert sheet.header == tuple(column.title for column in COLUMNS)
    assert sheet.rows == ()


def test_a_template_is_the_same_file_every_time() -> None:
    assert template() == template()


def test_a_template_offers_choices_refuses_wrong_numbers_and_explains_each_column() -> None:
    parts = files.archive.unpacked(template())
    table = parts["xl/worksheets/sheet1.xml"].decode()
    assert 'type="list"' in table
    assert "选项!$C$1:$C$2" in table
    assert 'type="whole"' in table
    assert 'type="decimal"' in table
    assert 'ySplit="1"' in table
    notes = parts["xl/comments1.xml"].decode()
    assert "必填。日期，如 2019-3-5 或 2019年3月5日。实际公开的日期。" in notes
    texts = parts["xl/sharedStrings.xml"].decode()
    assert "渠道填写首次公开的渠道。" in texts
    assert "可选：县政府网站、短信平台。" in texts
    assert b'state="hidden"' in parts["xl/workbook.xml"]


def test_the_example_of_a_template_is_what_the_parsers_take() -> None:
    parts = files.archive.unpacked(template())
    markup = parts["xl/workbook.xml"].decode()
    first = markup.replace('sheetId="1"', 'sheetId="1" state="hidden"')
    data = files.changed(template(), xl__workbook_dot_xml=first.encode())
    example = read_sheet(data, "模板.xlsx").rows[0]
    day, count, channel, fee, note = (cell.value for cell in example.cells)
    assert values.day(day) == date(2019, 3, 5)
    assert values.count(count) == 3
    assert values.choice(channel, {"短信平台": "sms"}) == "sms"
    assert values.yuan(fee) == Decimal("1.5")
    assert note is None


# Long lists

MADE_AT = datetime(2024, 1, 1, tzinfo=UTC)


def test_a_list_longer_than_a_sheet_goes_on_in_another_and_keeps_its_heads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 4)
    book = rows.RowBook(tmp_path / "list.xlsx", title="汇总", made_at=MADE_AT)
    listed = book.list("数据", [rows.ListColumn("数", "n"), rows.ListColumn("字")], fixed=1)
    for number in range(5):
        listed.append([number, f"=1+{number}"])
    book.close()
    read = CalamineWorkbook.from_path(tmp_path / "list.xlsx")
    assert read.sheet_names == ["数据", "数据（2）", "数据（3）"]
    told = [read.get_sheet_by_name(name).to_python() for name in read.sheet_names]
    assert [len(sheet) for sheet in told] == [4, 4, 3]
    assert all(sheet[:2] == [["数", "字"], ["n", ""]] for sheet in told)
    assert [row for sheet in told for row in sheet[2:]] == [[n, f"=1+{n}"] for n in range(5)]


def test_a_list_keeps_every_digit_and_cuts_what_no_cell_holds(tmp_path: Path) -> None:
    book = rows.RowBook(tmp_path / "list.xlsx", title="汇总", made_at=MADE_AT)
    listed = book.list("数据", [rows.ListColumn("值")])
    for value in (10**15, Decimal("160.5964"), None, "\x1b\ud800x", "长" * 40_000):
        listed.append([value])
    book.close()
    sheet = CalamineWorkbook.from_path(tmp_path / "list.xlsx").get_sheet_by_index(0)
    told = [row[0] for row in sheet.to_python(skip_empty_area=False)]
    assert told[1:5] == [str(10**15), 160.5964, "", "x"]
    assert told[5] == "长" * rows.MOST_CHARACTERS + "……"
