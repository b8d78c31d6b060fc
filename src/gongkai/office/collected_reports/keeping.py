"""A reading as it is kept: the filled form with the place of every cell, and the document's text.

What is kept reads back to the same form. A decimal is kept as text and stays exact.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from gongkai.documents.report import Reading
from gongkai.rules.annual_report import editions
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
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import NOWHERE, Origin
from gongkai.rules.ledger import Number
from gongkai.rules.sources import Source

Data = Mapping[str, Any]
_PLAIN = asdict(NOWHERE)


def form_to_json(filled: FilledForm) -> dict[str, Any]:
    """Return a filled form as plain data."""
    return {
        "edition": filled.form.edition,
        "body": filled.body,
        "year": filled.year,
        "cells": {str(key): _cell(cell) for key, cell in filled.cells.items()},
        "sections": [asdict(each) for each in filled.sections],
        "narrative_counts": [
            {"quote": each.quote, "n": _number(each.n), "unit": each.unit, "channel": each.channel}
            for each in filled.narrative_counts
        ],
        "remarks": [_finding(each) for each in filled.remarks],
    }


def form_from_json(kept: Data) -> FilledForm:
    """Return the filled form that `form_to_json` kept."""
    return FilledForm(
        form=editions.get(kept["edition"]),
        body=kept["body"],
        year=kept["year"],
        cells=MappingProxyType(
            {CellKey.parse(key): _read_cell(cell) for key, cell in kept["cells"].items()}
        ),
        sections=tuple(
            Section(each["number"], each["title"], tuple(each["paragraphs"]))
            for each in kept["sections"]
        ),
        narrative_counts=tuple(
            NarrativeCount(each["quote"], _read_number(each["n"]), each["unit"], each["channel"])
            for each in kept["narrative_counts"]
        ),
        remarks=tuple(_read_finding(each) for each in kept["remarks"]),
    )


def _cell(cell: Cell) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if cell.value is not None:
        kept["value"] = _number(cell.value)
    if cell.absence is not None:
        kept["absence"] = cell.absence.value
    if cell.unit:
        kept["unit"] = cell.unit
    if cell.provenance != NOWHERE:
        kept["origin"] = origin_to_json(cell.provenance)
    return kept


def _read_cell(kept: Data) -> Cell:
    return Cell(
        _read_number(kept["value"]) if "value" in kept else None,
        Absence(kept["absence"]) if "absence" in kept else None,
        kept.get("unit"),
        provenance=origin_from_json(kept.get("origin", {})),
    )


def origin_to_json(origin: Origin) -> dict[str, Any]:
    """Return what an origin says, left out what it does not."""
    return {name: value for name, value in asdict(origin).items() if value != _PLAIN[name]}


def origin_from_json(kept: Data) -> Origin:
    """Return the origin that `origin_to_json` kept."""
    told = dict(kept)
    if told.get("box"):
        left, top, right, bottom = told["box"]
        told["box"] = (left, top, right, bottom)
    return Origin(**told)


def _number(value: Number) -> int | str:
    return str(value) if isinstance(value, Decimal) else value


def _read_number(kept: int | str) -> Number:
    return Decimal(kept) if isinstance(kept, str) else kept


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "cell": None if finding.cell is None else str(finding.cell),
        "expected": _said(finding.expected),
        "found": _said(finding.found),
        "arithmetic": finding.arithmetic,
        "source": asdict(finding.source),
        "message": finding.message,
        "message_en": finding.message_en,
        "cells": [str(each) for each in finding.cells],
    }


def _read_finding(kept: Data) -> Finding:
    return Finding(
        rule=kept["rule"],
        severity=Severity(kept["severity"]),
        cell=None if kept["cell"] is None else CellKey.parse(kept["cell"]),
        expected=_read_said(kept["expected"]),
        found=_read_said(kept["found"]),
        arithmetic=kept["arithmetic"],
        source=Source(**kept["source"]),
        message=kept["message"],
        message_en=kept["message_en"],
        cells=tuple(CellKey.parse(each) for each in kept["cells"]),
    )


def _said(value: Number | str | None) -> Any:
    """Keep a number apart from a text that looks like one."""
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _read_said(kept: Any) -> Number | str | None:
    return Decimal(kept["decimal"]) if isinstance(kept, Mapping) else kept


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file as it was read: its lines and its tables.

    `is_pdf` says that its pages can be shown as pictures; `pages` how many they are.
    """

    lines: tuple[str, ...]
    grids: tuple[PlainGrid, ...]
    is_pdf: bool = False
    pages: int = 0


def document_to_json(reading: Reading, *, pages: int) -> dict[str, Any]:
    """Return the lines and tables of a document as plain data; `pages` is 0 where it is no PDF."""
    return {
        "pages": pages,
        "lines": list(reading.lines),
        "grids": [
            {
                "caption": grid.caption,
                "rows": [list(row) for row in grid.rows],
                "origin": origin_to_json(grid.origin),
                "origins": [[origin_to_json(each) for each in row] for row in grid.origins],
            }
            for grid in reading.grids
        ],
    }


def document_from_json(kept: Data) -> Document:
    """Return the document that `document_to_json` kept."""
    return Document(
        lines=tuple(kept["lines"]),
        grids=tuple(
            PlainGrid(
                rows=tuple(tuple(row) for row in grid["rows"]),
                caption=grid["caption"],
                origin=origin_from_json(grid["origin"]),
                origins=tuple(
                    tuple(origin_from_json(each) for each in row) for row in grid["origins"]
                ),
            )
            for grid in kept["grids"]
        ),
        is_pdf=kept["pages"] > 0,
        pages=kept["pages"],
    )
