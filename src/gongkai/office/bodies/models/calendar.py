"""Holiday notices (节假日安排通知) that staff have loaded, beside those that ship as data."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HolidayNotice(models.Model):
    """One notice as loaded by a body; it binds the body and every body below it.

    `text` is what `rules.workdays.parse_notice` reads. A newer text of the same notice ends
    the older one, which stays on file.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年份"))
    region = models.CharField(_("行政区划代码"), max_length=6, blank=True)
    title = models.CharField(_("通知名称"), max_length=200)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    text = models.TextField(_("通知内容"))
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("放假通知")
        ordering = ["year", "loaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "region", "year", "title"], condition=Q(superseded_at=None),
                name="holiday_notice_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
