"""The books of all rooms, in the order that the settings name them."""

from functools import cache
from importlib import import_module

from django.conf import settings
from django.http import Http404

from gongkai.office.registers.book import Book


@cache
def books() -> dict[str, Book]:
    """Return every book by its key. Rooms stand above this one, so the settings name them."""
    found: dict[str, Book] = {}
    for path in settings.REGISTER_BOOKS:
        for book in import_module(path).BOOKS:
            if book.key in found:
                raise ValueError(f"Two books have the key {book.key!r}.")
            found[book.key] = book
    return found


def book_or_404(key: str) -> Book:
    """Return one book; a page that names none is not found."""
    try:
        return books()[key]
    except KeyError:
        raise Http404 from None
