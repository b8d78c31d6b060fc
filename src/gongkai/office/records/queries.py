"""Reading the audit trail: a thing's history, and whether every chain is whole."""

from collections.abc import Iterator

from django.db.models import QuerySet

from gongkai.office.records import chain
from gongkai.office.records.models import AuditEntry, AuditHead


def history(*, body_id: int, subject: str) -> QuerySet[AuditEntry]:
    """Return the acts on one thing, the oldest first."""
    return AuditEntry.objects.filter(body_id=body_id, subject=subject).order_by("sequence")


def breaks() -> Iterator[chain.Break]:
    """Yield every place where any body's audit chain was changed, cut or reordered."""
    heads = {head.body_id: head for head in AuditHead.objects.all()}
    bodies = set(heads) | set(AuditEntry.objects.values_list("body_id", flat=True).distinct())
    for body_id in sorted(bodies):
        head = heads.get(body_id, AuditHead(body_id=body_id))
        entries = AuditEntry.objects.filter(body_id=body_id).order_by("sequence")
        yield from chain.breaks(
            body_id,
            entries.iterator(chunk_size=2000),
            head_sequence=head.sequence,
            head_digest=head.digest,
        )


def entry_count() -> int:
    """Return how many acts the trail holds."""
    return AuditEntry.objects.count()


def heads() -> dict[int, str]:
    """Return the digest at the end of each body's chain, to be kept elsewhere as proof."""
    return dict(AuditHead.objects.values_list("body_id", "digest"))
