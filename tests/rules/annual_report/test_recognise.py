from dataclasses import replace

import pytest

from gongkai.rules.annual_report import build, editions, grid, recognise
from gongkai.rules.annual_report.form import Absence, CellKey, FilledForm
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.ledger import Measure, fact


def report(edition: str = "2021") -> FilledForm:
    form = editions.get(edition)
    facts = [
        fact(Measure.REQUESTS_RECEIVED, 7, room="requests", applicant="natural_person"),
        fact(
            Measure.REQUESTS_CLOSED, 6, room="requests", applicant="natural_person", outcome="GRANT"
        ),
        fact(Measure.REQUESTS_CARRIED_OUT, 1, room="requests", applicant="natural_person"),
        fact(Measure.DECISIONS, 177, room="registers", power="punishment"),
        fact(Measure.PROCEEDINGS, 2, room="remedies", kind="review", result="upheld"),
    ]
    return build.fill(form, facts, body="某乡人民政府", year=form.first_year)


def grids(filled: FilledForm) -> list[PlainGrid]:
    return [grid.plain(grid.draw(filled, table.key)) for table in filled.form.tables]


def match(printed: list[PlainGrid]) -> FilledForm:
    return recognise.match(printed, body="某乡人民政府", year=2021)


def edited(printed: PlainGrid, *edits: tuple[str, str]) -> PlainGrid:
    rows = printed.rows
    for was, becomes in edits:
        assert any(was in row for row in rows), was
        rows = tuple(tuple(becomes if text == was else text for text in row) for row in rows)
    return replace(printed, rows=rows)


def without(printed: PlainGrid, label: str) -> PlainGrid:
    return replace(printed, rows=tuple(row for row in printed.rows if label not in row))


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_tables_themselves_tell_the_edition(edition: str):
    assert recognise.match(grids(report(edition)), year=2023).form.edition == edition


def test_the_order_of_the_grids_does_not_matter():
    filled = report()

    assert match(grids(filled)[::-1]).cells == filled.cells


def test_table_2_may_come_as_one_grid_per_block():
    filled = report()
    two, *rest = grids(filled)
    heads = [at for at, row in enumerate(two.rows) if row[0].startswith("第二十条")]
    parts = [
        PlainGrid(two.rows[start:end])
        for start, end in zip(heads, [*heads[1:], len(two.rows)], strict=True)
    ]

    read = match([*parts, *rest])

    assert (read.cells, read.remarks) == (filled.cells, ())


def test_a_head_repeated_after_a_page_break_is_no_row():
    filled = report()
    two, three, four = grids(filled)
    broken = replace(three, rows=(*three.rows[:12], *three.rows[:3], *three.rows[12:]))

    read = match([two, broken, four])

    assert (read.cells, read.remarks) == (filled.cells, ())


def test_a_table_broken_over_two_pages_is_read_as_one():
    filled = report()
    two, three, four = grids(filled)
    pages = [PlainGrid(three.rows[:14]), PlainGrid((*three.rows[:3], *three.rows[14:]))]

    assert match([two, *pages, four]).cells == filled.cells


def test_misprinted_labels_are_read():
    two, three, four = grids(report())
    two = edited(two, ("现行有效件数", "先行有效件数"), ("行政规范性文件", "规范性文件"))
    three = edited(
        three,
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"),
        ("（七）总计", "（七） 总 计"),
    )

    read = match([two, three, edited(four, ("行政复议", "行政法复议"))])

    assert (read.cells, read.remarks) == (report().cells, ())


def test_the_single_row_of_the_old_form_is_kept_as_such():
    two, three, four = grids(report())
    old = [row for row in three.rows if "（六）其他处理" in row]
    one = ("三、本年度办理结果", "（六）其他处理", "（六）其他处理", "4", *["0"] * 5, "4")
    rows = [one if row is old[0] else row for row in three.rows if row not in old[1:]]

    read = match([two, replace(three, rows=tuple(rows)), four])

    assert read.form.edition == "2021"
    assert read.value("table3", "other_handling", "total") == 4
    assert read[CellKey("table3", "other_other", "total")].absence is Absence.MISSING
    assert read.remarks == ()


def test_a_missing_row_is_missing_and_told():
    two, *rest = grids(report())

    read = match([without(two, "规章"), *rest])

    assert read[CellKey("table2", "regulations", "made")].absence is Absence.MISSING
    assert [(r.rule, str(r.cell)) for r in read.remarks] == [("R1", "table2.regulations.")]


def test_a_missing_table_is_told_once():
    two, three, _ = grids(report())

    read = match([two, three])

    assert [(r.rule, r.cell) for r in read.remarks] == [("R1", CellKey("table4", "", ""))]


