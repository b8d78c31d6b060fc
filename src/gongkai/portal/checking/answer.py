"""What the reading process found, as plain data and back: the two processes share no memory.

Only what the page shows is passed on, and at most so much of it: a hostile file cannot fill
the page. No pickles: the process that read the file is not believed in what it sends as code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from gongkai.rules.annual_report import editions, rulebook
from gongkai.rules.annual_report.form import (
    Absence,
    Cell,
    CellKey,
    FilledForm,
    Finding,
    NarrativeCount,
    Section,
    Severity,
)
from gongkai.rules.annual_report.origin import Origin
from gongkai.rules.ledger import Number

MOST_FINDINGS: Final = 300
MOST_COUNTS: Final = 300
_LONGEST: Final = 300
_PLACES: Final = ("text", "page", "line", "sheet", "table", "row", "column", "note")


@dataclass(frozen=True, slots=True)
class Answer:
    """A report that was read and checked.

    `name` is what its file is called, `previous` the title of last year's report where one was
    given. `left_out` counts the findings beyond the most that are passed on.
    """

    filled: FilledForm
    findings: tuple[Finding, ...]
    name: str = ""
    previous: str = ""
    published_on: date | None = None
    left_out: int = 0


def dump(answer: Answer) -> dict[str, Any]:
    """Return an answer as data for JSON, cut to what a page can show."""
    filled = answer.filled
    return {
        "name": answer.name,
        "previous": answer.previous,
        "published_on": answer.published_on.isoformat() if answer.published_on else None,
        "form": filled.form.edition,
        "body": filled.body[:_LONGEST],
        "year": filled.year,
        "cells": {str(key): _dump_cell(cell) for key, cell in filled.cells.items()},
        "sections": [[each.number, each.title[:_LONGEST]] for each in filled.sections],
        "counts": [
            [each.quote[:_LONGEST], _number(each.n), each.unit, each.channel[:_LONGEST]]
            for each in filled.narrative_counts[:MOST_COUNTS]
        ],
        "findings": [_dump_finding(each) for each in answer.findings[:MOST_FINDINGS]],
        "left_out": answer.left_out + max(0, len(answer.findings) - MOST_FINDINGS),
    }


def load(data: Mapping[str, Any]) -> Answer:
    """Return the answer that `dump` put down. Raises ValueError, KeyError, TypeError on others."""
    told = data["published_on"]
    filled = FilledForm(
        editions.get(data["form"]),
        str(data["body"]),
        int(data["year"]),
        MappingProxyType({CellKey.parse(k): _load_cell(cell) for k, cell in data["cells"].items()}),
        tuple(Section(int(number), str(title)) for number, title in data["sections"]),
        tuple(
            NarrativeCount(str(quote), _counted(n), str(unit), str(channel))
            for quote, n, unit, channel in data["counts"]
        ),
    )
    return Answer(
        filled,
        tuple(_load_finding(each) for each in data["findings"]),
        name=str(data["name"]),
        previous=str(data["previous"]),
        published_on=date.fromisoformat(told) if told else None,
        left_out=int(data["left_out"]),
    )


def _number(value: Number | str | None) -> Any:
    """Return a decimal as a list of its digits, so that no figure passes through a float."""
    if isinstance(value, str):
        return value[:_LONGEST]
    return [f"{value:f}"] if isinstance(value, Decimal) else value


def _value(data: Any) -> Number | str | None:
    if isinstance(data, list):
        return Decimal(data[0])
    if data is None or isinstance(data, str) or type(data) is int:
        return data
    raise ValueError(f"A figure is whole, decimal or nothing, not {data!r}.")


def _counted(data: Any) -> Number:
    value = _value(data)
    if value is None or isinstance(value, str):
        raise ValueError(f"A count is a number, not {data!r}.")
    return value


def _dump_cell(cell: Cell) -> list[Any]:
    origin = cell.provenance
    places = [getattr(origin, name) for name in _PLACES]
    places[0] = origin.text[:_LONGEST]
    return [_number(cell.value), cell.absence and cell.absence.value, cell.unit, places]


def _load_cell(data: Any) -> Cell:
    value, absence, unit, places = data
    origin = Origin(**dict(zip(_PLACES, places, strict=True)))
    number = None if value is None else _counted(value)
    return Cell(number, Absence(absence) if absence else None, unit, provenance=origin)


def _dump_finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "cell": str(finding.cell) if finding.cell else None,
        "cells": [str(each) for each in finding.cells],
        "expected": _number(finding.expected),
        "found": _number(finding.found),
        "arithmetic": finding.arithmetic[:_LONGEST],
        "message": finding.message,
        "message_en": finding.message_en,
    }


def _load_finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=str(data["rule"]),
        severity=Severity(data["severity"]),
        cell=CellKey.parse(data["cell"]) if data["cell"] else None,
        expected=_value(data["expected"]),
        found=_value(data["found"]),
        arithmetic=str(data["arithmetic"]),
        source=rulebook.rule(data["rule"]).source,
        message=str(data["message"]),
        message_en=str(data["message_en"]),
        cells=tuple(CellKey.parse(each) for each in data["cells"]),
    )
