"""Checks within one report: the sums the form prints (H1), totals (H2, H3, H5), values (H6).

Where a total is absent there is nothing to compare. A blank, / or - beside figures counts as 0
and the finding says so; where a figure was lost in reading, a difference is damage, not an error.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from gongkai.rules.annual_report import rulebook
from gongkai.rules.annual_report.check.sums import Member, Sum, alone, compared
from gongkai.rules.annual_report.form import (
    Block,
    CellKey,
    Column,
    FilledForm,
    Finding,
    Identity,
    Row,
    Severity,
    Table,
    Unit,
)

_EXPECTED = {
    Unit.COUNT: ("不小于零的整数", "a whole number, not negative"),
    Unit.CHANGE: ("整数（增为正，减为负）", "a whole number, negative for a decrease"),
    Unit.WAN_YUAN: ("不小于零的金额", "an amount, not negative"),
    Unit.MONEY: ("不小于零的金额", "an amount, not negative"),
}


def findings(filled: FilledForm) -> Iterator[Finding]:
    """Yield the broken sums and impossible values of a report, in printing order."""
    for identity in filled.form.identities:
        yield from _identity(filled, identity)
    for table in filled.form.tables:
        for block in table.blocks:
            yield from _sum_rows(filled, table, block)
            yield from _total_columns(filled, table, block)
    yield from _values(filled)


def _identity(filled: FilledForm, identity: Identity) -> Iterator[Finding]:
    """H1: for each column, the left rows together equal the right rows together."""
    table = filled.form.table(identity.table)
    for block in table.blocks:
        rows = {row.key: row for row in block.rows}
        if not set(identity.left + identity.right) <= set(rows):
            continue
        for column in block.columns:
            keys = [CellKey(table.key, key, column.key) for key in identity.left + identity.right]
            if _lacks_total(filled, column, [rows[key.row] for key in keys]):
                continue
            left = _of_rows(filled, table, [rows[key] for key in identity.left], column)
            right = _of_rows(filled, table, [rows[key] for key in identity.right], column)
            cell = CellKey(table.key, identity.right[0], column.key)
            yield from _unequal(
                filled, identity.rule, cell, left, right, place=replace(cell, row=""), cells=keys
            )


def _sum_rows(filled: FilledForm, table: Table, block: Block) -> Iterator[Finding]:
    """H2: a row that sums others equals their sum, column by column."""
    for row in (each for each in block.rows if each.sum_rule):
        added = _summands(filled, table, block, row)
        for column in block.columns:
            cell = CellKey(table.key, row.key, column.key)
            sum_ = _of_rows(filled, table, added, column)
            if filled[cell].value is None or sum_.is_empty:
                continue
            keys = [CellKey(table.key, each.key, column.key) for each in added]
            shown = alone(row.name, row.label.gloss, filled[cell])
            yield from _unequal(filled, row.sum_rule, cell, sum_, shown, cells=keys)


def _total_columns(filled: FilledForm, table: Table, block: Block) -> Iterator[Finding]:
    """H3, H5: a total column equals the sum of the others, row by row."""
    if not table.total_rule:
        return
    parts = [column for column in block.columns if not column.is_total]
    for row in filled.rows(table.key, block):
        for column in (each for each in block.columns if each.is_total):
            cell = CellKey(table.key, row.key, column.key)
            members = [
                Member(c.label.text, c.label.gloss, filled[replace(cell, column=c.key)])
                for c in parts
            ]
            sum_ = Sum(tuple(members))
            lacks = bool(row.sums) and any(m.cell.value is None for m in members)
            if filled[cell].value is None or sum_.is_empty or lacks:
                continue
            keys = [replace(cell, column=c.key) for c in parts]
            shown = alone(column.label.text, column.label.gloss, filled[cell])
            yield from _unequal(filled, table.total_rule, cell, sum_, shown, cells=keys)


def _values(filled: FilledForm) -> Iterator[Finding]:
    """H6: counts are whole and not negative, amounts not negative."""
    for key, _, column in filled.entries():
        value = filled[key].value
        if value is None:
            continue
        broken = isinstance(value, Decimal) and value != value.to_integral_value()
        fraction = broken and column.unit in (Unit.COUNT, Unit.CHANGE)
        negative = value < 0 and column.unit is not Unit.CHANGE
        if fraction or negative:
            expected, expected_en = _EXPECTED[column.unit]
            words = {**rulebook.place(filled.form, key), "expected_en": expected_en}
            yield rulebook.finding("H6", key, expected=expected, found=value, words=words)


def _unequal(
    filled: FilledForm,
    rule: str,
    cell: CellKey,
    left: Sum,
    right: Sum,
    *,
    place: CellKey | None = None,
    cells: list[CellKey],
) -> Iterator[Finding]:
    if left.total == right.total:
        return
    told = compared(left, right)
    found = rulebook.finding(
        rule,
        cell,
        expected=left.total,
        found=right.total,
        arithmetic=told["arithmetic"],
        words={**told, **rulebook.place(filled.form, place or cell)},
        cells=tuple(dict.fromkeys([cell, *cells])),
    )
    lost = left.is_lost or right.is_lost
    yield replace(found, severity=Severity.DAMAGED) if lost else found


def _of_rows(filled: FilledForm, table: Table, rows: list[Row], column: Column) -> Sum:
    return Sum(
        tuple(
            Member(row.name, row.label.gloss, filled[CellKey(table.key, row.key, column.key)])
            for row in rows
        )
    )


def _lacks_total(filled: FilledForm, column: Column, rows: list[Row]) -> bool:
    """Tell whether a total among these cells is absent: an absent total is not an error."""
    table = next(t.key for t in filled.form.tables for b in t.blocks if rows[0] in b.rows)
    return any(
        filled[CellKey(table, row.key, column.key)].value is None
        for row in rows
        if column.is_total or row.sums
    )


def _summands(filled: FilledForm, table: Table, block: Block, row: Row) -> list[Row]:
    """Return the rows a sum adds in this report: an alternate in place of what it stands for."""
    printed = {each.key: each for each in filled.rows(table.key, block)}
    instead = {
        gone: alternate.row
        for alternate in filled.alternates(table.key, block)
        for gone in alternate.stands_for
    }
    used = {key: printed.get(key) or instead[key] for key in row.sums}
    return list({each.key: each for each in used.values()}.values())
