"""The check cases of tests/rules/spec/report_checks*.toml: each a sentence with its rule."""

import re
import tomllib
from typing import Any

import pytest

from gongkai.rules.annual_report import check, rulebook
from gongkai.rules.annual_report.form import Severity
from tests.rules.annual_report import bases

FILES = sorted(bases.SPEC.glob("report_checks*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]


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
