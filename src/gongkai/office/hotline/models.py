"""Tickets of the 12345 hotline (12345 热线工单). A ticket is not a disclosure request."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.office.records.models import LedgerRecord


class TicketKind(models.TextChoices):
    """What the caller wants (诉求类别)."""

    CONSULTATION = "consultation", _("咨询")
    HELP = "help", _("求助")
    SUGGESTION = "suggestion", _("建议")
    COMPLAINT = "complaint", _("投诉")
    REPORT = "report", _("举报")
    PETITION = "petition", _("信访")


class Satisfaction(models.TextChoices):
    """What the caller said when called back (回访评价)."""

    SATISFIED = "satisfied", _("满意")
    FAIR = "fair", _("基本满意")
    DISSATISFIED = "dissatisfied", _("不满意")


class Ticket(LedgerRecord):
    """One ticket sent to the body (热线工单)."""

    number = models.CharField(_("工单编号"), max_length=40)
    received_on = models.DateField(_("收到日期"))
    kind = models.CharField(_("诉求类别"), max_length=20, choices=TicketKind)
    subject = models.CharField(_("诉求内容"), max_length=300)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    reply = models.TextField(_("答复内容"), max_length=2000, blank=True)
    satisfied = models.CharField(
        _("回访评价"), max_length=15, choices=Satisfaction, blank=True
    )  # fmt: skip

    class Meta(LedgerRecord.Meta):
        indexes = [
            models.Index(
                fields=["body", "received_on", "kind", "superseded_at"], name="ticket_by_receipt"
            ),
            models.Index(
                fields=["body", "closed_on", "kind", "superseded_at"], name="ticket_by_closing"
            ),
            *LedgerRecord.Meta.indexes,
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"], condition=Q(superseded_at=None),
                name="ticket_number_once",
                violation_error_message=_("这个工单编号已经登记过，请核对是否同一工单。"),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("received_on")),
                name="ticket_closed_after_receipt",
                violation_error_message=_("办结日期早于收到日期，请核对两个日期。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.subject[:20]}"

    def clean(self) -> None:
        """Refuse an opinion of the caller on a ticket that is not closed."""
        if self.satisfied and not self.closed_on:
            raise ValidationError(
                {"satisfied": _("回访评价在办结之后填写：请先填办结日期，或将评价留空。")}
            )
