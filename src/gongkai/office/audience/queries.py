"""Reads of the room: words from readers, public answers, and what is read and what is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django_scopes import scope, scopes_disabled

from gongkai.office.audience.models import Feedback, FeedbackState, Reach, ReachCount, Subscription
from gongkai.office.publishing.models import PublicItem

SIZE = 50
MOST_ANSWERS = 20


def feedback(*, state: str = "", after: int | None = None) -> QuerySet[Feedback]:
    """Return words from readers of the scoped body, the newest first, after one of them."""
    found: QuerySet[Feedback] = Feedback.objects.select_related("answered_by")
    if state:
        found = found.filter(state=state)
    if after is not None:
        found = found.filter(pk__lt=after)
    return found.order_by("-pk")


def waiting_count() -> int:
    """Return how many words from readers wait for an answer or for its publication."""
    open_states = (FeedbackState.NEW, FeedbackState.ANSWERED)
    return Feedback.objects.filter(state__in=open_states).count()


def oldest_waiting() -> datetime | None:
    """Return since when the oldest word without an answer waits."""
    found = Feedback.objects.filter(state=FeedbackState.NEW).order_by("received_at")
    return found.values_list("received_at", flat=True).first()


def one(key: UUID) -> Feedback | None:
    """Return one word from a reader of the scoped body."""
    found: Feedback | None = (
        Feedback.objects.select_related("answered_by", "published_by").filter(key=key).first()
    )
    return found


def public_answers(*, body_id: int, item_code: str) -> list[Feedback]:
    """Return the questions about an item that were answered in public, the newest first."""
    return answers_of([item_code]).get((body_id, item_code), [])


def answers_of(item_codes: Sequence[str]) -> dict[tuple[int, str], list[Feedback]]:
    """Return the public answers of items of any body, by body and item, the newest first."""
    with scopes_disabled():
        rows = list(
            Feedback.objects.filter(item_code__in=item_codes, state=FeedbackState.PUBLIC)
            .order_by("-published_at", "-pk")
        )  # fmt: skip
    found: dict[tuple[int, str], list[Feedback]] = {}
    for each in rows:
        kept = found.setdefault((each.body_id, each.item_code), [])
        if len(kept) < MOST_ANSWERS:
            kept.append(each)
    return found


def by_query_code(*, body_id: int, code: str) -> Feedback | None:
    """Return the word that a reader asks after with their query code."""
    with scope(body=body_id):
        found: Feedback | None = Feedback.objects.filter(query_code=code.strip().upper()).first()
        return found


def reach_by_month(*, year: int) -> dict[str, dict[int, int]]:
    """Return, per way, how many readers each month of a year had."""
    rows = ReachCount.objects.filter(month__year=year).values("way", "month")
    told: dict[str, dict[int, int]] = {way: {} for way in Reach.values}
    for row in rows.annotate(total=Sum("count")).order_by("month"):
        told[row["way"]][row["month"].month] = row["total"]
    return told


@dataclass(frozen=True, slots=True)
class Read:
    """An item and how often it was read in a year."""

    copy: PublicItem
    count: int


def most_read(*, year: int, most: int = 20) -> list[Read]:
    """Return the items that were read most in a year."""
    rows = ReachCount.objects.filter(month__year=year).values("item_code")
    counted = dict(
        rows.annotate(total=Sum("count")).order_by("-total", "item_code")
        .values_list("item_code", "total")[:most]
    )  # fmt: skip
    copies = {
        each.code: each
        for each in PublicItem.objects.filter(code__in=counted).defer("html", "table_rows")
    }
    return [Read(copies[code], count) for code, count in counted.items() if code in copies]


def never_read(*, since: date, most: int = 20) -> tuple[int, list[PublicItem]]:
    """Return how many public items nobody read since a day, and the oldest of them."""
    read = ReachCount.objects.filter(month__gte=since.replace(day=1)).values("item_code")
    found: QuerySet[Any] = PublicItem.objects.filter(withdrawn_at=None).exclude(code__in=read)
    return found.count(), list(found.defer("html", "table_rows").order_by("published_at")[:most])


def subscriber_count() -> int:
    """Return how many confirmed subscriptions the scoped body has."""
    return Subscription.objects.filter(confirmed_at__isnull=False).count()


def by_token(token: str) -> Subscription | None:
    """Return the subscription that a letter's link names. Call it outside every scope."""
    found: Subscription | None = (
        Subscription.objects.select_related("body").filter(token=token).first()
    )
    return found


def years() -> list[int]:
    """Return the years that have counts, the newest first."""
    return [each.year for each in ReachCount.objects.dates("month", "year", order="DESC")]
