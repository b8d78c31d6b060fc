"""Which report is the one of the year before, and what is said where none is taken."""

from dataclasses import replace

import pytest

from gongkai.rules.annual_report import build, editions
from gongkai.rules.annual_report.beside import series
from gongkai.rules.annual_report.beside.series import Entry, Note, Obstacle
from gongkai.rules.annual_report.form import Cell, CellKey, FilledForm

TOWN = "海曲县青禾乡人民政府"


def report(year: int) -> FilledForm:
    return build.fill(editions.for_year(year), (), body=TOWN, year=year)


def test_each_report_has_the_one_of_the_year_before_in_whatever_order_they_come() -> None:
    entries = [Entry(TOWN, 2021), Entry(TOWN, 2019), Entry("海曲市司法局", 2020), Entry(TOWN, 2020)]
    arranged = series.arrange(entries)
    assert arranged.previous == {0: 3, 3: 1}
    assert arranged.notes == ()


def test_spaces_and_widths_do_not_make_another_body() -> None:
    arranged = series.arrange(
        [Entry("海曲市 司法局(本级)", 2020), Entry("海曲市司法局（本级）", 2021)]
    )
    assert arranged.previous == {1: 0}


def test_what_tells_no_body_or_no_year_is_named_and_not_guessed() -> None:
    arranged = series.arrange([Entry("", 2020), Entry(TOWN, 2021), Entry(TOWN, 0)])
    assert arranged.previous == {}
    assert arranged.notes == (Note(Obstacle.UNTOLD, (0, 2)),)


def test_of_the_same_report_twice_the_first_is_taken() -> None:
    entries = [Entry(TOWN, 2020, "a"), Entry(TOWN, 2020, "a"), Entry(TOWN, 2021, "b")]
    arranged = series.arrange(entries)
    assert arranged.previous == {2: 0}
    assert arranged.notes == (Note(Obstacle.COPY, (0, 1), TOWN, (2020,)),)


def test_of_two_different_reports_of_one_year_neither_is_the_year_before() -> None:
    entries = [Entry(TOWN, 2020, "a"), Entry(TOWN, 2020, "b"), Entry(TOWN, 2021, "c")]
    entries.append(Entry(TOWN, 2019, "d"))
    arranged = series.arrange(entries)
    assert arranged.previous == {0: 3, 1: 3}
    assert arranged.notes == (Note(Obstacle.RIVAL, (0, 1), TOWN, (2020,)),)


def test_a_year_that_is_missing_in_between_is_told() -> None:
    arranged = series.arrange([Entry(TOWN, 2019), Entry(TOWN, 2022)])
    assert arranged.previous == {}
    assert arranged.notes == (Note(Obstacle.GAP, (0, 1), TOWN, (2019, 2022)),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青禾区人民政府", "海曲市青禾区人民政府"),
        ("海曲市人民政府", "某某省海曲市人民政府"),
        ("青禾乡人民政府", "海曲县青禾乡人民政府"),
    ],
)
def test_a_name_with_its_place_before_it_is_the_same_body_and_that_is_told(
    one: str, other: str
) -> None:
    assert series.is_one_body(one, other)
    assert series.is_one_body(other, one)
    arranged = series.arrange([Entry(other, 2024), Entry(one, 2023)])
    assert arranged.previous == {0: 1}
    assert arranged.notes == (Note(Obstacle.NAMES, (1, 0), f"{one}、{other}"),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("海曲市人民政府", ""),
        ("海曲市司法局", "海曲市财政局"),
        ("司法局", "海曲市司法局"),  # too short to be known without its place
        ("海曲市人民政府", "青禾局海曲市人民政府"),  # what stands before is no place
    ],
)
def test_other_names_are_other_bodies(one: str, other: str) -> None:
    assert not series.is_one_body(one, other)


def test_a_short_name_that_would_fit_two_bodies_is_left_alone() -> None:
    names = ["鼓楼区人民政府", "甲市鼓楼区人民政府", "乙市鼓楼区人民政府"]
    arranged = series.arrange([Entry(name, 2023 + (at > 0)) for at, name in enumerate(names)])
    assert arranged.previous == {}
    assert arranged.notes == ()


def test_two_names_with_different_reports_of_one_year_are_two_bodies() -> None:
    names = ["鼓楼区人民政府", "甲市鼓楼区人民政府"]
    arranged = series.arrange([Entry(name, 2023, name) for name in names])
    assert arranged.notes == ()


def test_across_years_only_what_the_year_before_shows_is_given() -> None:
    total = CellKey("table3", "carried_out", "total")
    before = report(2019).with_cells({total: Cell(3)})
    wrong = report(2020).with_cells({CellKey("table3", "granted", "total"): Cell(7)})
    assert {each.rule for each in series.across(wrong, before)} == {"H4"}
    assert series.across(report(2020), report(2019)) == ()
    with pytest.raises(ValueError, match="2019"):
        series.across(report(2020), replace(before, year=2018))
