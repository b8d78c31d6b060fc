"""What staff see of the items of their body: by state, with their story; inside a scope."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from gongkai.office.channels.models import Delivery
from gongkai.office.publishing.models import (
    HitReason,
    Item,
    ItemLink,
    ItemVersion,
    PublicItem,
    PublicSpan,
    Release,
    Scan,
    SecrecyReview,
    StepKind,
    VersionState,
    VersionStep,
    Withholding,
)
from gongkai.rules.catalogue import Record

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


@dataclass(frozen=True, slots=True)
class About:
    """Everything that is on file about an item, asked at once for its page."""

    steps: list[VersionStep]
    scans: list[Scan]
    reviews: list[SecrecyReview]
    spans: list[PublicSpan]
    reasons: list[HitReason]
    links: list[ItemLink]
    deliveries: list[Delivery]
    release: Release | None
    owed: Release | None
    copy: PublicItem | None

    @property
    def owes_afterwards(self) -> bool:
        """Whether the business review of an urgent release is still to follow."""
        return self.owed is not None

    @property
    def stopped(self) -> Release | None:
        """The release of the newest version that could not be opened and waits for a person."""
        found = self.release
        if found is None or found.version.state != VersionState.RELEASED:
            return None
        return found if found.stopped_because else None

    def returned_because(self, version: ItemVersion) -> str:
        """Return why the version before a draft was sent or taken back; empty: it was not."""
        if version.state != VersionState.DRAFT:
            return ""
        backs = (StepKind.SEND_BACK, StepKind.TAKE_BACK)
        found = [
            each.note for each in self.steps
            if each.step in backs and each.version.number == version.number - 1
        ]  # fmt: skip
        return found[-1] if found else ""


def about(item: Item) -> About:
    """Return everything that is on file about an item."""
    newest = item.newest_version
    releases = list(Release.objects.filter(version__item=item).select_related("version"))
    return About(
        steps=list(steps_of(item).select_related("version", "by", "on_behalf_of")),
        scans=list(
            Scan.objects.filter(version__item=item).select_related("version").order_by("at", "pk")
        ),
        reviews=list(SecrecyReview.objects.filter(version__item=item).order_by("at", "pk")),
        spans=list(
            PublicSpan.objects.filter(item=item).select_related("version").order_by("from_at")
        ),
        reasons=list(HitReason.objects.filter(item=item).select_related("by")),
        links=list(
            ItemLink.objects.filter(Q(source=item) | Q(target=item))
            .select_related("source__newest_version", "target__newest_version")
            .order_by("kind", "pk")
        ),
        deliveries=list(
            Delivery.objects.filter(item_code=item.code).select_related("channel")
            .defer("content").order_by("-version", "channel__position", "pk")
        ),
        release=next((each for each in releases if newest and each.version_id == newest.pk), None),
        owed=next(
            (each for each in releases if each.published_at and each.afterwards_by_on
             and each.afterwards_at is None and each.version_id == item.public_version_id), None,
        ),
        copy=PublicItem.objects.filter(item=item).first(),
    )  # fmt: skip


def versions_of(item: Item) -> list[ItemVersion]:
    """Return every version of an item in order, with who wrote it and its files."""
    found = item.versions.select_related("written_by").order_by("number")
    return list(found.prefetch_related("attachments"))


def review_of(item: Item, pk: int) -> SecrecyReview | None:
    """Return one secrecy review of an item with its reviewer."""
    found: SecrecyReview | None = (
        SecrecyReview.objects.filter(version__item=item, pk=pk)
        .select_related("reviewer", "version").first()
    )  # fmt: skip
    return found


def withheld() -> QuerySet[Withholding]:
    """Return what is withheld now, what is due to be looked at again first."""
    found: QuerySet[Withholding] = Withholding.objects.filter(ended_at=None)
    return found.select_related("item", "version", "decided_by").order_by("reassess_on", "pk")


def remembered() -> QuerySet[HitReason]:
    """Return the false alarms that the body remembers, the latest first."""
    found: QuerySet[HitReason] = HitReason.objects.filter(is_remembered=True)
    return found.select_related("by", "item__newest_version").order_by("-at", "-pk")


def catalogue_records() -> dict[str, Record]:
    """Return what the body has public under each category: how many, the newest, the last nil."""
    rows = (
        PublicItem.objects.filter(withdrawn_at=None).order_by().values("category")
        .annotate(
            count=Count("pk", filter=Q(is_nil_return=False)),
            newest_at=Max("published_at", filter=Q(is_nil_return=False)),
            nil_at=Max("published_at", filter=Q(is_nil_return=True)),
        )
    )  # fmt: skip
    return {
        row["category"]: Record(row["count"], _day(row["newest_at"]), _day(row["nil_at"]))
        for row in rows
    }


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None
