"""What the hotline hands to the annual report: tickets received and tickets closed, by kind."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from gongkai.office.hotline.models import Ticket
from gongkai.office.records.counting import RecordLine, RoomLedger, Tally
from gongkai.rules.ledger import Measure, Number


def _received(year: int, as_of: datetime | None) -> QuerySet[Any]:
    standing: QuerySet[Any] = Ticket.objects.standing(as_of)
    return standing.filter(received_on__year=year)


def _closed(year: int, as_of: datetime | None) -> QuerySet[Any]:
    standing: QuerySet[Any] = Ticket.objects.standing(as_of)
    return standing.filter(closed_on__year=year)


def _received_line(row: Ticket, counted: Number) -> RecordLine:
    return RecordLine(
        row.received_on, f"{row.number} {row.subject}", counted, row.origin, "tickets",
        str(row.key),
    )  # fmt: skip


def _closed_line(row: Ticket, counted: Number) -> RecordLine:
    return RecordLine(
        row.closed_on, f"{row.number} {row.subject}", counted, row.origin, "tickets",
        str(row.key),
    )  # fmt: skip


_BY_KIND = {"kind": "kind"}

LEDGER = RoomLedger(
    "hotline",
    (
        Tally(
            Measure.HOTLINE_RECEIVED,
            _received,
            _received_line,
            traits=_BY_KIND,
            dated_by="received_on",
        ),
        Tally(Measure.HOTLINE_CLOSED, _closed, _closed_line, traits=_BY_KIND, dated_by="closed_on"),
    ),
)
facts = LEDGER.facts
