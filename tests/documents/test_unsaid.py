"""Reports that do not say it in the usual place, or say more than a number can be."""

import json

import pytest

from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.documents.intake.unreadable import NotAnAnnualReport
from gongkai.rules.annual_report.form import Absence, CellKey
from tests.documents import reports

TABLE = (
    "<table><tr><th>信息内容</th><th>本年处理决定数量</th></tr>"
    "<tr><td>行政处罚</td><td>{}</td></tr></table>"
)
PUNISHMENT = CellKey("table2", "punishment", "decisions")
TITLE = "<head><title>青石镇人民政府2025年政府信息公开工作年度报告</title></head>"
ENDLESS = "9" * 5000


def _page(head: str, body: str) -> bytes:
    return f'<!DOCTYPE html><html><meta charset="utf-8">{head}<body>{body}</body></html>'.encode()


def test_a_page_without_a_heading_is_known_by_its_title() -> None:
    page = _page(TITLE, "<p>一、总体情况</p>" + TABLE.format(177))
    found = formats.read_report(page, "a.html")
    assert (found.body, found.year, found[PUNISHMENT].value) == ("青石镇人民政府", 2025, 177)


def test_a_heading_says_it_better_than_the_title() -> None:
    heading = "<h1>白石镇人民政府2024年政府信息公开工作年度报告</h1>"
    found = formats.read_report(_page(TITLE, heading + TABLE.format(1)), "a.html")
    assert (found.body, found.year) == ("白石镇人民政府", 2024)


def test_a_body_and_a_year_that_are_null_are_not_known() -> None:
    data = json.loads(formats.write(reports.report(reports.township()), Format.JSON))
    said = json.dumps({**data, "body": None, "year": None}).encode()
    found = formats.read_report(said, "a.json")
    assert (found.body, found.year) == ("", 0)
    assert reports.differences(reports.township(), found) == {}


@pytest.mark.parametrize("year", ["2019", True, -1, 9999, 2019.5, [2019]])
def test_a_year_that_is_none_is_refused(year: object) -> None:
    data = json.loads(formats.write(reports.report(reports.township()), Format.JSON))
    with pytest.raises(NotAnAnnualReport, match="year"):
        formats.read_report(json.dumps({**data, "year": year}).encode(), "a.json")


@pytest.mark.parametrize("figure", ["9" * 16, ENDLESS])
def test_a_printed_number_past_belief_is_unreadable(figure: str) -> None:
    found = formats.read_report(_page("", TABLE.format(figure)), "a.html")
    assert found[PUNISHMENT].absence is Absence.UNREADABLE
    assert "R3" in {remark.rule for remark in found.remarks if remark.cell == PUNISHMENT}


@pytest.mark.parametrize("target", [Format.JSON, Format.CSV])
def test_data_of_endless_digits_are_refused_with_a_sentence(target: Format) -> None:
    written = formats.write(reports.report(reports.township()), target).decode()
    assert "177" in written
    with pytest.raises(NotAnAnnualReport) as refused:
        formats.read_report(written.replace("177", ENDLESS).encode(), f"a.{target}")
    assert refused.value.message.endswith("。")
    assert len(refused.value.message) < 200
