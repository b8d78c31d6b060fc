"""Reads of the room: the channels of the scoped body, in their order."""

from django.db.models import QuerySet

from gongkai.office.channels.models import Channel, ChannelKind, Family


def channels() -> QuerySet[Channel]:
    """Return every channel, those in use first, in the order that the body gave them."""
    return Channel.objects.order_by("-is_active", "position", "pk")


def in_use() -> QuerySet[Channel]:
    """Return the channels that may be posted on."""
    return Channel.objects.filter(is_active=True).order_by("position", "pk")


def choices() -> list[tuple[int, str]]:
    """Return id and name of every channel, as forms ask for them."""
    return [(channel.pk, str(channel.label)) for channel in channels()]


def names_by_family() -> dict[Family, list[str]]:
    """Return the names of the channels of each family, in order; families without one are left
    out."""
    found: dict[Family, list[str]] = {}
    for name, kind in Channel.objects.order_by("position", "pk").values_list("name", "kind"):
        found.setdefault(ChannelKind(kind).family, []).append(name)
    return {family: found[family] for family in Family if family in found}
