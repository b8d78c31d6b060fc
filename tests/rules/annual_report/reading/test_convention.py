"""Blank, 0, / and - are kept apart, and the document's way of writing nothing is told."""

from gongkai.documents import formats
from gongkai.rules.annual_report.form import Absence, CellKey
from gongkai.rules.annual_report.reading import convention

ROWS = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "/", "/", "/"),
    ("行政规范性文件", "2", "-", ""),
    ("信息内容", "本年处理决定数量", "本年处理决定数量", "本年处理决定数量"),
    ("行政处罚", "0", "0", "0"),
    ("行政强制", "", "", ""),
)


def page() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    title = "<p>海曲县青禾乡人民政府2022年政府信息公开工作年度报告</p>"
    return f"<html><body>{title}<table>{rows}</table></body></html>".encode()


def test_every_way_of_writing_nothing_is_kept_apart():
    read = formats.read_report(page(), "年报.html")

    def absence(row: str, column: str) -> Absence | None:
        return read[CellKey("table2", row, column)].absence

    assert absence("regulations", "made") is Absence.SLASH
    assert absence("normative_docs", "repealed") is Absence.DASH
    assert absence("normative_docs", "valid") is Absence.BLANK
    assert absence("coercion", "decisions") is Absence.BLANK
    assert absence("licensing", "decisions") is Absence.MISSING
    assert read.value("table2", "punishment", "decisions") == 0


def test_the_convention_of_the_document_is_told():
    read = formats.read_report(page(), "年报.html")
    words, words_en = convention.told(read)

    assert words.startswith("印作0的1格，空白2格，“/”3格，“-”1格，没有印出")
    assert words_en.startswith("1 cells printed as 0, 2 blank, 3 with /, 1 with -, ")
