"""The false alarms a body remembers (已确认的误报), in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from gongkai.office.publishing.models import HitReason
from gongkai.web.words import moment


@dataclass(frozen=True, slots=True)
class Remembered:
    """One false alarm: what it was about, why it is none, who said so, how to take it away."""

    quote: str
    reason: str
    by: str
    at: str
    item_title: str
    item_url: str
    forget_url: str


def remembered(
    found: Iterable[HitReason], code: str, *, may_forget: bool
) -> tuple[Remembered, ...]:
    """Return the false alarms of a body, the latest first."""
    return tuple(
        Remembered(
            quote=each.quote,
            reason=each.reason,
            by=str(each.by),
            at=moment(timezone.localtime(each.at), get_language() or ""),
            item_title=str(each.item),
            item_url=reverse("publishing:item", args=[code, each.item.code]),
            forget_url=reverse("publishing:forget", args=[code, each.pk]) if may_forget else "",
        )
        for each in found
    )
