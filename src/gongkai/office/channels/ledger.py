"""What this room hands to the annual report: postings by family and channel."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongkai.office.channels.models import Posting, family_of
from gongkai.office.records.counting import RecordLine, RoomLedger, Tally
from gongkai.rules.ledger import Measure, Number


def _postings(year: int, as_of: datetime | None) -> QuerySet[Any]:
    span = (date(year, 1, 1), date(year, 12, 31))
    standing: QuerySet[Any] = Posting.objects.standing(as_of)
    return standing.filter(posted_on__range=span).select_related("channel")


def _line(posting: Posting, counted: Number) -> RecordLine:
    return RecordLine(
        on=posting.posted_on,
        text=_("%(channel)s：%(subject)s")
        % {"channel": posting.channel.name, "subject": posting.subject},
        quantity=counted,
        origin=posting.origin,
        book="postings",
        key=str(posting.key),
    )


LEDGER = RoomLedger(
    "channels",
    (
        Tally(
            Measure.POSTINGS,
            _postings,
            _line,
            traits={"family": family_of("channel__kind"), "channel": "channel__name"},
            quantity="quantity",
            dated_by="posted_on",
            ordered_by=("channel__position", "channel__name"),
        ),
    ),
)
facts = LEDGER.facts
