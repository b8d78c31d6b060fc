"""Writes of the room: found a body, give and end a role, seat the leading group, fill posts."""

from datetime import date, datetime
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries
from gongkai.office.bodies.models import (
    Body,
    HolidayNotice,
    LeadingGroupMember,
    Level,
    Membership,
    ReadingPoint,
    Staff,
    StaffPost,
)
from gongkai.office.bodies.permissions import Permission, Role
from gongkai.office.records import actions as records
from gongkai.rules import workdays

# Roles that somebody else may hold for a time; who administers or supervises is appointed instead.
LENT = (
    Role.CLERK, Role.REVIEWER, Role.SECRECY_REVIEWER, Role.APPROVER, Role.PRINCIPAL,
)  # fmt: skip

Duty = TypeVar("Duty", LeadingGroupMember, StaffPost, ReadingPoint)


@transaction.atomic
def found(*, name: str, level: str, kind: str, parent: Body | None, by: Any, at: datetime,
          **details: Any) -> Body:  # fmt: skip
    """Enter a new body under `parent` and return it. Raises ValidationError on a bad code."""
    _refuse_higher_than(parent, level)
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
def delegate(
    *, membership: Membership, to: Staff, from_on: date, until_on: date, reason: str, by: Any,
    at: datetime,
) -> Membership:  # fmt: skip
    """Let somebody hold a role in the place of who holds it, for a time, and return it.

    Raises ValidationError where it is the same person, a role that is not lent, one that was
    lent already, no real period, or no reason.
    """
    if Role(membership.role) not in LENT or membership.on_behalf_of_id is not None:
        raise ValidationError(
            _("这一角色不能代理。系统管理员和主管部门请直接授予角色；代理不能再转代理。")
        )
    if to.pk == membership.staff_id:
        raise ValidationError({"username": _("不能由本人代理本人，请填写另一人的用户名。")})
    if until_on < from_on:
        raise ValidationError({"until_on": _("结束日期早于开始日期，请核对。")})
    if not reason.strip():
        raise ValidationError({"reason": _("请写明代理原因，例如休假、出差、学习。")})
    made = Membership(
        staff=to, body=membership.body, role=membership.role, from_on=from_on, until_on=until_on,
        on_behalf_of=membership.staff, reason=reason.strip(),
    )  # fmt: skip
    made.full_clean()
    made.save()
    records.note(
        body_id=membership.body_id, by=by, at=at, verb="delegate",
        subject=records.subject_of(made),
        details={
            "staff": to.username, "role": made.role, "on_behalf_of": membership.staff.username,
            "from_on": from_on.isoformat(), "until_on": until_on.isoformat(),
            "reason": made.reason,
        },
    )  # fmt: skip
    return made


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by: Any, at: datetime) -> None:
    """End a role on a day; what was done in it stays."""
    membership.until_on = on
    membership.save(update_fields=["until_on"])
    records.note(
        body_id=membership.body_id, by=by, at=at, verb="end_role",
        subject=records.subject_of(membership), details={"until_on": on.isoformat()},
    )  # fmt: skip


@transaction.atomic
def describe(*, body: Body, changed: dict[str, Any], by: Any, at: datetime) -> None:
    """Change what a body says of itself: names, codes, address, hours."""
    before = {name: str(getattr(body, name)) for name in changed}
    for name, value in changed.items():
        setattr(body, name, value)
    body.full_clean()
    body.save(update_fields=list(changed))
    records.note(
        body_id=body.pk, by=by, at=at, verb="describe", subject=records.subject_of(body),
        details={"before": before, "after": {name: str(value) for name, value in changed.items()}},
    )  # fmt: skip


def _refuse_higher_than(parent: Body | None, level: str) -> None:
    order = list(Level.values)
    if parent is not None and order.index(level) < order.index(parent.level):
        raise ValidationError(
            {
                "level": _("下级机关的层级不能高于%(parent)s（%(level)s），请重新选择层级。")
                % {"parent": parent.name, "level": parent.level_label}
            }
        )


@transaction.atomic
def admit(
    *, staff: Staff, password: str, body: Body, role: Role, from_on: date, by: Any, at: datetime
) -> Staff:
    """Open an account for a new member of staff and give its first role.

    Raises ValidationError where the name is taken or the password breaks the rules.
    """
    staff.full_clean(exclude=["password"])
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    staff.set_password(password)
    staff.must_change_password = True
    staff.save()
    records.note(
        body_id=body.pk, by=by, at=at, verb="admit", subject=records.subject_of(staff),
        details={"username": staff.username, "post": staff.post},
    )  # fmt: skip
    give_role(staff=staff, body=body, role=role, from_on=from_on, by=by, at=at)
    return staff


