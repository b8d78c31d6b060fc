"""The outbox of the index (索引变更): the newest word about each key, in order."""

from django.db import models
from django_scopes import ScopedManager


class IndexChange(models.Model):
    """What every index has still to take up, or took up (索引变更): one row a key, the newest.

    The primary key is the order of the changes. A row that is superseded is deleted, so the table
    is also the whole source from which an index is built.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    is_removed = models.BooleanField(default=False)
    content = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    objects: "models.Manager[IndexChange]" = ScopedManager(body="body_id")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["body", "key"], name="index_change_newest")]

    def __str__(self) -> str:
        return f"{self.pk} {self.key}"
