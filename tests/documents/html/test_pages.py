"""Pages as offices and their sites make them: what a reader sees is read, and nothing else."""

from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.documents import formats
from gongkai.rules.annual_report import grid
from gongkai.rules.annual_report.form import FilledForm
from gongkai.rules.annual_report.grid import Grid
from tests.documents import reports

MSO = (
    "<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US style='font-size:"
    "10.5pt;font-family:宋体'><font face=宋体>{}<o:p></o:p></font></span></p>"
)
HEAD = "<tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
CHROME = (
    "<div class=top><script>var total = 12345;</script><style>td{{width:99px}}</style>"
    "<ul><li><a href=/xxgk>信息公开</a></li></ul><p>当前位置：<a href=/>首页</a></p></div>"
    "<!--[if gte mso 9]><xml><w:x>777</w:x></xml><![endif]--><div>{}</div><div>版权所有</div>"
)


def drawn(each: Grid, cell: str = "{}") -> list[str]:
    """The rows of a table as markup."""
    return [
        "<tr>"
        + "".join(
            f"<td colspan={one.colspan} rowspan={one.rowspan}>{cell.format(escape(one.text))}</td>"
            for one in row
        )
        + "</tr>"
        for row in each.rows
    ]


def body(filled: FilledForm, cell: str = "{}", *, cut: int = 0, around: str = "{}") -> str:
    """A report as markup; table 3 is cut in two after some rows."""
    said = [f"<p>{filled.body}</p><p>{filled.year}年政府信息公开工作年度报告</p>"]
    for number, title in enumerate(filled.form.sections, 1):
        said.append(f"<p><b><span>{'一二三四五六'[number - 1]}、{title.text}</span></b></p>")
        for table in filled.form.tables:
            if table.section == number:
                rows = drawn(grid.draw(filled, table.key), cell)
                at = cut if table.key == "table3" else 0
                parts = [rows[:at], rows[at:]] if at else [rows]
                said += [around.format(f"<table>{''.join(part)}</table>") for part in parts]
    return "\n".join(said)


def page(inside: str, charset: str = "utf-8") -> bytes:
    head = f"<!DOCTYPE html><html><head><meta charset={charset}></head><body>"
    return f"{head}{inside}</body></html>".encode()


MANNERS = {
    "plain": {},
    "office markup": {"cell": MSO},
    "blanks": {"cell": "&nbsp;{}&nbsp;"},
    "cut in two": {"cut": 9},
    "a layout table around each": {"around": "<table><tr><td>{}</td></tr></table>"},
    "a group of rows around each": {
        "around": "<div><table><tr><td><p>{}</p></td></tr></table></div>"
    },
}


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("manner", MANNERS)
def test_a_report_reads_back(manner: str, edition: str) -> None:
    filled = reports.numbered(edition)
    inside = CHROME.format(body(filled, **MANNERS[manner]))
    again = formats.read_report(page(inside), "报告.html")
    assert reports.differences(filled, again) == {}
    assert (again.body, again.year, len(again.sections)) == (filled.body, filled.year, 6)


def test_a_layout_table_around_the_whole_report_is_no_table() -> None:
    filled = reports.numbered()
    inside = f"<table><tr><td>{body(filled)}</td></tr></table>"
    inside = f"<table><tr><td>当前位置：首页</td><td>{inside}</td></tr></table>"
    again = formats.read_report(page(inside), "报告.html")
    assert reports.differences(filled, again) == {}
    assert (again.body, len(again.sections)) == (filled.body, 6)


@pytest.mark.parametrize(
    ("said", "really"),
    [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("gb2312", "gb18030"), ("utf-8", "utf-16")],
)
def test_the_bytes_tell_the_encoding_whatever_the_page_says(said: str, really: str) -> None:
    filled = reports.numbered()
    data = page(body(filled), said).decode().encode(really)
    assert reports.differences(filled, formats.read_report(data, "a.html")) == {}


def test_script_style_hidden_and_deleted_text_is_not_read() -> None:
    inside = (
        "<p>公开<script>1</script><style>2</style>12<del>13</del>条"
        "<span style='display: none'>14</span><svg><text>15</text></svg></p>"
        f"<table>{HEAD}<tr><td>行政许可</td><td><script>8</script>3<noscript>9</noscript></td></tr>"
        "<tr hidden><td>行政处罚</td><td>5</td></tr></table>"
    )
    reading = formats.read(page(inside), "a.html")
    assert reading.lines == ("公开12条",)
    assert reading.grids[0].rows[1] == ("行政许可", "3")


def test_two_paragraphs_or_lines_in_a_cell_are_not_one_number() -> None:
    rows = "<tr><td>行政<br>许可</td><td><p>12</p><p>3</p></td></tr>"
    rows += "<tr><td>行政处罚</td><td>4<br>5</td></tr>"
    filled = formats.read_report(page(f"<table>{HEAD}{rows}</table>"), "a.html")
    assert [cell.value for cell in filled.cells.values()] == [None, None]
    assert {remark.rule for remark in filled.remarks if remark.cell} >= {"R3"}


def test_rows_drawn_with_boxes_are_read() -> None:
    filled = reports.numbered()
    rows = [
        "<div>" + "".join(f"<div><span>{text}</span></div>" for text in row) + "</div>"
        for row in grid.plain(grid.draw(filled, "table3"), repeat=False).rows
    ]
    data = page(f"<p>三、收到和处理政府信息公开申请情况</p><div>{''.join(rows)}</div>")
    again = formats.read_report(data, "a.html")
    values = {key: cell.value for key, cell in again.cells.items() if key.table == "table3"}
    assert values == {key: filled[key].value for key in values}
    assert len(values) > 100


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_span_that_is_wrong_by_one_gives_no_wrong_figure(data: st.DataObject) -> None:
    filled = reports.numbered(data.draw(st.sampled_from(["2019", "2021"])))
    said = body(filled)
    spans = [at for at in range(len(said)) if said.startswith(("colspan=", "rowspan="), at)]
    at = data.draw(st.sampled_from(spans)) + len("colspan=")
    end = next(i for i in range(at, len(said)) if not said[i].isdigit())
    wrong = max(1, int(said[at:end]) + data.draw(st.sampled_from([-1, 1])))
    again = formats.read_report(page(said[:at] + str(wrong) + said[end:]), "a.html")
    found = {
        place: pair for place, pair in reports.differences(filled, again).items()
        if pair[1].value is not None
    }  # fmt: skip
    assert found == {}


def test_a_text_with_tables_of_a_page_keeps_its_lines() -> None:
    filled = reports.numbered()
    table = f"<table>{''.join(drawn(grid.draw(filled, 'table4')))}</table>"
    text = (
        f"# {filled.body}\n{filled.year}年政府信息公开工作年度报告\n\n一、总体情况\n\n{table}\n\n完"
    )
    reading = formats.read(text.encode(), "a.md")
    assert reading.lines[1:3] == (f"{filled.year}年政府信息公开工作年度报告", "一、总体情况")
    assert len(reading.grids) == 1
