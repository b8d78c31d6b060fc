"""Writes of the room: open a proceeding, conclude it with its result."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.office.records import actions as records
from gongkai.office.remedies.models import Proceeding, Result


def open(*, body_id: int, by: Any, at: datetime, case_id: int | None = None,
         **details: Any) -> Proceeding:  # fmt: skip
    """Enter a proceeding, on a case or on its own, and return it.

    Raises ValidationError on a missing or wrong field, or a case of another body.
    """
    proceeding = Proceeding(body_id=body_id, case_id=case_id, **details)
    records.judge(proceeding)
    return records.append(proceeding, by=by, at=at, verb="open")


def conclude(
    *, proceeding: Proceeding, on: date, result: Result, ground: str, by: Any, at: datetime
) -> Proceeding:
    """Enter the result of a proceeding and return the version that stands.

    Raises ValidationError where it is concluded already or concluded before it was filed.
    """
    if proceeding.closed_on is not None:
        raise ValidationError(
            _("案件%(number)s已经审结；结果有误的，请在台账中更正并写明理由。")
            % {"number": proceeding.number}
        )
    changed = {"closed_on": on, "result": Result(result).value, "ground": ground}
    return records.correct(proceeding, changed, reason=_("审结"), by=by, at=at, verb="conclude")
