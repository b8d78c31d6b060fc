"""The columns of a book in one body: how a cell is read, kept, and told in words.

A page and an import read with the same reader, so that what one refuses the other does too.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents import values
from gongkai.documents.values import CellValue
from gongkai.office.registers.book import Book, BookColumn, Entry
from gongkai.web import words

_MONTH = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*月?")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_DEFAULT_LIMIT = 500


class NotAMonth(values.UnreadableValue):
    """Not a month."""

    zh = "“{found}”不是有效月份，请填写为“2019年3月”或“2019-03”。"
    en = "“{found}” is not a valid month; write it as 2019-03."


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column with what it depends on in this body: its choices, and the length of its text.

    `blank` is what an empty cell becomes; `is_stored` whether the record keeps the value in a
    field of its own, by which it can be searched and sorted; `sorts` whether it can be sorted;
    `names` and `spoken` are its label and its choices in every language of the site.
    """

    column: BookColumn
    choices: tuple[tuple[Any, str], ...] = ()
    names: frozenset[str] = frozenset()
    spoken: tuple[tuple[Any, str], ...] = ()
    limit: int = _DEFAULT_LIMIT
    blank: Any = None
    is_stored: bool = True
    sorts: bool = False

    @property
    def field(self) -> str:
        """The name of the record's field."""
        return self.column.field

    @property
    def label(self) -> str:
        """What the column is called."""
        return str(self.column.label)

    def read(self, cell: CellValue) -> Any:
        """Return the clean value of a cell.

        Raises:
            UnreadableValue: it is blank though required, or does not say what the column asks.
        """
        if values.is_blank(cell):
            if self.column.required:
                raise values.MissingValue(cell)
            return self.blank
        return self._read(cell)

    def _read(self, cell: CellValue) -> Any:
        match self.column.entry:
            case Entry.DATE:
                return values.day(cell)
            case Entry.MONTH:
                return _month(cell)
            case Entry.COUNT:
                return values.count(cell)
            case Entry.MONEY:
                return _amount(cell)
            case Entry.YES_NO:
                return values.yes(cell)
            case Entry.CHOICE:
                return self._choice(cell)
            case _:
                return values.text(cell, limit=self.limit)

    def _choice(self, cell: CellValue) -> Any:
        """Return what a cell chose, in whichever language of the site it was written."""
        said = "" if cell is None else str(cell).strip()
        other = next((value for value, label in self.spoken if label == said), None)
        if other is not None:
            return other
        chosen = values.choice(cell, {label: str(value) for value, label in self.choices})
        return next(value for value, _label in self.choices if str(value) == chosen)

    def place_in(self, header: Sequence[str]) -> int | None:
        """Return where the column stands in a table's header, None where it does not."""
        return next((at for at, name in enumerate(header) if name in self.names), None)

    def tell(self, value: Any) -> str:
        """Return a value in words, as a page shows it."""
        if value is None or value == "":
            return ""
        match self.column.entry:
            case Entry.DATE:
                return words.day(value, get_language() or "")
            case Entry.MONTH:
                return _("%(year)s年%(month)s月") % {"year": value.year, "month": value.month}
            case Entry.YES_NO:
                return _("是") if value else _("否")
            case Entry.CHOICE:
                return next((label for each, label in self.choices if each == value), str(value))
            case Entry.MONEY:
                return words.plain(value)
            case _:
                return str(value)

    def of(self, record: Any) -> Any:
        """Return what a record says in this column."""
        return getattr(record, self.field)

    def restore(self, kept: Any) -> Any:
        """Return the value that `keep` made storable."""
        if kept is None:
            return None
        match self.column.entry:
            case Entry.DATE | Entry.MONTH:
                return date.fromisoformat(kept)
            case Entry.MONEY:
                return Decimal(kept)
            case _:
                return kept


def keep(value: Any) -> Any:
    """Return a clean value as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def open_columns(book: Book) -> tuple[OpenColumn, ...]:
    """Return the book's columns as they are in the scoped body; asks for the choices once."""
    return tuple(_open(book, column) for column in book.columns)


def _open(book: Book, column: BookColumn) -> OpenColumn:
    field = stored_field(book, column.field)
    choices: Sequence[tuple[Any, Any]] = column.choices() if column.choices else ()
    is_text = isinstance(field, models.CharField | models.TextField) or field is None
    blank: Any = "" if is_text else None
    if column.entry is Entry.YES_NO:
        blank = False
    return OpenColumn(
        column=column,
        choices=tuple((value, str(label)) for value, label in choices),
        names=frozenset(_in_every_language(column.label)),
        spoken=tuple(
            (value, said) for value, label in choices for said in _in_every_language(label)
        ),
        limit=getattr(field, "max_length", None) or _DEFAULT_LIMIT,
        blank=blank,
        is_stored=field is not None,
        sorts=field is not None and not field.null and column.entry is not Entry.CHOICE,
    )


def _in_every_language(words: Any) -> Iterator[str]:
    """Yield what a lazy text says in each language: a sheet may be filled in any of them."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield str(words)


def stored_field(book: Book, name: str) -> "models.Field[Any, Any] | None":
    """Return the field of the record that keeps a column, None where none does."""
    for field in book.model._meta.concrete_fields:
        if name in (field.name, field.attname):
            return field
    return None


def lang_of(text: str) -> str:
    """Return `zh-CN` for what the ledger says in Chinese on a page in another language."""
    is_english = (get_language() or "").startswith("en")
    return "zh-CN" if is_english and _CHINESE.search(text) else ""


def in_words(error: values.UnreadableValue) -> str:
    """Return the sentence of a refusal in the reader's language."""
    return error.message_en if (get_language() or "").startswith("en") else error.message


def _month(cell: CellValue) -> date:
    if isinstance(cell, datetime | date):
        return values.day(cell).replace(day=1)
    found = unicodedata.normalize("NFKC", str(cell)).strip()
    match = _MONTH.fullmatch(found)
    try:
        if match:
            return date(int(match[1]), int(match[2]), 1)
        return values.day(cell).replace(day=1)
    except ValueError:
        raise NotAMonth(cell) from None


def _amount(cell: CellValue) -> Decimal:
    number = values.number(cell)
    if number < 0:
        raise values.Negative(cell)
    return number
