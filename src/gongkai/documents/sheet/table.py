"""A table as it was read: a header and rows of typed cells that know where they stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gongkai.documents.intake.limits import Limits
from gongkai.documents.intake.unreadable import EmptyDocument, HeaderProblem, TooLarge
from gongkai.documents.values import CellValue, is_blank

_HEADER_SEARCH: Final = 10
_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: its value, and the row number and column letter a person sees."""

    value: CellValue
    row: int
    letter: str

    @property
    def address(self) -> str:
        """The address as spreadsheets write it: C3."""
        return f"{self.letter}{self.row}"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of data with its number in the file; as many cells as the header has."""

    number: int
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole table. `header` holds the column names, `rows` the rows that are not blank.

    `hidden_rows` are numbers of rows, `hidden_columns` letters, that the spreadsheet does not
    show; `stamp` is what a template of ours says of itself, "" for other files.
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[SheetRow, ...]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[str] = frozenset()
    stamp: str = ""

    def cell(self, row: SheetRow, column: str) -> SheetCell | None:
        """Return a row's cell under the column named `column`, None where there is no such."""
        try:
            return row.cells[self.header.index(column)]
        except ValueError:
            return None


@lru_cache(maxsize=1024)
def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_index(letters: str) -> int:
    """Return the column counted from 0 that `letters` names."""
    index = 0
    for letter in letters:
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    return index - 1


def arrange(
    lines: Sequence[Sequence[CellValue]],
    *,
    name: str,
    title: str,
    limits: Limits,
    columns: Sequence[str] = (),
) -> Sheet:
    """Return the table that starts at its header row; blank rows are skipped, numbers kept.

    The header is the first of the leading rows that names two of `columns` (all of them where
    there is only one); with no `columns`, or where no row does, the first row not blank.

    Raises:
        EmptyDocument: there is no row. HeaderProblem: a column has no name, or one name twice.
        TooLarge: more rows, columns or characters than `limits` allow.
    """
    start = _header_row(lines, columns)
    if start is None:
        raise EmptyDocument(name)
    header = _header(lines[start], start, name)
    rows = []
    for index, line in enumerate(lines[start + 1 :], start=start + 1):
        if all(is_blank(value) for value in line):
            continue
        _judge_row(line, index, header, name, limits)
        rows.append(_row(line, index, len(header)))
    if len(rows) > limits.rows:
        raise TooLarge(name, what="行数", what_en="rows", limit=limits.rows, found=len(rows))
    return Sheet(title, header, start + 1, tuple(rows))


def _header_row(lines: Sequence[Sequence[CellValue]], columns: Sequence[str]) -> int | None:
    filled = [
        (index, {str(value).strip() for value in line if not is_blank(value)})
        for index, line in enumerate(lines)
        if any(not is_blank(value) for value in line)
    ]
    wanted = set(columns)
    for index, names in filled[:_HEADER_SEARCH]:
        if wanted and len(names & wanted) >= min(2, len(wanted)):
            return index
    return filled[0][0] if filled else None


def _header(line: Sequence[CellValue], index: int, name: str) -> tuple[str, ...]:
    names = ["" if is_blank(value) else str(value).strip().rstrip("*＊").strip() for value in line]
    while names and not names[-1]:
        names.pop()
    for place, title in enumerate(names):
        address = f"{column_letter(place)}{index + 1}"
        if not title:
            raise HeaderProblem(
                name, what=f"单元格 {address} 没有列名", what_en=f"{address} has no column name"
            )
        if title in names[:place]:
            raise HeaderProblem(
                name,
                what=f"列名“{title}”重复（{address}）",
                what_en=f"the column “{title}” stands there twice ({address})",
            )
    return tuple(names)


def _judge_row(
    line: Sequence[CellValue], index: int, header: tuple[str, ...], name: str, limits: Limits
) -> None:
    for place, value in enumerate(line):
        address = f"{column_letter(place)}{index + 1}"
        if place >= len(header) and not is_blank(value):
            raise HeaderProblem(
                name,
                what=f"单元格 {address} 有内容，但该列没有列名",
                what_en=f"{address} holds a value but its column has no name",
            )
        if isinstance(value, str) and len(value) > limits.cell_characters:
            raise TooLarge(
                name,
                what=f"单元格 {address} 字数",
                what_en=f"text in {address} (characters)",
                limit=limits.cell_characters,
                found=len(value),
            )


def _row(line: Sequence[CellValue], index: int, width: int) -> SheetRow:
    padded = [*line[:width], *[None] * (width - len(line))]
    return SheetRow(
        index + 1,
        tuple(
            SheetCell(None if is_blank(value) else value, index + 1, column_letter(place))
            for place, value in enumerate(padded)
        ),
    )
