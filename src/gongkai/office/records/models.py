"""The audit trail (审计记录) and the shape of every ledger record (台账记录).

A ledger record is never overwritten: a correction is a new version with its reason, and the
old one stays, so that any past moment can be asked what was known then.
"""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager


class AuditHead(models.Model):
    """The end of one body's audit chain; locking it makes writers of a body take turns.

    `body_id` 0 is the chain of the installation itself. A plain number, not a foreign key:
    the trail outlives what it speaks of.
    """

    body_id = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
    moment = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.body_id}: {self.sequence}"


class AuditEntry(models.Model):
    """One act: who did what to which thing, chained by hash to the act before it."""

    body_id = models.BigIntegerField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    staff_id = models.BigIntegerField(null=True)
    staff_label = models.CharField(max_length=100)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=100)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body_id", "sequence"], name="audit_entry_in_place")
        ]
        indexes = [models.Index(fields=["body_id", "subject"])]

    def __str__(self) -> str:
        return f"{self.body_id}/{self.sequence} {self.verb} {self.subject}"


class LedgerQuerySet(models.QuerySet[Any]):
    """Records of a ledger, asked as they stand now or as they stood at a moment."""

    def standing(self, as_of: datetime | None = None) -> Self:
        """Return the versions that stood at `as_of`; None: the versions that stand now."""
        if as_of is None:
            return self.filter(superseded_at=None)
        return self.filter(recorded_at__lte=as_of).filter(
            Q(superseded_at=None) | Q(superseded_at__gt=as_of)
        )


class LedgerRecord(models.Model):
    """One version of one record of a body's ledger.

    `key` is the same for all versions of a record. A version ends when a correction or a
    withdrawal supersedes it; `reason` says why this version was made or, on a withdrawn
    record, why it was taken out. `origin` says where the record came from (经办登记, the name
    of an imported file, another system).
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True)
    is_withdrawn = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    import_key = models.UUIDField(null=True, editable=False)

    objects = ScopedManager(
        _manager_class=models.Manager.from_queryset(LedgerQuerySet), body="body_id"
    )

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["body", "key", "recorded_at"])]

    @property
    def stands(self) -> bool:
        """Whether this is the version in force now."""
        return self.superseded_at is None


class StoredFile(models.Model):
    """A file that somebody handed in (原件), kept byte for byte.

    The bytes lie in the storage under their digest; the row says whose they are, what the file
    was called and how large it is. A row is never without its bytes.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ScopedManager(body="body_id")

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["body", "digest"], name="%(class)s_stored_once")
        ]

    def __str__(self) -> str:
        return self.name
