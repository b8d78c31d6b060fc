"""The words that a body adds to the lists of the scan (词表): its own, beside the built-in ones."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.rules.scan.lists import TermList

LEADER = "leader"
SHORTEST = 2


class TermKind(models.TextChoices):
    """What a word is on the list for (词条类别)."""

    SENSITIVE = TermList.SENSITIVE.value, _("敏感词")
    WRONG = TermList.WRONG.value, _("错误写法")
    BODIES = TermList.BODIES.value, _("机构旧称")
    ALLOWED = TermList.ALLOWED.value, _("放行语")
    LEADER = LEADER, _("领导人姓名和职务")


class ScanTerm(models.Model):
    """A word of a body's own lists (词条). What is taken off stays on file with its day.

    `suggestion` is what should stand there instead; of a leader, the titles, joined by 、.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=10, choices=TermKind)
    text = models.CharField(_("词"), max_length=60)
    suggestion = models.CharField(_("应写作"), max_length=120, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("词条")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "text"],
                condition=models.Q(removed_at=None),
                name="scan_term_once",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Refuse what would be found everywhere, and what lacks its other half."""
        if len(self.text) < SHORTEST:
            raise ValidationError(_("“%s”不足两个字，会到处误报，请写成较长的词。") % self.text)
        if self.kind in (TermKind.WRONG, TermKind.BODIES, TermKind.LEADER) and not self.suggestion:
            raise ValidationError(_("“%s”后面缺少应写作的内容，请用 => 隔开写上。") % self.text)
