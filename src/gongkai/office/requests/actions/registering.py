"""How the register (台账) writes cases: entered, imported, corrected or withdrawn as rows.

A row says when a request was received and, if it has ended, when and how; it becomes events,
which go the way of all others. Rows of past years may lack the grounds that a reply needs now.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body
from gongkai.office.records import actions as records
from gongkai.office.requests import outcomes, queries
from gongkai.office.requests.actions import door
from gongkai.office.requests.models import Case, CaseEvent, CaseStanding
from gongkai.rules import workdays
from gongkai.rules.lifecycle import Kind

_RECEIPT = ("number", "applicant", "description", "received_on")
_ENDING = ("outcome", "grounds", "closed_on")
_ENDING_KINDS = (Kind.REPLIED, Kind.CLOSED, Kind.WITHDRAWN)


def build(body_id: int, values: Mapping[str, Any]) -> CaseStanding:
    """Return an unsaved case of a row. Raises ValidationError where its dates cannot be."""
    row = CaseStanding(body_id=body_id, **values)
    if row.closed_on and not row.outcome:
        raise ValidationError({"outcome": _("填了办结日期，请一并填写办理结果。")})
    if row.outcome and not row.closed_on:
        raise ValidationError({"closed_on": _("填了办理结果，请一并填写办结日期。")})
    if row.closed_on and row.closed_on < row.received_on:
        raise ValidationError({"closed_on": _("办结日期早于收到日期，请核对两个日期。")})
    try:
        door.standing_values(_events(row), workdays.standard())
    except ValidationError as error:
        raise ValidationError({"received_on": error.messages}) from error
    return row


@transaction.atomic
def append(
    rows: Sequence[CaseStanding], *, by: Any, at: datetime, verb: str, **details: Any
) -> None:
    """Record new cases of one body in one act: all of them or none."""
    body_id = rows[0].body_id
    calendar = bodies.calendar_for(Body.objects.get(pk=body_id))
    happened = [_events(row) for row in rows]
    for row, events in zip(rows, happened, strict=True):
        door.refuse_future(events, at)
        row.happened = [door.told(event) for event in events]
        for name, value in door.standing_values(events, calendar).items():
            setattr(row, name, value)
    cases = Case.objects.bulk_create(
        [Case(body_id=body_id, opened_at=at) for _row in rows], batch_size=500
    )
    for row, case in zip(rows, cases, strict=True):
        row.case = case
    saved = records.append_many(rows, by=by, at=at, verb=verb, **details)
    for row, events in zip(saved, happened, strict=True):
        for event in events:
            event.case_id, event.recorded_at, event.recorded_by = row.case_id, row.recorded_at, by
    CaseEvent.objects.bulk_create([e for events in happened for e in events], batch_size=500)


def correct(
    old: CaseStanding, changed: Mapping[str, Any], *, reason: str, by: Any, at: datetime
) -> CaseStanding:
    """Set right what a row says: its receipt, its ending, or both, as replaced events."""
    said = {name: getattr(old, name) for name in (*_RECEIPT, *_ENDING)} | dict(changed)
    events = queries.events_of(case_id=old.case_id)
    happened = []
    if set(changed) & set(_RECEIPT):
        happened.append(_receipt(old, said, events))
    if set(changed) & set(_ENDING):
        happened += _ending(old, said, events)
    return door.record(
        old, happened, verb="correct", reason=_needed(reason), by=by, at=at, checks_grounds=False
    )


def withdraw(old: CaseStanding, *, reason: str, by: Any, at: datetime) -> None:
    """Take a case that was registered by mistake out of the ledger; it stays readable."""
    records.withdraw(old, reason=reason, by=by, at=at)


def _needed(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": _("请写明更正理由，理由将随记录保存。")})
    return reason


def _receipt(old: CaseStanding, said: Mapping[str, Any], events: Sequence[CaseEvent]) -> CaseEvent:
    replaced = next(event for event in events if event.kind == Kind.RECEIVED)
    event = door.event_of(
        old, Kind.RECEIVED, said["received_on"],
        **{name: said[name] for name in _RECEIPT if name != "received_on"},
    )  # fmt: skip
    event.replaces = replaced
    return event


def _ending(
    old: CaseStanding, said: Mapping[str, Any], events: Sequence[CaseEvent]
) -> list[CaseEvent]:
    """Return what replaces, adds or strikes the ending of a case."""
    ended = [event for event in events if Kind(event.kind) in _ENDING_KINDS]
    if len(ended) > 1:
        raise ValidationError(
            _("这件申请办结后又重新办理过，请到申请的办理页面更正具体的办理步骤。")
        )
    if bool(said["closed_on"]) != bool(said["outcome"]):
        raise ValidationError({"closed_on": _("办结日期和办理结果要么都填，要么都不填。")})
    if said["closed_on"] is None:
        return [_struck(old, event) for event in ended]
    ending = _ended(said["closed_on"], said["outcome"], said["grounds"])
    if ended and (old.outcome, old.grounds) == (said["outcome"], said["grounds"]):
        ending.kind, ending.details = ended[0].kind, ended[0].details
    ending.body_id, ending.case_id = old.body_id, old.case_id
    if ended and ended[0].kind != ending.kind:
        return [_struck(old, ended[0]), ending]
    if ended:
        ending.replaces = ended[0]
    return [ending]


def _struck(old: CaseStanding, event: CaseEvent) -> CaseEvent:
    struck = door.event_of(old, Kind(event.kind), event.on)
    struck.replaces, struck.is_struck = event, True
    return struck


def _events(row: CaseStanding) -> list[CaseEvent]:
    events = [
        CaseEvent(
            body_id=row.body_id,
            kind=Kind.RECEIVED.value,
            on=row.received_on,
            details={
                "number": row.number,
                "applicant": row.applicant,
                "description": row.description,
            },
        )
    ]
    if row.closed_on:
        ending = _ended(row.closed_on, row.outcome, row.grounds)
        ending.body_id = row.body_id
        events.append(ending)
    return events


def _ended(on: date, outcome: str, grounds: str) -> CaseEvent:
    details = {"outcome": outcome, "grounds": grounds} if grounds else {"outcome": outcome}
    return CaseEvent(kind=outcomes.ends_by(outcome).value, on=on, details=details)
