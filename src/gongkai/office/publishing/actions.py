"""Writes of the room: publish an item, and with it note where it was posted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.office.channels import actions as channels
from gongkai.office.channels.models import Channel, Posting
from gongkai.office.publishing.models import Publication
from gongkai.office.records import actions as records


@transaction.atomic
def publish(
    item: Publication, *, on_channels: Iterable[Channel] = (), by: Any, at: datetime
) -> Publication:
    """Enter a published item and one posting for each channel it went out on: one act.

    Raises ValidationError; then neither the item nor any posting is kept.
    """
    item.full_clean(exclude=["recorded_at", "recorded_by", "superseded_at"])
    records.append(item, by=by, at=at, verb="publish")
    for channel in on_channels:
        posting = Posting(
            channel=channel, subject=item.title, posted_on=item.published_on, quantity=1,
            proof=item.doc_no, origin=item.origin,
        )  # fmt: skip
        channels.post(posting, by=by, at=at)
    return item
