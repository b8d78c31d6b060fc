"""Templates of typed tables, filled as people fill them; rows that are right, and made wrong."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

from gongkai.documents import typed_tables
from gongkai.documents.intake import archive
from gongkai.documents.sheet.table import column_letter
from gongkai.rules import tables
from gongkai.rules.tables import Column, ColumnType, TableDefinition, Value

TODAY = date(2026, 11, 25)
KEYS = [definition.key for definition in tables.every(TODAY)]
SHEET = "xl/worksheets/sheet1.xml"
Row = Mapping[str, Value]


def definition(key: str) -> TableDefinition:
    return tables.get(key, TODAY)


def examples(table: TableDefinition) -> dict[str, Value]:
    """The row that the definition itself gives as an example."""
    return {column.key: typed_tables.read_cell(column, column.example) for column in table.columns}


def filled(table: TableDefinition, rows: Sequence[Row], *, change=lambda markup: markup) -> bytes:
    """The template with rows in it, from row 2 on; `change` may spoil the sheet's markup."""
    parts = archive.unpacked(typed_tables.template(table))
    markup = parts[SHEET].decode()
    body = "".join(_row(table, number, row, markup) for number, row in enumerate(rows, start=2))
    parts[SHEET] = change(markup.replace("</sheetData>", f"{body}</sheetData>")).encode()
    return archive.packed(parts)


def as_csv(table: TableDefinition, rows: Sequence[Mapping[str, object]], *, encoding="utf-8"):
    """The same as a CSV file, every value as text."""
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer)
    lines.writerow([column.label for column in table.columns])
    for row in rows:
        lines.writerow([typed(row.get(column.key)) for column in table.columns])
    return buffer.getvalue().encode(encoding)


def read(table: TableDefinition, data: bytes, name: str = "表.xlsx"):
    return typed_tables.read(table, data, name, today=TODAY)


def typed(value: object) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _row(table: TableDefinition, number: int, row: Row, markup: str) -> str:
    cells = "".join(
        _cell(column, f"{column_letter(place)}{number}", row.get(column.key), place, markup)
        for place, column in enumerate(table.columns)
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(column: Column, address: str, value: Value, place: int, markup: str) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        # A date as spreadsheets keep it: a serial in a cell whose style is that of its column.
        style = _style(place + 1, markup)
        return f'<c r="{address}" s="{style}"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if column.type.is_number:
        return f'<c r="{address}"><v>{typed(value)}</v></c>'
    words = escape(str(value))
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _style(column: int, markup: str) -> str:
    spans = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*? style="(\d+)"', markup)
    return next(style for least, most, style in spans if int(least) <= column <= int(most))


def is_text(column: Column) -> bool:
    return column.type in (ColumnType.TEXT, ColumnType.LONG_TEXT)
