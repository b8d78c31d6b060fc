"""What reconsideration and litigation hand to the annual report: table 4 of a year.

A proceeding counts in every year in which it is filed or pending: in the year it is concluded
with its result, in an earlier one as pending (尚未审结).
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from gongkai.office.records.counting import RecordLine, RoomLedger, Tally
from gongkai.office.remedies.models import Proceeding
from gongkai.rules.ledger import Measure, Number

PENDING = "pending"


def _counted(year: int, as_of: datetime | None) -> QuerySet[Any]:
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    standing: QuerySet[Any] = Proceeding.objects.standing(as_of)
    counted: QuerySet[Any] = standing.filter(
        Q(closed_on=None) | Q(closed_on__gte=begins), filed_on__lte=ends
    ).annotate(
        result_in_year=Case(
            When(closed_on__lte=ends, then=F("result")),
            default=Value(PENDING),
            output_field=CharField(),
        )
    )
    return counted


def _line(row: Proceeding, counted: Number) -> RecordLine:
    return RecordLine(
        on=row.closed_on or row.filed_on,
        text=f"{row.number} {row.organ}",
        quantity=counted,
        origin=row.origin,
        book="proceedings",
        key=str(row.key),
    )


LEDGER = RoomLedger(
    "remedies",
    (
        Tally(
            Measure.PROCEEDINGS,
            _counted,
            _line,
            traits={"kind": "kind", "result": "result_in_year"},
        ),
    ),
)
facts = LEDGER.facts
