"""The powers and services (权责事项) that a body holds, by date."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.office.records.models import LedgerRecord


class Power(models.TextChoices):
    """What sort of power it is: the rows of table 2 of the 2019 form."""

    LICENSING = "licensing", _("行政许可")
    OTHER_SERVICES = "other_services", _("其他对外管理服务事项")
    PUNISHMENT = "punishment", _("行政处罚")
    COERCION = "coercion", _("行政强制")
    FEES = "fees", _("行政事业性收费")


class PowerItem(LedgerRecord):
    """A power or service (权责事项); held from one day until the day on which it is cancelled.

    `until_on` is the first day on which the body no longer holds it.
    """

    power = models.CharField(_("类别"), max_length=15, choices=Power)
    name = models.CharField(_("事项名称"), max_length=200)
    basis = models.CharField(_("设定依据"), max_length=300, blank=True)
    from_on = models.DateField(_("开始实施日期"))
    until_on = models.DateField(_("取消日期"), null=True, blank=True)

    class Meta(LedgerRecord.Meta):
        verbose_name = _("权责事项")
        indexes = [
            *LedgerRecord.Meta.indexes,
            models.Index(
                fields=[
                    "body", "from_on", "superseded_at", "recorded_at", "power", "until_on", "id",
                ],
                name="power_year",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse an item that ended before it began."""
        if self.until_on and self.from_on and self.until_on < self.from_on:
            raise ValidationError({"until_on": _("取消日期早于开始实施日期，请核对两个日期。")})
