"""Reads of the room: cases, their events and clocks, and what is due."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body
from gongkai.office.requests import course
from gongkai.office.requests.models import CaseEvent, CaseStanding
from gongkai.rules import clock
from gongkai.rules.lifecycle import OPEN
from gongkai.rules.workdays import Calendar


def _standing() -> QuerySet[Any]:
    standing: QuerySet[Any] = CaseStanding.objects.standing()
    return standing


def by_number(number: str) -> CaseStanding | None:
    """Return the standing of the scoped body's case with that number, or None."""
    return _standing().filter(number=number).first()


def standing_of(case_id: int) -> CaseStanding | None:
    """Return the standing of one case, None where its record was withdrawn."""
    return _standing().filter(case_id=case_id).first()


def latest(key: UUID) -> CaseStanding | None:
    """Return the last version of the scoped body's case under that key, withdrawn or not."""
    versions = CaseStanding.objects.filter(key=key).select_related("body")
    return versions.order_by("-recorded_at", "-pk").first()


def open_cases() -> QuerySet[Any]:
    """Return the cases of the scoped body that have not ended, the soonest due first."""
    states = [stage.value for stage in OPEN]
    return _standing().filter(state__in=states).order_by("due_on", "pk")


def all_events_of(*, case_id: int) -> QuerySet[CaseEvent]:
    """Return everything on record of a case, the replaced entries included."""
    events = CaseEvent.objects.filter(case_id=case_id).select_related("recorded_by")
    return events.order_by("on", "pk")


def events_of(*, case_id: int) -> list[CaseEvent]:
    """Return the events of a case that hold, in order."""
    return course.valid(all_events_of(case_id=case_id))


def events_by_case(case_ids: Iterable[int]) -> dict[int, list[CaseEvent]]:
    """Return the events that hold of many cases, asked at once."""
    grouped: dict[int, list[CaseEvent]] = defaultdict(list)
    for event in CaseEvent.objects.filter(case_id__in=list(case_ids)):
        grouped[event.case_id].append(event)
    return {case_id: course.valid(events) for case_id, events in grouped.items()}


def clock_of(events: Iterable[CaseEvent], *, calendar: Calendar) -> clock.Result:
    """Return the reply clock of a case with the reason of every day."""
    return clock.due([course.as_law(event) for event in events], calendar=calendar)


def next_number(*, year: int) -> str:
    """Return the next free number of a year in the scoped body, such as 2024-0007."""
    taken = CaseStanding.objects.filter(number__startswith=f"{year}-").values_list(
        "number", flat=True
    )
    endings = [number.removeprefix(f"{year}-") for number in taken]
    last = max((int(ending) for ending in endings if ending.isdecimal()), default=0)
    return f"{year}-{last + 1:04d}"


@dataclass(frozen=True, slots=True)
class WorkDue:
    """One case that waits for the body: what it is, by when, and why that day.

    `working_days_left` counts the working days after today up to the due date, negative past
    it, None while the period does not run.
    """

    key: UUID
    number: str
    description: str
    received_on: date
    state: str
    due_on: date | None
    is_provisional: bool
    reason: str
    working_days_left: int | None


def work_due(*, body: Body, on: date) -> list[WorkDue]:
    """Return the open cases of the scoped body as they stand on a day, the soonest due first."""
    calendar = bodies.calendar_for(body)
    return [
        WorkDue(
            key=standing.key,
            number=standing.number,
            description=standing.description,
            received_on=standing.received_on,
            state=standing.state,
            due_on=standing.due_on,
            is_provisional=standing.is_due_provisional,
            reason=standing.due_reason,
            working_days_left=(
                working_days_between(calendar, on, standing.due_on) if standing.due_on else None
            ),
        )
        for standing in open_cases()
    ]


def working_days_between(calendar: Calendar, today: date, due_on: date) -> int:
    """Return the working days after `today` up to `due_on`; past it, how many it is late."""
    first, last, sign = (today, due_on, 1) if today <= due_on else (due_on, today, -1)
    count = 0
    for day in calendar.after(first):
        if day.on > last:
            break
        count += day.works
    return sign * count
