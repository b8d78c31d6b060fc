"""Reads of the room: `items` for staff, inside a scope; the others for everybody, of all bodies."""

from gongkai.office.publishing.queries import figures, history, items, public

__all__ = ["figures", "history", "items", "public"]
