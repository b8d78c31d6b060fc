"""Reads of the room: `items` and `places` for staff, in a scope; the others for everybody."""

from gongkai.office.publishing.queries import figures, history, items, places, public

__all__ = ["figures", "history", "items", "places", "public"]
