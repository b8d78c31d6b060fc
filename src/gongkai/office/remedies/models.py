"""Reconsideration and litigation (行政复议、行政诉讼) over disclosure, one row per proceeding."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.office.records.models import LedgerRecord
from gongkai.office.requests import queries as requests


class ProceedingKind(models.TextChoices):
    """The three column groups of table 4."""

    REVIEW = "review", _("行政复议")
    LITIGATION_DIRECT = "litigation_direct", _("行政诉讼（未经复议直接起诉）")
    LITIGATION_AFTER_REVIEW = "litigation_after_review", _("行政诉讼（复议后起诉）")


class Result(models.TextChoices):
    """The result of a proceeding, as table 4 sorts them; empty: not concluded (尚未审结)."""

    UPHELD = "upheld", _("结果维持")
    CORRECTED = "corrected", _("结果纠正")
    OTHER = "other", _("其他结果")


class Proceeding(LedgerRecord):
    """One reconsideration or one lawsuit (复议或诉讼案件)."""

    kind = models.CharField(_("案件类别"), max_length=30, choices=ProceedingKind)
    number = models.CharField(_("案号"), max_length=60)
    organ = models.CharField(_("复议机关或法院"), max_length=100)
    filed_on = models.DateField(_("受理日期"))
    result = models.CharField(_("审理结果"), max_length=10, choices=Result, blank=True)
    ground = models.CharField(_("结果依据"), max_length=200, blank=True)
    closed_on = models.DateField(_("审结日期"), null=True, blank=True)
    case = models.ForeignKey(
        "requests.Case", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("所涉申请"),
    )  # fmt: skip

    class Meta(LedgerRecord.Meta):
        indexes = [
            models.Index(
                fields=["body", "filed_on", "closed_on", "kind", "result", "superseded_at"],
                name="proceeding_by_filing",
            ),
            *LedgerRecord.Meta.indexes,
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"], condition=Q(superseded_at=None),
                name="proceeding_number_once",
                violation_error_message=_("这个案号已经登记过，请核对是否同一案件。"),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("filed_on")),
                name="proceeding_closed_after_filing",
                violation_error_message=_("审结日期早于受理日期，请核对两个日期。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def case_number(self) -> str:
        """The number under which the register of requests knows the case, "" without one."""
        standing = requests.standing_of(self.case_id) if self.case_id else None
        return standing.number if standing else ""

    def clean(self) -> None:
        """Refuse a result without its day or a day without its result, and a foreign case."""
        if bool(self.result) != bool(self.closed_on):
            raise ValidationError(
                {"closed_on": _("审理结果和审结日期要么都填，要么都不填（尚未审结）。")}
            )
        if self.case is not None and self.case.body_id != self.body_id:
            raise ValidationError({"case": _("所涉申请不是本机关收到的申请，请重新选择。")})
