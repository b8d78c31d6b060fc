"""The reports that check cases start from, and the small patches the cases put on them."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gongkai.rules.annual_report import editions
from gongkai.rules.annual_report.check import Context
from gongkai.rules.annual_report.form import (
    Absence,
    Cell,
    CellKey,
    FilledForm,
    NarrativeCount,
    Section,
)
from gongkai.rules.ledger import Measure, fact

SPEC = Path(__file__).parent.parent / "spec"
_BASES = tomllib.loads((SPEC / "report_bases.toml").read_text("utf-8"))
_COUNTED = fact(Measure.POSTINGS, 1, room="channels")
_ABSENT = {"": Absence.BLANK, "/": Absence.SLASH, "-": Absence.DASH, "?": Absence.UNREADABLE}


def report(data: Mapping[str, Any]) -> FilledForm:
    """Return the base of a case with its patches: set, unit, missing, year, text, counts."""
    base = _BASES[data["base"]]
    form = editions.get(base["form"])
    cells = {key: Cell(0) for key, _, _ in form.cells()}
    for table in form.tables:
        for line in base.get(table.key, "").split():
            row, *values = line.split(",")
            block = next(
                b
                for b in table.blocks
                if row in {r.key for r in (*b.rows, *(a.row for a in b.alternates))}
            )
            for column, value in zip(block.columns, values, strict=True):
                cells[CellKey(table.key, row, column.key)] = _cell(value)
    for row in (*base.get("missing", ()), *data.get("missing", ())):
        cells = {key: cell for key, cell in cells.items() if not str(key).startswith(f"{row}.")}
    for text, value in data.get("set", {}).items():
        cells[CellKey.parse(text)] = _cell(str(value))
    for text, unit in {**base.get("units", {}), **data.get("unit", {})}.items():
        cells[CellKey.parse(text)] = replace(cells[CellKey.parse(text)], unit=unit)
    return FilledForm(
        form,
        data.get("body", "某市人民政府"),
        data.get("year", base["year"]),
        MappingProxyType(cells),
        sections(data.get("text", {})),
        tuple(NarrativeCount("", *count, facts=(_COUNTED,)) for count in data.get("counts", ())),
    )


def sections(text: Mapping[str, Any]) -> tuple[Section, ...]:
    """Return sections from {number: paragraph or paragraphs}."""
    return tuple(
        Section(int(number), "", (told,) if isinstance(told, str) else tuple(told))
        for number, told in text.items()
    )


def context(data: Mapping[str, Any]) -> Context:
    """Return the context of a case; texts are given as {number: paragraph}."""
    given = dict(data)
    if "previous_sections" in given:
        given["previous_sections"] = sections(given["previous_sections"])
    if "other_sections" in given:
        given["other_sections"] = {k: sections(v) for k, v in given["other_sections"].items()}
    if "ledger_counts" in given:
        counts = (NarrativeCount("", *count) for count in given["ledger_counts"])
        given["ledger_counts"] = tuple(counts)
    assert set(given) <= {field.name for field in fields(Context)}
    return Context(**given)


def _cell(text: str) -> Cell:
    if text in _ABSENT:
        return Cell(None, _ABSENT[text])
    return Cell(Decimal(text) if "." in text else int(text))
