"""The files of a book: the template that offices fill, and what a list exports."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from gongkai.documents import values
from gongkai.documents.csv_file import guarded
from gongkai.documents.sheet import TemplateColumn, ValueKind, write_template
from gongkai.office.registers.book import Book, Entry
from gongkai.office.registers.columns import OpenColumn

_KINDS = {
    Entry.DATE: ValueKind.DATE,
    Entry.COUNT: ValueKind.COUNT,
    Entry.MONEY: ValueKind.AMOUNT,
    Entry.CHOICE: ValueKind.CHOICE,
    Entry.YES_NO: ValueKind.CHOICE,
}
_YES_NO = ("是", "否")


def template(book: Book, columns: Sequence[OpenColumn]) -> bytes:
    """Return the workbook that is filled and imported."""
    return write_template(
        [_template_column(column) for column in columns],
        title=str(book.title),
        advice=[str(book.summary)],
    )


def _template_column(column: OpenColumn) -> TemplateColumn:
    entry = column.column.entry
    labels = tuple(label for _value, label in column.choices)
    return TemplateColumn(
        title=column.label,
        kind=_KINDS.get(entry, ValueKind.TEXT),
        note=str(column.column.hint),
        required=column.column.required,
        choices=_YES_NO if entry is Entry.YES_NO else labels,
        example=_example(column, labels),
        width=36 if entry in (Entry.TEXT, Entry.LONG_TEXT) and column.limit > 100 else 0,
    )


def _example(column: OpenColumn, labels: Sequence[str]) -> Any:
    example = column.column.example
    match column.column.entry:
        case Entry.CHOICE:
            return example or next(iter(labels), None)
        case Entry.YES_NO:
            return example or _YES_NO[1]
        case Entry.DATE if example:
            return values.day(example)
        case Entry.COUNT if example:
            return int(example)
        case Entry.MONEY if example:
            return Decimal(example)
        case _:
            return example or None


def as_csv(columns: Sequence[OpenColumn], records: Iterable[Any]) -> Iterator[str]:
    """Yield the lines of a CSV file that spreadsheet programs open as UTF-8."""
    yield "\ufeff" + _line([column.label for column in columns])
    for record in records:
        yield _line([_unarmed(_cell(column, record)) for column in columns])


def as_workbook(book: Book, columns: Sequence[OpenColumn], records: Iterable[Any]) -> bytes:
    """Return a .xlsx file of the records, dates and numbers as such."""
    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        sheet = workbook.add_worksheet(str(book.title)[:31])
        bold = workbook.add_format({"bold": True})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, 40 if column.column.entry is Entry.TEXT else 16)
            sheet.write_string(0, place, column.label, bold)
        for row, record in enumerate(records, start=1):
            for place, column in enumerate(columns):
                _write(sheet, row, place, _cell(column, record), day)
    return buffer.getvalue()


def _cell(column: OpenColumn, record: Any) -> Any:
    value = column.of(record)
    plain = (Entry.DATE, Entry.COUNT, Entry.MONEY)
    return value if column.column.entry in plain else column.tell(value)


def _write(sheet: Any, row: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, value)


def _unarmed(value: Any) -> Any:
    """Keep a spreadsheet program from running a text as a formula."""
    return guarded(value) if isinstance(value, str) else value


def _line(cells: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def file_name(book: Book, year: int | None, ending: str) -> str:
    """Return the name under which a list is saved."""
    when = _("%(year)s年") % {"year": year} if year else ""
    return f"{book.title}{when}.{ending}"
