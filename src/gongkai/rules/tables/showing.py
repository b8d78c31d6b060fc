"""What the public sees of a typed table: shown columns, masked values, totals, as a plain grid.

Pages, files and feeds are all drawn from this one value; what is not in it stays inside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from gongkai.rules.clock.wording import chinese
from gongkai.rules.tables.definition import Column, Mask, TableDefinition
from gongkai.rules.tables.masking import masked
from gongkai.rules.tables.nil import NilReturn
from gongkai.rules.tables.rows import TableRow, Value

Alignment = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A grid to be drawn: a caption, heads with their alignment, rows, and totals if any.

    `rows` hold values as masked; `texts` tells one in words. `nil` stands in place of rows.
    """

    definition: TableDefinition
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[Value, ...]
    nil: NilReturn | None = None

    @property
    def heads(self) -> tuple[str, ...]:
        """The labels of the columns."""
        return tuple(column.label for column in self.columns)

    @property
    def alignments(self) -> tuple[Alignment, ...]:
        """Where the cells of each column stand: figures at the end of the line."""
        return tuple("end" if column.type.is_number else "start" for column in self.columns)

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows in words, as a page shows them."""
        return tuple(self._told(row) for row in self.rows)

    @property
    def total_texts(self) -> tuple[str, ...]:
        """The row of totals in words; () where nothing is added up."""
        if not self.totals:
            return ()
        told = self._told(self.totals)
        at = next((place for place, text in enumerate(told) if not text), None)
        return told if at is None else (*told[:at], "合计", *told[at + 1 :])

    def _told(self, row: Sequence[Value]) -> tuple[str, ...]:
        return tuple(
            in_words(column, value) for column, value in zip(self.columns, row, strict=True)
        )


def public_table(
    definition: TableDefinition,
    rows: Iterable[TableRow],
    *,
    caption: str = "",
    nil: NilReturn | None = None,
) -> PublicTable:
    """Return what the public sees of rows; `caption` is the table's title where none is given.

    Raises:
        UnsoundNilReturn: there are rows although a nil return is given, or it is another table's.

    Source: 政府信息公开条例 Art. 15 (privacy); 个人信息保护法 Art. 6 (no more than is needed).
    """
    rows = tuple(rows)
    if nil is not None:
        nil.admit(definition.key, len(rows))
    columns = definition.public_columns
    added = totals(definition, rows)
    is_added = bool(rows) and any(column.is_total for column in columns)
    return PublicTable(
        definition=definition,
        caption=caption or definition.title,
        columns=columns,
        rows=tuple(tuple(seen(column, row.values) for column in columns) for row in rows),
        totals=tuple(added.get(column.key) for column in columns) if is_added else (),
        nil=nil,
    )


def seen(column: Column, values: Mapping[str, Value]) -> Value:
    """Return what the public sees of one cell."""
    value = values.get(column.key)
    if value is None or column.mask is Mask.NONE:
        return value
    # A row that does not say whether it is a person's is masked.
    when = column.masked_when
    if when is not None and values.get(when.column) is not None and not when.holds(values):
        return value
    return masked(str(value), column.mask)


def totals(definition: TableDefinition, rows: Iterable[TableRow]) -> dict[str, Decimal | int]:
    """Return the sums of the columns that are added up, each in the column's own unit."""
    rows = tuple(rows)
    found: dict[str, Decimal | int] = {}
    for column in definition.columns:
        if column.is_total:
            known = [row.values.get(column.key) for row in rows]
            found[column.key] = sum(each for each in known if isinstance(each, int | Decimal))
    return found


def in_words(column: Column, value: Value) -> str:
    """Return a value as a page shows it: 2024年3月5日, 1250.00, 3.5%; "" for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return chinese(value)
    if isinstance(value, Decimal):
        return f"{value:f}{'%' if column.unit == '%' else ''}"
    return str(value)
