"""What everybody may read: public copies of all bodies, and nothing else.

The portal, feeds, open data and the baked site ask here. Lists go by key, not by page number, and
never load the text of an item.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from gongkai.office.publishing.models import (
    Attachment,
    ItemLink,
    LinkKind,
    PublicItem,
    PublicSpan,
)
from gongkai.office.records import files

HEAVY = ("html", "table_rows", "attachments")
COUNTED_TO = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items a list shows; empty fields ask for all."""

    body_ids: Sequence[int] = ()
    categories: Sequence[str] = ()
    subject: str = ""
    genre: str = ""
    genres: Sequence[str] = ()
    validity: str = ""
    topic: str = ""
    words: str = ""
    is_interpretation: bool | None = None
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The place in a list after which the next page begins."""

    published_at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, newest first; where the next one begins and the one before it ends."""

    items: tuple[PublicItem, ...]
    next_place: Place | None
    previous_place: Place | None = None


def readable(wanted: Wanted = Wanted()) -> QuerySet[PublicItem]:
    """Return the items that are public now, tombstones left out, without their texts."""
    return narrowed(PublicItem.everywhere.readable().defer(*HEAVY), wanted)


def narrowed(found: QuerySet[PublicItem], wanted: Wanted) -> QuerySet[PublicItem]:
    """Return those of some public copies that a list asks for."""
    if wanted.body_ids:
        found = found.filter(body_id__in=wanted.body_ids)
    if wanted.categories:
        found = found.filter(category__in=wanted.categories)
    for name in ("genre", "validity", "is_interpretation"):
        value = getattr(wanted, name)
        if value not in ("", None):
            found = found.filter(**{name: value})
    if wanted.genres:
        found = found.filter(genre__in=wanted.genres)
    if wanted.subject:
        found = found.filter(
            Q(subject=wanted.subject) | Q(subject__startswith=f"{wanted.subject}/")
        )
    if wanted.words:
        found = found.filter(title__icontains=wanted.words)
    if wanted.topic:
        found = found.filter(topics__icontains=f'"{wanted.topic}"')
    return _within(found, wanted)


def _within(found: QuerySet[PublicItem], wanted: Wanted) -> QuerySet[PublicItem]:
    # Bounds instead of a cast to a day, so that the index by moment serves.
    if wanted.from_on:
        found = found.filter(published_at__gte=midnight(wanted.from_on))
    if wanted.until_on:
        found = found.filter(published_at__lt=midnight(wanted.until_on + timedelta(days=1)))
    return found


def midnight(on: date) -> datetime:
    """Return the moment at which a local day begins."""
    return timezone.make_aware(datetime.combine(on, time()))


def page(
    wanted: Wanted, *, size: int, after: Place | None = None, before: Place | None = None
) -> Listed:
    """Return one page of a list, newest first: after a place, or else before one."""
    found = readable(wanted).select_related("body")
    if before is not None and after is None:
        return _page_before(found, before, size)
    found = found.order_by("-published_at", "-pk")
    if after is not None:
        found = found.filter(published_at__lte=after.published_at).filter(
            Q(published_at__lt=after.published_at) | Q(pk__lt=after.pk)
        )
    rows = list(found[: size + 1])
    shown = tuple(rows[:size])
    last = rows[size - 1] if len(rows) > size else None
    return Listed(shown, _place(last), _place(shown[0]) if shown and after else None)


def _page_before(found: QuerySet[PublicItem], before: Place, size: int) -> Listed:
    found = found.order_by("published_at", "pk").filter(published_at__gte=before.published_at)
    rows = list(
        found.filter(Q(published_at__gt=before.published_at) | Q(pk__gt=before.pk))[: size + 1]
    )
    shown = tuple(reversed(rows[:size]))
    first = shown[0] if len(rows) > size else None
    return Listed(shown, _place(shown[-1] if shown else None), _place(first))


def _place(row: PublicItem | None) -> Place | None:
    return Place(row.published_at, row.pk) if row is not None else None


def count(wanted: Wanted) -> tuple[int, bool]:
    """Return how many items there are, counted up to a limit, and whether there are more."""
    found = readable(wanted).order_by()[: COUNTED_TO + 1].count()
    return min(found, COUNTED_TO), found > COUNTED_TO


def by_code(code: str) -> PublicItem | None:
    """Return the public copy of an item, a tombstone included; None: never public."""
    found: PublicItem | None = (
        PublicItem.everywhere.select_related("body").filter(code=code).first()
    )
    return found


