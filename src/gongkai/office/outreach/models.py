"""Training for disclosure work (政务公开业务培训), Art. 48 of the Regulation."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.office.records.models import LedgerRecord


class TrainingSession(LedgerRecord):
    """One training session (培训): its topic, its day, and how many attended."""

    topic = models.CharField(_("培训主题"), max_length=100)
    title = models.CharField(_("培训名称"), max_length=200)
    held_on = models.DateField(_("培训日期"))
    hours = models.DecimalField(
        _("学时"), max_digits=5, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    attendance = models.PositiveIntegerField(
        _("参加人次"), validators=[MaxValueValidator(1_000_000)]
    )
    trainer_post = models.CharField(_("授课人岗位"), max_length=60, blank=True)
    place = models.CharField(_("地点"), max_length=100, blank=True)
    audience = models.CharField(_("培训对象"), max_length=200, blank=True)

    class Meta(LedgerRecord.Meta):
        indexes = [
            models.Index(
                fields=["body", "held_on", "topic", "attendance", "superseded_at"],
                name="training_by_day",
            ),
            *LedgerRecord.Meta.indexes,
        ]

    def __str__(self) -> str:
        return self.title
