"""Two reports side by side: differences, editions, words in common, what follows."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.rules.annual_report import build, editions
from gongkai.rules.annual_report.beside import comparison
from gongkai.rules.annual_report.beside.comparison import Line, Relationship, SideBySide
from gongkai.rules.annual_report.form import Absence, Cell, CellKey, FilledForm, Section

WORDS = (
    "本机关坚持依法公开，围绕群众关切的住房、教育和就业主动公开各类信息，扎实做好政策解读和回应，"
    * 3
)
GRANTED = CellKey("table3", "granted", "total")
AMOUNT = CellKey("table2", "procurement", "amount")


def report(year: int, body: str = "海曲市人民政府", **cells: Cell) -> FilledForm:
    filled = build.fill(editions.for_year(year), (), body=body, year=year)
    return filled.with_cells({CellKey.parse(k.replace("__", ".")): v for k, v in cells.items()})


def line(compared: SideBySide, key: CellKey) -> Line:
    (found,) = (each for each in compared.lines if each.key == key)
    return found


def test_every_cell_stands_once_with_the_difference_of_the_second_to_the_first() -> None:
    one = report(2022, table3__granted__total=Cell(5))
    other = report(2023, table3__granted__total=Cell(3))
    compared = comparison.compare(one, other)
    assert [each.key for each in compared.lines] == [key for key, _, _ in one.entries()]
    assert line(compared, GRANTED).difference == -2
    assert line(comparison.compare(other, one), GRANTED).difference == 2


def test_an_absent_figure_has_no_difference() -> None:
    blank = report(2023, table3__granted__total=Cell(None, Absence.BLANK))
    assert line(comparison.compare(report(2022), blank), GRANTED).difference is None


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        (Cell(10000, unit="元"), Cell(3, unit="万元"), Decimal(2)),
        (Cell(1, unit="万元"), Cell(25000, unit="元"), Decimal(15000)),
        (Cell(1, unit="万元"), Cell(3, unit="万元"), 2),
        (Cell(1), Cell(3, unit="万元"), None),
    ],
)
def test_amounts_are_brought_to_one_unit_or_not_compared(
    first: Cell, second: Cell, difference: Decimal | None
) -> None:
    one, other = report(2019).with_cells({AMOUNT: first}), report(2020).with_cells({AMOUNT: second})
    assert line(comparison.compare(one, other), AMOUNT).difference == difference


def test_two_editions_are_compared_in_the_newer_one_and_the_rest_is_told() -> None:
    old = report(2020, table3__other_handling__total=Cell(4), table2__licensing__decisions=Cell(9))
    new = report(2021, table3__other_no_correction__total=Cell(1),
                 table3__other_other__total=Cell(2))  # fmt: skip
    compared = comparison.compare(old, new)
    assert {compared.first.form.edition, compared.second.form.edition} == {"2021"}
    assert line(compared, CellKey("table2", "licensing", "decisions")).difference == -9
    merged = line(compared, CellKey("table3", "other_handling", "total"))
    assert (merged.first.value, merged.second.value, merged.difference) == (4, 3, -1)
    assert {each.rule for each in compared.apart} >= {"C2"}
    assert comparison.compare(new, old).lines[-1].key == compared.lines[-1].key


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (report(2022), report(2023), Relationship.YEARS),
        (report(2023), report(2022), Relationship.YEARS),
        (report(2023), report(2023, "海曲市司法局"), Relationship.BODIES),
        (report(2021), report(2023), Relationship.OTHER),
        (report(2022), report(2023, "海曲市司法局"), Relationship.OTHER),
        (report(2023), report(2023), Relationship.OTHER),
        (report(2022), replace(report(2023), body=""), Relationship.OTHER),
        (report(2022), replace(report(2023), year=0), Relationship.OTHER),
    ],
)
def test_how_two_reports_stand_to_each_other(
    one: FilledForm, other: FilledForm, kind: Relationship
) -> None:
    assert comparison.compare(one, other).kind is kind


@pytest.mark.parametrize("turned", [False, True])
def test_the_later_year_is_checked_with_the_earlier_whichever_comes_first(turned: bool) -> None:
    before = report(2019, table3__carried_out__total=Cell(3))
    pair = (report(2020), before) if turned else (before, report(2020))
    compared = comparison.compare(*pair)
    assert [each.rule for each in compared.findings] == ["H4"]
    assert compared.later.year == 2020


@pytest.mark.parametrize("body", ["海曲市人民政府", "海曲市司法局"])
def test_repeated_words_are_measured_by_section_with_a_quote(body: str) -> None:
    sections = (Section(1, "总体情况", (WORDS,)), Section(5, "问题", ("无",)))
    one = replace(report(2022), sections=sections)
    fresh = Section(1, "总体情况", ("".join(chr(0x4E00 + each) for each in range(200)),))
    year = 2023 if body == one.body else 2022
    alike = comparison.compare(one, replace(report(year, body), sections=sections))
    assert [(each.section.number, each.percent) for each in alike.shares] == [(1, 100)]
    assert alike.shares[0].quote.startswith("本机关坚持依法公开")
    assert "W7" in {each.rule for each in alike.findings}
    new = comparison.compare(one, replace(report(year, body), sections=(fresh,)))
    assert [(each.percent, each.quote) for each in new.shares] == [(0, "")]
    assert "W7" not in {each.rule for each in new.findings}
