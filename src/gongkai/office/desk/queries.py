"""What the desk shows, asked of the rooms below: counts of the year and the latest acts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet, Sum

from gongkai.office.annual_reports import queries as annual_reports
from gongkai.office.annual_reports.models import Version
from gongkai.office.bodies.permissions import Permission
from gongkai.office.publishing.queries import items, places
from gongkai.office.records.models import AuditEntry
from gongkai.office.registers import catalogue
from gongkai.office.registers.book import Book

LATEST_ACTS = 8
WAITING = 8


@dataclass(frozen=True, slots=True)
class BookCount:
    """A ledger and what it holds of a year: records, and the sum where it counts more."""

    book: Book
    year: int
    count: int
    quantity: int


def latest_year(*, today: date) -> int:
    """Return the newest year that any ledger of the scoped body has a record of."""
    newest = [
        book.standing().filter(**{f"{book.dated_by}__lte": today}).aggregate(on=Max(book.dated_by))
        for book in catalogue.books().values()
    ]
    return max((each["on"].year for each in newest if each["on"]), default=today.year)


def counts(*, year: int) -> list[BookCount]:
    """Return what every ledger of the scoped body holds of a year."""
    return [_count(book, year) for book in catalogue.books().values()]


def _count(book: Book, year: int) -> BookCount:
    rows = book.within(year)
    if book.counts is None or book.counts_by is not None:
        count = rows.count()
        return BookCount(book, year, count, count)
    summed: dict[str, Any] = rows.aggregate(quantity=Sum(book.counts))
    return BookCount(book, year, rows.count(), int(summed["quantity"] or 0))


@dataclass(frozen=True, slots=True)
class Publishing:
    """What the room of publishing asks of somebody: what waits for them, and what went wrong."""

    waiting: places.Page
    late: int
    stopped: int
    to_reassess: int


def publishing(
    *, staff: Any, permissions: Collection[Permission], signed_by: date, today: date
) -> Publishing:
    """Return what waits for a member of staff in publishing, the oldest first.

    `signed_by` is the last 成文日期 whose period is over.
    """
    viewer = places.Viewer(staff, permissions)
    return Publishing(
        waiting=places.page(places.Wanted(places.Place.MINE), viewer, size=WAITING),
        late=places.count(places.Wanted(places.Place.LATE, signed_by=signed_by), viewer),
        stopped=items.stopped_releases().count(),
        to_reassess=items.to_reassess(on=today).count(),
    )


def newest_report(*, year: int) -> Version | None:
    """Return the newest version of the year's annual report."""
    return annual_reports.version_of(year=year)


def latest_acts(*, body_id: int) -> QuerySet[AuditEntry]:
    """Return the latest acts in a body."""
    return AuditEntry.objects.filter(body_id=body_id).order_by("-sequence")[:LATEST_ACTS]
