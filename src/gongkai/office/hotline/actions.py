"""Writes of the room: receive a ticket, close it with its reply."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.office.hotline.models import Ticket
from gongkai.office.records import actions as records


def receive(*, body_id: int, by: Any, at: datetime, **details: Any) -> Ticket:
    """Enter one ticket and return it. Raises ValidationError on a missing or wrong field."""
    ticket = Ticket(body_id=body_id, **details)
    records.judge(ticket)
    return records.append(ticket, by=by, at=at, verb="receive")


def close(
    *, ticket: Ticket, on: date, reply: str, by: Any, at: datetime, satisfied: str = ""
) -> Ticket:
    """Close a ticket with its reply and return the version that stands.

    Raises ValidationError on a ticket that is closed already or closed before it came.
    """
    if ticket.closed_on is not None:
        raise ValidationError(
            _("工单%(number)s已经办结；办结内容有误的，请在台账中更正并写明理由。")
            % {"number": ticket.number}
        )
    changed = {"closed_on": on, "reply": reply, "satisfied": satisfied}
    return records.correct(ticket, changed, reason=_("办结"), by=by, at=at, verb="close")