def test_a_missing_column_is_told_once():
    two, three, four = grids(report())
    narrow = replace(three, rows=tuple(row[:-1] for row in three.rows))

    read = match([two, narrow, four])

    assert [str(r.cell) for r in read.remarks] == ["table3..total"]
    assert read.value("table3", "granted", "natural_person") == 6


def test_a_local_row_is_left_out_and_told():
    two, three, four = grids(report())
    extra = ("其他主动公开文件", "5", "5", "9")

    read = match([replace(two, rows=(*two.rows, extra)), three, four])

    assert read.cells == report().cells
    assert [(r.rule, r.found) for r in read.remarks] == [("R2", "其他主动公开文件")]


def test_a_local_column_does_not_shift_the_figures():
    two, three, four = grids(report())
    wide = replace(
        three,
        rows=tuple(
            (*row[:-1], "小计" if at < 3 else "99", row[-1]) for at, row in enumerate(three.rows)
        ),
    )

    read = match([two, wide, four])

    assert read.cells == report().cells
    assert [(r.rule, r.found) for r in read.remarks] == [("R2", "第10列")]


def shifted_row(printed: PlainGrid, row: str, figures: tuple[str, ...]) -> PlainGrid:
    """Table 3 with one row whose figures stand one place to the right of their heads."""
    rows = [(*cells[:3], "", *figures) if row in cells else (*cells, "") for cells in printed.rows]
    return replace(printed, rows=tuple(rows))


def test_a_row_that_does_not_stand_below_its_heads_is_taken_in_order_and_told():
    two, three, four = grids(report())
    figures = ("6", "0", "0", "0", "0", "0", "6")

    read = match([two, shifted_row(three, "（一）予以公开", figures), four])

    row = [read.value("table3", "granted", c.key) for c in read.form.tables[1].blocks[0].columns]
    assert row == [6, 0, 0, 0, 0, 0, 6]
    assert ("R3", "table3.granted.") in [(r.rule, str(r.cell)) for r in read.remarks]


def test_a_cell_that_is_no_number_is_told_with_its_text():
    two, *rest = grids(report())

    read = match([edited(two, ("177", "17 7")), *rest])

    (remark,) = read.remarks
    assert (remark.rule, remark.found) == ("R3", "17 7")
    assert "行政处罚" in remark.message
    assert read[remark.cell].absence is Absence.UNREADABLE


def test_one_cell_told_twice_with_two_figures_is_left_open():
    two, *rest = grids(report())

    read = match([two, edited(two, ("177", "178")), *rest])

    assert read.value("table2", "punishment", "decisions") is None
    assert [(r.rule, str(r.cell)) for r in read.remarks] == [("R4", "table2.punishment.decisions")]


def test_cut_heads_are_taken_by_their_order_with_a_doubt():
    two, *rest = grids(report("2019"))
    cut = edited(two, ("本年新制作数量", "制作"), ("对外公开总数量", "总数"))

    read = recognise.match([cut, *rest], body="某乡人民政府", year=2019)

    assert read.cells == report("2019").cells
    assert [(r.rule, r.found) for r in read.remarks] == [("R4", "制作"), ("R4", "总数")]


def test_the_unit_of_procurement_may_stand_in_the_head():
    two, *rest = grids(report("2019"))
    money = edited(two, ("采购总金额", "采购总金额（万元）"))
    rows = tuple(
        (row[0], "2", "160.5964", "160.5964") if row[0] == "政府集中采购" else row
        for row in money.rows
    )

    read = recognise.match([replace(money, rows=rows), *rest], body="某乡", year=2019)

    assert read[CellKey("table2", "procurement", "amount")].unit == "万元"


def test_body_and_year_are_read_from_the_title():
    lines = ["淮安市某区人民政府", " 2023 年政府信息公开工作年度报告", "", "根据条例编制"]

    read = recognise.match(grids(report()), lines=lines)

    assert (read.body, read.year, read.remarks) == ("淮安市某区人民政府", 2023, ())


def test_a_document_that_does_not_say_its_year_is_told():
    read = recognise.match(grids(report()))

    assert [r.rule for r in read.remarks] == ["R5", "R5"]
    assert read.year == 0


def test_tables_that_both_editions_share_leave_the_edition_to_the_year():
    four = grids(report("2019"))[-1:]

    assert recognise.match(four, year=2020).form.edition == "2019"
    assert recognise.match(four, year=2022).form.edition == "2021"
    assert "R5" in [r.rule for r in recognise.match(four, body="某局").remarks]


def test_no_grids_at_all_make_an_empty_report_and_no_zeros():
    read = recognise.match([], year=2022, body="某局")

    assert read.cells == {}
    assert [r.rule for r in read.remarks if r.rule == "R1"] == ["R1"] * 3
