"""What a worksheet holds beside its values, told from its markup read as a stream.

No tree is built: a sheet of a million empty cells costs no more memory than one.
"""

import io
import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from gongkai.documents.intake.limits import Limits
from gongkai.documents.intake.unreadable import DamagedDocument, TooLarge
from gongkai.documents.sheet.table import column_index, column_letter

_TRUE: Final = ("1", "true")
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(slots=True)
class Extent:
    """Addresses in order: formulas, error values (with their words), merged ranges; and the rows
    and columns that are hidden, counted from 0."""

    formulas: list[str] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def walk(markup: bytes, name: str, limits: Limits) -> Extent:
    """Return what a worksheet holds. A cell without content, whatever its address, is nothing.

    Raises:
        TooLarge: a cell with content stands beyond the rows or columns allowed.
        DamagedDocument: the markup is not whole, or an address in it makes no sense.
    """
    walker = _Walker(name, limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walker.start
    parser.CharacterDataHandler = walker.text
    try:
        parser.ParseFile(io.BytesIO(markup))
    except expat.ExpatError as error:
        raise DamagedDocument(
            name, where="工作表结构不完整", where_en="the structure of a sheet is broken"
        ) from error
    return walker.extent


class _Walker:
    """Keeps count of row and column while the elements of a sheet pass by."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.extent = Extent()
        self._name, self._limits = name, limits
        self._row = self._column = 0
        self._is_error = self._in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what an element says."""
        local = tag.rpartition(":")[2]
        self._in_value = local == "v"
        if local == "c":
            self._enter_cell(attributes.get("r"))
            self._is_error = attributes.get("t") == "e"
        elif local in ("v", "is"):
            self._judge_place()
        elif local == "f":
            self._judge_place()
            self.extent.formulas.append(self._address())
        elif local == "row":
            self._enter_row(attributes.get("r"))
            if attributes.get("hidden") in _TRUE:
                self.extent.hidden_rows.add(self._row - 1)
        elif local == "col" and attributes.get("hidden") in _TRUE:
            self._hide_columns(attributes)
        elif local == "mergeCell":
            self.extent.merges.append(attributes.get("ref", ""))

    def text(self, words: str) -> None:
        """Note the words of an error value."""
        if self._is_error and self._in_value:
            self.extent.errors.append((self._address(), words.strip()))
            self._is_error = False

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first) <= 7 and len(last) <= 7:
            columns = range(int(first) - 1, min(int(last), self._limits.columns + 1))
            self.extent.hidden_columns.update(columns)

    def _enter_row(self, reference: str | None) -> None:
        if reference is None:
            self._row += 1
        elif reference.isdecimal() and len(reference) <= 7:
            self._row = int(reference)
        else:
            raise self._nonsense("行号无效", "a row number is not valid")
        self._column = 0

    def _enter_cell(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise self._nonsense("单元格地址无效", "a cell reference is not valid")
        self._row, self._column = int(match[2]), column_index(match[1]) + 1

    def _address(self) -> str:
        return f"{column_letter(self._column - 1)}{self._row}"

    def _judge_place(self) -> None:
        limits = self._limits
        if self._row > limits.rows + 1:
            raise TooLarge(
                self._name, what="行数", what_en="rows", limit=limits.rows, found=self._row
            )
        if self._column > limits.columns:
            raise TooLarge(
                self._name, what="列数", what_en="columns", limit=limits.columns,
                found=self._column,
            )  # fmt: skip

    def _nonsense(self, where: str, where_en: str) -> DamagedDocument:
        return DamagedDocument(self._name, where=where, where_en=where_en)
