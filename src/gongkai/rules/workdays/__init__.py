"""Working days (工作日), by day and region, from the holiday notices on file."""

from gongkai.rules.workdays.calendar import (
    BeyondCalendar,
    Calendar,
    Day,
    Deadline,
    UnknownRegion,
    standard,
)
from gongkai.rules.workdays.notices import Holiday, Notice, UnreadableNotice, parse_notice

__all__ = [
    "BeyondCalendar",
    "Calendar",
    "Day",
    "Deadline",
    "Holiday",
    "Notice",
    "UnknownRegion",
    "UnreadableNotice",
    "parse_notice",
    "standard",
]
