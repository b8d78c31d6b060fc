import pytest

from gongkai.rules.annual_report import editions, grid
from gongkai.rules.annual_report.form import Form
from gongkai.rules.annual_report.grid import Grid, Role

TABLES = [(form, table.key) for form in editions.all_editions() for table in form.tables]
IDS = [f"{form.edition}-{key}" for form, key in TABLES]


def places(drawn: Grid) -> list[list[int]]:
    """How many cells cover each place of the grid, by the table model of HTML."""
    covered = [[0] * drawn.width for _ in drawn.rows]
    for y, row in enumerate(drawn.rows):
        x = 0
        for cell in row:
            while covered[y][x]:
                x += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    covered[y + down][x + right] += 1
    return covered


@pytest.mark.parametrize(("form", "key"), TABLES, ids=IDS)
def test_a_grid_tiles_a_full_rectangle_without_overlap(form: Form, key: str):
    drawn = grid.draw(form, key)

    assert all(count == 1 for row in places(drawn) for count in row)


@pytest.mark.parametrize(("form", "key"), TABLES, ids=IDS)
def test_every_cell_of_the_form_is_drawn_once_in_printing_order(form: Form, key: str):
    drawn = grid.draw(form, key)

    figures = [cell.key for row in drawn.rows for cell in row if cell.role is Role.FIGURE]

    assert figures == [place for place, _, _ in form.table(key).cells()]


def texts(drawn: Grid, row: int) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.colspan, cell.rowspan) for cell in drawn.rows[row]]


def test_table_3_of_2021_is_printed_as_28_rows_of_10_columns():
    drawn = grid.draw(editions.get("2021"), "table3")

    assert (len(drawn.rows), drawn.width) == (28, 10)
    assert texts(drawn, 0)[1:] == [("申请人情况", 7, 1)]
    assert texts(drawn, 1) == [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)]
    assert [text for text, _, _ in texts(drawn, 2)] == [
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    assert texts(drawn, 5)[:2] == [("三、本年度办理结果", 1, 22), ("（一）予以公开", 2, 1)]
    assert texts(drawn, 7)[:2] == [("（三）不予公开", 1, 8), ("1.属于国家秘密", 1, 1)]
    assert texts(drawn, 27)[0] == ("四、结转下年度继续办理", 3, 1)


def test_table_3_of_2019_has_one_row_of_other_closures():
    drawn = grid.draw(editions.get("2019"), "table3")

    assert (len(drawn.rows), drawn.width) == (26, 10)
    assert texts(drawn, 23)[0] == ("（六）其他处理", 2, 1)


def test_the_corner_of_table_3_carries_the_printed_note():
    corner = grid.draw(editions.get("2021"), "table3").rows[0][0]

    assert corner.role is Role.NOTE
    assert corner.text == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert (corner.colspan, corner.rowspan) == (3, 3)


def test_table_2_gives_a_short_block_the_full_width():
    drawn = grid.draw(editions.get("2019"), "table2")

    assert texts(drawn, 0) == [("第二十条第（一）项", 4, 1)]
    assert texts(drawn, 13) == [("信息内容", 1, 1), ("上一年项目数量", 1, 1), ("本年增/减", 2, 1)]
    assert texts(drawn, 17) == [("政府集中采购", 1, 1), ("", 1, 1), ("", 2, 1)]


def test_table_4_stands_in_one_line_of_fifteen_figures():
    drawn = grid.draw(editions.get("2021"), "table4")

    assert (len(drawn.rows), drawn.width) == (4, 15)
    assert texts(drawn, 0) == [("行政复议", 5, 1), ("行政诉讼", 10, 1)]
    assert texts(drawn, 1)[-2:] == [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)]
    assert {cell.rowspan for cell in drawn.rows[1][:5]} == {2}


def test_only_the_outermost_group_is_printed_downwards():
    drawn = grid.draw(editions.get("2021"), "table3")

    assert [c.text for row in drawn.rows for c in row if c.vertical] == ["三、本年度办理结果"]


def test_a_merged_cell_is_repeated_or_blank_in_the_plain_grid():
    drawn = grid.draw(editions.get("2021"), "table4")

    assert grid.plain(drawn).rows[0] == ("行政复议",) * 5 + ("行政诉讼",) * 10
    once = grid.plain(drawn, repeat=False).rows[0]
    assert once == ("行政复议", *[""] * 4, "行政诉讼", *[""] * 9)
