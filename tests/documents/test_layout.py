"""Where cells stand, how wide columns are, where the organ signs."""

import pytest

from gongkai.documents.layout import columns, gbt9704, places
from gongkai.rules.annual_report import editions, grid
from gongkai.rules.annual_report.grid import Grid, GridCell, Role
from tests.documents import reports


def drawn(table: str, edition: str = "2021") -> Grid:
    return grid.draw(reports.numbered(edition), table)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("table", ["table2", "table3", "table4"])
def test_cells_cover_every_place_of_a_grid_exactly_once(table: str, edition: str) -> None:
    drawing = drawn(table, edition)
    covered = [
        (row, column)
        for place in places.of(drawing)
        for row in range(place.row, place.end_row)
        for column in range(place.column, place.end_column)
    ]
    assert sorted(covered) == [
        (row, column) for row in range(len(drawing.rows)) for column in range(drawing.width)
    ]


def test_the_heads_of_tables_3_and_4_repeat_and_those_of_table_2_do_not() -> None:
    assert [places.head_rows(drawn(table)) for table in ("table2", "table3", "table4")] == [0, 3, 3]


def test_table_2_breaks_only_between_the_items_of_article_20() -> None:
    drawing = drawn("table2")
    first_texts = [drawing.rows[part.start][0].text for part in places.parts(drawing)]
    assert first_texts == [
        block.heading.text for block in editions.get("2021").table("table2").blocks
    ]
    assert places.parts(drawn("table3")) == (range(28),)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("table", ["table2", "table3", "table4"])
def test_columns_fill_the_text_block_and_hold_their_figures(table: str, edition: str) -> None:
    drawing = drawn(table, edition)
    fit = columns.fit(drawing, gbt9704.TEXT_WIDTH_MM)
    assert sum(fit.widths_mm) == pytest.approx(gbt9704.TEXT_WIDTH_MM)
    em = fit.size_pt / gbt9704.POINTS_PER_MM
    for place in places.of(drawing):
        if place.cell.role is Role.FIGURE:
            room = sum(fit.widths_mm[place.column : place.end_column])
            assert columns.text_width(place.cell.text) * em < room


def test_figures_of_twelve_digits_shrink_the_text_and_still_fit() -> None:
    wide = Grid("wide", "宽表", (tuple(GridCell("999999999999", Role.FIGURE) for _ in range(15)),))
    fit = columns.fit(wide, gbt9704.TEXT_WIDTH_MM)
    assert fit.size_pt < 5.5
    assert 6 * fit.size_pt / gbt9704.POINTS_PER_MM < min(fit.widths_mm)


def test_a_wide_character_is_one_em_and_a_narrow_one_half() -> None:
    assert columns.text_width("公开12") == 3.0


@pytest.mark.parametrize(
    ("head", "room", "line"), [("社会公益组织", 3.8, 2), ("商业企业", 3.8, 2), ("自然人", 3.8, 3),
                               ("结果维持", 2.8, 2), ("总计", 2.8, 2)],
)  # fmt: skip
def test_heads_break_between_words_of_two_characters(head: str, room: float, line: int) -> None:
    left = room - 2 * columns.head_padding(head, room)
    assert line <= left < line + 1


def test_the_organ_is_centred_over_a_date_four_characters_from_the_edge() -> None:
    indents = gbt9704.signature_indents("青禾乡人民政府", "2020年1月21日")
    assert indents.day == 4.0
    organ_middle = indents.organ + columns.text_width("青禾乡人民政府") / 2
    assert organ_middle == 4.0 + columns.text_width("2020年1月21日") / 2


def test_a_long_organ_stands_at_the_edge_with_its_date_centred_below() -> None:
    organ = "海曲市人民政府推进政府职能转变和放管服改革协调小组办公室"
    indents = gbt9704.signature_indents(organ, "2020年1月1日")
    assert indents.organ == 0.0
    assert indents.day == (columns.text_width(organ) - columns.text_width("2020年1月1日")) / 2
