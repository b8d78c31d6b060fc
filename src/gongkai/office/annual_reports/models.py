"""The annual report of a body and year, its versions, and what people did to each.

A version keeps the facts it was built from and the moment it was built as of; its figures
follow from them and from its amendments, and are stored nowhere else.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.rules.annual_report import build
from gongkai.rules.ledger import Number


class State(models.TextChoices):
    """How far a version has come."""

    DRAFT = "draft", _("编制中")
    IN_REVIEW = "in_review", _("待签发")
    SIGNED = "signed", _("已签发")
    FROZEN = "frozen", _("已定稿")


class Report(models.Model):
    """The annual report (年度报告) of one body for one year."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("报告年度"))

    objects = ScopedManager(body="body_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="report_once_a_year")]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"


class Version(models.Model):
    """One version of a report. `facts` are the counted facts of the ledger as of `as_of`.

    `revision` grows with every change, so that two people never overwrite each other unseen.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    as_of = models.DateTimeField()
    facts = models.JSONField()
    why = models.CharField(_("修订原因"), max_length=300, blank=True)
    created_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=300, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    frozen_digest = models.CharField(max_length=64, blank=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "report", "number"], name="version_number_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.FROZEN) | models.Q(signed_at__isnull=False),
                name="frozen_only_when_signed",
            ),
        ]
        indexes = [models.Index(fields=["body", "report", "number"])]

    def __str__(self) -> str:
        return f"{self.report} v{self.number}"

    def as_of_local(self) -> datetime:
        """The moment of the ledger that the version was built from, in local time."""
        return timezone.localtime(self.as_of)

    @property
    def is_open(self) -> bool:
        """Whether the clerk may still change it."""
        return self.state == State.DRAFT


class Amendment(models.Model):
    """A cell set by hand, with its reason; the latest of a cell counts.

    Without a value it takes the cell back to what the ledger says.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="amendments")
    cell = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    unit = models.CharField(max_length=4, blank=True)
    before = models.CharField(max_length=40)
    after = models.CharField(max_length=40)
    reason = models.CharField(_("修改理由"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager(body="body_id")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["body", "version", "cell"])]

    def __str__(self) -> str:
        return f"{self.cell}: {self.before} → {self.after}"

    def value_as_number(self) -> Number | None:
        """The value set by hand: whole where it is whole."""
        return None if self.value is None else build.plain(self.value)


class SectionText(models.Model):
    """One of the six sections as the clerk wrote it; without a row the proposal stands."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="section_texts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager(body="body_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "version", "number"], name="section_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.version} §{self.number}"
