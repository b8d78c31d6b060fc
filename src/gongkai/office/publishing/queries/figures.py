"""How much is public (公开统计): by category, month, body and other fields, each in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone

from gongkai.office.publishing.queries.public import Wanted, readable


@dataclass(frozen=True, slots=True)
class Held:
    """How many items there are, and the moment of the newest."""

    count: int
    newest_at: datetime


def by_category(body_ids: Sequence[int] = ()) -> dict[str, Held]:
    """Return what is public in each category; one without items is left out."""
    rows = (
        _counted(Wanted(body_ids=body_ids))
        .values("category")
        .annotate(count=Count("pk"), newest=Max("published_at"))
    )
    return {row["category"]: Held(row["count"], row["newest"]) for row in rows}


def by_value(name: str, wanted: Wanted) -> dict[str, int]:
    """Return how many items have each value of a field ("genre", "subject", "validity")."""
    rows = _counted(wanted).exclude(**{name: ""}).values_list(name).annotate(count=Count("pk"))
    return dict(rows.order_by("-count", name))


def by_body(wanted: Wanted) -> dict[int, int]:
    """Return how many items of each body are public."""
    return dict(_counted(wanted).values_list("body_id").annotate(count=Count("pk")))


def by_month(wanted: Wanted) -> dict[tuple[int, int], int]:
    """Return how many items became public in each month, by year and month of publication."""
    rows = (
        _counted(wanted)
        .annotate(year=ExtractYear("published_at"), month=ExtractMonth("published_at"))
        .values_list("year", "month")
        .annotate(count=Count("pk"))
    )
    return {(year, month): count for year, month, count in rows}


def reach(wanted: Wanted) -> tuple[date | None, date | None]:
    """Return the first and the last day on which items were published."""
    found = _counted(wanted).aggregate(first=Min("published_at"), last=Max("published_at"))
    first, last = found["first"], found["last"]
    if first is None or last is None:
        return None, None
    return timezone.localdate(first), timezone.localdate(last)


def _counted(wanted: Wanted) -> QuerySet[Any]:
    # Without the order of lists, which would be grouped by as well.
    return readable(wanted).order_by()
