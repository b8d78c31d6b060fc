"""A new holiday notice is put on file, and what it changes in open cases is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scope

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies import queries
from gongkai.office.bodies.models import Body
from gongkai.office.records import actions as records
from gongkai.office.requests.actions import door
from gongkai.office.requests.models import CaseStanding
from gongkai.office.requests.queries import events_by_case, open_cases
from gongkai.rules.workdays import Calendar, Notice


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose due date, or whether it is provisional, a calendar changes."""

    body_name: str
    number: str
    before: date | None
    after: date | None
    was_provisional: bool
    is_provisional: bool


@transaction.atomic
def adopt_notice(*, body: Body, text: str, by: Any, at: datetime) -> list[Moved]:
    """Put a notice on file for a body and those below it; return the cases it moved.

    Raises ValidationError where the text is no notice; then nothing is kept.
    """
    bodies.load_notice(body=body, text=text, by=by, at=at)
    return recompute_open(body=body, by=by, at=at)


@transaction.atomic
def recompute_open(*, body: Body, by: Any, at: datetime) -> list[Moved]:
    """Compute anew the due dates of the open cases of a body and those below it.

    Each changed date is a new version of its case; returns what changed.
    """
    moved: list[Moved] = []
    for each in queries.subtree(body):
        with scope(body=each.pk):
            for standing, values in _differing(queries.calendar_for(each)):
                records.correct(
                    standing, values, reason=_("工作日历更新，重新计算答复期限"), by=by, at=at,
                    verb="recompute",
                )  # fmt: skip
                moved.append(_moved(each, standing, values))
    return moved


def foresee(*, body: Body, notice: Notice) -> list[Moved]:
    """Return what adopting a notice would move; nothing is written."""
    moved = []
    for each in queries.subtree(body):
        with scope(body=each.pk):
            calendar = queries.calendar_for(each, trial=notice)
            moved += [_moved(each, *found) for found in _differing(calendar)]
    return moved


def _differing(calendar: Calendar) -> list[tuple[CaseStanding, dict[str, Any]]]:
    cases: Sequence[CaseStanding] = list(open_cases())
    events = events_by_case(standing.case_id for standing in cases)
    found = []
    for standing in cases:
        values = door.due_values(events[standing.case_id], calendar)
        if any(getattr(standing, name) != value for name, value in values.items()):
            found.append((standing, values))
    return found


def _moved(body: Body, standing: CaseStanding, values: dict[str, Any]) -> Moved:
    return Moved(
        body_name=body.name,
        number=standing.number,
        before=standing.due_on,
        after=values["due_on"],
        was_provisional=standing.is_due_provisional,
        is_provisional=values["is_due_provisional"],
    )
