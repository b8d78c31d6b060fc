"""Public copies by the month in which they first went public: lists, exports, site maps.

That month never changes, so what is made of a month stays when something else is published.
Rows are read by key in batches; nothing holds a cursor while a reader is slow.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from gongkai.office.publishing.models import ItemLink, PublicItem
from gongkai.office.publishing.queries.public import HEAVY, Place, Wanted, narrowed

BATCH = 200
PART = 10_000


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar of the office."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    def begins(self) -> datetime:
        """Return its first moment."""
        return timezone.make_aware(datetime(self.year, self.month, 1))  # noqa: DTZ001 - made aware


def month_of(moment: datetime) -> Month:
    """Return the month in which a moment lies, by the clock of the office."""
    local = timezone.localtime(moment)
    return Month(local.year, local.month)


@dataclass(frozen=True, slots=True)
class Extent:
    """Which public copies: of a body or all, of a category or all, of a year, of a month."""

    body_id: int | None = None
    category: str = ""
    year: int | None = None
    month: Month | None = None

    def narrow(self, found: QuerySet[PublicItem]) -> QuerySet[PublicItem]:
        """Return those of a query that lie within."""
        if self.body_id is not None:
            found = found.filter(body_id=self.body_id)
        if self.category:
            found = found.filter(category=self.category)
        first, after = self._bounds()
        if first is not None and after is not None:
            found = found.filter(
                first_published_at__gte=first.begins(), first_published_at__lt=after.begins()
            )
        return found

    def _bounds(self) -> tuple[Month | None, Month | None]:
        if self.month is not None:
            return self.month, self.month.next
        if self.year is not None:
            return Month(self.year, 1), Month(self.year + 1, 1)
        return None, None


def readable(extent: Extent) -> QuerySet[PublicItem]:
    """Return what is public now within an extent, oldest first, without the texts."""
    found: QuerySet[PublicItem] = PublicItem.everywhere.readable().defer(*HEAVY)
    return extent.narrow(found).select_related("body").order_by("first_published_at", "pk")


def walk(extent: Extent, *, batch: int = BATCH) -> Iterator[PublicItem]:
    """Yield whole public copies, oldest first, a batch at a time."""
    found = extent.narrow(PublicItem.everywhere.readable()).select_related("body")
    found = found.order_by("first_published_at", "pk")
    after: PublicItem | None = None
    while True:
        rows = list((_beyond(found, after) if after else found)[:batch])
        yield from rows
        if len(rows) < batch:
            return
        after = rows[-1]


def _beyond(found: QuerySet[PublicItem], last: PublicItem) -> QuerySet[PublicItem]:
    at = last.first_published_at
    return found.filter(first_published_at__gte=at).filter(
        Q(first_published_at__gt=at) | Q(pk__gt=last.pk)
    )


@contextmanager
def counted_once() -> Iterator[None]:
    """Let the months of an extent be counted once: many pages of one moment tell them."""
    token = _COUNTED.set({})
    try:
        yield
    finally:
        _COUNTED.reset(token)


_COUNTED: ContextVar[dict[Extent, list[tuple[Month, int]]] | None] = ContextVar(
    "counted", default=None
)


def months(extent: Extent) -> list[tuple[Month, int]]:
    """Return the months in which something went public that still is, with how many."""
    kept = _COUNTED.get()
    if kept is None:
        return _months(extent)
    if extent not in kept:
        kept[extent] = _months(extent)
    return kept[extent]


def _months(extent: Extent) -> list[tuple[Month, int]]:
    found = extent.narrow(PublicItem.everywhere.readable())
    ends = found.aggregate(first=Min("first_published_at"), last=Max("first_published_at"))
    if ends["first"] is None:
        return []
    month, last = month_of(ends["first"]), month_of(ends["last"])
    counted = []
    while month <= last:
        within = found.filter(
            first_published_at__gte=month.begins(), first_published_at__lt=month.next.begins()
        )
        if count := within.order_by().count():
            counted.append((month, count))
        month = month.next
    return counted


def categories_used(extent: Extent) -> list[str]:
    """Return the categories in which something is public now."""
    found = extent.narrow(PublicItem.everywhere.readable()).order_by()
    return sorted(set(found.values_list("category", flat=True).distinct()))


def newest_change() -> datetime | None:
    """Return the moment of the last change of anything public."""
    newest = PublicItem.everywhere.order_by("-changed_at", "-pk").values_list("changed_at").first()
    return newest[0] if newest else None


def parts() -> list[tuple[int, datetime]]:
    """Return the numbers of the site map's parts that hold something, with their last change.

    A part is a range of keys: what is in it stays in it.
    """
    highest = PublicItem.everywhere.aggregate(highest=Max("pk"))["highest"] or 0
    found = []
    for number in range(highest // PART + 1):
        newest = _part(number).aggregate(newest=Max("changed_at"))["newest"]
        if newest is not None:
            found.append((number, newest))
    return found


def part(number: int) -> Iterator[tuple[str, datetime]]:
    """Yield the codes of what is public in one part, with the moments of their last change."""
    rows: Iterator[tuple[str, datetime]] = (
        _part(number).order_by("pk").values_list("code", "changed_at").iterator(chunk_size=2000)
    )
    return rows


def part_of(pk: int) -> int:
    """Return the part of the site map in which a public copy stands."""
    return pk // PART


def _part(number: int) -> QuerySet[PublicItem]:
    readable: QuerySet[PublicItem] = PublicItem.everywhere.readable()
    return readable.filter(pk__gte=number * PART, pk__lt=(number + 1) * PART)


def running_out(extent: Extent, *, since: date, most: int) -> list[PublicItem]:
    """Return what is public with a day on which its time is over, the next first."""
    found = extent.narrow(PublicItem.everywhere.readable().filter(expires_on__gte=since))
    return list(found.defer(*HEAVY).select_related("body").order_by("expires_on", "pk")[:most])


def newest(extent: Extent, *, most: int) -> list[PublicItem]:
    """Return what was published last within an extent, without the texts."""
    found = extent.narrow(PublicItem.everywhere.readable()).defer(*HEAVY)
    return list(found.select_related("body").order_by("-published_at", "-pk")[:most])


def tied_to(item_ids: Sequence[int]) -> set[int]:
    """Return the items that a link joins to any of these."""
    with scopes_disabled():
        rows = ItemLink.objects.filter(Q(source_id__in=item_ids) | Q(target_id__in=item_ids))
        return {pk for pair in rows.values_list("source_id", "target_id") for pk in pair}


def changed(
    wanted: Wanted, *, since: datetime, size: int, after: Place | None = None
) -> tuple[list[PublicItem], Place | None]:
    """Return what changed at or after a moment, oldest change first, tombstones included.

    For programs that keep a copy: whoever follows it to its end misses nothing. The place is the
    moment of the change here.
    """
    found = narrowed(PublicItem.everywhere.filter(changed_at__gte=since), wanted)
    if after is not None:
        found = found.filter(changed_at__gte=after.published_at).filter(
            Q(changed_at__gt=after.published_at) | Q(pk__gt=after.pk)
        )
    rows = list(found.select_related("body").order_by("changed_at", "pk")[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return rows[:size], Place(last.changed_at, last.pk) if last else None


def texts(copies: Sequence[PublicItem]) -> dict[int, PublicItem]:
    """Return the whole copies of some that a list holds without their texts."""
    pks = [each.pk for each in copies]
    return {
        each.pk: each
        for each in PublicItem.everywhere.readable().filter(pk__in=pks).select_related("body")
    }


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much is public: items now, items taken down, items by category."""

    readable: int
    withdrawn: int
    by_category: dict[str, int]


def numbers(extent: Extent) -> Numbers:
    """Return how much is public within an extent."""
    every = extent.narrow(PublicItem.everywhere.all()).order_by()
    by_category = dict(
        every.filter(withdrawn_at=None).values_list("category").annotate(count=Count("pk"))
    )
    return Numbers(
        readable=sum(by_category.values()),
        withdrawn=every.exclude(withdrawn_at=None).count(),
        by_category=dict(sorted(by_category.items())),
    )


def shelves_of(item_ids: Iterable[int]) -> list[tuple[str, str, str]]:
    """Return items, of those that are public or were, by code, code of the body and category."""
    found = PublicItem.everywhere.filter(item_id__in=set(item_ids)).order_by("pk")
    return list(found.values_list("code", "body__code", "category"))
