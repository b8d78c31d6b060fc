"""Writes of the room: found a body, give and end a role, seat the leading group, fill posts."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.office.bodies.models import Body, Membership, Staff
from gongkai.office.bodies.permissions import Role
from gongkai.office.records import actions as records


@transaction.atomic
def found(*, name: str, level: str, kind: str, parent: Body | None, by: Any, at: datetime,
          **details: Any) -> Body:  # fmt: skip
    """Enter a new body under `parent` and return it. Raises ValidationError on a bad code."""
    body = Body(name=name, level=level, kind=kind, parent=parent, **details)
    body.path = "-"
    body.full_clean(exclude=["path"])
    body.save()
    body.path = f"{parent.path if parent else ''}{body.pk}/"
    body.save(update_fields=["path"])
    records.note(
        body_id=body.pk, by=by, at=at, verb="found", subject=records.subject_of(body),
        details={"name": name, "level": level, "kind": kind},
    )  # fmt: skip
    return body


@transaction.atomic
def give_role(*, staff: Staff, body: Body, role: Role, from_on: date, by: Any, at: datetime,
              until_on: date | None = None) -> Membership:  # fmt: skip
    """Let a member of staff hold a role in a body."""
    membership = Membership(
        staff=staff, body=body, role=role.value, from_on=from_on, until_on=until_on
    )
    membership.full_clean()
    membership.save()
    records.note(
        body_id=body.pk, by=by, at=at, verb="give_role",
        subject=records.subject_of(membership),
        details={"staff": staff.username, "role": role.value, "from_on": from_on.isoformat()},
    )  # fmt: skip
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by: Any, at: datetime) -> None:
    """End a role on a day; what was done in it stays."""
    membership.until_on = on
    membership.save(update_fields=["until_on"])
    records.note(
        body_id=membership.body_id, by=by, at=at, verb="end_role",
        subject=records.subject_of(membership), details={"until_on": on.isoformat()},
    )  # fmt: skip
