"""Tables as text: comma, tab or semicolon separated, in the encodings Chinese offices save."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.documents.intake import text
from gongkai.documents.intake.limits import Limits
from gongkai.documents.intake.unreadable import DamagedDocument, FormulaInCell, TooLarge
from gongkai.documents.sheet.table import Sheet, arrange, column_letter

_DELIMITERS: Final = ",\t;"


def read(data: bytes, name: str, *, limits: Limits, columns: Sequence[str] = ()) -> Sheet:
    """Return the table of a CSV file; every value is text.

    Raises:
        UnreadableDocument: the encoding is unknown, a quotation mark stays open, a cell holds a
            formula, or a limit is passed.
    """
    lines = list(rows(text.decode(data, name), name, limits=limits))
    _refuse_formulas(lines, name)
    return arrange(lines, name=name, title=name, limits=limits, columns=columns)


def rows(words: str, name: str, *, limits: Limits) -> Iterator[list[str]]:
    """Yield the rows of delimited text.

    Raises:
        DamagedDocument, TooLarge: as `read`.
    """
    delimiter = _delimiter(words)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    found = 0
    try:
        for found, line in enumerate(reader, start=1):
            if found > limits.rows + 1:
                raise TooLarge(name, what="行数", what_en="rows", limit=limits.rows, found=found)
            if len(line) > limits.columns:
                raise TooLarge(
                    name, what="列数", what_en="columns", limit=limits.columns, found=len(line)
                )
            yield line
    except csv.Error as error:
        raise DamagedDocument(
            name,
            where=f"第 {found + 1} 行起引号不成对或内容过长",
            where_en=f"from row {found + 1} a quotation mark stays open or a cell is too long",
        ) from error


def _delimiter(words: str) -> str:
    first = next((line for line in words.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _refuse_formulas(lines: Sequence[Sequence[str]], name: str) -> None:
    formulas = [
        f"{column_letter(place)}{number}"
        for number, line in enumerate(lines, start=1)
        for place, value in enumerate(line)
        if value.lstrip().startswith("=")
    ]
    if formulas:
        raise FormulaInCell(name, cell=formulas[0], count=len(formulas))
