"""Rules and normative documents (规章、规范性文件) that the body made."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.office.records.models import LedgerRecord


class DocumentKind(models.TextChoices):
    """Which row of the annual report it belongs to (Art. 20 item 1)."""

    REGULATION = "regulation", _("规章")
    NORMATIVE = "normative", _("行政规范性文件")


class NormativeDocument(LedgerRecord):
    """A rule (规章) or normative document (规范性文件); in force from its making to its repeal.

    `repealed_on` is the first day on which it is no longer in force.
    """

    kind = models.CharField(_("种类"), max_length=12, choices=DocumentKind)
    title = models.CharField(_("标题"), max_length=200)
    doc_no = models.CharField(_("文号"), max_length=60, blank=True)
    made_on = models.DateField(_("成文日期"))
    published_on = models.DateField(_("公开日期"), null=True, blank=True)
    repealed_on = models.DateField(_("废止日期"), null=True, blank=True)
    item_code = models.CharField(max_length=20, blank=True, editable=False)

    class Meta(LedgerRecord.Meta):
        verbose_name = _("规范性文件")
        indexes = [
            *LedgerRecord.Meta.indexes,
            models.Index(
                fields=[
                    "body", "made_on", "superseded_at", "recorded_at", "kind", "published_on",
                    "repealed_on", "id",
                ],
                name="normative_year",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse dates before the document was made."""
        if self.made_on is None:
            return
        if self.published_on and self.published_on < self.made_on:
            raise ValidationError({"published_on": _("公开日期早于成文日期，请核对两个日期。")})
        if self.repealed_on and self.repealed_on < self.made_on:
            raise ValidationError({"repealed_on": _("废止日期早于成文日期，请核对两个日期。")})
