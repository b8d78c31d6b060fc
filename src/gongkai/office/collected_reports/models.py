"""Reports that came as documents (读自文件的报告): what was read, what people set right, the file.

What was read never changes. A person's word about a cell stands beside it and says who, when
and why; the figures in force are the reading with the latest words laid over it.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.office.records.models import StoredFile
from gongkai.rules.annual_report import build
from gongkai.rules.annual_report.form import Absence, Cell


class ReportState(models.TextChoices):
    """How far a report read from a document has come."""

    OPEN = "open", _("待核对")
    SAVED = "saved", _("已保存")
    SET_ASIDE = "set_aside", _("已作废")


class SourceFile(StoredFile):
    """The document itself (原件)."""

    class Meta(StoredFile.Meta):
        abstract = False


class CollectedReport(models.Model):
    """The annual report of some body and year, read from a document.

    `body` is who collected it, `about` whose report it is where that body is on file (itself or
    one below it), `about_name` its name in any case. `reading` is the filled form as it was
    read, `document` the text and the tables of the file, so that a cell can be followed back.
    The counts are those of the last check. `revision` grows with every change.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    about = models.ForeignKey("bodies.Body", models.PROTECT, null=True, related_name="+")
    about_name = models.CharField(_("报告的机关"), max_length=100, blank=True)
    year = models.PositiveSmallIntegerField(_("报告年度"), null=True)
    edition = models.CharField(max_length=20)
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="reports")
    reading = models.JSONField()
    document = models.JSONField()
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OPEN)
    revision = models.PositiveIntegerField(default=1)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    error_count = models.PositiveIntegerField(default=0)
    doubt_count = models.PositiveIntegerField(default=0)
    open_count = models.PositiveIntegerField(default=0)

    objects = ScopedManager(body="body_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "key"], name="collected_report_key"),
            models.UniqueConstraint(
                fields=["body", "about_name", "year"],
                condition=models.Q(state="saved"),
                name="collected_report_saved_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="saved")
                | (models.Q(year__isnull=False) & ~models.Q(about_name="")),
                name="saved_only_with_body_and_year",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "year", "about_name"], name="collected_report_year"),
            models.Index(fields=["body", "state", "-read_at"], name="collected_report_state"),
        ]

    def __str__(self) -> str:
        return f"{self.about_name} {self.year or ''}".strip()

    @property
    def is_open(self) -> bool:
        """Whether its cells may still be set."""
        return self.state == ReportState.OPEN

    @property
    def is_named(self) -> bool:
        """Whether the body and the year of the report are known."""
        return bool(self.about_name and self.year)

    @property
    def needs_look(self) -> bool:
        """Whether a person has something to look at before it can be saved without question."""
        return bool(self.open_count or self.error_count or self.doubt_count or not self.is_named)


class CellWord(models.Model):
    """What a person said of a cell (逐格核对): set to another figure, or confirmed as read.

    The latest word of a cell counts. `before` and `after` are as they print.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    report = models.ForeignKey(CollectedReport, models.PROTECT, related_name="words")
    cell = models.CharField(max_length=80)
    is_correction = models.BooleanField()
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    absence = models.CharField(max_length=12, blank=True)
    unit = models.CharField(max_length=4, blank=True)
    before = models.CharField(max_length=60)
    after = models.CharField(max_length=60)
    reason = models.CharField(_("更正理由"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager(body="body_id")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["body", "report", "cell"], name="cell_word_cell")]

    def __str__(self) -> str:
        return f"{self.cell}: {self.before} → {self.after}"

    def laid_over(self, read: Cell) -> Cell:
        """Return the cell that stands after this word, where `read` was read."""
        if not self.is_correction:
            return read
        absence = Absence(self.absence) if self.absence else None
        value = None if self.value is None else build.plain(self.value)
        return Cell(value, absence, self.unit or None, provenance=read.provenance)


class UploadBatch(models.Model):
    """Many files handed in at once (批量读取), each of them a row of its own."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedManager(body="body_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "key"], name="upload_batch_key")]

    def __str__(self) -> str:
        return str(self.key)


class BatchFile(models.Model):
    """One file of a batch: waiting, being read, read or refused.

    The rows are the queue: `begun_at` is when a reader took the file, `ended_at` when it was
    done with it. `report` is what was made of it or, with `is_repeat`, what was there before.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    batch = models.ForeignKey(UploadBatch, models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    source = models.ForeignKey(SourceFile, models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey(CollectedReport, models.PROTECT, null=True, related_name="+")
    is_repeat = models.BooleanField(default=False)
    refusal = models.TextField(blank=True)
    refusal_en = models.TextField(blank=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "batch", "position"], name="batch_file_in_place"
            )
        ]
        indexes = [models.Index(fields=["body", "ended_at", "begun_at"], name="batch_file_waiting")]

    def __str__(self) -> str:
        return self.name
