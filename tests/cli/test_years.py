"""`gongkai report check` over several years: each report beside the one of the year before."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.rules.annual_report.form import Cell, CellKey, FilledForm, Section
from tests.cli.shell import clean, doubtful, faulty, run, saved

PERSON = CellKey("table3", "carried_out", "natural_person")
TOTAL = CellKey("table3", "carried_out", "total")
WORDS = (
    "本乡坚持依法公开，围绕群众关切的住房、教育和就业主动公开各类信息，扎实做好政策解读和回应，" * 3
)


def carrying(year: int) -> FilledForm:
    """A report that carries three requests over, which nobody takes up."""
    three = {
        PERSON: Cell(3),
        TOTAL: Cell(3),
        CellKey("table3", "new_received", "natural_person"): Cell(3),
        CellKey("table3", "new_received", "total"): Cell(3),
    }
    return clean(year).with_cells(three)


@pytest.fixture
def years() -> Path:
    """A folder with three years of one body, in formats and under names that tell nothing."""
    Path("years").mkdir()
    saved("years/a.docx", clean(2021))
    saved("years/b.json", carrying(2020))
    saved("years/c.xlsx", clean(2019))
    return Path("years")


def test_every_report_of_a_folder_is_checked_with_the_year_before(years: Path) -> None:
    result = run("check", years)
    assert result.exit_code == 1
    first, second, third = result.stdout.split("\nyears/")
    assert first.splitlines()[:2] == [
        "years/a.docx：海曲县青禾乡人民政府 2021年度（2021年格式）",
        "  与上一年度的报告核对：years/b.json",
    ]
    assert "错误 H4：" in first
    assert second.splitlines()[1:] == [
        "  与上一年度的报告核对：years/c.xlsx",
        "  没有发现问题。",
    ]
    assert third.splitlines()[1:] == ["  没有发现问题。"]


def test_as_data_the_report_compared_with_is_named(years: Path) -> None:
    lines = [json.loads(line) for line in run("check", years, "--json").stdout.splitlines()]
    assert [line["previous"] for line in lines] == ["years/b.json", "years/c.xlsx", None]
    assert {each["rule"] for each in lines[0]["findings"]} == {"H4"}
    alone = json.loads(run("check", "years/a.docx", "--previous", "years/b.json", "--json").stdout)
    assert alone == lines[0]


def test_text_repeated_from_the_year_before_is_found_in_the_folder() -> None:
    for year in (2021, 2022):
        words = (Section(1, "总体情况", (WORDS,)),)
        saved(f"{year}.json", replace(clean(year), sections=words))
    result = run("check", "2021.json", "2022.json", "--lang", "en")
    assert "warning W7: Section 1 repeats 100%" in result.stdout


def test_findings_of_the_reading_stay_before_those_of_the_rules() -> None:
    saved("2019.json", carrying(2019))
    Path("2020.html").write_bytes(doubtful())
    told = json.loads(run("check", "2020.html", "--previous", "2019.json", "--json").stdout)
    rules = [each["rule"] for each in told["findings"]]
    assert rules == ["R5", "R5", *sorted(rules[2:])]
    assert "H4" in rules
    assert (told["body"], told["year"]) == (None, 2020)


def test_what_stands_in_the_way_is_said_on_the_side() -> None:
    saved("2019.json", clean(2019))
    saved("2019.csv", clean(2019))
    saved("2020.json", clean(2020))
    saved("2020.xlsx", faulty(2020))
    saved("2021.json", clean(2021))
    saved("2024.json", clean(2024))
    Path("page.html").write_bytes(doubtful())
    result = run("check", *sorted(path.name for path in Path().iterdir()))
    assert result.stdout.count("与上一年度的报告核对：2019.csv") == 2
    assert "与上一年度的报告核对：2020" not in result.stdout
    body = "海曲县青禾乡人民政府"
    for sentence in (
        "提示：1份报告没有写明机关或者年度，没有跨年核对：page.html。",
        f"提示：{body}2019年度的报告有2份，数字相同，跨年核对时取第一份：2019.csv、2019.json。",
        f"提示：{body}2020年度的报告有2份，数字不同，都不作为下一年度报告核对的依据，"
        "请去掉不用的：2020.json、2020.xlsx。",
        f"提示：{body}2021、2024年度之间缺少报告，没有跨年核对：2021.json、2024.json。",
    ):
        assert f"{sentence}\n" in result.stderr


def test_many_files_of_one_kind_are_named_in_part_only() -> None:
    for number in range(7):
        Path(f"{number}.html").write_bytes(doubtful())
    told = run("check", *(f"{number}.html" for number in range(7)), "--lang", "en").stderr
    assert "7 reports tell no body or no year" in told
    assert "4.html, …." in told
    assert "5.html" not in told


def test_a_body_named_with_its_place_is_one_body_and_that_is_said() -> None:
    saved("2019.json", replace(carrying(2019), body="青禾乡人民政府"))
    saved("2020.json", clean(2020))
    result = run("check", "2019.json", "2020.json")
    assert "H4" in result.stdout
    assert "提示：青禾乡人民政府、海曲县青禾乡人民政府视为同一机关。" in result.stderr
    alone = run("check", "2020.json", "--previous", "2019.json")
    assert "H4" in alone.stdout
    assert alone.stderr == ""


def test_an_unreadable_year_leaves_the_others_checked(years: Path) -> None:
    (years / "b.json").write_bytes(b"{")
    result = run("check", years)
    assert result.exit_code == 2
    assert "years/b.json" in result.stderr
    assert result.stdout.count("没有发现问题") == 2
