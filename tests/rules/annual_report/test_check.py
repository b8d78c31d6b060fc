"""Properties of the check, and of its book of rules and their page."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.rules.annual_report import build, check, editions, rulebook
from gongkai.rules.annual_report.form import Cell, CellKey, Severity, Unit
from gongkai.rules.ledger import Measure, fact
from tests.rules.annual_report.strategies import Sample, consistent_form

UNHURRIED = settings(deadline=None, max_examples=60)
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "annual-report-checks.md"


@UNHURRIED
@given(consistent_form())
def test_what_the_ledger_fills_has_no_error(sample: Sample):
    assert check.findings(sample.filled) == ()


@UNHURRIED
@given(consistent_form(), st.data())
def test_no_single_wrong_figure_of_tables_3_and_4_stays_unseen(sample: Sample, data: st.DataObject):
    keys = [key for key, _, _ in sample.filled.form.cells() if key.table in ("table3", "table4")]
    key = data.draw(st.sampled_from(keys))
    more = data.draw(st.integers(1, 1000))
    wrong = sample.filled.with_cells({key: Cell(sample.filled[key].value + more)})

    errors = [f for f in check.findings(wrong) if f.severity is Severity.ERROR]

    assert any(key in finding.cells for finding in errors)


def test_the_remarks_of_a_form_come_first():
    lost = fact(Measure.REQUESTS_RECEIVED, 1, room="requests", applicant="unknown")
    report = build.fill(editions.get("2021"), [lost], body="某局", year=2021)
    wrong = report.with_cells({CellKey("table4", "review", "total"): Cell(1)})

    assert [f.rule for f in check.findings(wrong)] == ["B1", "H5"]


def test_last_years_report_is_of_last_year():
    report = build.fill(editions.get("2021"), [], body="某局", year=2023)

    with pytest.raises(ValueError, match="2022"):
        check.findings(report, previous=replace(report, year=2021))


def test_a_sum_names_its_rows_as_people_do():
    report = build.fill(editions.get("2021"), [], body="某局", year=2021)
    cells = {"new_received": 13612, "carried_in": 535, "total_processed": 13364}
    wrong = report.with_cells(
        {CellKey("table3", row, "business"): Cell(n) for row, n in cells.items()}
    )

    finding = next(f for f in check.findings(wrong) if f.rule == "H1")

    assert finding.arithmetic == (
        "本年新收 13612 + 上年结转 535 = 14147，而总计 13364 + 结转下年度 0 = 13364"
    )
    assert (finding.expected, finding.found) == (14147, 13364)
    assert finding.message.startswith("表三“商业企业”列不平：本年新收 13612 + ")
    assert finding.message_en.startswith("Table 3, column “Businesses” does not balance")


def test_hard_rules_block_and_soft_rules_warn():
    severities = {rule.id: rule.severity for rule in rulebook.rules()}

    assert {severities[f"H{n}"] for n in range(1, 7)} == {Severity.ERROR}
    assert {severities[f"W{n}"] for n in range(1, 10)} == {Severity.WARNING}


def test_every_rule_of_the_forms_is_in_the_book():
    used = {
        rule
        for form in editions.all_editions()
        for rule in [
            *(identity.rule for identity in form.identities),
            *(relation.rule for relation in form.relations),
            *(table.total_rule for table in form.tables),
            *(row.sum_rule for _, row, _ in form.cells()),
        ]
        if rule
    }

    assert used <= {rule.id for rule in rulebook.rules()}


def test_every_rule_is_on_the_page_with_its_words_and_its_source():
    page = PAGE.read_text("utf-8")

    for rule in rulebook.rules():
        (line,) = re.findall(rf"^\| {rule.id} \|.*$", page, re.MULTILINE)
        assert rule.says in line
        assert rule.severity.value in line
        assert rule.source.article in line


def test_only_a_yearly_change_may_fall_below_zero():
    units = {column.unit for form in editions.all_editions() for _, _, column in form.cells()}

    assert units == set(Unit)
