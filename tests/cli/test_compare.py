"""`gongkai report compare`: a page for people, data for programs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.rules.annual_report.form import Cell, CellKey, FilledForm, Section
from tests.cli.shell import clean, doubtful, faulty, refused, run, saved
from tests.documents import reports

WORDS = (
    "本乡坚持依法公开，围绕群众关切的住房、教育和就业主动公开各类信息，扎实做好政策解读和回应，" * 3
)
ROW = [CellKey("table3", "granted", key) for key in ("natural_person", "total")]


def granted(year: int, count: int) -> FilledForm:
    cells = dict.fromkeys(ROW, Cell(count))
    words = (Section(1, "总体情况", (WORDS,)),)
    return replace(clean(year).with_cells(cells), sections=words)


@pytest.fixture
def two() -> tuple[Path, Path]:
    """The reports of two years, in two formats."""
    return saved("old.json", granted(2019, 5)), saved("new.html", granted(2020, 12))


def test_two_years_stand_side_by_side_with_what_they_share(two: tuple[Path, Path]) -> None:
    result = run("compare", *two)
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "A  海曲县青禾乡人民政府 2019年度（2019年格式）  old.json",
        "B  海曲县青禾乡人民政府 2020年度（2019年格式）  new.html",
        "同一机关相邻两年",
    ]
    at = lines.index("三（一）予以公开")
    assert [line.split() for line in lines[at + 1 : at + 3]] == [
        ["自然人", "5", "12", "+7"],
        ["总计", "5", "12", "+7"],
    ]
    assert any(line.startswith("  第一部分 100%  “本乡坚持依法公开") for line in lines)
    assert "提醒 W7：第一部分与上一年度报告的文字有100%相同" in result.stdout
    assert result.exit_code == 1


def test_figures_stand_below_each_other_whatever_the_width_of_the_words(
    two: tuple[Path, Path],
) -> None:
    lines = run("compare", *two).stdout.splitlines()
    numbers = [line for line in lines if line.endswith("+7")]
    assert len({sum(1 + (ord(each) > 0x2E80) for each in line) for line in numbers}) == 1


def test_cells_without_a_figure_in_either_are_listed_on_request(two: tuple[Path, Path]) -> None:
    short, whole = (run("compare", *two, *more).stdout for more in ([], ["--all"]))
    assert "格两份都没有数字或者都是0" in short
    assert "都是0" not in whole
    assert "商业企业" in whole
    assert "商业企业" not in short


def test_as_data_every_cell_has_both_figures_and_the_difference(two: tuple[Path, Path]) -> None:
    data = json.loads(run("compare", *two, "--json").stdout)
    assert (data["kind"], data["a"]["year"], data["b"]["file"]) == ("years", 2019, "new.html")
    cells = {each["cell"]: each for each in data["cells"]}
    assert len(cells) == len(list(clean(2019).entries()))
    told = cells["table3.granted.total"]
    assert (told["a"], told["b"], told["difference"]) == (5, 12, 7)
    assert data["sections"][0]["percent"] == 100
    assert [each["rule"] for each in data["findings"]].count("W7") == 1


def test_two_bodies_of_one_year_are_compared_by_their_words_too() -> None:
    saved("one.json", granted(2020, 1))
    saved("other.json", replace(granted(2020, 1), body="海曲市司法局"))
    result = run("compare", "one.json", "other.json")
    assert "同一年度两个机关" in result.stdout
    assert "第一部分与海曲县青禾乡人民政府的报告的文字有100%相同" in result.stdout


def test_nothing_between_two_reports_ends_with_0_whatever_each_has_for_itself() -> None:
    saved("one.json", faulty(2019))
    saved("two.json", faulty(2020))
    result = run("compare", "one.json", "two.json", "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "  No findings."
    assert "One body, two years in succession" in result.stdout


def test_two_editions_say_what_cannot_be_compared() -> None:
    saved("old.json", replace(reports.numbered("2019"), year=2020))
    saved("new.json", reports.numbered("2021"))
    result = run("compare", "old.json", "new.json")
    assert "两份格式不同，按2021年格式对比。" in result.stdout
    assert "不能对比的：\n" in result.stdout
    assert "（--json 全部列出）" in result.stdout
    data = json.loads(run("compare", "old.json", "new.json", "--json").stdout)
    assert {each["rule"] for each in data["not_comparable"]} == {"C1", "C2"}


def test_one_of_the_two_may_be_stdin_and_doubts_are_told_on_the_side() -> None:
    saved("old.json", clean(2019))
    result = run("compare", "old.json", "-", stdin=doubtful())
    assert result.exit_code == 1
    assert "标准输入 stdin读取时：\n  存疑 R5" in result.stderr
    assert "R5" not in result.stdout
    assert "只能是两份报告之一" in refused(run("compare", "-", "-", stdin=doubtful()))


def test_a_report_that_cannot_be_read_is_refused() -> None:
    saved("old.json", clean(2019))
    assert "missing.json" in refused(run("compare", "old.json", "missing.json"))
