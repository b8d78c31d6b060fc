"""What the organisation hands to the annual report: the posts in force on the last day."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.office.bodies.models import StaffPost
from gongkai.office.records.counting import RecordLine, RoomLedger, Tally
from gongkai.rules.ledger import Measure, Number


def _in_post(year: int, as_of: datetime | None) -> QuerySet[Any]:
    last = date(year, 12, 31)
    standing: QuerySet[Any] = StaffPost.objects.standing(as_of)
    return standing.filter(Q(until_on=None) | Q(until_on__gt=last), from_on__lte=last)


def _full_time(year: int, as_of: datetime | None) -> QuerySet[Any]:
    return _in_post(year, as_of).filter(is_full_time=True)


def _line(row: StaffPost, counted: Number) -> RecordLine:
    # Posts have no register of their own: they stand on the page of the organisation.
    return RecordLine(row.from_on, row.title, counted, row.origin, "", str(row.key))


LEDGER = RoomLedger(
    "bodies",
    (
        Tally(Measure.STAFF, _in_post, _line),
        Tally(Measure.STAFF_FULL_TIME, _full_time, _line),
    ),
)
facts = LEDGER.facts
