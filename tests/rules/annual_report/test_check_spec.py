"""The cases of tests/rules/spec/report_checks_*.toml, and what holds for every check."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.rules.annual_report import build, check, editions, rulebook
from gongkai.rules.annual_report.form import Cell, CellKey, Severity, Unit
from gongkai.rules.ledger import Measure, fact
from tests.rules.annual_report import bases
from tests.rules.annual_report.strategies import Sample, consistent_form

FILES = sorted(bases.SPEC.glob("report_checks*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]
UNHURRIED = settings(deadline=None, max_examples=60)
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "annual-report-checks.md"


def found(case: dict[str, Any]) -> list[check.Finding]:
    parts = [bases.report(part) for part in case.get("parts", ())]
    previous = bases.report(case["previous"]) if "previous" in case else None
    return list(
        check.findings(
            bases.report(case),
            previous=previous,
            parts=parts,
            context=bases.context(case.get("context", {})),
        )
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]):
    findings = found(case)

    told = [f"{f.rule} {f.cell}" if f.cell else f.rule for f in findings]
    assert sorted(told) == sorted(case["found"])
    for text in [case.get("says", "")]:
        assert not text or any(text in f.arithmetic or text in f.message for f in findings)
    severities = {f.severity.value for f in findings}
    assert severities == {case["severity"]} if "severity" in case else "damaged" not in severities


@pytest.mark.parametrize("case", [c for c in CASES if c["found"]], ids=lambda case: case["name"])
def test_every_finding_says_what_happened_where_and_what_to_do(case: dict[str, Any]):
    for finding in found(case):
        rule = rulebook.rule(finding.rule)
        assert finding.source == rule.source
        assert finding.severity in (rule.severity, Severity.DAMAGED)
        assert finding.message.endswith("。")
        assert "请" in finding.message
        assert finding.message_en.endswith(".")
        assert not re.search(r"[{}]", finding.message + finding.message_en)


def test_names_and_rules_of_cases_are_in_order():
    names = [case["name"] for case in CASES]

    assert len(names) == len(set(names))
    assert {case["rule"] for case in CASES} <= {rule.id for rule in rulebook.rules()}


@pytest.mark.parametrize("rule", [f"H{n}" for n in range(1, 7)] + [f"W{n}" for n in range(1, 10)])
def test_every_rule_has_cases_that_break_it_and_cases_that_keep_it(rule: str):
    own = [case for case in CASES if case["rule"] == rule]

    broken = [case for case in own if any(each.split()[0] == rule for each in case["found"])]

    assert len(broken) >= 2
    assert len(own) - len(broken) >= 2


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
