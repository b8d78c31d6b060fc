"""A disclosure request (政府信息公开申请): its identity, its events, what they amount to.

Events are only ever added; what stands (`CaseStanding`) is computed from them by the one door
in `actions`, version by version, so that the annual report can count and ask any past moment.
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.office.records.models import LedgerRecord


class Applicant(models.TextChoices):
    """The classes of applicants (申请人类别) of the statutory form, table 3."""

    NATURAL_PERSON = "natural_person", _("自然人")
    BUSINESS = "business", _("商业企业")
    RESEARCH = "research", _("科研机构")
    PUBLIC_WELFARE = "public_welfare", _("社会公益组织")
    LEGAL_SERVICE = "legal_service", _("法律服务机构")
    OTHER_ORG = "other_org", _("其他法人或组织")


def _new_public_code() -> str:
    """Return an address that cannot be guessed or counted."""
    return secrets.token_hex(8)


class Case(models.Model):
    """The identity of one request; what it says and where it stands are its events' matter."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    public_code = models.CharField(max_length=16, default=_new_public_code, editable=False)
    opened_at = models.DateTimeField()

    objects = ScopedManager(body="body_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "public_code"], name="case_public_code_once")
        ]

    def __str__(self) -> str:
        return self.public_code


class CaseEvent(models.Model):
    """One thing that happened to a case, on a day. Never changed and never removed.

    A mistake is set right by an event that `replaces` the mistaken one, with the reason.
    `is_struck` marks a replacement that says the replaced event did not happen at all.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    details = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    is_struck = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        indexes = [models.Index(fields=["body", "case", "on"])]
        constraints = [
            models.UniqueConstraint(fields=["body", "replaces"], name="event_replaced_once")
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} {self.kind}"


class CaseStanding(LedgerRecord):
    """What a case amounts to after an event (依申请公开台账): the version that the ledger counts.

    `closed_on` and `outcome` are the closing that the annual report counts; `happened` is the
    event that made this version, kept with it so that the audit trail holds both.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    number = models.CharField(_("登记编号"), max_length=40)
    applicant = models.CharField(_("申请人类别"), max_length=20, choices=Applicant)
    description = models.TextField(_("申请内容"), max_length=2000)
    received_on = models.DateField(_("收到日期"))
    state = models.CharField(_("办理状态"), max_length=40)
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    is_due_provisional = models.BooleanField(_("期限暂定"), default=False)
    due_reason = models.CharField(_("期限说明"), max_length=300, blank=True)
    outcome = models.CharField(_("办理结果"), max_length=30, blank=True)
    grounds = models.TextField(_("理由和依据"), max_length=2000, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    fee_noticed_on = models.DateField(_("收费通知日期"), null=True, blank=True)
    fee_paid_on = models.DateField(_("缴费日期"), null=True, blank=True)
    fee_yuan = models.DecimalField(
        _("信息处理费（元）"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    happened = models.JSONField(default=dict, editable=False)

    class Meta(LedgerRecord.Meta):
        indexes = [
            models.Index(
                fields=["body", "received_on", "closed_on", "applicant", "superseded_at",
                        "recorded_at"],
                name="standing_by_receipt",
            ),
            models.Index(
                fields=["body", "closed_on", "received_on", "applicant", "outcome",
                        "superseded_at", "recorded_at"],
                name="standing_by_closing",
            ),
            models.Index(
                fields=["body", "state", "due_on"], condition=Q(superseded_at=None),
                name="standing_by_due_date",
            ),
            models.Index(
                fields=["body", "fee_noticed_on"], condition=Q(fee_noticed_on__isnull=False),
                name="standing_by_fee",
            ),
            models.Index(fields=["body", "case", "recorded_at"], name="standing_by_case"),
            *LedgerRecord.Meta.indexes,
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"], condition=Q(superseded_at=None),
                name="case_number_once",
                violation_error_message=_("这个登记编号已经用于本机关另一件申请，请换一个编号。"),
            ),
            models.UniqueConstraint(
                fields=["body", "case"], condition=Q(superseded_at=None),
                name="one_standing_per_case",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("received_on")),
                name="case_closed_after_receipt",
                violation_error_message=_("办结日期早于收到日期，请核对两个日期。"),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="") | Q(closed_on__isnull=False)
                & ~Q(outcome=""),
                name="case_closed_with_outcome",
                violation_error_message=_("办结日期和办理结果要么都填，要么都不填。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.description[:20]}"
