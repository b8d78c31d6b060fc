"""How much is public (公开统计): by category, month, body and other fields, each in one query."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from gongkai.office.publishing.queries.public import Wanted, midnight, readable


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


def by_values(names: Sequence[str], wanted: Wanted) -> dict[str, dict[str, int]]:
    """Return how many items have each value of several fields, all counted at once."""
    rows = _counted(wanted).values_list(*names).annotate(count=Count("pk"))
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for *values, count in rows:
        for name, value in zip(names, values, strict=True):
            if value:
                found[name][value] = found[name].get(value, 0) + count
    return {
        name: dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        for name, counts in found.items()
    }


def by_body(wanted: Wanted) -> dict[int, int]:
    """Return how many items of each body are public."""
    return dict(_counted(wanted).values_list("body_id").annotate(count=Count("pk")))


def by_month(wanted: Wanted, year: int) -> dict[int, int]:
    """Return how many items were published in each month of a year, by the present version."""
    # Bounds instead of the month of each moment, which would be worked out row by row.
    starts = [midnight(date(year + month // 12, month % 12 + 1, 1)) for month in range(13)]
    counted = {
        str(month): Count(
            "pk", filter=Q(published_at__gte=starts[month - 1], published_at__lt=starts[month])
        )
        for month in range(1, 13)
    }
    within = replace(wanted, from_on=date(year, 1, 1), until_on=date(year, 12, 31))
    return {int(month): count for month, count in _counted(within).aggregate(**counted).items()}


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
