"""Two reports compared (对比): their figures side by side, the words they share.

The figures of an older edition are carried into the newer one where both count the same; what
cannot be compared is told and never estimated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gongkai.rules.annual_report import convert
from gongkai.rules.annual_report.beside import series
from gongkai.rules.annual_report.check import likeness
from gongkai.rules.annual_report.check.context import Context
from gongkai.rules.annual_report.check.likeness import Share
from gongkai.rules.annual_report.form import (
    Block,
    Cell,
    CellKey,
    Column,
    FilledForm,
    Finding,
    Row,
    Unit,
)
from gongkai.rules.ledger import Number

_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


class Relationship(StrEnum):
    """How two reports stand to each other."""

    YEARS = "years"  # one body, two years in succession
    BODIES = "bodies"  # two bodies, one year
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of both reports. `difference` is second less first, None where one is absent
    or their units cannot be brought together."""

    key: CellKey
    row: Row
    column: Column
    first: Cell
    second: Cell
    difference: Number | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two reports in one edition. `later` is the one whose words and figures were compared with
    the other's; `apart` are the figures that have no counterpart."""

    kind: Relationship
    first: FilledForm
    second: FilledForm
    later: FilledForm
    lines: tuple[Line, ...]
    apart: tuple[Finding, ...]
    shares: tuple[Share, ...]
    findings: tuple[Finding, ...]


def compare(first: FilledForm, second: FilledForm) -> SideBySide:
    """Return two reports side by side; in which order the years come does not matter.

    `findings`: across two years in succession what the check finds between them; otherwise the
    texts that are alike (W7).
    """
    newest = max(first.form, second.form, key=lambda form: form.first_year)
    there = (convert.to(first, newest), convert.to(second, newest))
    apart = tuple(
        finding
        for old, new in zip((first, second), there, strict=True)
        for finding in new.remarks[len(old.remarks) :]
        if new is not old
    )
    earlier, later = (second, first) if second.year < first.year else (first, second)
    kind = kind_of(first, second)
    return SideBySide(
        kind,
        there[0],
        there[1],
        later=later,
        lines=tuple(_lines(*there)),
        apart=apart,
        shares=tuple(likeness.shares(later.sections, earlier.sections)),
        findings=tuple(_findings(earlier, later, kind)),
    )


def kind_of(first: FilledForm, second: FilledForm) -> Relationship:
    """Return how two reports stand to each other, by what they tell of themselves."""
    is_one = series.is_one_body(first.body, second.body)
    if is_one and first.year and second.year and abs(first.year - second.year) == 1:
        return Relationship.YEARS
    if first.year and first.year == second.year and not is_one:
        return Relationship.BODIES
    return Relationship.OTHER


def _findings(earlier: FilledForm, later: FilledForm, kind: Relationship) -> Iterator[Finding]:
    if kind is Relationship.YEARS:
        yield from series.across(later, earlier)
    else:
        name = earlier.body or "另一机关"
        yield from likeness.findings(later, None, Context(other_sections={name: earlier.sections}))


def _lines(first: FilledForm, second: FilledForm) -> Iterator[Line]:
    for table in first.form.tables:
        for block in table.blocks:
            coarser = max(first, second, key=lambda each: len(each.alternates(table.key, block)))
            for row in coarser.rows(table.key, block):
                for column in block.columns:
                    ours = _cell(first, table.key, block, row, column)
                    theirs = _cell(second, table.key, block, row, column)
                    key = CellKey(table.key, row.key, column.key)
                    yield Line(key, row, column, ours, theirs, _difference(ours, theirs, column))


def _cell(filled: FilledForm, table: str, block: Block, row: Row, column: Column) -> Cell:
    """Return a cell; where a report prints several rows for it, their sum."""
    for each in block.alternates:
        if each.row.key == row.key and each not in filled.alternates(table, block):
            parts = [filled[CellKey(table, key, column.key)] for key in each.stands_for]
            told = [part.value for part in parts if part.value is not None]
            return Cell(sum(told)) if len(told) == len(parts) else _untold(parts)
    return filled[CellKey(table, row.key, column.key)]


def _untold(parts: list[Cell]) -> Cell:
    return next(part for part in parts if part.value is None)


def _difference(first: Cell, second: Cell, column: Column) -> Number | None:
    if first.value is None or second.value is None:
        return None
    if column.unit is not Unit.MONEY or first.unit == second.unit:
        return second.value - first.value
    if first.unit in _YUAN and second.unit in _YUAN:
        return second.value - Decimal(first.value) * _YUAN[first.unit] / _YUAN[second.unit]
    return None
