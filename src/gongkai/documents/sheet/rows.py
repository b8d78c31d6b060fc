"""A workbook of long lists, written row by row: its memory does not grow with its rows.

A list that is longer than a worksheet goes on in another one. Text is never a formula.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.documents.report import printable

Value = str | int | Decimal | None
MOST_ROWS: Final = 1_048_576
MOST_CHARACTERS: Final = 32_000  # a cell holds 32,767
_LONGEST_NAME: Final = 31
_EXACT: Final = 10**15
_FACE: Final = {"font_name": "等线", "font_size": 11, "valign": "top"}
_HEAD_HEIGHT: Final = 48
_HEAD_COLOUR: Final = "#f2f2f2"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its head, a second head for programs, its width in characters."""

    title: str
    key: str = ""
    width: float = 12
    wraps: bool = False
    centred: bool = False


class RowBook:
    """A workbook on its way into a file; nothing is in the file until it is closed."""

    def __init__(self, path: Path | BinaryIO, *, title: str, made_at: datetime) -> None:
        self._book = xlsxwriter.Workbook(
            str(path) if isinstance(path, Path) else path,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._book.use_zip64()
        created = made_at.astimezone(UTC).replace(tzinfo=None)
        self._book.set_properties({"title": title, "created": created})
        self._lists: list[RowList] = []

    def list(self, name: str, columns: Sequence[ListColumn], *, fixed: int = 0) -> "RowList":
        """Add a list with its heads, of which and of `fixed` columns one never loses sight."""
        self._lists.append(RowList(self._book, name, columns, fixed))
        return self._lists[-1]

    def close(self) -> None:
        """Write the file."""
        for each in self._lists:
            each.end()
        self._book.close()


class RowList:
    """One list of a workbook."""

    def __init__(
        self, book: Workbook, name: str, columns: Sequence[ListColumn], fixed: int
    ) -> None:
        self._book, self._name, self._columns, self._fixed = book, name, columns, fixed
        self._has_keys = any(column.key for column in columns)
        self._sheets = 0
        self._styles = [self._style(column) for column in columns]
        self._begin()

    def append(self, values: Sequence[Value]) -> None:
        """Write a row."""
        if self._row >= MOST_ROWS:
            self.end()
            self._begin()
        for number, value in enumerate(values):
            _put(self._sheet, self._row, number, value, self._styles[number])
        self._row += 1

    def end(self) -> None:
        """Give the rows that are there the means to filter them."""
        last = max(self._row - 1, self._first)
        self._sheet.autofilter(self._first - 1, 0, last, len(self._columns) - 1)

    def _begin(self) -> None:
        self._sheets += 1
        more = f"（{self._sheets}）" if self._sheets > 1 else ""
        self._sheet = self._book.add_worksheet(self._name[: _LONGEST_NAME - len(more)] + more)
        for number, column in enumerate(self._columns):
            self._sheet.set_column(number, number, column.width)
        self._sheet.set_row(0, _HEAD_HEIGHT)
        self._row = 0
        line = 0 if self._has_keys else 1
        head = self._format(bold=True, text_wrap=True, bottom=line, bg_color=_HEAD_COLOUR)
        self._heads([column.title for column in self._columns], head)
        if self._has_keys:
            key = self._format(font_size=8, bottom=1, bg_color=_HEAD_COLOUR)
            self._heads([column.key for column in self._columns], key)
        self._sheet.freeze_panes(self._row, self._fixed)
        self._first = self._row
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.repeat_rows(0, self._row - 1)

    def _heads(self, words: Sequence[str], style: Format) -> None:
        for number, word in enumerate(words):
            self._sheet.write_string(self._row, number, word, style)
        self._row += 1

    def _style(self, column: ListColumn) -> Format:
        more = {"align": "center"} if column.centred else {}
        return self._format(text_wrap=column.wraps, **more)

    def _format(self, **properties: str | float | bool) -> Format:
        return self._book.add_format({**_FACE, **properties})


def _put(sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
    """Write a value; a number of more digits than a spreadsheet keeps is written as text."""
    if value is None:
        return
    if not isinstance(value, str) and -_EXACT < value < _EXACT:
        sheet.write_number(row, column, value, style)
    else:
        text = printable(str(value))
        cut = f"{text[:MOST_CHARACTERS]}……" if len(text) > MOST_CHARACTERS else text
        sheet.write_string(row, column, cut, style)
