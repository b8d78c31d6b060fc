"""What the events of a case amount to (办理经过): the law's events, the fields that stand.

Pure: events in, values out. The clock and the order of steps are `rules`' matter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.office.requests import outcomes
from gongkai.office.requests.models import CaseEvent
from gongkai.rules import lifecycle
from gongkai.rules.lifecycle import Kind, Stage

WITHDRAWN_OUTCOME = "OT_OTHER"
_ORDER = list(Kind)
_ENDING = {Kind.REPLIED, Kind.WITHDRAWN, Kind.CLOSED}


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing of a case that the annual report counts."""

    on: date
    outcome: str
    grounds: str


def valid(events: Iterable[CaseEvent]) -> list[CaseEvent]:
    """Return the events that hold, in order: without the replaced ones and the strikes."""
    everything = list(events)
    replaced = {event.replaces_id for event in everything if event.replaces_id}
    holding = [e for e in everything if not e.is_struck and (e.pk is None or e.pk not in replaced)]
    return sorted(holding, key=_place)


def _place(event: CaseEvent) -> tuple[date, int, float]:
    """By day, then in the order of the law's steps, then as recorded; what is new comes last."""
    return event.on, _ORDER.index(Kind(event.kind)), event.pk or float("inf")


def as_law(event: CaseEvent) -> lifecycle.Event:
    """Return the event as the rules know it."""
    until = event.details.get("until")
    return lifecycle.Event(
        kind=Kind(event.kind),
        on=event.on,
        working_days=event.details.get("working_days"),
        until=date.fromisoformat(until) if until else None,
        matter=event.details.get("matter", ""),
    )


def stage(events: Sequence[CaseEvent]) -> Stage:
    """Return where the case stands after its events."""
    return lifecycle.stage([as_law(event) for event in events])


def closing(events: Sequence[CaseEvent]) -> Closing | None:
    """Return the closing that counts, None while there is none.

    A case reopened in a later year stays counted as it was first closed: the report of that
    year is out, and a request is counted once. Reopened within the year, it is open again.
    """
    counted: Closing | None = None
    for event in events:
        kind = Kind(event.kind)
        if kind in _ENDING and counted is None:
            counted = Closing(event.on, _outcome(event), outcomes.grounds_text(event.details))
        elif kind is Kind.REOPENED and counted and counted.on.year == event.on.year:
            counted = None
    return counted


def _outcome(event: CaseEvent) -> str:
    if Kind(event.kind) is Kind.WITHDRAWN:
        return WITHDRAWN_OUTCOME
    return str(event.details["outcome"])


def amounts(events: Sequence[CaseEvent]) -> dict[str, Any]:
    """Return the fields of the standing that follow from the events alone."""
    received = next(event for event in events if Kind(event.kind) is Kind.RECEIVED)
    notice = _last(events, Kind.FEE_NOTICED)
    paid = _last(events, Kind.FEE_PAID)
    counted = closing(events)
    return {
        "number": received.details["number"],
        "applicant": received.details["applicant"],
        "description": received.details["description"],
        "received_on": received.on,
        "state": stage(events).value,
        "outcome": counted.outcome if counted else "",
        "grounds": counted.grounds if counted else "",
        "closed_on": counted.on if counted else None,
        "fee_noticed_on": notice.on if notice else None,
        "fee_yuan": Decimal(notice.details["fee_yuan"]) if notice else None,
        "fee_paid_on": paid.on if paid else None,
    }


def open_consultations(events: Sequence[CaseEvent]) -> list[str]:
    """Return whom the case still waits for, in the order in which they were asked."""
    waiting: list[str] = []
    for event in events:
        matter = event.details.get("matter", "")
        match Kind(event.kind):
            case Kind.CONSULTATION_BEGAN:
                waiting.append(matter)
            case Kind.CONSULTATION_ENDED if matter in waiting:
                waiting.remove(matter)
            case Kind.REPLIED | Kind.WITHDRAWN | Kind.CLOSED:
                waiting.clear()
    return waiting


def _last(events: Sequence[CaseEvent], kind: Kind) -> CaseEvent | None:
    return next((event for event in reversed(events) if Kind(event.kind) is kind), None)
