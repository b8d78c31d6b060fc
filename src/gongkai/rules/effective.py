"""The value in force on a date (时间效力): the only way a rule changes over time.

A datum is a list of entries, each with `from` and `source`; a change adds an entry and
leaves the old one. A date before the first entry has no value, and that is an error.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Generic, TypeVar

from gongkai.rules import sources
from gongkai.rules.sources import Source

Value = TypeVar("Value")
Table = Mapping[str, object]


class NotInForce(LookupError):
    """Nothing was in force yet on the date that was asked for."""


class UnreadableData(ValueError):
    """A data file does not say what its reader needs."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[Value]):
    """One value, the day it took effect, and the text that says so."""

    from_on: date
    value: Value
    source: Source


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    """A value with its history, oldest entry first."""

    name: str
    entries: tuple[Entry[Value], ...]

    def __post_init__(self) -> None:
        starts = [entry.from_on for entry in self.entries]
        if not starts:
            raise UnreadableData(f"{self.name} has no entry.")
        if starts != sorted(set(starts)):
            raise UnreadableData(f"The entries of {self.name} are not in the order of `from`.")

    def on(self, day: date) -> Entry[Value]:
        """Return the entry in force on `day`; the day an entry begins is its first.

        Raises:
            NotInForce: `day` lies before the first entry.
        """
        current = None
        for entry in self.entries:
            if entry.from_on <= day:
                current = entry
        if current is None:
            first = self.entries[0]
            raise NotInForce(
                f"{self.name} was not in force on {day.isoformat()}: "
                f"its first entry is of {first.from_on.isoformat()}, {first.source}."
            )
        return current


def dated(name: str, tables: object, read: Callable[[Table], Value]) -> Dated[Value]:
    """Return the history that an array of TOML tables holds.

    Each table has `from` (a date) and `source` (a table); `read` turns the rest into a value.

    Raises:
        UnreadableData: an entry lacks a field, or the entries are out of order.
    """
    if not isinstance(tables, list):
        raise UnreadableData(f"{name} is not an array of tables ([[{name}]]).")
    return Dated(name, tuple(_entry(name, table, read) for table in tables))


def _entry(name: str, table: object, read: Callable[[Table], Value]) -> Entry[Value]:
    if not isinstance(table, Mapping):
        raise UnreadableData(f"An entry of {name} is not a table.")
    from_on = table.get("from")
    if type(from_on) is not date:
        raise UnreadableData(f"An entry of {name} has no date `from`.")
    rest = {key: value for key, value in table.items() if key not in {"from", "source"}}
    try:
        return Entry(from_on, read(rest), sources.from_table(table.get("source")))
    except (KeyError, TypeError, ValueError) as error:
        message = f"The entry of {name} from {from_on.isoformat()} cannot be read: {error}"
        raise UnreadableData(message) from error


def read_file(*path: str) -> dict[str, object]:
    """Return the tables of one file of `rules/data/`, named by its path below that folder."""
    resource = files("gongkai.rules").joinpath("data", *path)
    return tomllib.loads(resource.read_text(encoding="utf-8"))
