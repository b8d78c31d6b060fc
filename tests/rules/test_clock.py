"""The reply clock against the table of cases that a lawyer can read."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from gongkai.rules import clock, workdays
from gongkai.rules.clock import Event, Kind

SPEC = Path(__file__).parent / "spec/clock.toml"
CASES = tomllib.loads(SPEC.read_text("utf-8"))["case"]


def event(kind: str, on: date, more: int | date | str | None = None) -> Event:
    """Return the event that a row of the table spells."""
    if isinstance(more, date):
        return Event(Kind(kind), on, until=more)
    if isinstance(more, str):
        return Event(Kind(kind), on, matter=more)
    return Event(Kind(kind), on, working_days=more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_period_ends_when_the_law_says(case):
    calendar = workdays.standard()
    if "region" in case:
        calendar = calendar.with_region(case["region"])
    result = clock.due([event(*row) for row in case["events"]], calendar=calendar)
    assert result.due_on == case.get("due")
    assert result.state == case.get("state", "running")
    assert [finding.rule for finding in result.findings] == case.get("findings", [])
    assert result.provisional is case.get("provisional", False)


def test_every_case_has_a_name_of_its_own_and_a_source():
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names) >= 80
    assert all(case["source"] for case in CASES)
