"""A filled form as plain data and back: the keys that programs exchange.

Tables whose rows have named fields are objects of objects, tables of values are lists in the
order of the printed columns. An absent figure is null, 0 is 0; why a cell is absent is not kept.
A row that the document does not have is null. Amounts are kept to fifteen digits.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from gongkai.rules.annual_report import editions
from gongkai.rules.annual_report.form import (
    Absence,
    Block,
    Cell,
    CellKey,
    FilledForm,
    Finding,
    Form,
    NarrativeCount,
    Row,
    Table,
    Unit,
)
from gongkai.rules.ledger import Number

Data = Mapping[str, Any]
_LAST_YEAR = 9998  # the year after it still has dates


class UnreadableExchange(ValueError):
    """The data are not a report in this exchange form; the message names the place."""


def dump(filled: FilledForm, findings: Iterable[Finding] | None = None) -> dict[str, Any]:
    """Return body, year, form, the tables, narrative_counts and findings, ready for JSON.

    `findings` are those of `check.findings`; without them the form's own remarks are given.
    """
    data: dict[str, Any] = {
        "body": filled.body,
        "year": filled.year,
        "form": filled.form.edition,
    }
    for table in filled.form.tables:
        data[table.key] = {
            row.key: _dump_row(filled, table, block, row)
            for block in table.blocks
            for row in filled.rows(table.key, block)
        }
    data["narrative_counts"] = [
        {"quote": c.quote, "n": plain(c.n), "unit": c.unit, "channel": c.channel}
        for c in filled.narrative_counts
    ]
    told = filled.remarks if findings is None else findings
    data["findings"] = [dump_finding(each) for each in told]
    return data


def dump_finding(finding: Finding) -> dict[str, Any]:
    """Return one finding as plain data."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "cell": None if finding.cell is None else str(finding.cell),
        "cells": [str(each) for each in finding.cells],
        "expected": plain(finding.expected),
        "found": plain(finding.found),
        "arithmetic": finding.arithmetic,
        "source": str(finding.source),
        "message": finding.message,
        "message_en": finding.message_en,
    }


def load(data: Data, form: Form | None = None) -> FilledForm:
    """Return the filled form that plain data hold; keys it does not know beside the tables
    are left alone. `form` is needed only for an edition that is not on file. A body or a year
    that is null is not known: "" and 0.

    Raises:
        UnreadableExchange: a table, row or value is not what the edition says.
        UnknownEdition: the data name an edition that is not on file.
    """
    chosen = form or editions.get(str(data.get("form")))
    year: int | None = data.get("year")
    if isinstance(year, bool) or not isinstance(year, int | None):
        raise UnreadableExchange(f"The year of a report is a number or null, not {year!r}.")
    year = year or 0
    if not 0 <= year <= _LAST_YEAR:
        raise UnreadableExchange(f"The year of a report has four digits, not {year}.")
    cells: dict[CellKey, Cell] = {}
    for table in chosen.tables:
        cells.update(_load_table(table, data.get(table.key) or {}))
    counts = tuple(
        NarrativeCount(c["quote"], _number(c["n"], "narrative_counts"), c["unit"], c["channel"])
        for c in data.get("narrative_counts", ())
    )
    return FilledForm(
        chosen,
        str(data.get("body") or ""),
        year,
        MappingProxyType(cells),
        narrative_counts=counts,
    )


def _dump_row(
    filled: FilledForm, table: Table, block: Block, row: Row
) -> list[Any] | dict[str, Any] | None:
    cells = {c: filled[CellKey(table.key, row.key, c.key)] for c in block.columns}
    if table.as_values:
        return [plain(cell.value) for cell in cells.values()]
    if all(cell.absence is Absence.MISSING for cell in cells.values()):
        return None
    fields: dict[str, Any] = {}
    for column, cell in cells.items():
        fields[column.key] = plain(cell.value)
        if column.unit is Unit.MONEY:
            fields[f"{column.key}_unit"] = cell.unit
    return fields


def _load_table(table: Table, data: Data) -> dict[CellKey, Cell]:
    rows = {
        row.key: (row, block)
        for block in table.blocks
        for row in (*block.rows, *(a.row for a in block.alternates))
    }
    strange = sorted(set(data) - set(rows))
    if strange:
        raise UnreadableExchange(f"{table.key} has no row {', '.join(strange)} in this edition.")
    cells: dict[CellKey, Cell] = {}
    for key, (row, block) in rows.items():
        given = data.get(key)
        if given is None:
            continue
        place = f"{table.key}.{key}"
        for name, cell in _load_row(table, block, given, place):
            cells[CellKey(table.key, row.key, name)] = cell
    return cells


def _load_row(table: Table, block: Block, given: object, place: str) -> Iterable[tuple[str, Cell]]:
    columns = block.columns
    if table.as_values:
        if not isinstance(given, list | tuple) or len(given) != len(columns):
            raise UnreadableExchange(f"{place} is a list of {len(columns)} values, not {given!r}.")
        given = dict(zip((c.key for c in columns), given, strict=True))
    if not isinstance(given, Mapping):
        raise UnreadableExchange(f"{place} is an object of fields, not {given!r}.")
    units = {f"{c.key}_unit" for c in columns if c.unit is Unit.MONEY}
    strange = sorted(set(given) - {c.key for c in columns} - units)
    if strange:
        raise UnreadableExchange(f"{place} has no field {', '.join(strange)}.")
    for column in columns:
        unit = given.get(f"{column.key}_unit")
        yield column.key, _load_cell(given, column.key, unit, place)


def _load_cell(given: Data, key: str, unit: str | None, place: str) -> Cell:
    if key not in given:
        return Cell(None, Absence.MISSING, unit)
    if given[key] is None:
        return Cell(None, Absence.BLANK, unit)
    return Cell(_number(given[key], f"{place}.{key}"), unit=unit)


def _number(value: object, place: str) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise UnreadableExchange(f"{place} is a number or null, not {value!r}.")
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and not value.is_finite():
        raise UnreadableExchange(f"{place} is a number or null, not {value!r}.")
    return value


def plain(value: Number | str | None) -> int | float | str | None:
    """Return a value as JSON holds it: whole numbers whole, others to fifteen digits."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
