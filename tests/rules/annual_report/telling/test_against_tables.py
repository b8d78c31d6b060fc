"""Numbers of the text against figures that run together in the table (W4)."""

from dataclasses import replace

import pytest

from gongkai.rules.annual_report import check
from gongkai.rules.annual_report.form import Absence, Cell, CellKey, FilledForm, Origin
from tests.rules.annual_report import bases

VALID = CellKey("table2", "normative_docs", "valid")


def run_together(digits: str, text: str) -> FilledForm:
    """Return a report whose figures of one row stand in one string of digits."""
    filled = bases.report({"base": "nothing_2022", "text": {"1": text}})
    lost = Cell(None, Absence.UNREADABLE, provenance=Origin(text=digits))
    return replace(filled, cells={**filled.cells, VALID: lost})


@pytest.mark.parametrize(
    ("digits", "text", "faulted"),
    [
        ("77132470", "现行有效的规范性文件470件。", []),
        ("77132470", "现行有效的规范性文件393件。", [393]),
        ("77132470", "现行有效的规范性文件300余件。", []),
        ("", "现行有效的规范性文件393件。", []),
    ],
)
def test_digits_that_run_together_must_hold_the_number(digits: str, text: str, faulted: list[int]):
    findings = check.findings(run_together(digits, text))

    assert [f.found for f in findings if f.rule == "W4"] == faulted
    assert all(digits in f.message for f in findings if f.rule == "W4")
