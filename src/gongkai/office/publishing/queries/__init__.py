"""Reads of the room: `items` for staff, inside a scope; `public` for everybody, of all bodies."""

from gongkai.office.publishing.queries import items, public

__all__ = ["items", "public"]
