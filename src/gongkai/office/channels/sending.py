"""The round that works off the outbox (发送): called again and again, by several processes.

No transaction is open while a gateway is called. Whatever an adapter does wrong is a doubt about
one delivery, and never the end of the round.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from gongkai.office.bodies.models import Body
from gongkai.office.channels import actions
from gongkai.office.channels.actions.outbox import Claim
from gongkai.office.channels.adapters import registry
from gongkai.office.channels.adapters.contract import Answer, Job, Result, Target
from gongkai.office.channels.content import Content, ContentFile
from gongkai.office.channels.models import Act, Delivery, DeliveryState
from gongkai.office.channels.wire import credentials
from gongkai.office.records import files
from gongkai.office.records.actions import EditedMeanwhile

AT_ONCE = 5  # a round of slow gateways must not keep the other rounds waiting for long
_log = logging.getLogger(__name__)


def send_due(*, at: datetime) -> int:
    """Send, ask and settle what is due, of all bodies; return how many deliveries moved on."""
    count = 0
    for pk, body_id in _due(at):
        # What is written down is read by everybody, whatever language a thread had last.
        with scope(body=body_id), translation.override(settings.LANGUAGE_CODE):
            delivery = _delivery(pk)
            if delivery is not None and delivery.next_try_at and delivery.next_try_at <= at:
                count += _guarded(delivery, at=at)
    return count


def _guarded(delivery: Delivery, *, at: datetime) -> int:
    try:
        return _work(delivery, at=at)
    except Exception:  # noqa: BLE001 - one row that cannot be worked on stops no other
        _log.exception("Delivery %s cannot be worked on.", delivery.key)
        actions.defer(delivery, text=_("程序出错，稍后再试。"), by=None, at=at)
        return 0


def _due(at: datetime) -> list[tuple[int, int]]:
    """Return what is due and whose it is. Rows are read for nothing else outside a scope."""
    with scopes_disabled():
        found = Delivery.objects.filter(next_try_at__lte=at).order_by("next_try_at", "pk")
        return list(found.values_list("pk", "body_id")[:AT_ONCE])


def _delivery(pk: int) -> Delivery | None:
    return Delivery.objects.select_related("channel", "body").filter(pk=pk).first()


def _work(delivery: Delivery, *, at: datetime) -> int:
    if delivery.state in (DeliveryState.PLANNED, DeliveryState.FAILED):
        return _send(delivery, at=at)
    if delivery.state == DeliveryState.SENDING:
        return int(actions.abandon(delivery, by=None, at=at) is not None)
    if delivery.state == DeliveryState.CONFIRMED:
        return int(actions.expire(delivery, by=None, at=at) is not None)
    return _ask(delivery, at=at)


def _send(delivery: Delivery, *, at: datetime) -> int:
    claimed = actions.claim(delivery, by=None, at=at)
    if claimed is None:
        return 0
    answer = _called(claimed, at=at)
    try:
        actions.settle(claimed.delivery, answer=answer, targets=claimed.targets, by=None, at=at)
    except EditedMeanwhile:
        _log.warning("Delivery %s was settled by others while it was sent.", delivery.key)
    return 1


def _called(claimed: Claim, *, at: datetime) -> Answer:
    delivery = claimed.delivery
    adapter = registry.of(delivery.channel)
    if adapter.batch and not claimed.targets:
        return Answer(Result.DONE)
    job = _job(delivery, at=at, targets=claimed.targets)
    try:
        return adapter.withdraw(job) if delivery.is_withdrawal else adapter.send(job)
    except Exception:  # noqa: BLE001 - a fault of ours leaves open what the other side did
        _log.exception("The adapter of delivery %s failed.", delivery.key)
        return Answer(Result.UNKNOWN, _("程序出错，是否发出不明。"))


def _ask(delivery: Delivery, *, at: datetime) -> int:
    adapter = registry.of(delivery.channel)
    if not actions.claim_question(delivery, by=None, at=at) or not adapter.can_ask:
        return 0
    try:
        answer = adapter.ask(_job(delivery, at=at))
    except Exception:  # noqa: BLE001 - the next question may be answered
        _log.exception("The adapter of delivery %s failed to ask.", delivery.key)
        return 0
    try:
        actions.settle(delivery, answer=answer, by=None, at=at)
    except EditedMeanwhile:
        return 0
    return 1


def _job(delivery: Delivery, *, at: datetime, targets: tuple[Target, ...] = ()) -> Job:
    channel, body = delivery.channel, delivery.body

    def credential(name: str) -> str:
        return credentials.read(body.code, name)

    return Job(
        key=_key(delivery, targets), content=Content.from_json(delivery.content),
        settings=channel.settings, at=at, reason=delivery.reason, reference=delivery.reference,
        about=_about(delivery), targets=targets, channel_id=channel.pk, channel_name=channel.name,
        gateway_url=gateway_url(body, channel.pk), credential=credential, read=reader(body.pk),
    )  # fmt: skip


def _key(delivery: Delivery, targets: tuple[Target, ...]) -> str:
    return f"{delivery.key}-{targets[0].message_id}" if targets else str(delivery.key)


def _about(delivery: Delivery) -> str:
    """Return the reference of what a withdrawal takes back."""
    if not delivery.is_withdrawal:
        return ""
    published = Delivery.objects.filter(
        channel=delivery.channel, item_code=delivery.item_code, version=delivery.version,
        act=Act.PUBLISH,
    )  # fmt: skip
    return published.values_list("reference", flat=True).first() or ""


def reader(body_id: int) -> Callable[[ContentFile], bytes]:
    """Return what reads the kept bytes of a body's files."""

    def read(file: ContentFile) -> bytes:
        return files.content_of(body_id=body_id, digest=file.digest, name=file.name)

    return read


def gateway_url(body: Body, channel_id: int) -> str:
    """Return the path below which machines reach a channel."""
    return reverse("gateway:channel", args=[body.code, channel_id])
