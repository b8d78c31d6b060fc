"""Deliveries (投放): one content on one channel, with everything that happened to it, and proof.

The rows are the outbox: they are written with the act that publishes, and a round works them off.
A withdrawal is a delivery of its own; what was public stays on record with the day it ended.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.office.channels.models.channel import Channel
from gongkai.office.records.models import StoredFile


class Act(models.TextChoices):
    """What is to be done on the channel."""

    PUBLISH = "publish", _("发布")
    WITHDRAW = "withdraw", _("撤回")


class DeliveryState(models.TextChoices):
    """How far a delivery has come."""

    PLANNED = "planned", _("待办理")
    SENDING = "sending", _("发送中")
    SENT = "sent", _("已发出，待确认")
    CONFIRMED = "confirmed", _("已确认")
    FAILED = "failed", _("失败，将重试")
    DEAD = "dead", _("多次失败，待处理")
    UNKNOWN = "unknown", _("结果不明，待核实")
    CANCELLED = "cancelled", _("已取消")
    WITHDRAWN = "withdrawn", _("已撤回")
    TAKEN_DOWN = "taken_down", _("到期撤下")
    REPLACED = "replaced", _("已换新版本")


class Delivery(models.Model):
    """One content of one version on one channel (投放).

    `content` is what was handed over, frozen. `next_try_at` is when the round takes it up; None:
    people act. `shown_at` is the moment from which it stood on the channel, `withdrawn_at` the
    moment it no longer did. `may_be_out` remembers that somebody may have got it, whatever state
    followed: a doubtful push that is tried again, a list of recipients that was sent in part.
    `number` orders the work of a body; `key` names it in addresses and to gateways, so that the
    same delivery is never taken for two.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="deliveries")
    act = models.CharField(max_length=10, choices=Act, default=Act.PUBLISH)
    item_code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    content = models.JSONField()
    reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.PLANNED)
    is_manual = models.BooleanField()
    may_be_out = models.BooleanField(default=False)
    planned_for = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    take_down_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects: "models.Manager[Delivery]" = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("投放")
        constraints = [
            models.UniqueConstraint(fields=["body", "key"], name="delivery_key"),
            models.UniqueConstraint(
                fields=["body", "channel", "item_code", "version", "act"],
                name="delivery_planned_once",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "state", "-planned_for", "-id"], name="delivery_state"),
            models.Index(fields=["body", "item_code"], name="delivery_item"),
            models.Index(fields=["body", "shown_at", "withdrawn_at"], name="delivery_public"),
            models.Index(
                fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="delivery_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}：{self.title}"

    @property
    def is_withdrawal(self) -> bool:
        """Whether it takes something back."""
        return self.act == Act.WITHDRAW

    @property
    def stands(self) -> bool:
        """Whether what it put out is public on its channel, as far as is known."""
        return not self.is_withdrawal and self.state == DeliveryState.CONFIRMED


class DeliveryEvent(models.Model):
    """One thing that happened to a delivery (投放经过); rows are only added.

    `answer_digest` is the SHA-256 of what the other side answered, so that a kept answer can be
    held against it; the answer itself may carry what must not be kept.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=DeliveryState)
    text = models.CharField(max_length=500, blank=True)
    answer_digest = models.CharField(max_length=64, blank=True)

    objects: "models.Manager[DeliveryEvent]" = ScopedManager(body="body_id")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["body", "delivery"], name="delivery_event_story")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.text}"


class ProofFile(StoredFile):
    """A photograph, screenshot or receipt (凭证文件), byte for byte and never public."""

    class Meta(StoredFile.Meta):
        abstract = False


class Proof(models.Model):
    """How it is known that something stood on a channel, or no longer does (凭证).

    `on` is the day it speaks of, `place` where; `taken_at` what the camera wrote into the file.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="proofs")
    file = models.ForeignKey(ProofFile, models.PROTECT, null=True, related_name="proofs")
    url = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=100, blank=True)
    on = models.DateField()
    taken_at = models.CharField(max_length=40, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects: "models.Manager[Proof]" = ScopedManager(body="body_id")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["body", "delivery"], name="proof_delivery")]

    def __str__(self) -> str:
        return self.url or self.note
