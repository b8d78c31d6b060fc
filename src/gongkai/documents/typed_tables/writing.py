"""What the public sees of a typed table as CSV, XLSX and JSON.

Text that a spreadsheet would run as a formula is written so that it cannot. Dates are ISO, and
amounts exact, in the unit of their column.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from gongkai.documents.csv_file import guarded
from gongkai.documents.report import printable
from gongkai.documents.sheet import rows
from gongkai.documents.sheet.rows import ListColumn, RowBook
from gongkai.rules.tables import Column, ColumnType, PublicTable, Value

_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
_WIDE: Final = 40
_TOTAL: Final = "合计"


def as_csv(table: PublicTable) -> bytes:
    """Return the table in UTF-8 with a mark that spreadsheets know; a nil return as one line."""
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer, lineterminator="\r\n")
    lines.writerow([guarded(head) for head in table.heads])
    for row in _lines(table):
        lines.writerow([guarded(printable(_plain(value))) for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def as_workbook(table: PublicTable, *, made_at: datetime = _EPOCH) -> bytes:
    """Return the table as .xlsx, numbers as numbers, text never a formula."""
    buffer = io.BytesIO()
    book = RowBook(buffer, title=table.caption, made_at=made_at)
    name = (
        "".join(each for each in table.caption if each not in "[]:*?/\\'") or table.definition.key
    )
    sheet = book.list(name, [_list_column(column) for column in table.columns])
    for row in _lines(table):
        sheet.append([_cell(value) for value in row])
    book.close()
    return buffer.getvalue()


def as_json(table: PublicTable) -> bytes:
    """Return the table as indented UTF-8: columns, rows by key, totals, the nil return if any."""
    keys = [column.key for column in table.columns]
    data = {
        "table": table.definition.key,
        "version": table.definition.version,
        "title": table.caption,
        "columns": [
            {
                "key": column.key,
                "label": column.label,
                "label_en": column.gloss,
                "type": column.type.value,
                "unit": column.unit,
                "shown": column.shown.value,
            }
            for column in table.columns
        ],
        "rows": [dict(zip(keys, map(_datum, row), strict=True)) for row in table.rows],
        "totals": {
            key: _datum(value)
            for key, value in zip(keys, table.totals or [None] * len(keys), strict=True)
            if value is not None
        },
        "nil": None
        if table.nil is None
        else {
            "from": table.nil.first_on.isoformat(),
            "until": table.nil.last_on.isoformat(),
            "reason": table.nil.reason,
        },
    }
    return printable(json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _lines(table: PublicTable) -> Iterator[Sequence[Value]]:
    yield from table.rows
    if table.nil is not None:
        yield (table.nil.told, *[None] * (len(table.columns) - 1))
    if table.totals:
        texts = table.total_texts
        yield tuple(
            _TOTAL if value is None and text == _TOTAL else value
            for value, text in zip(table.totals, texts, strict=True)
        )


def _list_column(column: Column) -> ListColumn:
    is_long = column.type is ColumnType.LONG_TEXT
    return ListColumn(
        column.label, width=_WIDE if is_long else max(12, 2 * len(column.label)), wraps=is_long
    )


def _cell(value: Value) -> rows.Value:
    return value.isoformat() if isinstance(value, date) else value


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _datum(value: Value) -> str | int | None:
    return value if value is None or isinstance(value, int) else _plain(value)
