"""Who gets messages (接收人): by village, with consent, and never again after saying no.

Numbers are shown in part only. A message is one delivery to one recipient.
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.office.channels.models.delivery import Delivery

_check_phone = RegexValidator(
    r"^1[3-9]\d{9}$", _("手机号码应为 11 位数字，以 13 至 19 开头，请核对。")
)
_MASKED = re.compile(r"(?<=\d{3})\d{4}(?=\d{4})")


class ConsentSource(models.TextChoices):
    """How the person agreed to get messages."""

    SIGNED = "signed", _("书面登记")
    MEETING = "meeting", _("会议现场登记")
    ONLINE = "online", _("本人网上登记")
    STAFF = "staff", _("本机关工作人员")


class RecipientGroup(models.Model):
    """People who get messages together, as a rule those of one village (接收组)."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    name = models.CharField(_("接收组名称"), max_length=60)

    objects: "models.Manager[RecipientGroup]" = ScopedManager(body="body_id")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], name="recipient_group_named_once",
                violation_error_message=_("本机关已有同名的接收组，请改用能区分的名称。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Recipient(models.Model):
    """A person who agreed to get messages (接收人)."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    group = models.ForeignKey(
        RecipientGroup, models.PROTECT, related_name="recipients", verbose_name=_("接收组")
    )
    name = models.CharField(_("姓名"), max_length=40, blank=True)
    phone = models.CharField(_("手机号码"), max_length=11, blank=True, validators=[_check_phone])
    email = models.EmailField(_("电子邮箱"), blank=True)
    consent = models.CharField(_("同意方式"), max_length=10, choices=ConsentSource)
    consented_on = models.DateField(_("同意日期"))
    opted_out_on = models.DateField(null=True, blank=True, editable=False)

    objects: "models.Manager[Recipient]" = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("接收人")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "phone"], condition=~Q(phone=""), name="recipient_phone_once",
                violation_error_message=_("这个手机号码已经登记，同一号码只登记一次。"),
            ),
            models.UniqueConstraint(
                fields=["body", "email"], condition=~Q(email=""), name="recipient_email_once",
                violation_error_message=_("这个电子邮箱已经登记，同一邮箱只登记一次。"),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body", "group", "id"], name="recipient_group")]

    def __str__(self) -> str:
        return self.name or self.masked

    def clean(self) -> None:
        """Refuse a person who cannot be reached. Raises ValidationError."""
        if not self.phone and not self.email:
            raise ValidationError(_("请填写手机号码或电子邮箱，至少一项。"))

    @property
    def masked(self) -> str:
        """The number or address as it is shown: 138****5678."""
        if self.phone:
            return masked_phone(self.phone)
        local, _at, domain = self.email.partition("@")
        return f"{local[:1]}***@{domain}"


def masked_phone(phone: str) -> str:
    """Return a telephone number with its middle hidden."""
    return _MASKED.sub("****", phone)


class MessageOutcome(models.TextChoices):
    """What became of a message to one recipient."""

    WAITING = "waiting", _("待发")
    SENDING = "sending", _("发送中")
    ACCEPTED = "accepted", _("已提交")
    ARRIVED = "arrived", _("已送达")
    FAILED = "failed", _("未送达")
    UNKNOWN = "unknown", _("结果不明")
    SKIPPED = "skipped", _("已退订，未发")


class Message(models.Model):
    """A delivery to one recipient (逐人发送)."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="messages")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="+")
    outcome = models.CharField(
        max_length=10, choices=MessageOutcome, default=MessageOutcome.WAITING
    )
    reference = models.CharField(max_length=100, blank=True)
    answer = models.CharField(max_length=100, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects: "models.Manager[Message]" = ScopedManager(body="body_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "delivery", "recipient"], name="message_once")
        ]
        indexes = [
            models.Index(fields=["body", "delivery", "outcome", "id"], name="message_outcome"),
            models.Index(fields=["body", "reference"], name="message_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.outcome}"
