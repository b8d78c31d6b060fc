"""What village staff see of the township's work (村级公告栏): the deliveries for their own boards.

The rows belong to the township. This is the one path on which another body's staff reach them,
and it is narrow: a delivery on a channel that names the village, below the body that owns it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django_scopes import scope, scopes_disabled

from gongkai.office.bodies.models import Body
from gongkai.office.channels.models import Act, Delivery, DeliveryState

State = DeliveryState
MOST = 200


@dataclass(frozen=True, slots=True)
class Work:
    """What the staff of a village have to do, and what hangs on their boards."""

    to_post: tuple[Delivery, ...]
    to_take_down: tuple[Delivery, ...]
    hanging: tuple[Delivery, ...]


def _of(village: Body) -> Q:
    return Q(channel__posted_by=village, is_manual=True, body_id__in=village.ancestor_ids())


def for_village(village: Body, *, on: date) -> Work:
    """Return the work of a village on a day."""
    shown = Q(state=State.PLANNED) | Q(state=State.CONFIRMED, act=Act.PUBLISH)
    with scopes_disabled():
        found = list(
            Delivery.objects.filter(_of(village), shown)
            .select_related("channel", "body")
            .order_by("planned_for", "pk")[:MOST]
        )
    planned = [each for each in found if each.state == State.PLANNED]
    standing = [each for each in found if each.state == State.CONFIRMED]
    return Work(
        to_post=tuple(planned),
        to_take_down=tuple(each for each in standing if _is_over(each, on)),
        hanging=tuple(each for each in standing if not _is_over(each, on)),
    )


def _is_over(delivery: Delivery, on: date) -> bool:
    return delivery.take_down_on is not None and delivery.take_down_on < on


@contextmanager
def entered(village: Body, key: UUID) -> Iterator[Delivery | None]:
    """Enter the scope of the body whose delivery it is, for one delivery of this village.

    None, and no scope entered, where the delivery is not theirs.
    """
    with scopes_disabled():
        found = (
            Delivery.objects.filter(_of(village), key=key)
            .exclude(state=State.CANCELLED)
            .select_related("channel__posted_by", "body")
            .first()
        )
    if found is None:
        yield None
        return
    with scope(body=found.body_id):
        yield found
