"""Read a filled template, or any table with its heads, into good rows and faults by cell.

A file that is not this table is refused whole; a wrong cell is a fault that names it. What a
spreadsheet hides is a fault as well: nobody publishes a row that was not seen.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from gongkai.documents import values
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.documents.sheet import Sheet, SheetRow, read_sheet
from gongkai.documents.sheet.table import column_letter
from gongkai.documents.typed_tables.cells import read_cell
from gongkai.documents.typed_tables.template import stamped
from gongkai.documents.values import UnreadableValue
from gongkai.rules import tables
from gongkai.rules.tables import (
    Column,
    ColumnType,
    Fault,
    Judge,
    Shown,
    TableDefinition,
    TableReading,
    TableRow,
    UnknownTable,
    Value,
)

_MOST_SHOWN = 60


class OtherTable(UnreadableDocument):
    """A template of another table."""

    zh = "文件“{name}”是“{found}”的模板，这里需要“{wanted}”。请下载“{wanted}”的模板填写后提交。"
    en = "“{name}” is a template of “{found_en}”, not of “{wanted_en}”; download the right one."


class OutdatedTemplate(UnreadableDocument):
    """A template of another version of the table."""

    zh = (
        "文件“{name}”用的是“{wanted}”第{found}版模板，现在是第{current}版。"
        "请下载新模板，将数据复制过去后提交。"
    )
    en = (
        "“{name}” was filled in version {found} of the template of “{wanted_en}”, which is now "
        "{current}; download it, copy the data there and submit that."
    )


class MissingColumns(UnreadableDocument):
    """A table without a column that every row needs."""

    zh = (
        "文件“{name}”的工作表“{sheet}”缺少以下列：{columns}。"
        "请确认数据在第一张工作表，并按模板的列名填写后提交。"
    )
    en = (
        "The sheet “{sheet}” of “{name}” lacks the columns {columns}; see that the data stand on "
        "the first sheet, with the heads of the template."
    )


def read(
    definition: TableDefinition,
    data: bytes,
    name: str,
    *,
    today: date,
    limits: Limits = DEFAULT,
) -> TableReading:
    """Return the rows of a .xlsx or CSV file, and what is wrong with the others.

    Raises:
        UnreadableDocument: the file is no table, another table (OtherTable), of another version
            (OutdatedTemplate), or lacks a required column (MissingColumns).
    """
    sheet = read_sheet(data, name, limits=limits, columns=_known_heads(definition))
    _refuse_other(definition, sheet, name)
    places = _places(definition, sheet)
    missing = [c.label for c in definition.columns if c.is_required and c.key not in places]
    if missing:
        raise MissingColumns(name, sheet=sheet.name, columns="、".join(missing))
    reader = _Reader(definition, sheet, places, today)
    rows = [good for row in sheet.rows if (good := reader.row(row)) is not None]
    known = set(places.values())
    return TableReading(
        rows=tuple(rows),
        faults=(*reader.hidden_columns(), *reader.faults, *reader.whole()),
        row_count=len(sheet.rows),
        ignored=tuple(head for place, head in enumerate(sheet.header) if place not in known),
    )


def read_row(
    judge: Judge, number: int, cells: Mapping[str, values.CellValue]
) -> tuple[TableRow, list[Fault]]:
    """Return one row and what is wrong with it; `cells` are what a form or a sheet holds by key.

    A cell that cannot be read is None in the row and a fault; a key that is missing is blank.
    """
    read: dict[str, Value] = {}
    faults: dict[str, Fault] = {}
    for column in judge.definition.columns:
        read[column.key] = None
        try:
            read[column.key] = read_cell(column, cells.get(column.key))
        except UnreadableValue as error:
            faults[column.key] = Fault(
                number, column.key, column.label, "type", error.message, error.message_en
            )
    row = TableRow(number, read)
    return row, [*faults.values(), *judge.row(row, faults)]


class _Reader:
    """Reads the rows of one sheet and keeps what is wrong with them."""

    def __init__(
        self, definition: TableDefinition, sheet: Sheet, places: Mapping[str, int], today: date
    ) -> None:
        self._definition, self._sheet, self._places = definition, sheet, places
        self._judge = Judge(definition, today)
        self.faults: list[Fault] = []

    def row(self, row: SheetRow) -> TableRow | None:
        """Return a good row; for any other note what is wrong and return None."""
        cells = {key: row.cells[place].value for key, place in self._places.items()}
        whole, faults = read_row(self._judge, row.number, cells)
        found = [*self._hidden(row), *faults]
        self.faults.extend(sorted((self._placed(row, each) for each in found), key=self._order))
        return None if found else whole

    def whole(self) -> tuple[Fault, ...]:
        """Return what is wrong with all rows together, where each was good by itself."""
        return () if self.faults else self._judge.whole()

    def hidden_columns(self) -> Iterator[Fault]:
        """Yield a fault for every column of the table that the spreadsheet hides."""
        for column in self._definition.columns:
            place = self._places.get(column.key)
            if place is None or column_letter(place) not in self._sheet.hidden_columns:
                continue
            letter = column_letter(place)
            yield Fault(
                self._sheet.header_row, column.key, column.label, "hidden",
                f"{letter}列在工作表中被隐藏。请取消隐藏，核对内容后重新提交。",
                f"Column {letter} is hidden in the sheet: show it, check it and submit again.",
                address=f"{letter}{self._sheet.header_row}",
            )  # fmt: skip

    def _hidden(self, row: SheetRow) -> Iterator[Fault]:
        if row.number in self._sheet.hidden_rows:
            first = self._definition.columns[0]
            yield Fault(
                row.number, first.key, first.label, "hidden",
                f"第{row.number}行在工作表中被隐藏或者筛选掉。"
                "请取消隐藏和筛选，核对内容后重新提交，或者删除这一行。",
                f"Row {row.number} is hidden or filtered out in the sheet: show it and check it, "
                "or delete it.",
            )  # fmt: skip

    def _placed(self, row: SheetRow, fault: Fault) -> Fault:
        place = self._places.get(fault.key)
        if place is None:
            return fault
        cell = row.cells[place]
        column = self._definition[fault.key]
        return replace(fault, address=cell.address, found=_shown(column, cell.value))

    def _order(self, fault: Fault) -> int:
        return self._places.get(fault.key, len(self._places))


def _shown(column: Column, cell: values.CellValue) -> str:
    """Return what stands in a cell, as a list of faults may repeat it; never a private number."""
    if values.is_blank(cell) or (
        column.type is ColumnType.IDENTITY and column.shown is not Shown.YES
    ):
        return ""
    return str(cell)[:_MOST_SHOWN]


def _refuse_other(definition: TableDefinition, sheet: Sheet, name: str) -> None:
    said = stamped(sheet.stamp)
    if said is None:
        return
    key, number = said
    wanted = {"wanted": definition.title, "wanted_en": definition.gloss}
    if key != definition.key:
        title, gloss = _names(key, number)
        raise OtherTable(name, found=title, found_en=gloss, **wanted)
    if number != definition.version:
        raise OutdatedTemplate(name, found=number, current=definition.version, **wanted)


def _names(key: str, number: int) -> tuple[str, str]:
    try:
        other = tables.version(key, number)
    except UnknownTable:
        return key, key
    return other.title, other.gloss


def _places(definition: TableDefinition, sheet: Sheet) -> dict[str, int]:
    """Return where each column of the definition stands, by key."""
    heads = {_tidy(head): place for place, head in enumerate(sheet.header)}
    return {
        column.key: heads[_tidy(column.label)]
        for column in definition.columns
        if _tidy(column.label) in heads
    }


def _known_heads(definition: TableDefinition) -> list[str]:
    labels = [column.label for column in definition.columns]
    return [*labels, *(_tidy(label) for label in labels)]


def _tidy(head: str) -> str:
    """Return a head without spaces, in half-width signs: 金额（元） and 金额(元) are one."""
    return "".join(unicodedata.normalize("NFKC", head).split())
