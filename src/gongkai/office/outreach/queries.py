"""Reads of the room: the topics that the scoped body has trained on."""

from gongkai.office.outreach.models import TrainingSession


def topics(*, year: int) -> list[str]:
    """Return the topics of a year's sessions, in the order of their first session."""
    held = TrainingSession.objects.standing().filter(held_on__year=year).order_by("held_on", "pk")
    return list(dict.fromkeys(held.values_list("topic", flat=True)))
