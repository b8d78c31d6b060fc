"""Judge the rows of a typed table, one by one and then together.

Cells have been read into values before; here is asked whether they are there, agree with each
other, and stand only once. Nothing is corrected.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal

from gongkai.rules.tables import cell_rules
from gongkai.rules.tables.definition import Balance, Column, RuleKind, TableDefinition
from gongkai.rules.tables.rows import Fault, TableRow, Value


def judge(definition: TableDefinition, rows: Iterable[TableRow], today: date) -> tuple[Fault, ...]:
    """Return what is wrong with the rows of a table, by row and column; then with the whole."""
    judge_of = Judge(definition, today)
    faults = [fault for row in rows for fault in judge_of.row(row)]
    return (*faults, *judge_of.whole())


class Judge:
    """Judges rows as they come; remembers what may stand only once, and what must balance."""

    def __init__(self, definition: TableDefinition, today: date) -> None:
        self._definition, self._today = definition, today
        self._seen: dict[tuple[str, tuple[Value, ...]], int] = {}
        self._sums: dict[tuple[Balance, bool], Decimal] = {}

    @property
    def definition(self) -> TableDefinition:
        """The table whose rows are judged."""
        return self._definition

    def row(self, row: TableRow, unread: Collection[str] = ()) -> list[Fault]:
        """Return what is wrong with a row; of `unread` columns nothing is asked again."""
        faults = [
            fault
            for column in self._definition.columns
            if column.key not in unread
            for fault in self._cell(row, column, unread)
        ]
        if not faults and not unread:
            faults.extend(self._twice(row))
            self._add(row)
        return faults

    def whole(self) -> tuple[Fault, ...]:
        """Return what is wrong with the rows taken together; asked after the last row."""
        return tuple(self._unbalanced())

    def _cell(self, row: TableRow, column: Column, unread: Collection[str]) -> Iterator[Fault]:
        value = row.values.get(column.key)
        if value is None:
            if column.is_required_in(row.values):
                yield _fault(
                    row.number,
                    column,
                    "required",
                    ("此项必填，不能为空。", "This cell is required and must not be blank."),
                )
            return
        for rule in column.rules:
            if rule.kind is RuleKind.UNIQUE or set(rule.columns) & set(unread):
                continue
            words = cell_rules.broken(rule, column, row.values, self._definition, self._today)
            if words is not None:
                yield _fault(row.number, column, rule.kind.value, words, value)

    def _twice(self, row: TableRow) -> Iterator[Fault]:
        """Yield a fault for a value, and one for a natural key, that stands there already."""
        for column in self._definition.columns:
            value = row.values.get(column.key)
            if value is not None and any(rule.kind is RuleKind.UNIQUE for rule in column.rules):
                first = self._seen.setdefault((column.key, (value,)), row.number)
                if first != row.number:
                    yield _fault(row.number, column, "unique", _repeats(first), value)
        if self._definition.natural_key:
            key = self._definition.natural_key_of(row.values)
            first = self._seen.setdefault(("", key), row.number)
            if first != row.number:
                column = self._definition[self._definition.natural_key[0]]
                yield _fault(row.number, column, "key", _repeats(first), key[0])

    def _add(self, row: TableRow) -> None:
        for balance in self._definition.balances:
            number, side = row.values.get(balance.column), row.values.get(balance.by)
            if not isinstance(number, int | Decimal):
                continue
            for is_left, group in ((True, balance.left), (False, balance.right)):
                if side in group:
                    so_far = self._sums.get((balance, is_left), Decimal())
                    self._sums[balance, is_left] = so_far + number

    def _unbalanced(self) -> Iterator[Fault]:
        for balance in self._definition.balances:
            left, right = (self._sums.get((balance, side), Decimal()) for side in (True, False))
            if left != right:
                column = self._definition[balance.column]
                names, others = "、".join(sorted(balance.left)), "、".join(sorted(balance.right))
                yield _fault(
                    0,
                    column,
                    "balance",
                    (
                        f"{names}合计{left:f}，{others}合计{right:f}，两者不相等，"
                        f"相差{abs(left - right):f}。请核对漏填、重填或者填错的项目。",
                        f"{names} add up to {left:f} and {others} to {right:f}, "
                        f"{abs(left - right):f} apart: look for an item left out, entered twice "
                        "or entered wrongly.",
                    ),
                )


def _repeats(first: int) -> tuple[str, str]:
    return (
        f"与第{first}行重复。请合并为一行，或者删除其中一行。",
        f"It repeats row {first}: make them one, or delete one of them.",
    )


def _fault(
    row: int, column: Column, rule: str, words: tuple[str, str], found: Value = None
) -> Fault:
    message, message_en = words
    shown = "" if found is None else cell_rules.told(found)[0]
    return Fault(row, column.key, column.label, rule, message, message_en, found=shown)
