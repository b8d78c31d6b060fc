"""What staff see of the items of their body: by state, with their story; inside a scope."""

from datetime import date

from django.db.models import Count, QuerySet

from gongkai.office.publishing.models import (
    Item,
    ItemVersion,
    PublicSpan,
    Release,
    VersionState,
    VersionStep,
    Withholding,
)

OPEN = (
    VersionState.DRAFT, VersionState.BUSINESS_REVIEW, VersionState.SECRECY_REVIEW,
    VersionState.REFERRED, VersionState.CLEARED, VersionState.RELEASED,
)  # fmt: skip


def by_code(code: str) -> Item | None:
    """Return the item of that code in the scoped body."""
    found: Item | None = (
        Item.objects.select_related("body", "newest_version", "public_version")
        .filter(code=code).first()
    )  # fmt: skip
    return found


def in_states(*states: str) -> QuerySet[ItemVersion]:
    """Return the newest versions that stand in one of these states, the oldest first."""
    found: QuerySet[ItemVersion] = ItemVersion.objects.filter(state__in=states)
    return found.select_related("item", "written_by").order_by("written_at", "pk")


def counts_by_state() -> dict[str, int]:
    """Return how many versions stand in each state in which work is open."""
    rows = ItemVersion.objects.filter(state__in=OPEN).order_by().values_list("state")
    return dict(rows.annotate(count=Count("pk")))


def public_items() -> QuerySet[Item]:
    """Return the items that are public now, the newest first."""
    found: QuerySet[Item] = Item.objects.filter(public_version__isnull=False)
    return found.select_related("public_version", "public_copy").order_by("-pk")


def steps_of(item: Item) -> QuerySet[VersionStep]:
    """Return every step taken on any version of an item, in order."""
    found: QuerySet[VersionStep] = VersionStep.objects.filter(version__item=item)
    return found.select_related("version", "by").order_by("at", "pk")


def stopped_releases() -> QuerySet[Release]:
    """Return the releases that could not be opened, with their reasons."""
    found: QuerySet[Release] = Release.objects.exclude(stopped_because="")
    return found.filter(published_at=None).select_related("version__item")


def owed_afterwards() -> QuerySet[Release]:
    """Return the urgent releases whose business review is still to follow, the oldest first."""
    found: QuerySet[Release] = Release.objects.filter(
        afterwards_by_on__isnull=False, afterwards_at=None, published_at__isnull=False
    )
    return found.select_related("version__item").order_by("afterwards_by_on", "pk")


def to_reassess(*, on: date) -> QuerySet[Withholding]:
    """Return what is withheld and due to be looked at again by a day (条例第十八条)."""
    found: QuerySet[Withholding] = Withholding.objects.filter(ended_at=None, reassess_on__lte=on)
    return found.select_related("item", "version").order_by("reassess_on", "pk")


def public_on(day_start: object, day_end: object) -> QuerySet[PublicSpan]:
    """Return the spans of versions that were public at some time between two moments."""
    found: QuerySet[PublicSpan] = PublicSpan.objects.filter(from_at__lt=day_end)
    return found.exclude(until_at__lte=day_start).select_related("version", "item")
