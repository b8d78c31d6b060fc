"""What each format shows, and that it shows no more than the report says."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx as python_docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import html as markup
from python_calamine import CalamineWorkbook

from gongkai.documents import csv_file, formats, pdf
from gongkai.documents.formats import Format
from gongkai.documents.report import CannotBeWritten, Heading, Paragraph, Report, State
from tests.documents import reports

ATTACK = '"] #panic("x") \\ $ <b>&amp; */ %{} {{ x }} =1+1'


@pytest.mark.parametrize("target", list(Format))
def test_the_same_report_gives_the_same_bytes(target: Format) -> None:
    assert formats.write(reports.report(), target) == formats.write(reports.report(), target)


@pytest.mark.parametrize("target", [Format.JSON, Format.CSV])
def test_a_document_without_figures_is_refused_with_a_sentence(target: Format) -> None:
    letter = Report(("告知书",), "青禾乡人民政府", (Paragraph("现予告知。"),), reports.MADE_AT)
    with pytest.raises(CannotBeWritten, match=r"“告知书”不是年度报告.*请下载 DOCX 或 PDF。"):
        formats.write(letter, target)


@pytest.mark.parametrize("target", [Format.HTML, Format.DOCX, Format.PDF, Format.XLSX])
def test_a_document_without_figures_is_written_in_the_formats_for_people(target: Format) -> None:
    letter = Report(("告知书",), "青禾乡人民政府", (Heading("一、事由"),), reports.MADE_AT)
    assert formats.write(letter, target)


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(reports.report(), made_at=datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None))


def test_the_file_name_is_the_title_and_harmless() -> None:
    report = replace(reports.report(), title=('甲/乙:"丙"', "年度报告"))
    assert formats.file_name(report, Format.DOCX) == "甲_乙__丙_年度报告.docx"


# HTML


def page(report: Report | None = None) -> markup.HtmlElement:
    return markup.document_fromstring(formats.write(report or reports.report(), Format.HTML))


def test_the_page_stands_alone_in_chinese_with_one_heading() -> None:
    root = page()
    assert root.get("lang") == "zh-CN"
    assert len(root.findall(".//h1")) == 1
    assert not root.xpath("//script | //link | //img | //iframe")
    assert root.findtext(".//title") == "海曲县青禾乡人民政府2019年政府信息公开工作年度报告"


def test_the_page_has_real_tables_with_captions_and_scopes() -> None:
    tables = page().findall(".//table")
    assert [table.get("id") for table in tables] == ["table2", "table3", "table4"]
    for table in tables:
        assert table.findtext("caption")
        assert all(cell.get("scope") for cell in table.iter("th"))
    results = tables[1].xpath('.//th[normalize-space()="三、本年度办理结果"]')[0]
    assert (results.get("rowspan"), results.get("scope")) == ("20", "rowgroup")
    assert len(tables[1].findall("thead/tr")) == 3


def test_every_figure_of_the_page_names_its_cell() -> None:
    filled = reports.numbered()
    shown = {cell.get("data-cell"): cell.text for cell in page(reports.report(filled)).iter("td")}
    shown.pop(None, None)
    assert shown == {str(key): str(filled[key].value) for key, _, _ in filled.entries()}


def test_the_page_takes_markup_in_words_as_words() -> None:
    report = replace(reports.report(), title=(ATTACK,), blocks=(Paragraph(ATTACK),))
    root = page(report)
    assert root.findtext(".//main/p") == ATTACK
    assert root.find(".//b") is None


def test_a_demonstration_says_so_and_a_final_report_is_no_draft() -> None:
    assert "演示数据" in page().findtext(".//aside")
    final = replace(reports.report(state=State.FROZEN), notice="")
    assert page(final).find(".//aside") is None


# DOCX


def word(report: Report | None = None) -> python_docx.document.Document:
    return python_docx.Document(io.BytesIO(formats.write(report or reports.report(), Format.DOCX)))


def test_the_page_of_the_word_document_has_the_measures_of_the_standard() -> None:
    section = word().sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    line_pitch = section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch"))
    assert int(line_pitch) / 20 == pytest.approx(28.95)


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Normal", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_styles_name_the_official_faces_for_chinese(style: str, face: str, size: int) -> None:
    runs = word().styles[style].element.find(qn("w:rPr"))
    assert runs.find(qn("w:rFonts")).get(qn("w:eastAsia")) == face
    assert int(runs.find(qn("w:sz")).get(qn("w:val"))) == 2 * size
    assert runs.find(qn("w:b")) is None


def test_page_numbers_stand_between_dashes_right_on_odd_and_left_on_even_pages() -> None:
    document = word()
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert paragraph.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == side
        assert "".join(node.text for node in paragraph.iter(qn("w:t"))) == "— 1 —"
        assert paragraph.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"


def test_the_heads_of_table_3_repeat_on_every_page_of_the_word_document() -> None:
    rows = word().tables[1]._tbl.tr_lst
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated == [True] * 3 + [False] * (len(rows) - 3)


def test_tables_have_a_thick_frame_thin_lines_and_the_width_of_the_text() -> None:
    for table in word().tables:
        borders = table._tbl.tblPr.find(qn("w:tblBorders"))
        sizes = {side.tag.split("}")[1]: int(side.get(qn("w:sz"))) for side in borders}
        assert sizes["top"] == sizes["left"] == 12
        assert sizes["insideH"] == sizes["insideV"] == 4
        assert int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) <= 156 * 20 * 72 / 25.4 + 9


def test_the_word_document_is_signed_at_its_end() -> None:
    assert [each.text for each in word().paragraphs[-2:]] == [
        "海曲县青禾乡人民政府",
        "2020年1月21日",
    ]


def test_the_word_document_says_what_it_is_and_carries_no_foreign_picture() -> None:
    facts = word().core_properties
    assert (facts.author, facts.created) == ("海曲县青禾乡人民政府", reports.MADE_AT)
    data = formats.write(reports.report(), Format.DOCX)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in names if "thumbnail" in name or "media" in name]


# PDF


def pages(report: Report) -> list[str]:
    with pypdfium2.PdfDocument(formats.write(report, Format.PDF)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_every_figure_can_be_selected_in_the_pdf() -> None:
    filled = reports.numbered()
    words = " ".join(pages(reports.report(filled))).split()
    lost = [str(cell.value) for cell in filled.cells.values() if str(cell.value) not in words]
    assert lost == []


def test_words_and_page_numbers_can_be_selected_in_the_pdf() -> None:
    text = ["".join(page.split()) for page in pages(reports.report())]
    assert "海曲县青禾乡人民政府2019年政府信息公开工作年度报告" in text[0]
    assert "全年在县政府网站公开政务信息180条" in text[0]
    assert all(f"—{number}—" in page for number, page in enumerate(text, start=1))
    assert all(reports.NOTICE in page for page in text)
    assert "2020年1月21日" in text[-1]


def test_the_heads_of_table_3_repeat_on_every_page_of_the_pdf() -> None:
    filled = reports.numbered()
    long = replace(filled, sections=(replace(reports.SECTIONS[0], paragraphs=("字。" * 260,)),))
    with_heads = [page for page in pages(reports.report(long)) if "申请人情况" in page]
    assert len(with_heads) == 2


def test_words_are_never_source_of_the_pdf() -> None:
    report = replace(reports.report(), title=(ATTACK,), blocks=(Paragraph(ATTACK),))
    assert "".join(ATTACK.split()) in "".join("".join(pages(report)).split())


def test_the_pdf_is_made_for_keeping_and_for_every_reader() -> None:
    data = formats.write(reports.report(), Format.PDF)
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_rare_characters_of_names_are_drawn() -> None:
    words = "镕喆堃昇犇〇㙍"
    report = replace(reports.report(), blocks=(Paragraph(words),))
    assert words in "".join(pages(report))


def test_a_character_that_no_font_has_is_named_and_not_drawn_as_a_box() -> None:
    report = replace(reports.report(), blocks=(Paragraph("甲\U0010fffd乙"),))
    with pytest.raises(pdf.UndrawableText, match=r"没有字体能显示.*字体文件夹"):
        formats.write(report, Format.PDF)


def test_a_folder_of_fonts_is_read(tmp_path) -> None:
    assert pdf.write(reports.report(), font_folder=tmp_path)


# XLSX, JSON, CSV


def book(report: Report) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(formats.write(report, Format.XLSX)))


def test_the_workbook_has_an_explanation_a_sheet_per_table_and_the_data() -> None:
    names = book(reports.report()).sheet_names
    assert names[0] == "说明"
    assert [name[:2] for name in names[1:-1]] == ["表1", "表2", "表3"]
    assert names[-1] == "数据"


def test_figures_of_the_workbook_are_numbers_and_marks_are_text() -> None:
    rows = book(reports.report()).get_sheet_by_name("数据").to_python()
    values = {row[0]: (row[2], row[3]) for row in rows}
    assert rows[0] == ["key", "label", "value", "unit"]
    assert values["table2.punishment.decisions"] == (177.0, "")
    assert values["table2.punishment.change"] == (-3.0, "")
    assert values["table2.procurement.amount"] == (160.5964, "万元")
    labels = {row[0]: row[1] for row in rows}
    assert labels["table3.denied_internal.business"] == (
        "三、本年度办理结果 · （三）不予公开 · 5.属于三类内部事务信息 · "
        "申请人情况 · 法人或其他组织 · 商业企业"
    )


def test_merged_cells_of_the_workbook_are_those_of_the_printed_table() -> None:
    sheet = book(reports.report()).get_sheet_by_index(2)
    assert ((8, 0), (27, 0)) not in sheet.merged_cell_ranges
    assert ((6, 0), (25, 0)) in sheet.merged_cell_ranges


def test_json_has_exactly_the_exchanged_keys_first() -> None:
    data = json.loads(formats.write(reports.report(), Format.JSON))
    assert list(data)[:8] == [
        "body", "year", "form", "table2", "table3", "table4", "narrative_counts", "findings",
    ]  # fmt: skip
    assert data["table2"]["procurement"]["amount"] == 160.5964
    assert data["table3"]["granted"] == [0] * 7


def test_csv_opens_in_a_spreadsheet_as_utf_8_and_runs_nothing() -> None:
    filled = replace(reports.township(), body="=HYPERLINK(1)")
    data = formats.write(reports.report(filled), Format.CSV)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == list(csv_file.HEADER)
    assert ["report", "", "body", "机关名称", "'=HYPERLINK(1)", ""] in rows
    assert [row[4] for row in rows if row[:3] == ["table2", "punishment", "change"]] == ["-3"]


@pytest.mark.parametrize("words", ["=1", "+1-1", "-", "@x", "'=1", "''", "\t=1", "甲", "", "-3"])
def test_what_is_guarded_is_given_back(words: str) -> None:
    assert csv_file.unguarded(csv_file.guarded(words)) == words
