"""The items of a body by their place in the gate (信息列表): counted at once, listed by key."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.permissions import Permission
from gongkai.office.publishing import duties
from gongkai.office.publishing.models import Item, VersionState, VersionStep
from gongkai.rules.gate.steps import Stage, Step

COUNTED_TO = 1000


class Place(models.TextChoices):
    """Where an item stands, as the list shows it (信息所处环节)."""

    MINE = "mine", _("待我办理")
    LATE = "late", _("逾期未公开")
    DRAFT = "draft", _("起草")
    BUSINESS_REVIEW = "business_review", _("待业务审核")
    SECRECY_REVIEW = "secrecy_review", _("待保密审查")
    REFERRED = "referred", _("送请确定")
    CLEARED = "cleared", _("待发布")
    RELEASED = "released", _("定时")
    PUBLISHED = "published", _("已公开")
    WITHHELD = "withheld", _("不予公开")
    WITHDRAWN = "withdrawn", _("已撤下")
    DISCARDED = "discarded", _("已作废")


_BY_STATE = (
    Place.DRAFT, Place.BUSINESS_REVIEW, Place.SECRECY_REVIEW, Place.REFERRED, Place.CLEARED,
    Place.RELEASED, Place.WITHHELD, Place.DISCARDED,
)  # fmt: skip
# Work that waits is read from its oldest end, everything else from the newest.
_OLDEST_FIRST = (
    Place.MINE, Place.LATE, Place.BUSINESS_REVIEW, Place.SECRECY_REVIEW, Place.REFERRED,
    Place.CLEARED,
)  # fmt: skip
_STILL_OWED = (
    VersionState.DRAFT, VersionState.BUSINESS_REVIEW, VersionState.SECRECY_REVIEW,
    VersionState.REFERRED, VersionState.CLEARED, VersionState.RELEASED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at the list: what waits for them is another list for everybody."""

    staff: Any
    permissions: Collection[Permission]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items a list shows. `signed_by`: the last 成文日期 whose period is over today."""

    place: Place
    category: str = ""
    text: str = ""
    signed_by: date | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """The place in a list after which the next page begins."""

    at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, how many there are in all, counted up to a limit, and the next page."""

    items: Sequence[Item]
    count: int
    next_key: Key | None

    @property
    def is_counted(self) -> bool:
        """Whether the count is exact."""
        return self.count <= COUNTED_TO


def at(place: Place, viewer: Viewer, *, signed_by: date | None = None) -> Q:
    """Return the condition on items that stand at a place."""
    if place in _BY_STATE:
        found = Q(newest_version__state=place.value)
        return found & Q(public_version=None) if place is Place.WITHHELD else found
    if place is Place.PUBLISHED:
        return Q(public_version__isnull=False)
    if place is Place.WITHDRAWN:
        return Q(public_version=None, public_copy__withdrawn_at__isnull=False)
    if place is Place.LATE:
        owed = Q(newest_version__state__in=_STILL_OWED, public_version=None)
        return owed & Q(public_copy=None, newest_version__signed_on__lte=signed_by)
    return _mine(viewer)


def _mine(viewer: Viewer) -> Q:
    stages = duties.stages_waiting_for(viewer.permissions)
    found = Q(newest_version__state__in=[each.value for each in stages if each is Stage.DRAFT])
    reviews = [each.value for each in stages if each is not Stage.DRAFT]
    wrote = VersionStep.objects.filter(
        version=OuterRef("newest_version"), by=viewer.staff, step=Step.WRITE.value
    )
    found |= Q(newest_version__state__in=reviews) & Q(~Exists(wrote))
    if Permission.REVIEW in viewer.permissions:
        found |= Q(
            public_version__is_urgent=True, public_version__release__afterwards_by_on__isnull=False,
            public_version__release__afterwards_at=None,
        )  # fmt: skip
    return found


def counts(viewer: Viewer, *, signed_by: date) -> dict[Place, int]:
    """Return how many items stand at each place, in one query."""
    asked: dict[str, Any] = {
        f"at_{place.value}": Count("pk", filter=at(place, viewer, signed_by=signed_by))
        for place in Place
    }
    found = Item.objects.aggregate(**asked)
    return {place: found[f"at_{place.value}"] for place in Place}


def page(wanted: Wanted, viewer: Viewer, *, size: int, after: Key | None = None) -> Page:
    """Return one page of the items at a place; urgent work stands first on the first page."""
    found = _wanted(wanted, viewer)
    count = found.order_by()[: COUNTED_TO + 1].count()
    oldest_first = wanted.place in _OLDEST_FIRST
    if after is not None:
        later, name = Q(newest_version__written_at=after.at), "gt" if oldest_first else "lt"
        found = found.filter(
            Q(**{f"newest_version__written_at__{name}": after.at})
            | later & Q(**{f"pk__{name}": after.pk})
        )
    sign = "" if oldest_first else "-"
    rows = list(_with_facts(found.order_by(f"{sign}newest_version__written_at", f"{sign}pk"))[
        : size + 1
    ])  # fmt: skip
    last = rows[size - 1] if len(rows) > size else None
    shown = rows[:size]
    if oldest_first:
        shown.sort(key=_is_unhurried)
    return Page(shown, count, _key(last))


def count(wanted: Wanted, viewer: Viewer) -> int:
    """Return how many items stand at a place."""
    return _wanted(wanted, viewer).order_by().count()


def _is_unhurried(item: Item) -> bool:
    return not (item.newest_version and item.newest_version.is_urgent)


def _key(last: Item | None) -> Key | None:
    if last is None or last.newest_version is None:
        return None
    return Key(last.newest_version.written_at, last.pk)


def _wanted(wanted: Wanted, viewer: Viewer) -> QuerySet[Item]:
    found: QuerySet[Item] = Item.objects.filter(
        at(wanted.place, viewer, signed_by=wanted.signed_by)
    )
    if wanted.category:
        found = found.filter(newest_version__category=wanted.category)
    if wanted.text:
        found = found.filter(
            Q(newest_version__title__icontains=wanted.text)
            | Q(newest_version__doc_no__icontains=wanted.text)
            | Q(index_no__icontains=wanted.text)
        )
    return found


def _with_facts(found: QuerySet[Item]) -> QuerySet[Item]:
    began = (
        VersionStep.objects.filter(version=OuterRef("newest_version")).order_by()
        .values("version").annotate(at=Min("at")).values("at")
    )  # fmt: skip
    return (
        found.select_related(
            "newest_version__written_by", "public_version", "public_copy", "newest_version__release"
        )
        .defer("newest_version__html", "newest_version__table_rows", "public_version__html",
               "public_version__table_rows", "public_copy__html", "public_copy__table_rows")
        .annotate(version_began_at=Subquery(began))
    )  # fmt: skip


def search(text: str, *, besides: Item, most: int = 12) -> list[Item]:
    """Return items of the body whose title, number or index number holds a text; public first."""
    if not text.strip():
        return []
    found = Item.objects.exclude(pk=besides.pk).filter(
        Q(newest_version__title__icontains=text) | Q(newest_version__doc_no__icontains=text)
        | Q(index_no__icontains=text)
    )  # fmt: skip
    ordered = found.select_related("newest_version", "public_version").defer(
        "newest_version__html", "public_version__html"
    )
    return list(ordered.order_by(models.F("public_version").desc(nulls_last=True), "-pk")[:most])
