"""Rows of a typed table, what is wrong with them, and a table as it was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the file (or list) and its values by key of column.

    A blank cell is None; no column is left out.
    """

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell (or, row 0, with the whole table) and what to do about it.

    `rule` names what was broken: "required", "type", "length", a rule of the column, "key",
    "balance", "hidden". `address` is the cell as spreadsheets write it, "" where there is none.
    """

    row: int
    key: str
    column: str
    rule: str
    message: str
    message_en: str
    address: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as it was read: the good rows, and every fault of the others.

    Whether the good rows are taken while others have faults is for who asked. `ignored` are
    columns that the definition does not know; `row_count` counts all rows that are not blank.
    """

    rows: tuple[TableRow, ...]
    faults: tuple[Fault, ...]
    row_count: int
    ignored: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def bad_row_count(self) -> int:
        """How many rows have something wrong with them."""
        return len({fault.row for fault in self.faults if fault.row})
