"""What the public read of an item before (历史版本), and what of it may still be read.

A version that a correction replaced stays readable. Nothing that was public before a withdrawal
is: docs/decisions/2026-11-25-what-was-withdrawn-is-not-read-in-an-earlier-version.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django_scopes import scope, scopes_disabled

from gongkai.office.publishing.models import ItemVersion, PublicItem, PublicSpan

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Edition:
    """A version that was or is public: its number, its title, from when until when."""

    number: int
    title: str
    change_note: str
    from_at: datetime
    until_at: datetime | None

    @property
    def is_now(self) -> bool:
        """Whether it is what the public reads now."""
        return self.until_at is None


def editions(copy: PublicItem) -> list[Edition]:
    """Return the versions that may be read, the present one first; a tombstone has none."""
    return editions_of([copy])[copy.item_id]


def editions_of(copies: Sequence[PublicItem]) -> dict[int, list[Edition]]:
    """Return the versions that may be read of each of some items, by item."""
    found: dict[int, list[Edition]] = {each.item_id: [] for each in copies}
    bodies = {each.item_id: each.body_id for each in copies if not each.is_withdrawn}
    with scopes_disabled():
        rows = list(
            PublicSpan.objects.filter(item_id__in=bodies)
            .order_by("-from_at", "-pk")
            .values_list(
                "body_id", "item_id", "version__number", "version__title",
                "version__change_note", "from_at", "until_at", "ended_by",
            )
        )  # fmt: skip
    ended: set[int] = set()
    for body, item, number, title, note, from_at, until_at, ended_by in rows:
        if ended_by == WITHDRAWN:
            ended.add(item)
        if item not in ended and body == bodies[item]:
            found[item].append(Edition(number, title, note, from_at, until_at))
    return found


def version(copy: PublicItem, number: int) -> ItemVersion | None:
    """Return what a version said that may be read; None: there is none of that number."""
    if all(each.number != number for each in editions(copy)):
        return None
    with scope(body=copy.body_id):
        found: ItemVersion | None = (
            ItemVersion.objects.filter(item_id=copy.item_id, number=number)
            .prefetch_related("attachments")
            .first()
        )
    return found
