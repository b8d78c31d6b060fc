"""Word documents of other makers: what they show is read, and nothing that they hide."""

import pytest

from gongkai.documents import formats
from gongkai.documents.intake import archive
from gongkai.rules.annual_report import grid
from tests.documents import reports
from tests.documents.docx import word
from tests.documents.docx.word import cell, document, paragraph, row, run, table

HEAD = row("信息内容", "本年处理决定数量")
TEXT_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>{0}"
    "</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
)
LISTS = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>'
    '</w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)  # fmt: skip


def read(*body: str, **parts: bytes):
    return formats.read(document(*body, **parts), "报告.docx")


def listed(text: str, level: int = 0) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    return paragraph(text, properties=number)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_report_with_merged_cells_reads_back(edition: str) -> None:
    filled = reports.numbered(edition)
    again = formats.read_report(document(*word.report(filled)), "报告.docx")
    assert reports.differences(filled, again) == {}
    assert again.body == filled.body


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_report_inside_a_layout_table_reads_back(edition: str) -> None:
    filled = reports.numbered(edition)
    inside = table(row(cell(*word.report(filled))))
    again = formats.read_report(document(inside), "报告.docx")
    assert reports.differences(filled, again) == {}
    assert (again.body, again.year, len(again.sections)) == (filled.body, filled.year, 6)


@pytest.mark.parametrize("between", ["", paragraph(""), paragraph("（续表）")])
def test_a_table_cut_in_two_is_one(between: str) -> None:
    filled = reports.numbered()
    parts = word.report(filled)
    rows = word.drawn(grid.draw(filled, "table3"))
    at = next(n for n, part in enumerate(parts) if "自然人" in part)
    parts[at] = table(*rows[:9]) + between + table(*rows[9:])
    assert reports.differences(filled, formats.read_report(document(*parts), "a.docx")) == {}


def test_a_table_after_words_of_its_own_is_another() -> None:
    one = table(row("a", "1", "2"), row("b", "3", "4"))
    reading = read(one, paragraph("另一张表"), table(row("c", "5", "6")))
    assert [len(grid.rows) for grid in reading.grids] == [2, 1]


def test_deleted_text_is_gone_and_inserted_text_is_there() -> None:
    changed = paragraph(
        f'<w:del w:id="1">{run("21").replace("w:t", "w:delText")}</w:del>',
        f'<w:ins w:id="2">{run("177")}</w:ins>',
        f"<w:moveFrom>{run('9')}</w:moveFrom>",
    )
    gone = row("行政强制", "5", properties='<w:del w:id="3"/>')
    reading = read(table(HEAD, row("行政处罚", cell(changed)), gone))
    assert reading.grids[0].rows == (("信息内容", "本年处理决定数量"), ("行政处罚", "177"))


def test_hidden_text_is_not_read() -> None:
    reading = read(
        paragraph(run("公开"), run("秘密", "<w:vanish/>"), run("5条", '<w:vanish w:val="0"/>'))
    )
    assert reading.lines == ("公开5条",)


def test_text_boxes_are_read_once() -> None:
    inside = paragraph("全年公开信息12条。") + table(HEAD, row("行政许可", "3"))
    reading = read(paragraph(run("一、总体情况"), TEXT_BOX.format(inside)))
    assert reading.lines == ("一、总体情况", "全年公开信息12条。")
    assert [grid.rows[1] for grid in reading.grids] == [("行政许可", "3")]


def test_content_controls_and_fields_are_read() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell('3')}</w:sdtContent></w:sdt>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("8")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    rows = HEAD, f"<w:sdt><w:sdtContent>{row('行政许可', control)}</w:sdtContent></w:sdt>"
    reading = read(table(*rows, row("行政处罚", cell(paragraph(field)))))
    assert reading.grids[0].rows[1:] == (("行政许可", "3"), ("行政处罚", "8"))


def test_rows_that_begin_later_keep_their_columns() -> None:
    reading = read(table(row("a", "b", "c"), row("1", "2", properties='<w:gridBefore w:val="1"/>')))
    assert reading.grids[0].rows[1] == ("", "1", "2")


def test_numbers_of_a_list_style_stand_before_headings_and_not_in_cells() -> None:
    body = (listed("总体情况"), listed("主动公开", 1), listed("依申请公开", 1),
            listed("主动公开政府信息情况"), table(row(cell(listed("行政许可")), "3")))  # fmt: skip
    reading = read(*body, word__numbering_dot_xml=LISTS.encode())
    assert reading.lines == (
        "一、总体情况", "一.1主动公开", "一.2依申请公开", "二、主动公开政府信息情况")  # fmt: skip
    assert reading.grids[0].rows == (("行政许可", "3"),)


def test_full_width_digits_and_breaks_in_cells_are_read() -> None:
    broken = paragraph("<w:r><w:t>本年处理</w:t><w:br/><w:t>决定数量</w:t></w:r>")
    reading = document(table(row("信息内容", cell(broken)), row("行政处罚", "１７７")))
    filled = formats.read_report(reading, "a.docx")
    assert [cell.value for cell in filled.cells.values()] == [177]


def test_a_table_around_the_whole_text_is_a_frame() -> None:
    reading = read(table(row(cell(paragraph("一、总体情况"), paragraph("全年公开12条。")))))
    assert reading.grids == ()
    assert reading.lines == ("一、总体情况", "全年公开12条。")


def test_a_main_part_with_a_number_is_found() -> None:
    sound = files_renamed(document(*word.report(reports.numbered())))
    assert reports.differences(reports.numbered(), formats.read_report(sound, "a.docx")) == {}


def files_renamed(data: bytes) -> bytes:
    parts = archive.unpacked(data)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    return archive.packed(parts)


def test_a_figure_knows_its_table_row_and_column() -> None:
    filled = formats.read_report(document(table(HEAD, row("行政处罚", "177"))), "a.docx")
    (held,) = filled.cells.values()
    assert (held.provenance.table, held.provenance.row, held.provenance.column) == (1, 2, 2)
