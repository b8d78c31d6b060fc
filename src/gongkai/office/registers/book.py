"""A book (台账) describes one ledger to the pages: its columns, and how a row becomes a record.

A room declares its books in `books.py`; the pages, forms, templates for import and exports
follow from the declaration. Books hold no rule: a refusal comes from the record's `clean`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from gongkai.office.records import actions as records
from gongkai.office.records.models import LedgerRecord
from gongkai.web.facts.parts import Link

Words = str | Promise


class Entry(StrEnum):
    """What kind of value a column holds, and so how it is asked, read and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    MONTH = "month"  # kept as its first day
    COUNT = "count"  # whole, not negative
    MONEY = "money"  # decimal, unit in the label
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column: the record's field, what it is called, how it is entered and shown.

    `choices` is asked when a page is made, inside the body's scope, and gives value and label.
    """

    field: str
    label: Words
    entry: Entry
    required: bool = True
    hint: Words = ""
    choices: Callable[[], Sequence[tuple[Any, Words]]] | None = None
    in_list: bool = True
    is_filter: bool = False
    example: str = ""


def _append(
    rows: Sequence[LedgerRecord], *, by: Any, at: datetime, verb: str, **details: Any
) -> None:
    records.append_many(rows, by=by, at=at, verb=verb, **details)


@dataclass(frozen=True, slots=True)
class Book:
    """One ledger of one room. `build` makes an unsaved record from clean values of its columns;
    `append`, `correct` and `withdraw` write (a room with events of its own brings others);
    `dated_by` is the date field that decides the year; `counts` the field that is summed, None:
    each row is one; `counts_by` the choice field whose values have units of their own, so that
    sums are kept apart; `unique` the fields that no two standing records share; `spans_years`
    says that records matter beyond their year, so that the list opens on all of them;
    `detail_url` gives the page of one record in a body, by the body's code; `source_link` a link
    to what a record was made from, where there is such a thing.
    """

    key: str
    title: Words
    summary: Words
    model: type[LedgerRecord]
    columns: tuple[BookColumn, ...]
    dated_by: str
    build: Callable[[int, Mapping[str, Any]], LedgerRecord]
    unit: Words
    counts: str | None = None
    counts_by: str | None = None
    append: Callable[..., None] = _append
    icon: str = "book"
    unique: tuple[str, ...] = ()
    spans_years: bool = False
    correct: Callable[..., Any] = records.correct
    withdraw: Callable[..., None] = records.withdraw
    detail_url: Callable[[str, Any], str] | None = None
    source_link: Callable[[str, Any], Link | None] | None = None

    def standing(self, as_of: datetime | None = None) -> QuerySet[Any]:
        """Return the records that stand, of the scoped body."""
        found: QuerySet[Any] = self.model.objects.standing(as_of)
        return found

    def within(self, year: int) -> QuerySet[Any]:
        """Return the standing records whose date falls into a year."""
        span = (date(year, 1, 1), date(year, 12, 31))
        return self.standing().filter(**{f"{self.dated_by}__range": span})
