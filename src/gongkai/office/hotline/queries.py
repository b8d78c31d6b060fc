"""Reads of the room: the tickets of the scoped body that are not closed."""

from typing import Any

from django.db.models import QuerySet

from gongkai.office.hotline.models import Ticket


def open_tickets() -> QuerySet[Any]:
    """Return the tickets that wait for a reply, the oldest first."""
    standing: QuerySet[Any] = Ticket.objects.standing()
    return standing.filter(closed_on=None).order_by("received_on", "pk")
