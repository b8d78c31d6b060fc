"""What the rules of a column ask of one cell in its row: a sentence where it is broken.

A rule whose other cells are blank or could not be read asks nothing; blanks are for `required`.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from gongkai.rules.clock.wording import chinese
from gongkai.rules.tables.definition import CellRule, Column, RuleKind, TableDefinition
from gongkai.rules.tables.rows import Value

Words = tuple[str, str]
_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A cell and the rule it is asked by; `values` are those of its row."""

    rule: CellRule
    value: Value
    values: Mapping[str, Value]
    table: TableDefinition
    today: date


_Check = Callable[[_Asked], Words | None]


def broken(
    rule: CellRule,
    column: Column,
    values: Mapping[str, Value],
    definition: TableDefinition,
    today: date,
) -> Words | None:
    """Return what is wrong with a cell by one rule: Chinese, English; None where it holds.

    `UNIQUE` needs the other rows and is judged with them.
    """
    value = values.get(column.key)
    check = _CHECKS.get(rule.kind)
    if value is None or check is None:
        return None
    return check(_Asked(rule, value, values, definition, today))


def told(value: Value) -> Words:
    """Return a value in words: Chinese, English."""
    if isinstance(value, date):
        return chinese(value), value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}", f"{value:f}"
    return str(value), str(value)


def _not_future(cell: _Asked) -> Words | None:
    if not isinstance(cell.value, date) or cell.value <= cell.today:
        return None
    return (
        f"{chinese(cell.value)}晚于今天。请填写已经发生的日期，或者核对年份。",
        f"{cell.value.isoformat()} lies after today: enter what has happened.",
    )


def _not_before(cell: _Asked) -> Words | None:
    other = cell.values.get(cell.rule.columns[0])
    if not isinstance(cell.value, date) or not isinstance(other, date) or cell.value >= other:
        return None
    column = cell.table[cell.rule.columns[0]]
    return (
        f"{chinese(cell.value)}早于“{column.label}”（{chinese(other)}）。请核对两个日期。",
        f"{cell.value.isoformat()} lies before “{column.gloss}” ({other.isoformat()}): check both.",
    )


def _at_most(cell: _Asked) -> Words | None:
    number, other = _number(cell.value), _number(cell.values.get(cell.rule.columns[0]))
    if number is None or other is None or number <= other:
        return None
    column = cell.table[cell.rule.columns[0]]
    return (
        f"{number:f}大于“{column.label}”（{other:f}）。请核对两个数字。",
        f"{number:f} is more than “{column.gloss}” ({other:f}): check both.",
    )


def _sum(cell: _Asked) -> Words | None:
    return _computed(cell, "＋", lambda parts: sum(parts, Decimal()))


def _product(cell: _Asked) -> Words | None:
    return _computed(cell, "×", lambda parts: math.prod(parts, start=Decimal(1)))


def _computed(cell: _Asked, sign: str, compute: Callable[[list[Decimal]], Decimal]) -> Words | None:
    number = _number(cell.value)
    parts = [_number(cell.values.get(key)) for key in cell.rule.columns]
    known = [part for part in parts if part is not None]
    if number is None or len(known) < len(parts):
        return None
    result = compute(known)
    # Payments are rounded to the cent.
    if abs(result - number) < _CENT:
        return None
    columns = [cell.table[key] for key in cell.rule.columns]
    labels = sign.join(f"“{column.label}”" for column in columns)
    glosses = f" {sign} ".join(f"“{column.gloss}”" for column in columns)
    written = sign.join(f"{part:f}" for part in known)
    return (
        f"{number:f}不等于{labels}：{written}＝{result:f}。请核对各项。",
        f"{number:f} is not {glosses}, which is {result:f}: check the figures.",
    )


def _matches(cell: _Asked) -> Words | None:
    found = told(cell.value)[0]
    if re.fullmatch(cell.rule.pattern, found):
        return None
    return (
        f"“{found}”不符合要求：{cell.rule.says}。",
        f"“{found}” is not as asked: {cell.rule.says_en}.",
    )


def _below(cell: _Asked) -> Words | None:
    number = _number(cell.value)
    if number is None or cell.rule.limit is None or number < cell.rule.limit:
        return None
    return (
        f"“{number:f}”过大：{cell.rule.says}。",
        f"“{number:f}” is very large: {cell.rule.says_en}.",
    )


def _only_when(cell: _Asked) -> Words | None:
    other = cell.values.get(cell.rule.columns[0])
    if other is None or other in cell.rule.values:
        return None
    column = cell.table[cell.rule.columns[0]]
    return (
        f"“{column.label}”是“{other}”，这里应当留空。请删除，或者改正“{column.label}”。",
        f"“{column.gloss}” is “{other}”, so this stays blank: clear it, or correct the other.",
    )


def _number(value: Value) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) else None


_CHECKS: Final[dict[RuleKind, _Check]] = {
    RuleKind.NOT_FUTURE: _not_future,
    RuleKind.NOT_BEFORE: _not_before,
    RuleKind.AT_MOST: _at_most,
    RuleKind.SUM: _sum,
    RuleKind.PRODUCT: _product,
    RuleKind.MATCHES: _matches,
    RuleKind.BELOW: _below,
    RuleKind.ONLY_WHEN: _only_when,
}
