"""Reads of the room: the proceedings on one case, and those not concluded."""

from typing import Any

from django.db.models import QuerySet

from gongkai.office.remedies.models import Proceeding


def on_case(*, case_id: int) -> QuerySet[Any]:
    """Return the proceedings of the scoped body on one case, the oldest first."""
    standing: QuerySet[Any] = Proceeding.objects.standing()
    return standing.filter(case_id=case_id).order_by("filed_on", "pk")


def pending() -> QuerySet[Any]:
    """Return the proceedings of the scoped body that are not concluded, the oldest first."""
    standing: QuerySet[Any] = Proceeding.objects.standing()
    return standing.filter(closed_on=None).order_by("filed_on", "pk")
