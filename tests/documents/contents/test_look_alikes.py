"""What only looks as if it were hidden is told as seen: a scan that cries wolf is switched off."""

import pytest

from tests.documents.contents import making as m
from tests.documents.contents.making import p, r

WORDS = "政务公开"
_WHITE = '<w:color w:val="FFFFFF"/>'
_DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'
_CELL = "<w:tbl>{}<w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>"
_STYLES = (
    '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FF1F3864"/></patternFill></fill></fills>'
    '<cellXfs><xf/><xf fontId="1" fillId="1"/><xf fontId="1"/></cellXfs>'
)
_TABLE = {
    "xl/worksheets/_rels/sheet1.xml.rels": m.relations(("t", "../tables/table1.xml", "table")),
    "xl/tables/table1.xml": '<table xmlns="x" ref="A1:B9"><tableStyleInfo name="T"/></table>',
}
CASES = {
    "docx: a white run on a dark run ground": (m.document(p(r(WORDS, _WHITE + _DARK))), "a.docx"),
    "docx: a white heading row in a shaded cell": (
        m.document(_CELL.format("", f"<w:tcPr>{_DARK}</w:tcPr>", p(r(WORDS, _WHITE)))), "a.docx"),
    "docx: a white heading row by the style of its table": (
        m.document(
            _CELL.format('<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>', "", p(r(WORDS, _WHITE))),
            word__styles=m.word("styles", '<w:style w:type="table" w:styleId="T"><w:tblStylePr>'
                                f"<w:tcPr>{_DARK}</w:tcPr></w:tblStylePr></w:style>")),
        "a.docx"),
    "docx: a white title over a picture behind the text": (
        m.document(p(r(WORDS, _WHITE), '<w:r><a behindDoc="1"/></w:r>')), "a.docx"),
    "docx: vanish that is switched off": (
        m.document(p(r(WORDS, '<w:vanish w:val="0"/>'))), "a.docx"),
    "docx: white that is set on the mark of the paragraph alone": (
        m.document(p(r(WORDS), properties="<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>")), "a.docx"),
    "xlsx: a white font in a filled cell": (
        m.book({"表": m.rows(m.row(1, WORDS + "#1"))}, styles=_STYLES), "a.xlsx"),
    "xlsx: a white font in a table with a style": (
        m.book({"表": m.rows(m.row(1, WORDS + "#2"))}, styles=_STYLES, parts=_TABLE), "a.xlsx"),
    "xlsx: a low row that can still be seen": (
        m.book({"表": m.rows(m.row(1, WORDS, facts='ht="6"'))}), "a.xlsx"),
    "html: white on a ground of its own": (
        f'<html><body><p style="color:#fff;background:#036">{WORDS}</p></body></html>'.encode(),
        "a.html"),
    "rtf: white on a shaded ground": (
        rb"{\rtf1\ansi{\colortbl;\red255\green255\blue255;}\chcbpat2 {\cf1 "
        + WORDS.encode("gb18030") + rb"}\par}", "a.rtf"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_reader_sees_is_told_as_seen(case: str) -> None:
    data, name = CASES[case]
    told = m.found(data, name, WORDS)
    assert [each.hidden for each in told] == [None]


def test_a_row_of_a_table_is_one_passage_so_that_a_name_stands_beside_its_number() -> None:
    data = m.document(
        f"<w:tbl><w:tr><w:tc>{p(r('甲'))}</w:tc><w:tc>{p(r('110101'))}</w:tc></w:tr></w:tbl>"
    )
    (told,) = m.found(data, "a.docx", "甲")
    assert (told.place, told.text) == ("正文表格1第1行", "甲\t110101")


def test_a_word_that_is_split_over_runs_is_whole() -> None:
    (told,) = m.found(m.document(p(r("机"), r("密"))), "a.docx", "机密")
    assert told.place == "正文第1段"


def test_the_pivot_cache_of_what_is_shown_anyway_is_not_told() -> None:
    cache = (
        '<D xmlns="x"><cacheFields><cacheField name="名"><sharedItems><s v="甲"/></sharedItems>'
        "</cacheField></cacheFields></D>"
    )
    data = m.book(
        {"表": m.rows(m.row(1, "甲"))}, parts={"xl/pivotCache/pivotCacheDefinition1.xml": cache}
    )
    assert [each.place for each in m.found(data, "a.xlsx", "甲")] == ["工作表“表”第1行"]


def test_numbers_of_a_sheet_are_told_as_a_reader_sees_them() -> None:
    cells = '<row r="1"><c r="A1"><v>1.3900000000E10</v></c><c r="B1"><v>0.1</v></c></row>'
    (told,) = m.found(m.book({"表": m.rows(cells)}), "a.xlsx", "0.1")
    assert told.text == "13900000000\t0.1"
