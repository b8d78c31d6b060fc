"""A batch of rows to import (导入批次): what was uploaded, its faults, what became of it.

A batch is no record of the ledger: until it is confirmed nothing in it counts.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class BatchState(models.TextChoices):
    """What became of a batch."""

    WAITING = "waiting", _("待确认")
    IMPORTED = "imported", _("已导入")
    ABANDONED = "abandoned", _("已放弃")


class ImportBatch(models.Model):
    """An uploaded table as it was read (导入批次).

    `rows` are the good rows, each with its number in the file and its values, until the batch is
    settled; `row_count` how many they were; `problems` say
    row, column, what was found and what to do; `warnings` are sentences about the whole file.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    book = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(default=0)
    bad_row_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.WAITING)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: "models.Manager[ImportBatch]" = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("导入批次")
        constraints = [models.UniqueConstraint(fields=["body", "key"], name="import_batch_once")]
        indexes = [models.Index(fields=["body", "sha256"], name="import_batch_file")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_waiting(self) -> bool:
        """Whether it may still be confirmed."""
        return self.state == BatchState.WAITING

    @property
    def origin(self) -> str:
        """Where its records came from, as each of them keeps it."""
        return f"导入 {self.file_name[:120]} SHA-256 {self.sha256[:16]}"
