"""Text and Markdown: tables of pipes, tabs and gaps, in any encoding of a Chinese office."""

import pytest

from gongkai.documents import formats
from gongkai.documents.intake import unreadable
from gongkai.rules.annual_report.form import CellKey
from gongkai.rules.annual_report.origin import Origin

BLOCK = [
    ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
    ("行政处罚", "21", "-3", "177"),
    ("行政强制", "4", "+1", "0"),
]
TITLE = "海曲县青禾乡人民政府\n2019年政府信息公开工作年度报告\n"


def drawn(separator: str, *, between: str = "\n", edge: str = "") -> str:
    lines = (edge + separator.join(row) + edge for row in BLOCK)
    return TITLE + "第二十条第（六）项\n" + between.join(lines) + "\n"


PENALTIES = {"prev_items": 21, "change": -3, "decisions": 177}
DRAWN = {
    "tabs": drawn("\t"),
    "spaced pipes": drawn(" | ", edge="|"),
    "pipes without edges": drawn("|"),
    "gaps": drawn("    "),
    "gaps and blank lines": drawn("      ", between="\n\n"),
    "gaps and a page number": drawn("      ", between="\n      -3-\n"),
    "wide blanks": drawn("\u3000\u3000"),
    "a Markdown head": drawn("|", edge="|").replace(
        "|\n|行政处罚", "|\n|---|:--|---|--:|\n|行政处罚"
    ),
}


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_drawn_in_text_is_read(name: str, encoding: str) -> None:
    filled = formats.read_report(DRAWN[name].encode(encoding), "报告.txt")
    found = {key: filled[CellKey("table2", "punishment", key)].value for key in PENALTIES}
    assert found == PENALTIES
    assert filled[CellKey("table2", "coercion", "change")].value == 1
    assert (filled.body, filled.year) == ("海曲县青禾乡人民政府", 2019)


def test_every_line_is_kept_in_order_without_marks() -> None:
    reading = formats.read(
        "# 一、总体情况\n\n**主动公开**信息12条。\n规章000\n".encode(), "报告.md"
    )
    assert reading.lines == ("一、总体情况", "", "主动公开信息12条。", "规章000")
    assert reading.grids == ()


def test_a_table_says_at_which_line_it_begins() -> None:
    (grid,) = formats.read(DRAWN["tabs"].encode(), "报告.txt").grids
    assert grid.origin.line == 4
    assert grid.at(1, 2) == Origin(text="-3", line=5, column=3)
    assert grid.rows == tuple(BLOCK)


def test_a_row_that_does_not_fit_its_head_gives_no_figure() -> None:
    words = "|信息内容|本年制发件数|本年废止件数|现行有效件数|\n|---|---|---|---|\n"
    rows = "|规章|1|2|3|\n|规范性文件|4|5|6|7|\n"
    filled = formats.read_report((words + rows).encode(), "报告.md")
    assert filled[CellKey("table2", "regulations", "valid")].value == 3
    assert filled[CellKey("table2", "normative_docs", "made")].value is None


def test_a_list_of_values_is_told_from_a_text_by_its_name() -> None:
    words = "日期,条数\r\n2019-3-5,3\r\n".encode()
    assert formats.read(words, "表.csv").grids[0].rows[1] == ("2019-3-5", "3")
    assert formats.read(words, "说明.txt").grids == ()


def test_a_text_of_unknown_encoding_is_refused() -> None:
    with pytest.raises(unreadable.UnknownEncoding):
        formats.read("公開日期，條數。資訊處，電話。".encode("big5"), "报告.txt")
