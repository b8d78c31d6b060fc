"""The cells of a worksheet as they pass by: no tree is built, so a large sheet costs little.

A visible row is a passage, its cells parted by tabs. What is hidden in it (a column, a white
text) is a passage of its own; a hidden row is one as a whole.
"""

import io
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from xml.parsers import expat

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.documents.contents.office.dangers import DDE
from gongkai.documents.contents.office.formats import CellFormats
from gongkai.documents.sheet.table import column_index, column_letter
from gongkai.rules.scan.passages import Hidden

_TRUE: Final = ("1", "true")
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LITERAL: Final = re.compile(r'"((?:[^"]|""){1,2000})"')
_NARROW: Final = 0.3
_MOST_COLUMNS: Final = 16_384
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a day of a sheet has no zone
_LAST_DAY: Final = 2_958_465
_HEADERS: Final = frozenset(
    {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
_TEXTS: Final = frozenset({"v", "t", "f", "formula1", "formula2"}) | _HEADERS


class TooManyCells(Exception):
    """A sheet has more content than is read."""


@dataclass(slots=True)
class _Row:
    number: int = 0
    why: str = ""
    seen: list[str] = field(default_factory=list)
    unseen: list[tuple[str, str, Hidden, str]] = field(default_factory=list)


class SheetCells:
    """Reads one sheet and says its rows."""

    def __init__(
        self, held: Gathering, title: str, hidden: Hidden | None, strings: list[str],
        formats: CellFormats, seen: set[str],
    ) -> None:  # fmt: skip
        self._held, self._title, self._hidden = held, title, hidden
        self._strings, self._formats, self._seen = strings, formats, seen
        self.grounds: list[str] = []
        self.headers: list[str] = []
        self._columns: list[tuple[int, int, str]] = []
        self._has_filter = False
        self._row = _Row()
        self._cell: dict[str, str] = {}
        self._column = 0
        self._value = ""
        self._formula = ""
        self._text: list[str] | None = None
        self._is_reading = False
        self._lists: list[str] = []

    def walk(self, markup: bytes, most: int) -> None:
        """Say the sheet. Raises ValueError where it is not whole, TooManyCells beyond `most`."""
        if markup.count(b"<") > 4 * most:
            raise TooManyCells
        self._has_filter = b"<autoFilter" in markup and b"<filterColumn" in markup
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._declared
        try:
            parser.ParseFile(io.BytesIO(markup))
        except (expat.ExpatError, LookupError) as error:
            raise ValueError from error

    def _declared(self, *_: object) -> None:
        raise ValueError

    def _characters(self, words: str) -> None:
        if self._text is not None and self._is_reading:
            self._text.append(words)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "row":
            self._enter_row(attributes)
        elif name == "c":
            self._cell = attributes
            self._value = self._formula = ""
            match = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = column_index(match[1]) if match else self._column + 1
        elif name == "col":
            self._enter_column(attributes)
        elif name == "rPh":
            self._is_reading = False
        elif name == "conditionalFormatting":
            self.grounds += attributes.get("sqref", "").split()
        elif name in _TEXTS:
            self._text, self._is_reading = [], True

    def _end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "row":
            self._say_row()
        elif name == "c":
            self._take_cell()
        elif name in _TEXTS and self._text is not None:
            self._take_text(name, "".join(self._text))
            self._text = None

    def _take_text(self, name: str, said: str) -> None:
        if name in _HEADERS:
            self.headers.append(said)
        elif name == "f":
            self._formula = said
        elif name in ("formula1", "formula2"):
            for each in _LITERAL.findall(said):
                self._held.say(f"{self._title}下拉选项", each, Hidden.TEXT)
        else:
            self._value += said

    def _enter_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = _Row(int(number[:7]) if number.isdecimal() else self._row.number + 1)
        self._column = -1
        if attributes.get("hidden") in _TRUE or _size(attributes.get("ht"), 15.0) < _NARROW:
            self._row.why = "筛选隐藏" if self._has_filter else "隐藏"
            if attributes.get("outlineLevel", "0") != "0":
                self._row.why = "分组折叠"

    def _enter_column(self, attributes: dict[str, str]) -> None:
        is_hidden = attributes.get("hidden") in _TRUE
        if is_hidden or _size(attributes.get("width"), 8.0) < _NARROW:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                grouped = attributes.get("outlineLevel", "0") != "0"
                why = "分组折叠的列" if grouped else "隐藏列"
                self._columns.append((int(first[:7]) - 1, int(last[:7]) - 1, why))

    def _take_cell(self) -> None:
        text = self._words()
        place = f"{column_letter(min(self._column, _MOST_COLUMNS))}{self._row.number}"
        if self._formula:
            self._judge_formula(place)
        if not text.strip():
            return
        look = self._formats.of(self._cell.get("s"))
        column = next((why for first, last, why in self._columns if first <= self._column <= last),
                      "")  # fmt: skip
        if column:
            letter = place.rstrip("0123456789")
            self._row.unseen.append((f"{letter}列（{column}）", text, Hidden.COLUMN, column))
        elif look.hides:
            self._row.unseen.append((f"{place}（{look.hides}）", text, Hidden.TEXT, look.hides))
        elif look.is_white and not self._has_ground():
            self._row.unseen.append((f"{place}（白色文字）", text, Hidden.TEXT, "白色文字"))
        else:
            self._row.seen.append(text)
            if self._hidden is None and not self._row.why:
                self._seen.add(text)

    def _words(self) -> str:
        kind, value = self._cell.get("t", "n"), self._value
        if kind == "s":
            at = int(value[:9]) if value.isdecimal() else -1
            return self._strings[at] if 0 <= at < len(self._strings) else ""
        if kind == "n" and value:
            return number_words(value, is_date=self._formats.of(self._cell.get("s")).is_date)
        return value

    def _judge_formula(self, place: str) -> None:
        if "|" in self._formula and DDE.search(self._formula):
            self._held.fault(FaultCode.DDE, what=self._formula[:200])
        literals = [each for each in _LITERAL.findall(self._formula) if each not in self._value]
        where = f"{self._title}{place}的公式"
        self._held.say(where, "\n".join(literals), Hidden.TEXT)

    def _has_ground(self) -> bool:
        """Tell whether the cell lies in a range that may have a ground of its own."""
        return any(self._is_in(each) for each in self.grounds[:200])

    def _is_in(self, range_: str) -> bool:
        found = _REFERENCE.findall(range_)
        if not found:
            return False
        (left, top), (right, bottom) = found[0], found[-1]
        columns = column_index(left) <= self._column <= column_index(right)
        return columns and int(top) <= self._row.number <= int(bottom)

    def _say_row(self) -> None:
        row = self._row
        place = f"{self._title}第{row.number}行"
        if row.why:
            told = [*row.seen, *(text for _, text, _, _ in row.unseen)]
            self._held.say(f"{place}（{row.why}）", "\t".join(told), self._hidden or Hidden.ROW)
            return
        self._held.say(place, "\t".join(row.seen), self._hidden)
        for where, text, why, _ in row.unseen:
            self._held.say(f"{place}{where}", text, self._hidden or why)


def number_words(value: str, *, is_date: bool = False) -> str:
    """Return a number of a cell as a reader sees it: whole numbers whole, days as days."""
    try:
        number = float(value)
    except ValueError:
        return value
    if is_date and 1 <= number <= _LAST_DAY:
        return (_FIRST_DAY + timedelta(days=number)).strftime("%Y-%m-%d")
    if number.is_integer() and abs(number) < 1e18:
        return str(int(number))
    return f"{number:.15g}"


def _size(value: str | None, otherwise: float) -> float:
    try:
        return otherwise if value is None else float(value)
    except ValueError:
        return otherwise
