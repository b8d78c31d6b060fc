"""Reads of the room: channels, deliveries by what they wait for, and what was public when.

Everything runs in the scope of the body; what a village sees of it is in `boards`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from gongkai.office.bodies.models import Body
from gongkai.office.channels.models import (
    Act,
    Channel,
    ChannelKind,
    Delivery,
    DeliveryEvent,
    DeliveryState,
    Family,
    MessageOutcome,
    Posting,
    Proof,
    Recipient,
    RecipientGroup,
)

State = DeliveryState


def channels() -> QuerySet[Channel]:
    """Return every channel, those in use first, in the order that the body gave them."""
    return Channel.objects.order_by("-is_active", "position", "pk")


def in_use() -> QuerySet[Channel]:
    """Return the channels that may be posted on."""
    return Channel.objects.filter(is_active=True).order_by("position", "pk")


def choices() -> list[tuple[int, str]]:
    """Return id and name of every channel, as forms ask for them."""
    return [(channel.pk, str(channel.label)) for channel in channels()]


def posted_by_channel(
    body_ids: Sequence[int], *, from_on: date, until_on: date
) -> list[tuple[str, int]]:
    """Return how many items went out on each channel of these bodies in a time, most first.

    For the public statistics: counts alone, of all bodies that are named.
    """
    with scopes_disabled():
        standing: QuerySet[Any] = Posting.objects.standing()
        rows = standing.filter(
            body_id__in=body_ids, posted_on__gte=from_on, posted_on__lte=until_on
        ).order_by().values_list("channel__name").annotate(total=Sum("quantity"))  # fmt: skip
        return [(name, total) for name, total in rows.order_by("-total", "channel__name")]


def names_by_family() -> dict[Family, list[str]]:
    """Return the names of the channels of each family, in order; families without one are left
    out."""
    found: dict[Family, list[str]] = {}
    for name, kind in Channel.objects.order_by("position", "pk").values_list("name", "kind"):
        found.setdefault(ChannelKind(kind).family, []).append(name)
    return {family: found[family] for family in Family if family in found}


def by_token(*, pk: int, token: str) -> Channel | None:
    """Return a channel of the scoped body whose machine address this is."""
    channel = Channel.objects.filter(pk=pk, is_active=True).first()
    if channel is None or not constant_time_compare(channel.token, token):
        return None
    return channel


@dataclass(frozen=True, slots=True)
class Queue:
    """What deliveries wait for: a name for addresses, a word, and which they are."""

    key: str
    label: Promise
    rows: Q


def queues(on: date) -> tuple[Queue, ...]:
    """Return the queues as they stand on a day; a delivery may stand in none."""
    return (
        Queue("by_hand", _("待人工办理"), Q(is_manual=True, state=State.PLANNED)),
        Queue("take_down", _("到期待撤下"), _to_take_down(on)),
        Queue("look", _("待核实"), Q(state__in=(State.UNKNOWN, State.DEAD))),
        Queue("sent", _("待确认"), Q(state=State.SENT)),
        Queue("due", _("待发送"), Q(is_manual=False, state__in=_TO_SEND)),
        Queue("all", _("全部"), Q()),
    )


_TO_SEND = (State.PLANNED, State.SENDING, State.FAILED)


def _to_take_down(on: date) -> Q:
    return Q(is_manual=True, act=Act.PUBLISH, state=State.CONFIRMED, take_down_on__lt=on)


def queue_counts(on: date) -> dict[str, int]:
    """Return how many stand in each queue but the last, in one query."""
    counted = {each.key: Count("pk", filter=each.rows) for each in queues(on) if each.key != "all"}
    return dict(Delivery.objects.aggregate(**counted))


def deliveries(
    queue: Queue, *, channel_id: int | None = None, words: str = ""
) -> QuerySet[Delivery]:
    """Return the deliveries of a queue, the latest first, with their channels."""
    found = Delivery.objects.filter(queue.rows).select_related("channel__posted_by")
    if channel_id:
        found = found.filter(channel_id=channel_id)
    if words:
        found = found.filter(Q(title__icontains=words) | Q(item_code=words))
    return found.order_by("-planned_for", "-pk")


def delivery(key: UUID) -> Delivery | None:
    """Return one delivery with its channel and body."""
    return Delivery.objects.select_related("channel__posted_by", "body").filter(key=key).first()


def story(shown: Delivery) -> list[DeliveryEvent]:
    """Return what happened to a delivery, in order."""
    return list(shown.events.select_related("by").order_by("pk"))


def proofs(shown: Delivery) -> list[Proof]:
    """Return the proofs of a delivery, in order."""
    return list(shown.proofs.select_related("file", "given_by").order_by("pk"))


def proof(key: UUID, pk: int) -> Proof | None:
    """Return one proof of a delivery that has a file."""
    found = Proof.objects.select_related("file").filter(delivery__key=key, file__isnull=False)
    return found.filter(pk=pk).first()


def also_shown_by(shown: Sequence[Proof]) -> set[int]:
    """Return the files among the proofs that were handed in for another delivery as well."""
    own = {each.delivery_id for each in shown}
    used = Proof.objects.filter(file_id__in=[each.file_id for each in shown if each.file_id])
    return set(used.exclude(delivery_id__in=own).values_list("file_id", flat=True))


def withdrawal_of(shown: Delivery) -> Delivery | None:
    """Return the withdrawal that was planned for a publication."""
    return Delivery.objects.filter(
        channel_id=shown.channel_id, item_code=shown.item_code, version=shown.version,
        act=Act.WITHDRAW,
    ).first()  # fmt: skip


def outcomes(shown: Delivery) -> list[Any]:
    """Return how many messages of a delivery had which outcome, by group."""
    counted = {each.value: Count("pk", filter=Q(outcome=each)) for each in MessageOutcome}
    found = shown.messages.values("recipient__group__name").annotate(total=Count("pk"), **counted)
    return list(found.order_by("recipient__group__name"))


def showing(channel: Channel, *, on: date) -> list[Delivery]:
    """Return what a screen or a reading point shows on a day, the latest first.

    What is to be taken back is left out from the moment that was planned.
    """
    found = Delivery.objects.filter(
        Q(take_down_on=None) | Q(take_down_on__gte=on), channel=channel, act=Act.PUBLISH,
        state__in=(State.SENT, State.CONFIRMED),
    )  # fmt: skip
    gone = set(
        Delivery.objects.filter(channel=channel, act=Act.WITHDRAW)
        .exclude(state=State.CANCELLED)
        .values_list("item_code", "version")
    )
    latest: dict[str, Delivery] = {}
    for each in found.order_by("version", "pk"):
        if (each.item_code, each.version) not in gone:
            latest[each.item_code] = each
    return sorted(latest.values(), key=lambda each: (each.sent_at or each.planned_for, each.pk))[
        ::-1
    ]


@dataclass(frozen=True, slots=True)
class Known:
    """That something was public on a channel, and how that is known."""

    delivery: Delivery
    proofs: tuple[Proof, ...]


def public_on(body: Body, day: date) -> list[Known]:
    """Return what was public on each channel of a body on a day, by channel, with the proof."""
    begins = timezone.make_aware(datetime.combine(day, time()))
    ends = begins + timedelta(days=1)
    found = (
        Delivery.objects.filter(body=body, act=Act.PUBLISH, shown_at__lt=ends)
        .filter(Q(withdrawn_at=None) | Q(withdrawn_at__gte=begins))
        .select_related("channel")
        .order_by("channel__position", "channel_id", "shown_at", "pk")
    )
    return _known(found)


def how_do_we_know(item_code: str) -> list[Known]:
    """Return every delivery of an item, withdrawals too, with its proof."""
    found = Delivery.objects.filter(item_code=item_code).select_related("channel")
    return _known(found.order_by("channel__position", "channel_id", "version", "pk"))


def known_of(item_codes: Sequence[str]) -> dict[tuple[int, str], list[Known]]:
    """Return the deliveries of public items of any body with their proof, by body and item.

    For pages that everybody reads; the same rows in the same order as of one item.
    """
    with scopes_disabled():
        shown = Delivery.objects.filter(item_code__in=item_codes).select_related("channel")
        known = _known(shown.order_by("channel__position", "channel_id", "version", "pk"))
    found: dict[tuple[int, str], list[Known]] = {}
    for each in known:
        found.setdefault((each.delivery.body_id, each.delivery.item_code), []).append(each)
    return found


def _known(found: QuerySet[Delivery]) -> list[Known]:
    shown = list(found)
    kept: dict[int, list[Proof]] = {}
    if not shown:
        return []
    for each in Proof.objects.filter(delivery__in=shown).select_related("file").order_by("pk"):
        kept.setdefault(each.delivery_id, []).append(each)
    return [Known(each, tuple(kept.get(each.pk, ()))) for each in shown]


def groups() -> QuerySet[RecipientGroup]:
    """Return the groups with how many they have and how many said no."""
    return RecipientGroup.objects.annotate(
        total=Count("recipients"),
        out=Count("recipients", filter=Q(recipients__opted_out_on__isnull=False)),
    ).order_by("name")


def group(pk: int) -> RecipientGroup | None:
    """Return one group."""
    return RecipientGroup.objects.filter(pk=pk).first()


def recipients(shown: RecipientGroup) -> QuerySet[Recipient]:
    """Return the recipients of a group, in the order in which they were entered."""
    return Recipient.objects.filter(group=shown).order_by("pk")


def recipient(pk: int) -> Recipient | None:
    """Return one recipient with the group."""
    return Recipient.objects.select_related("group").filter(pk=pk).first()
