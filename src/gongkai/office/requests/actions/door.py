"""The one door through which anything happens to a case; private to the room's actions.

It asks the law whether the step may follow, adds the event, computes the due date and makes
the version that the ledger counts. Nothing else writes a case.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.records import actions as records
from gongkai.office.requests import course, outcomes, queries
from gongkai.office.requests.models import CaseEvent, CaseStanding
from gongkai.office.requests.wording import EVENTS
from gongkai.rules import clock, lifecycle
from gongkai.rules.lifecycle import Kind
from gongkai.rules.workdays import BeyondCalendar, Calendar


def event_of(standing: CaseStanding, kind: Kind, on: date, **details: Any) -> CaseEvent:
    return CaseEvent(
        body_id=standing.body_id,
        case_id=standing.case_id,
        kind=kind.value,
        on=on,
        details={name: value for name, value in details.items() if value not in ("", None)},
    )


@transaction.atomic
def record(
    standing: CaseStanding,
    happened: Sequence[CaseEvent],
    *,
    verb: str,
    by: Any,
    at: datetime,
    reason: str = "",
    checks_grounds: bool = True,
) -> CaseStanding:
    """Add events to a case and return the version that then stands.

    `standing` is the version the person had before them. Raises ValidationError where the law
    or the order of steps refuses, EditedMeanwhile where somebody else was quicker.
    """
    refuse_future(happened, at)
    if checks_grounds:
        _check_outcomes(happened)
    before = queries.events_of(case_id=standing.case_id)
    replaced = {event.replaces_id for event in happened}
    kept = [event for event in before if event.pk not in replaced]
    after = course.valid([*kept, *happened])
    refuse_disorder(before, after)
    values = standing_values(after, bodies.calendar_for(standing.body), decided=happened)
    for event in happened:
        event.reason = reason
    new = records.correct(
        standing,
        {**values, "happened": [told(event) for event in happened]},
        reason=reason or _("；").join(_in_a_line(event) for event in happened),
        by=by,
        at=at,
        verb=verb,
    )
    keep(happened, new, by=by)
    return new


def standing_values(
    events: Sequence[CaseEvent], calendar: Calendar, *, decided: Sequence[CaseEvent] = ()
) -> dict[str, Any]:
    """Return what the events amount to, their due date included.

    Raises ValidationError where there is no period, or a decision just taken is void.
    """
    result = _run_clock(events, calendar)
    _refuse_void_decision(result, decided)
    return {**course.amounts(events), **_due(result)}


def due_values(events: Sequence[CaseEvent], calendar: Calendar) -> dict[str, Any]:
    """Return the due date that the events have under a calendar, and why."""
    return _due(_run_clock(events, calendar))


def _run_clock(events: Sequence[CaseEvent], calendar: Calendar) -> clock.Result:
    try:
        return queries.clock_of(events, calendar=calendar)
    except clock.NoClock as error:
        raise ValidationError({"on": _said(error, str(error))}) from error
    except BeyondCalendar as error:
        raise ValidationError(_said(error, str(error))) from error


def _due(result: clock.Result) -> dict[str, Any]:
    """The only place where the due date of a case comes from."""
    return {
        "due_on": result.due_on,
        "is_due_provisional": result.provisional,
        "due_reason": result.summary[:300],
    }


def refuse_disorder(before: Sequence[CaseEvent], after: Sequence[CaseEvent]) -> None:
    known = {e for e, refusal in lifecycle.replay(map(course.as_law, before)) if refusal}
    for event, refusal in lifecycle.replay(map(course.as_law, after)):
        if refusal and event not in known:
            sentence = _said(refusal, refusal.message)
            raise ValidationError(
                _("%(label)s：%(value)s") % {"label": EVENTS[event.kind].title, "value": sentence}
            )


def _refuse_void_decision(result: clock.Result, decided: Sequence[CaseEvent]) -> None:
    """Refuse the body's own decision that would be void; what others did late stays on record."""
    days = {e.on for e in decided if e.kind in (Kind.EXTENDED, Kind.DEADLINE_AGREED)}
    for finding in result.findings:
        is_own = finding.rule.startswith(("extension_", "agreed_date_"))
        if is_own and finding.on in days and finding.severity is clock.Severity.ERROR:
            raise ValidationError(_said(finding, finding.message))


def _check_outcomes(happened: Sequence[CaseEvent]) -> None:
    for event in happened:
        if event.kind in (Kind.REPLIED, Kind.CLOSED) and not event.is_struck:
            outcomes.check(Kind(event.kind), event.details)


def refuse_future(happened: Sequence[CaseEvent], at: datetime) -> None:
    today = timezone.localdate(at)
    if any(event.on > today for event in happened):
        raise ValidationError({"on": _("日期晚于今天。请登记已经发生的事项，或者核对日期。")})


def _said(thing: Any, message: str) -> str:
    return thing.message_en if (get_language() or "").startswith("en") else message


def told(event: CaseEvent) -> dict[str, Any]:
    told = {"kind": event.kind, "on": event.on.isoformat(), **event.details}
    return {**told, "is_struck": True} if event.is_struck else told


def _in_a_line(event: CaseEvent) -> str:
    return f"{event.on.isoformat()} {EVENTS[Kind(event.kind)].title}"


def keep(happened: Sequence[CaseEvent], standing: CaseStanding, *, by: Any) -> None:
    for event in happened:
        event.recorded_at, event.recorded_by = standing.recorded_at, by
        event.save(force_insert=True)
