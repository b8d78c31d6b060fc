"""Reading points (政府信息查阅场所): where people read what is public without going online."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.office.records.models import LedgerRecord


class ReadingPoint(LedgerRecord):
    """A reading point (查阅点) of a body, by date: an archive, a library, a service hall (Art. 25).

    `until_on` is the first day on which it is closed for good.
    """

    name = models.CharField(_("查阅点名称"), max_length=100)
    address = models.CharField(_("地址"), max_length=200)
    hours = models.CharField(_("开放时间"), max_length=100)
    telephone = models.CharField(_("联系电话"), max_length=40, blank=True)
    equipment = models.CharField(_("设施设备"), max_length=300, blank=True)
    accessibility = models.CharField(_("无障碍条件"), max_length=300, blank=True)
    from_on = models.DateField(_("启用日期"))
    until_on = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta(LedgerRecord.Meta):
        verbose_name = _("查阅点")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a point that was closed before it was opened."""
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ValidationError({"until_on": _("停用日期早于启用日期，请核对。")})
