"""Bodies and log-ins of the demonstration. Staff are named by post; nobody is invented."""

from dataclasses import dataclass
from datetime import date, datetime

from django_scopes import scope

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import (
    Body,
    Kind,
    LeadingGroupMember,
    LeadingRole,
    Level,
    Staff,
    StaffPost,
)
from gongkai.office.bodies.permissions import Role
from gongkai.office.records import actions as records

COUNTY = "盐池县人民政府"
TOWNSHIP = "冯记沟乡人民政府"
PASSWORD = "gongkai-demo-2019"  # noqa: S105 - the demonstration listens on this machine alone
BEGAN_ON = date(2019, 1, 1)


@dataclass(frozen=True, slots=True)
class LogIn:
    """A log-in of the demonstration and the role it holds."""

    username: str
    post: str
    role: Role
    body: str = TOWNSHIP


LOG_INS = (
    LogIn("jingban", "党政办公室经办人", Role.CLERK),
    LogIn("baomi", "保密审查员", Role.SECRECY_REVIEWER),
    LogIn("fenguan", "分管领导", Role.APPROVER),
    LogIn("zhuyao", "主要领导", Role.PRINCIPAL),
    LogIn("guanli", "系统管理员", Role.ADMINISTRATOR),
    LogIn("xianban", "县政务公开办公室", Role.SUPERVISOR, COUNTY),
)

_SEATS = (
    (LeadingRole.HEAD, "政府乡长"),
    (LeadingRole.DEPUTY, "分管领导"),
    (LeadingRole.MEMBER, "党政办公室主任"),
    (LeadingRole.MEMBER, "村委会主任"),
)
_POSTS = (("政务公开专职工作人员", True), ("政务公开兼职工作人员", False))


def found_bodies(at: datetime) -> Body:
    """Enter the county and the township and return the township."""
    county = bodies.found(
        name=COUNTY, level=Level.COUNTY, kind=Kind.GOVERNMENT, parent=None, by=None, at=at
    )
    township = bodies.found(
        name=TOWNSHIP, level=Level.TOWNSHIP, kind=Kind.GOVERNMENT, parent=county, by=None, at=at
    )
    Body.objects.filter(pk__in=[county.pk, township.pk]).update(is_demonstration=True)
    return township


def open_log_ins(at: datetime) -> dict[str, Staff]:
    """Make the log-ins and give each its role."""
    opened = {}
    for each in LOG_INS:
        staff = Staff.objects.create_user(each.username, password=PASSWORD, post=each.post)
        body = Body.objects.get(name=each.body)
        bodies.give_role(staff=staff, body=body, role=each.role, from_on=BEGAN_ON, by=None, at=at)
        opened[each.username] = staff
    return opened


def seat(body: Body, by: Staff, at: datetime) -> None:
    """Seat the leading group and fill the posts of the year."""
    with scope(body=body.pk):
        records.append_many(
            [
                LeadingGroupMember(body=body, role=role, title=title, from_on=BEGAN_ON)
                for role, title in _SEATS
            ],
            by=by, at=at, verb="seat",
        )  # fmt: skip
        records.append_many(
            [
                StaffPost(body=body, title=title, is_full_time=full_time, from_on=date(2019, 3, 1))
                for title, full_time in _POSTS
            ],
            by=by, at=at, verb="post",
        )  # fmt: skip