def copies(codes: Sequence[str]) -> dict[str, PublicItem]:
    """Return the whole public copies of some items, tombstones included, by code."""
    found = PublicItem.everywhere.select_related("body").filter(code__in=codes)
    return {each.code: each for each in found}


def by_codes(codes: Sequence[str]) -> dict[str, PublicItem]:
    """Return the items that are public now among codes, as a search found them."""
    found = PublicItem.everywhere.readable().defer(*HEAVY).select_related("body")
    return {each.code: each for each in found.filter(code__in=codes)}


@dataclass(frozen=True, slots=True)
class Tie:
    """A link of an item to another public item. `is_from_here`: the item itself speaks."""

    kind: LinkKind
    is_from_here: bool
    other: PublicItem


def ties(copy: PublicItem) -> list[Tie]:
    """Return the links of an item to items that are public or were, in both directions."""
    return ties_of([copy])[copy.item_id]


def ties_of(copies: Sequence[PublicItem]) -> dict[int, list[Tie]]:
    """Return the links of each of some items, by item; none leads to another body."""
    found: dict[int, list[Tie]] = {each.item_id: [] for each in copies}
    bodies = {each.item_id: each.body_id for each in copies}
    with scopes_disabled():
        rows = list(
            ItemLink.objects.filter(Q(source_id__in=found) | Q(target_id__in=found))
            .order_by("kind", "pk")
            .values_list("body_id", "kind", "source_id", "target_id")
        )
    others = {pk for _body, _kind, *pair in rows for pk in pair}
    known = {
        each.item_id: each
        for each in PublicItem.everywhere.filter(item_id__in=others).defer(*HEAVY)
    } if others else {}  # fmt: skip
    for body, kind, source, target in rows:
        for here, other in ((source, target), (target, source)):
            named = known.get(other)
            if named is not None and body == bodies.get(here) == named.body_id:
                found[here].append(Tie(LinkKind(kind), here == source, named))
    return found


def spans(copy: PublicItem) -> list[PublicSpan]:
    """Return from when until when which version was public, the latest first."""
    with scope(body=copy.body_id):
        found = PublicSpan.objects.filter(item_id=copy.item_id).select_related("version")
        return list(found.order_by("-from_at", "-pk"))


def changers(copies: Sequence[PublicItem]) -> dict[int, list[Tie]]:
    """Return, for the items of a list, what public items amend, repeal or replace each."""
    changing = (LinkKind.REPLACES, LinkKind.REPEALS, LinkKind.AMENDS)
    with scopes_disabled():
        rows = list(
            ItemLink.objects.filter(
                target_id__in=[each.item_id for each in copies], kind__in=changing
            ).order_by("pk").values_list("kind", "source_id", "target_id")
        )  # fmt: skip
        known = {
            each.item_id: each
            for each in PublicItem.everywhere.readable()
            .filter(item_id__in={source for _kind, source, _target in rows})
            .defer(*HEAVY)
        }
    found: dict[int, list[Tie]] = {}
    for kind, source, target in rows:
        if source in known:
            tie = Tie(LinkKind(kind), is_from_here=False, other=known[source])
            found.setdefault(target, []).append(tie)
    return found


def file_of(copy: PublicItem, code: str) -> bytes | None:
    """Return the bytes of an attachment of what is public now; None: it is not public."""
    attachment = attachment_of(copy, code)
    return files.content(attachment.file) if attachment is not None else None


def attachment_of(copy: PublicItem, code: str) -> Attachment | None:
    """Return an attachment of what is public now, with its file; None: it is not public."""
    if copy.is_withdrawn or not any(each["code"] == code for each in copy.attachments):
        return None
    with scope(body=copy.body_id):
        found: Attachment | None = (
            Attachment.objects.select_related("file")
            .filter(version__item_id=copy.item_id, version__number=copy.version_number, code=code)
            .first()
        )  # fmt: skip
    return found


def location_of(copy: PublicItem, code: str) -> str:
    """Return where an attachment of what is public now is stored; empty: not as a file here."""
    with scope(body=copy.body_id):
        attachment = (
            Attachment.objects.select_related("file")
            .filter(version__item_id=copy.item_id, version__number=copy.version_number, code=code)
            .first()
        )  # fmt: skip
        return files.location(attachment.file) if attachment is not None else ""


def changed_since(moment: datetime | None) -> QuerySet[PublicItem]:
    """Return the public copies, tombstones included, that changed after a moment, oldest first."""
    found: QuerySet[PublicItem] = PublicItem.everywhere.all()
    if moment is not None:
        found = found.filter(changed_at__gt=moment)
    return found.order_by("changed_at", "pk")
