"""Writes of the room: enter a training session that was held."""

from datetime import datetime
from typing import Any

from gongkai.office.outreach.models import TrainingSession
from gongkai.office.records import actions as records


def hold(*, body_id: int, by: Any, at: datetime, **details: Any) -> TrainingSession:
    """Enter one session and return it. Raises ValidationError on a missing or wrong field."""
    session = TrainingSession(body_id=body_id, **details)
    records.judge(session)
    return records.append(session, by=by, at=at, verb="hold")
