"""What was published on the body's own initiative, one entry an item, as the report counts it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.office.publishing import categories
from gongkai.office.records.models import LedgerRecord


class Format(models.TextChoices):
    """In what form it was told."""

    TEXT = "text", _("文字")
    PICTURE = "picture", _("图片")
    CHART = "chart", _("图表")
    AUDIO = "audio", _("音频")
    VIDEO = "video", _("视频")
    QUESTIONS = "questions", _("问答")


class Publication(LedgerRecord):
    """An entry of what was made public on the body's own initiative (主动公开登记).

    The gate enters one for each item that it lets out, and names it in `item_code`; what was
    published before or elsewhere is entered by hand or imported. No entry makes anything public.
    """

    title = models.CharField(_("标题"), max_length=200)
    doc_no = models.CharField(_("文号"), max_length=60, blank=True)
    category = models.CharField(_("公开类别"), max_length=20, choices=categories.choices)
    created_on = models.DateField(_("成文日期"))
    published_on = models.DateField(_("公开日期"))
    format = models.CharField(_("表现形式"), max_length=10, choices=Format, default=Format.TEXT)
    is_interpretation = models.BooleanField(_("政策解读"), default=False)
    item_code = models.CharField(max_length=20, blank=True, editable=False)

    class Meta(LedgerRecord.Meta):
        verbose_name = _("主动公开登记")
        indexes = [
            *LedgerRecord.Meta.indexes,
            models.Index(
                fields=[
                    "body", "published_on", "superseded_at", "recorded_at", "category",
                    "is_interpretation", "format", "id",
                ],
                name="publication_year",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse an item that was public before it was made."""
        if self.created_on and self.published_on and self.published_on < self.created_on:
            raise ValidationError(
                {"published_on": _("公开日期早于成文日期，请核对两个日期。")}
            )  # fmt: skip
