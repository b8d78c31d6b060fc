"""What staff record of a case, one function per verb: from receipt to reply and reopening.

Each takes the version of the case that the person had before them and returns the new one.
Raises ValidationError where law or order refuses, EditedMeanwhile where another was quicker.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body
from gongkai.office.records import actions as records
from gongkai.office.requests import queries
from gongkai.office.requests.actions import door
from gongkai.office.requests.models import Case, CaseEvent, CaseStanding
from gongkai.rules.lifecycle import Kind
from gongkai.rules.outcomes import Grounds


@transaction.atomic
def receive(
    *, body_id: int, on: date, by: Any, at: datetime, origin: str = "", **details: str
) -> CaseStanding:
    """Register a request received on a day and return its standing.

    `details`: number ("" takes the next of the year), applicant, description.
    Raises ValidationError on a missing or wrong field, a number in use, a day to come.
    """
    details["number"] = details.get("number") or queries.next_number(year=on.year)
    case = Case.objects.create(body_id=body_id, opened_at=at)
    event = CaseEvent(body_id=body_id, case=case, kind=Kind.RECEIVED.value, on=on, details=details)
    door.refuse_future([event], at)
    values = door.standing_values([event], bodies.calendar_for(Body.objects.get(pk=body_id)))
    standing = CaseStanding(
        body_id=body_id, case=case, origin=origin, happened=[door.told(event)], **values
    )
    records.judge(standing)
    saved = records.append(standing, by=by, at=at, verb="receive")
    door.keep([event], saved, by=by)
    return saved


def ask_clarification(
    standing: CaseStanding, *, on: date, note: str, by: Any, at: datetime
) -> CaseStanding:
    """Record that the requester was told what to make clear (告知补正)."""
    event = door.event_of(standing, Kind.CLARIFICATION_REQUESTED, on, note=note)
    return door.record(standing, [event], verb="ask_clarification", by=by, at=at)


def record_clarified(
    standing: CaseStanding, *, on: date, by: Any, at: datetime, note: str = ""
) -> CaseStanding:
    """Record that the corrected request arrived; the period starts anew."""
    event = door.event_of(standing, Kind.CLARIFIED, on, note=note)
    return door.record(standing, [event], verb="record_clarified", by=by, at=at)


def begin_consultation(
    standing: CaseStanding, *, on: date, matter: str, by: Any, at: datetime
) -> CaseStanding:
    """Record that a third party or another organ was asked in writing; `matter` says whom."""
    event = door.event_of(standing, Kind.CONSULTATION_BEGAN, on, matter=matter)
    return door.record(standing, [event], verb="begin_consultation", by=by, at=at)


def end_consultation(
    standing: CaseStanding, *, on: date, matter: str, opinion: str, by: Any, at: datetime
) -> CaseStanding:
    """Record that an opinion arrived, or that its time ran out."""
    event = door.event_of(standing, Kind.CONSULTATION_ENDED, on, matter=matter, opinion=opinion)
    return door.record(standing, [event], verb="end_consultation", by=by, at=at)


def notice_fee(
    standing: CaseStanding, *, on: date, fee_yuan: Decimal, by: Any, at: datetime
) -> CaseStanding:
    """Record that the requester was told to pay a processing fee, in yuan."""
    event = door.event_of(standing, Kind.FEE_NOTICED, on, fee_yuan=str(fee_yuan))
    return door.record(standing, [event], verb="notice_fee", by=by, at=at)


def record_fee_paid(standing: CaseStanding, *, on: date, by: Any, at: datetime) -> CaseStanding:
    """Record that the fee was paid; the period starts anew on the next day."""
    return door.record(
        standing, [door.event_of(standing, Kind.FEE_PAID, on)], verb="record_fee_paid", by=by, at=at
    )


def extend(
    standing: CaseStanding, *, on: date, working_days: int, note: str, by: Any, at: datetime
) -> CaseStanding:
    """Prolong the reply period by working days; `note` says who consented and why."""
    event = door.event_of(standing, Kind.EXTENDED, on, working_days=working_days, note=note)
    return door.record(standing, [event], verb="extend", by=by, at=at)


def agree_deadline(
    standing: CaseStanding, *, on: date, until: date, note: str, by: Any, at: datetime
) -> CaseStanding:
    """Set the later date of Art. 35 for a request of unreasonable volume with good reason."""
    event = door.event_of(standing, Kind.DEADLINE_AGREED, on, until=until.isoformat(), note=note)
    return door.record(standing, [event], verb="agree_deadline", by=by, at=at)


def reply(
    standing: CaseStanding, *, on: date, outcome: str, grounds: Grounds, by: Any, at: datetime
) -> CaseStanding:
    """Reply with an outcome and its grounds, which closes the case."""
    event = door.event_of(standing, Kind.REPLIED, on, outcome=outcome, **_kept(grounds))
    return door.record(standing, [event], verb="reply", by=by, at=at)


def withdraw(
    standing: CaseStanding, *, on: date, by: Any, at: datetime, note: str = ""
) -> CaseStanding:
    """Record that the requester withdrew the request, which closes the case."""
    event = door.event_of(standing, Kind.WITHDRAWN, on, grounds=note)
    return door.record(standing, [event], verb="withdraw", by=by, at=at)


def close(
    standing: CaseStanding, *, on: date, outcome: str, grounds: Grounds, by: Any, at: datetime
) -> CaseStanding:
    """Close a case that is not processed further (Art. 30 and the fee method)."""
    event = door.event_of(standing, Kind.CLOSED, on, outcome=outcome, **_kept(grounds))
    return door.record(standing, [event], verb="close", by=by, at=at)


def reopen(
    standing: CaseStanding, *, on: date, grounds: str, by: Any, at: datetime
) -> CaseStanding:
    """Reopen an ended case because a new reply was ordered; the period starts anew."""
    event = door.event_of(standing, Kind.REOPENED, on, grounds=grounds)
    return door.record(standing, [event], verb="reopen", by=by, at=at)


def correct_event(
    standing: CaseStanding, *, event: CaseEvent, on: date, details: Mapping[str, Any],
    reason: str, by: Any, at: datetime,
) -> CaseStanding:  # fmt: skip
    """Set right what is on record of an event; the mistaken entry stays, marked as replaced."""
    right = door.event_of(standing, Kind(event.kind), on, **{**event.details, **details})
    right.replaces = event
    return door.record(standing, [right], verb="correct", reason=reason, by=by, at=at)


def strike_event(
    standing: CaseStanding, *, event: CaseEvent, reason: str, by: Any, at: datetime
) -> CaseStanding:
    """Say that an event on record did not happen. The receipt cannot be struck: withdraw then."""
    if Kind(event.kind) is Kind.RECEIVED:
        raise ValidationError(
            _("“收到申请”不能单独撤销。整件申请登记错误的，请在台账中撤销这条记录。")
        )
    struck = door.event_of(standing, Kind(event.kind), event.on)
    struck.replaces, struck.is_struck = event, True
    return door.record(standing, [struck], verb="strike", reason=reason, by=by, at=at)


def _kept(grounds: Grounds) -> dict[str, Any]:
    return {"articles": list(grounds.articles), "facts": dict(grounds.facts)}
