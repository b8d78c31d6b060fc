"""From records to facts and back: a tally counts records, and opens what it counted.

A figure and the records behind it come from one query, so that they add up by construction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, QuerySet, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractMonth
from django_scopes import scope

from gongkai.rules.ledger import Fact, Measure, Number

Traits = tuple[tuple[str, str], ...]
Rows = Callable[[int, datetime | None], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record behind a figure, in words: its day, what it says and what it adds."""

    on: date | None
    text: str
    quantity: Number
    origin: str
    book: str
    key: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How records become facts of one measure.

    `rows(year, as_of)` are the records that count, of the scoped body; `traits` names the
    expression behind each trait; `quantity` is the field or expression summed (None: each record
    is one); `line` tells one record, with its counted quantity, in words; `dated_by` is the date
    field by which the facts can be spread over the months of the year; `ordered_by` the fields
    that put facts into the order in which people tell them.
    """

    measure: Measure
    rows: Rows
    line: Callable[[Any, Number], RecordLine]
    traits: Mapping[str, str | Combinable] = field(default_factory=dict)
    quantity: str | Combinable | None = None
    dated_by: str | None = None
    ordered_by: tuple[str, ...] = ()

    def facts(self, room: str, year: int, as_of: datetime | None) -> list[Fact]:
        """Return one fact per combination of traits that occurs."""
        sums = {"quantity_sum": Sum("counted"), "record_count": Count("pk")}
        counted = self._counted(year, as_of)
        if self.traits:
            names = [f"trait_{name}" for name in self.traits]
            summed = list(counted.values(*names).annotate(**sums).order_by(*self.ordered_by))
        else:
            summed = [row for row in [counted.aggregate(**sums)] if row["record_count"]]
        return [
            Fact(
                measure=self.measure,
                quantity=row["quantity_sum"],
                room=room,
                traits=tuple(sorted((name, str(row[f"trait_{name}"])) for name in self.traits)),
                record_count=row["record_count"],
            )
            for row in summed
        ]

    def records(self, fact: Fact, year: int, as_of: datetime | None) -> QuerySet[Any]:
        """Return the records that made a fact as they were entered, each with `counted`."""
        wanted = {f"trait_{name}": value for name, value in fact.traits}
        return self._counted(year, as_of).filter(**wanted).order_by("pk")

    def months(self, year: int, as_of: datetime | None) -> dict[Traits, dict[int, Number]]:
        """Return, per combination of traits, what each month of the year counted."""
        if self.dated_by is None:
            raise LookupError(f"{self.measure} has no date to spread by.")
        names = [f"trait_{name}" for name in self.traits]
        grouped = self._counted(year, as_of).annotate(counted_month=ExtractMonth(self.dated_by))
        grouped = grouped.values("counted_month", *names).annotate(sum=Sum("counted"))
        spread: dict[Traits, dict[int, Number]] = {}
        for row in grouped.order_by(*self.ordered_by, "counted_month"):
            traits = tuple((name, str(row[f"trait_{name}"])) for name in self.traits)
            spread.setdefault(traits, {})[row["counted_month"]] = row["sum"]
        return spread

    def _counted(self, year: int, as_of: datetime | None) -> QuerySet[Any]:
        counted = Value(1) if self.quantity is None else self.quantity
        named = {f"trait_{name}": source for name, source in self.traits.items()}
        return self.rows(year, as_of).annotate(
            counted=F(counted) if isinstance(counted, str) else counted,
            **{name: F(source) if isinstance(source, str) else source
               for name, source in named.items()},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoomLedger:
    """What one room hands to the annual report: all its tallies under the room's name."""

    room: str
    tallies: Sequence[Tally]

    def facts(self, *, body_id: int, year: int, as_of: datetime | None = None) -> list[Fact]:
        """Return the room's facts of one body and year, as they stand or stood at a moment."""
        with scope(body=body_id):
            return [fact for tally in self.tallies for fact in tally.facts(self.room, year, as_of)]

    def records(
        self, fact: Fact, *, body_id: int, year: int, as_of: datetime | None = None
    ) -> QuerySet[Any]:
        """Return the records behind a fact of this room, each with `counted`."""
        with scope(body=body_id):
            return self._tally(fact).records(fact, year, as_of)

    def lines(self, fact: Fact, rows: Sequence[Any]) -> list[RecordLine]:
        """Tell records of a fact in words."""
        line = self._tally(fact).line
        return [line(row, row.counted) for row in rows]

    def months(
        self, measure: Measure, *, body_id: int, year: int, as_of: datetime | None = None
    ) -> dict[Traits, dict[int, Number]]:
        """Return what each month counted of a measure, per combination of its traits."""
        with scope(body=body_id):
            tally = next(each for each in self.tallies if each.measure == measure)
            return tally.months(year, as_of)

    def _tally(self, fact: Fact) -> Tally:
        names = {name for name, _value in fact.traits}
        for tally in self.tallies:
            if tally.measure == fact.measure and set(tally.traits) == names:
                return tally
        raise LookupError(f"Room {self.room} has no tally for {fact.measure} by {sorted(names)}.")
