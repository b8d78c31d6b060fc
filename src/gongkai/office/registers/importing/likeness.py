"""Which records of a book are the same as others: by their key, or word for word.

Asked for a whole table at once, in as few queries as its size allows.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.office.records.models import LedgerRecord
from gongkai.office.registers.book import Book

_AT_ONCE = 500
Key = tuple[Any, ...]


def key_of(book: Book, record: LedgerRecord) -> Key:
    """Return what no two standing records of the book share."""
    return says(record, book.unique)


def says(record: LedgerRecord, fields: Sequence[str]) -> Key:
    """Return what a record says in some of its fields."""
    return tuple(getattr(record, name) for name in fields)


def taken(book: Book, records: Sequence[LedgerRecord]) -> set[Key]:
    """Return the keys of `records` that standing records already have."""
    return _existing(book, book.unique, records, among=book.unique)


def known(book: Book, fields: Sequence[str], records: Sequence[LedgerRecord]) -> set[Key]:
    """Return what `records` say that standing records say word for word."""
    return _existing(book, fields, records, among=[book.dated_by])


def _existing(
    book: Book, fields: Sequence[str], records: Sequence[LedgerRecord], *, among: Sequence[str]
) -> set[Key]:
    wanted = {says(record, fields) for record in records}
    found: set[Key] = set()
    for part in _narrowed(book, records, among):
        found.update(key for key in part.values_list(*fields).iterator(2000) if key in wanted)
    return found


def _narrowed(book: Book, records: Sequence[LedgerRecord], among: Sequence[str]) -> Iterator[Any]:
    """Yield the standing records that may match, by the field with the fewest values."""
    values = {name: {getattr(record, name) for record in records} for name in among}
    name = min(values, key=lambda each: len(values[each]))
    ordered = sorted(values[name], key=str)
    for start in range(0, len(ordered), _AT_ONCE):
        part = ordered[start : start + _AT_ONCE]
        yield book.standing().filter(**{f"{name}__in": part})
