"""What training hands to the annual report: sessions and attendances, by topic."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from gongkai.office.outreach.models import TrainingSession
from gongkai.office.records.counting import RecordLine, RoomLedger, Tally
from gongkai.rules.ledger import Measure, Number


def _held(year: int, as_of: datetime | None) -> QuerySet[Any]:
    standing: QuerySet[Any] = TrainingSession.objects.standing(as_of)
    return standing.filter(held_on__year=year)


def _line(row: TrainingSession, counted: Number) -> RecordLine:
    return RecordLine(
        on=row.held_on,
        text=f"{row.title}（{row.topic}）",
        quantity=counted,
        origin=row.origin,
        book="trainings",
        key=str(row.key),
    )


LEDGER = RoomLedger(
    "outreach",
    (
        Tally(
            Measure.TRAINING_SESSIONS, _held, _line, traits={"topic": "topic"}, dated_by="held_on"
        ),
        Tally(
            Measure.TRAINING_ATTENDANCES,
            _held,
            _line,
            traits={"topic": "topic"},
            quantity="attendance",
            dated_by="held_on",
        ),
    ),
)
facts = LEDGER.facts
