"""What the public reads (公开件): one row for each item that is or was public.

The portal, the search, the feeds, the open data and the baked site read this table and no other.
Only `actions.opening` writes it, and a row cannot be without the release that ordered it.
"""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.office.publishing.models.item import Validity
from gongkai.office.publishing.models.publication import Format


class WithdrawalReason(models.TextChoices):
    """Why an item was taken down, in the fixed words that the public reads (撤下原因)."""

    INACCURATE = "inaccurate", _("内容有误，正在核实更正")
    PERIOD_OVER = "period_over", _("公开期限已满")
    NOT_DISCLOSABLE = "not_disclosable", _("经审查不再公开")
    DUPLICATE = "duplicate", _("重复发布")
    MERGED = "merged", _("内容已并入其他信息")
    OTHER = "other", _("其他原因")


class PublicQuerySet(models.QuerySet[Any]):
    """Public copies of all bodies: what every visitor may read."""

    def readable(self) -> Self:
        """Return what is public now, tombstones left out."""
        return self.filter(withdrawn_at=None)


class PublicItem(models.Model):
    """The public copy of an item (公开件); withdrawn, it is a tombstone without its words.

    `published_at` is of the version that is read now, `first_published_at` of the first one.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    item = models.OneToOneField("publishing.Item", models.PROTECT, related_name="public_copy")
    release = models.ForeignKey("publishing.Release", models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    index_no = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    doc_no = models.CharField(max_length=60, blank=True)
    publisher = models.CharField(max_length=100)
    signed_on = models.DateField(null=True)
    category = models.CharField(max_length=20)
    subject = models.CharField(max_length=60, blank=True)
    genre = models.CharField(max_length=20, blank=True)
    methods = models.JSONField(default=list)
    audience = models.CharField(max_length=60, blank=True)
    keywords = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    source = models.CharField(max_length=100, blank=True)
    topics = models.JSONField(default=list)
    format = models.CharField(max_length=10, choices=Format)
    is_interpretation = models.BooleanField(default=False)
    html = models.TextField(blank=True)
    table_key = models.CharField(max_length=40, blank=True)
    table_period = models.CharField(max_length=20, blank=True)
    table_rows = models.JSONField(default=list)
    is_nil_return = models.BooleanField(default=False)
    attachments = models.JSONField(default=list)
    change_note = models.CharField(max_length=300, blank=True)
    version_number = models.PositiveIntegerField()
    validity = models.CharField(max_length=10, choices=Validity, default=Validity.IN_FORCE)
    validity_from_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=16, choices=WithdrawalReason, blank=True)

    objects = ScopedManager(body="body_id")
    everywhere = models.Manager.from_queryset(PublicQuerySet)()

    class Meta:
        verbose_name = _("公开件")
        constraints = [
            models.UniqueConstraint(fields=["body", "index_no"], name="public_index_no_once"),
            # A tombstone keeps its title and number; what it said is no longer to be read here.
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(html=""), name="tombstone_says_nothing"
            ),
        ]
        indexes = [
            models.Index(
                fields=["body", "withdrawn_at", "-published_at", "-id"], name="public_by_body"
            ),
            models.Index(
                fields=["body", "category", "withdrawn_at", "-published_at", "-id"],
                name="public_by_category",
            ),
            models.Index(fields=["withdrawn_at", "-published_at", "-id"], name="public_newest"),
            models.Index(
                fields=["category", "withdrawn_at", "-published_at", "-id"],
                name="public_category_newest",
            ),
            models.Index(fields=["changed_at", "id"], name="public_changed"),
            models.Index(
                fields=["expires_on"],
                name="public_runs_out",
                condition=Q(withdrawn_at=None, expires_on__isnull=False),
            ),
            models.Index(fields=["withdrawn_at", "first_published_at", "id"], name="public_months"),
            models.Index(
                fields=["body", "withdrawn_at", "first_published_at", "id"],
                name="public_months_of_body",
            ),
            models.Index(
                fields=["category", "withdrawn_at", "first_published_at", "id"],
                name="public_months_of_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is a tombstone."""
        return self.withdrawn_at is not None


class PublicSpan(models.Model):
    """From when until when a version was public (公开时段): what was public on which day."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    item = models.ForeignKey("publishing.Item", models.PROTECT, related_name="spans")
    version = models.ForeignKey("publishing.ItemVersion", models.PROTECT, related_name="+")
    release = models.ForeignKey("publishing.Release", models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=20, blank=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("公开时段")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "item"], condition=Q(until_at=None), name="one_version_public"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="span_runs_forward"
            ),
        ]
        indexes = [models.Index(fields=["body", "from_at", "until_at"], name="span_on_a_day")]

    def __str__(self) -> str:
        return f"{self.version} {self.from_at:%Y-%m-%d}"

    def covers(self, moment: datetime) -> bool:
        """Whether the version was public at a moment."""
        return self.from_at <= moment and (self.until_at is None or moment < self.until_at)