@transaction.atomic
def renew_password(*, staff: Staff, password: str, by: Any, at: datetime) -> None:
    """Give an account a new initial password, take its second factor away, open its lock.

    Every body in which the account holds a role has it on its audit trail. Raises
    ValidationError where the password breaks the rules, or where `by` does not administer all
    of those bodies: who gives a password can act as the person until it is changed.
    """
    if by is not None:
        _refuse_beyond_reach(staff, by, timezone.localdate(at))
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    staff.set_password(password)
    staff.must_change_password = True
    staff.save(update_fields=["password", "must_change_password"])
    Authenticator.objects.filter(user=staff).delete()
    reset(username=staff.username.lower())
    held = queries.memberships(staff=staff, on=timezone.localdate(at))
    for body_id in sorted({each.body_id for each in held}):
        records.note(
            body_id=body_id, by=by, at=at, verb="renew_password",
            subject=records.subject_of(staff), details={"username": staff.username},
        )  # fmt: skip


def _refuse_beyond_reach(staff: Staff, by: Staff, on: date) -> None:
    if staff.pk == by.pk:
        raise ValidationError(_("本人的密码请在“修改密码”中办理。"))
    for each in queries.memberships(staff=staff, on=on):
        if Permission.ADMINISTER not in queries.permissions_in(staff=by, body=each.body, on=on):
            raise ValidationError(
                _("%(who)s还在您不管理的机关担任角色，请由共同上级机关的系统管理员重置密码。")
                % {"who": staff}
            )


def end_role(*, membership: Membership, on: date, by: Any, at: datetime) -> None:
    """End a role on a day, which is its last.

    Raises ValidationError where it would end before it began or leave nobody to administer.
    """
    if on < membership.from_on:
        raise ValidationError({"on": _("结束日期早于开始日期，请核对。")})
    if (
        membership.role == Role.ADMINISTRATOR.value
        and not queries.administrators_besides(membership=membership, on=on).exists()
    ):
        raise ValidationError(
            _("这是%(body)s最后一名系统管理员，结束后将无人能管理人员。请先增加另一名系统管理员。")
            % {"body": membership.body.name}
        )
    end_membership(membership=membership, on=on, by=by, at=at)


def take_up(duty: Duty, *, by: Any, at: datetime) -> Duty:
    """Enter a seat, a post or a reading point. Raises ValidationError on a wrong field."""
    records.judge(duty)
    return records.append(duty, by=by, at=at, verb="take_up")


def leave(duty: Duty, *, on: date, by: Any, at: datetime) -> Duty:
    """End a seat, a post or a reading point on a day, the first on which it is no more."""
    reasons = {LeadingGroupMember: _("离任"), StaffPost: _("离岗"), ReadingPoint: _("停用")}
    reason = reasons[type(duty)]
    return records.correct(duty, {"until_on": on}, reason=reason, by=by, at=at, verb="leave")


@transaction.atomic
def load_notice(*, body: Body, text: str, by: Any, at: datetime) -> HolidayNotice:
    """Put a holiday notice on file for a body and those below it; a newer text ends the older.

    Raises ValidationError with the reader's sentence where the text is no notice.
    """
    try:
        notice = workdays.parse_notice(text)
    except workdays.UnreadableNotice as error:
        raise ValidationError({"text": str(error)}) from error
    moment = records.begin(body_id=body.pk, at=at)
    for older in HolidayNotice.objects.filter(body=body, superseded_at=None, year=notice.year):
        if notice.supersedes(workdays.parse_notice(older.text)):
            HolidayNotice.objects.filter(pk=older.pk).update(superseded_at=moment)
    loaded = HolidayNotice(
        body=body, year=notice.year, region=notice.region, title=notice.title,
        number=notice.number, text=text, loaded_at=moment, loaded_by=by,
    )  # fmt: skip
    loaded.full_clean(exclude=["loaded_by", "superseded_at"], validate_constraints=False)
    loaded.save()
    records.note(
        body_id=body.pk, by=by, at=moment, verb="load_notice", subject=records.subject_of(loaded),
        details={"year": notice.year, "title": notice.title, "number": notice.number,
                 "region": notice.region, "text": text},
    )  # fmt: skip
    return loaded
