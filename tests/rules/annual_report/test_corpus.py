"""Real published reports: the check finds the errors that readers found, and no others."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gongkai.rules.annual_report import check, exchange
from gongkai.rules.annual_report.form import Severity

EXPECTED = Path(__file__).parents[4] / "shared" / "corpus" / "expected"
ABSENT = pytest.param(
    EXPECTED, marks=pytest.mark.skip(reason="the real documents of ../shared are not here")
)
FILES = sorted(EXPECTED.glob("*.json")) or [ABSENT]

pytestmark = pytest.mark.corpus


def published(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_errors_are_found_exactly_where_readers_found_them(file: Path):
    data = published(file)
    findings = check.findings(exchange.load(data))

    errors = {
        f"{f.cell.table} {f.cell.row}"
        for f in findings
        if f.severity is Severity.ERROR and f.cell is not None
    }

    known = {re.match(r"table\d \w+", text)[0] for text in data["arithmetic_errors"]}
    assert errors == known


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_exchange_keeps_every_published_cell(file: Path):
    data = published(file)

    given = exchange.dump(exchange.load(data))

    for key in ("body", "year", "form", "table2", "table3", "table4", "narrative_counts"):
        assert given[key] == data[key], key
    assert list(given["table3"]) == list(data["table3"])


def test_documents_in_force_are_followed_from_year_to_year():
    reports = {(d["body"], d["year"]): d for d in map(published, FILES)}
    broken = {}
    for (body, year), data in reports.items():
        before = reports.get((body, year - 1))
        if before and data["form"] == before["form"] == "2021":
            this, last = exchange.load(data), exchange.load(before)
            found = [f for f in check.findings(this, previous=last) if f.rule == "W1"]
            broken[body, year] = (len(found), len(data.get("cross_year_errors", ())))

    assert len(broken) >= 3
    assert all(found == known for found, known in broken.values()), broken
