"""Charts: scale, geometry, links and the table twin."""

import pytest
from django.template import Context, Template
from lxml import html

from gongkai.web import charts
from gongkai.web.charts import Chart, Point, Series


def chart(kind, *runs):
    series = tuple(
        Series(name, tuple(Point(f"{at}月", value, f"/m/{at}/") for at, value in enumerate(run, 1)))
        for name, run in runs
    )
    return Chart("c", kind, "各月公开", "按日期统计。", "条", series, "月份")


@pytest.mark.parametrize(
    ("largest", "top", "step"),
    [
        (0, 4, 1),
        (3, 4, 1),
        (7, 8, 2),
        (9, 12, 3),
        (120, 120, 30),
        (121, 160, 40),
        (1100, 1200, 300),
    ],
)
def test_the_axis_ends_just_above_the_largest_value(largest, top, step):
    assert charts.scale(largest) == (top, step)


def test_a_column_is_as_tall_as_its_value():
    drawn = charts.draw(chart("columns", ("网站", (2, 4))))
    half, whole = drawn.marks
    assert whole.height == charts.PLOT_HEIGHT
    assert half.height == whole.height / 2
    assert half.y + half.height == drawn.base


def test_columns_of_a_month_stand_side_by_side_within_their_band():
    drawn = charts.draw(chart("columns", ("网站", (1, 2)), ("短信", (3, 4))))
    web, _, sms, _ = drawn.marks
    assert sms.x == pytest.approx(web.x + web.width)
    assert all(mark.x > 0 and mark.x + mark.width <= 100 for mark in drawn.marks)


def test_a_line_joins_neighbouring_months():
    drawn = charts.draw(chart("lines", ("网站", (1, 2, 3))))
    assert len(drawn.segments) == 2
    assert drawn.segments[0].x1 == pytest.approx(drawn.marks[0].middle, abs=0.01)
    assert drawn.segments[0].y2 == drawn.marks[1].y


def test_the_longest_bar_fills_its_row():
    drawn = charts.draw(chart("bars", ("条数", (180, 1100))))
    assert [mark.width for mark in drawn.marks] == pytest.approx([16.364, 100])


def test_a_chart_of_zeros_is_drawn_flat_and_not_refused():
    drawn = charts.draw(chart("columns", ("网站", (0, 0))))
    assert {mark.height for mark in drawn.marks} == {0}


def test_large_numbers_keep_every_digit_and_large_scales_count_in_wan():
    drawn = charts.draw(chart("columns", ("处理决定", (11398889, 6937489))))
    assert [mark.text for mark in drawn.marks] == ["11398889", "6937489"]
    assert [tick.text for tick in drawn.ticks] == ["0万", "300万", "600万", "900万", "1200万"]


def test_series_with_different_labels_are_refused():
    with pytest.raises(ValueError, match="different labels"):
        chart("columns", ("网站", (1, 2)), ("短信", (1,)))


@pytest.mark.parametrize("kind", ["columns", "lines", "bars"])
def test_every_mark_is_a_link_with_words_and_stands_in_the_table(kind):
    facts = chart(kind, ("网站", (1, 2)), ("短信", (3, 4)))
    page = html.fromstring(
        Template("{% load gongkai %}{% chart facts %}").render(Context({"facts": facts}))
    )
    assert page.xpath("//a[@aria-label='短信，2月：4条']/@href") == ["/m/2/"]
    twin = page.xpath("//details//td")
    assert [cell.text_content().strip() for cell in twin] == ["1", "3", "2", "4"]
