"""Tables of the room: bodies, their organisation by date, staff and memberships."""

from gongkai.office.bodies.models.body import Body, Kind, Level
from gongkai.office.bodies.models.calendar import HolidayNotice
from gongkai.office.bodies.models.organisation import LeadingGroupMember, LeadingRole, StaffPost
from gongkai.office.bodies.models.reading_point import ReadingPoint
from gongkai.office.bodies.models.staff import Membership, Staff
from gongkai.office.bodies.permissions import Role

__all__ = [
    "Body",
    "HolidayNotice",
    "Kind",
    "LeadingGroupMember",
    "LeadingRole",
    "Level",
    "Membership",
    "ReadingPoint",
    "Role",
    "Staff",
    "StaffPost",
]
