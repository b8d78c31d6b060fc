"""The turn of a body (轮次): its writers act one after the other, by the head of its chain.

Whoever locks rows of a body takes its turn first, so that no two wait for each other.
"""

from gongkai.office.records.models import AuditHead


def take(*, body_id: int) -> None:
    """Take the body's turn before anything else is locked; it ends with the transaction."""
    AuditHead.objects.select_for_update().get_or_create(body_id=body_id)
