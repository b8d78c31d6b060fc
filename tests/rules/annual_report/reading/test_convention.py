"""Blank, 0, / and - are kept apart, and the document's way of writing nothing is told."""

from gongkai.documents import formats
from gongkai.rules.annual_report.form import Absence, CellKey
from gongkai.rules.annual_report.reading import convention

TEXT = """海曲县青禾乡人民政府
2022年政府信息公开工作年度报告
第二十条第（一）项
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|/|/|/
行政规范性文件|2|-||
第二十条第（六）项
信息内容|本年处理决定数量
|行政处罚|0|
|行政强制||
"""


def test_every_way_of_writing_nothing_is_kept_apart():
    read = formats.read_report(TEXT.encode(), "年报.txt")

    def absence(row: str, column: str) -> Absence | None:
        return read[CellKey("table2", row, column)].absence

    assert absence("regulations", "made") is Absence.SLASH
    assert absence("normative_docs", "repealed") is Absence.DASH
    assert absence("normative_docs", "valid") is Absence.BLANK
    assert absence("coercion", "decisions") is Absence.BLANK
    assert absence("licensing", "decisions") is Absence.MISSING
    assert read.value("table2", "punishment", "decisions") == 0


def test_the_convention_of_the_document_is_told():
    read = formats.read_report(TEXT.encode(), "年报.txt")
    words, words_en = convention.told(read)

    assert words.startswith("印作0的1格，空白2格，“/”3格，“-”1格，没有印出")
    assert words_en.startswith("1 cells printed as 0, 2 blank, 3 with /, 1 with -, ")
