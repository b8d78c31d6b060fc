"""Reads of the room: the proceedings on one case, and those not concluded."""

from django.db.models import QuerySet

from gongkai.office.remedies.models import Proceeding


def on_case(*, case_id: int) -> QuerySet[Proceeding]:
    """Return the proceedings of the scoped body on one case, the oldest first."""
    return Proceeding.objects.standing().filter(case_id=case_id).order_by("filed_on", "pk")


def pending() -> QuerySet[Proceeding]:
    """Return the proceedings of the scoped body that are not concluded, the oldest first."""
    return Proceeding.objects.standing().filter(closed_on=None).order_by("filed_on", "pk")
