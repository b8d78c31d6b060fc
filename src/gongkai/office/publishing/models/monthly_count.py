"""Counts that other systems produce (业务系统统计数), by month and department.

The office does not see the decisions themselves: it keeps what each department reported, from
which system, so that a figure of the annual report leads back to it.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.office.publishing.amounts import ExactField
from gongkai.office.records.models import LedgerRecord

LARGEST = Decimal(99_999_999)


class CountedMeasure(models.TextChoices):
    """What was counted, with its unit. The first four are decisions, by their power."""

    LICENSING = "licensing", _("行政许可处理决定（件）")
    OTHER_SERVICES = "other_services", _("其他对外管理服务事项处理决定（件）")
    PUNISHMENT = "punishment", _("行政处罚处理决定（件）")
    COERCION = "coercion", _("行政强制处理决定（件）")
    FEE_INCOME_WAN = "fee_income_wan", _("行政事业性收费金额（万元）")
    PROCUREMENT_ITEMS = "procurement_items", _("政府集中采购项目（个）")
    PROCUREMENT_AMOUNT_WAN = "procurement_amount_wan", _("政府集中采购金额（万元）")

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in 万元; everything else is whole."""
        return self in {CountedMeasure.FEE_INCOME_WAN, CountedMeasure.PROCUREMENT_AMOUNT_WAN}


DECISIONS = (
    CountedMeasure.LICENSING,
    CountedMeasure.OTHER_SERVICES,
    CountedMeasure.PUNISHMENT,
    CountedMeasure.COERCION,
)


class MonthlyCount(LedgerRecord):
    """One count of one month (月度统计数) from one department's system."""

    measure = models.CharField(_("统计事项"), max_length=25, choices=CountedMeasure)
    month = models.DateField(_("月份"))
    department = models.CharField(_("报送部门"), max_length=60)
    quantity = ExactField(_("数量"))
    source_system = models.CharField(_("来源系统"), max_length=100)

    class Meta(LedgerRecord.Meta):
        verbose_name = _("业务统计数")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=0), name="monthly_count_not_negative"),
            models.UniqueConstraint(
                fields=["body", "measure", "month", "department"],
                condition=Q(superseded_at=None),
                name="monthly_count_once",
                violation_error_message=_(
                    "该部门这个月的这一事项已经登记过。请更正原有记录，不要重复登记。"
                ),
            ),
        ]
        indexes = [
            *LedgerRecord.Meta.indexes,
            models.Index(
                fields=[
                    "body", "month", "superseded_at", "recorded_at", "measure", "quantity", "id",
                ],
                name="monthly_count_year",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.month:%Y-%m} {self.department}"

    def clean(self) -> None:
        """Keep the month by its first day; refuse parts of a piece and figures past belief."""
        if self.month:
            self.month = self.month.replace(day=1)
        if self.quantity is None or not self.measure:
            return
        if not 0 <= self.quantity <= LARGEST:
            raise ValidationError(
                {"quantity": _("数量应在 0 至 99999999 之间，请核对位数和单位。")}
            )
        is_money = CountedMeasure(self.measure).is_money
        if not is_money and self.quantity != int(self.quantity):
            raise ValidationError({"quantity": _("件数和项目数应为整数，请核对。")})
