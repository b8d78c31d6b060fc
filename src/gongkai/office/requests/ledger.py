"""What requests hand to the annual report: table 3 of a year, by applicant and outcome.

Every case has a day of receipt and at most one counted closing not before it, so in each year
received + carried in = closed + carried out, by construction.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.office.records.counting import RecordLine, RoomLedger, Tally
from gongkai.office.requests.models import CaseStanding
from gongkai.rules.ledger import Measure, Number


def _standing(as_of: datetime | None) -> QuerySet[Any]:
    standing: QuerySet[Any] = CaseStanding.objects.standing(as_of)
    return standing


def _received(year: int, as_of: datetime | None) -> QuerySet[Any]:
    return _standing(as_of).filter(received_on__year=year)


def _carried_in(year: int, as_of: datetime | None) -> QuerySet[Any]:
    begins = date(year, 1, 1)
    return _standing(as_of).filter(
        Q(closed_on=None) | Q(closed_on__gte=begins), received_on__lt=begins
    )


def _closed(year: int, as_of: datetime | None) -> QuerySet[Any]:
    return _standing(as_of).filter(closed_on__year=year)


def _carried_out(year: int, as_of: datetime | None) -> QuerySet[Any]:
    ends = date(year, 12, 31)
    return _standing(as_of).filter(Q(closed_on=None) | Q(closed_on__gt=ends), received_on__lte=ends)


def _fee_noticed(year: int, as_of: datetime | None) -> QuerySet[Any]:
    return _standing(as_of).filter(fee_noticed_on__year=year)


def _fee_paid(year: int, as_of: datetime | None) -> QuerySet[Any]:
    return _standing(as_of).filter(fee_paid_on__year=year, fee_noticed_on__isnull=False)


def _line(dated_by: str) -> Callable[[CaseStanding, Number], RecordLine]:
    def line(row: CaseStanding, counted: Number) -> RecordLine:
        return RecordLine(
            on=getattr(row, dated_by),
            text=f"{row.number} {row.description}",
            quantity=counted,
            origin=row.origin,
            book="requests",
            key=str(row.key),
        )

    return line


_BY_APPLICANT = {"applicant": "applicant"}

LEDGER = RoomLedger(
    "requests",
    (
        Tally(
            Measure.REQUESTS_RECEIVED, _received, _line("received_on"),
            traits=_BY_APPLICANT, dated_by="received_on",
        ),
        Tally(
            Measure.REQUESTS_CARRIED_IN, _carried_in, _line("received_on"), traits=_BY_APPLICANT
        ),
        Tally(
            Measure.REQUESTS_CLOSED, _closed, _line("closed_on"),
            traits={"applicant": "applicant", "outcome": "outcome"}, dated_by="closed_on",
        ),
        Tally(
            Measure.REQUESTS_CARRIED_OUT, _carried_out, _line("received_on"), traits=_BY_APPLICANT
        ),
        Tally(
            Measure.FEE_NOTICES, _fee_noticed, _line("fee_noticed_on"), dated_by="fee_noticed_on"
        ),
        Tally(
            Measure.PROCESSING_FEE_INCOME, _fee_paid, _line("fee_paid_on"),
            quantity="fee_yuan", dated_by="fee_paid_on",
        ),
    ),
)  # fmt: skip
facts = LEDGER.facts
