"""Saving a reading as a body's report of a year, opening it again, setting it aside."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.office.collected_reports import queries
from gongkai.office.collected_reports.actions import standing
from gongkai.office.collected_reports.models import CollectedReport, ReportState
from gongkai.office.records import actions as records

_FOLLOWS = {
    "keep_report": ((ReportState.OPEN,), ReportState.SAVED),
    "reopen_report": ((ReportState.SAVED, ReportState.SET_ASIDE), ReportState.OPEN),
    "set_aside_report": ((ReportState.OPEN,), ReportState.SET_ASIDE),
}


@transaction.atomic
def keep(
    report: CollectedReport, *, leaving_open: bool, seen: int | None, by: Any, at: datetime
) -> None:
    """Save the reading as the report of its body and year, with its file.

    What does not add up is kept as it was published and does not block. Raises ValidationError
    where body or year is unknown, cells are open that nobody chose to leave so, or another
    document is saved as the same report; EditedMeanwhile where it changed since it was seen.
    """
    moment = records.begin(body_id=report.body_id, at=at)
    held = standing.locked(report, seen=seen)
    if not held.is_named:
        raise ValidationError(_("还没有填写报告的机关和年度，不能保存。请先填写。"))
    counts = queries.standing(held).counts
    if counts.open and not leaving_open:
        raise ValidationError(
            _("仍有%(count)s格未读出。请逐格填写，或者勾选“保留未读出的格”后保存。")
            % {"count": counts.open}
        )
    other = queries.saved(about_name=held.about_name, year=held.year)
    if other is not None and other.pk != held.pk:
        raise ValidationError(
            _("%(about)s%(year)s年度报告已由文件“%(file)s”保存。请先将那一份退回核对或作废。")
            % {"about": held.about_name, "year": held.year, "file": other.source.name}
        )
    _move(held, "keep_report", by=by, at=moment, left_open=counts.open, errors=counts.errors)


@transaction.atomic
def reopen(report: CollectedReport, *, reason: str, by: Any, at: datetime) -> None:
    """Open a saved report, or one set aside, to be corrected; the reason is kept."""
    _need(reason)
    moment = records.begin(body_id=report.body_id, at=at)
    held = standing.locked(report, seen=None)
    other = queries.made_of(digest=held.source.digest)
    if held.state == ReportState.SET_ASIDE and other is not None:
        raise ValidationError(_("同一文件已重新读取，请直接打开那一份。"))
    _move(held, "reopen_report", by=by, at=moment, reason=reason.strip())


@transaction.atomic
def set_aside(report: CollectedReport, *, reason: str, by: Any, at: datetime) -> None:
    """Set a reading aside that should not count; file and reading stay, with the reason."""
    _need(reason)
    moment = records.begin(body_id=report.body_id, at=at)
    held = standing.locked(report, seen=None)
    _move(held, "set_aside_report", by=by, at=moment, reason=reason.strip())


def _need(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("请写明理由，理由将随报告保存。")})


def _move(report: CollectedReport, verb: str, *, by: Any, at: datetime, **details: Any) -> None:
    before, after = _FOLLOWS[verb]
    if report.state not in before:
        raise ValidationError(
            _("这份报告目前%(state)s，不能办理这一步，请刷新页面。")
            % {"state": ReportState(report.state).label}
        )
    settled = after != ReportState.OPEN
    report.state = after
    standing.checked_again(report, state=after, settled_by=by if settled else None,
                           settled_at=at if settled else None)  # fmt: skip
    standing.noted(report, by=by, at=at, verb=verb, **details)
