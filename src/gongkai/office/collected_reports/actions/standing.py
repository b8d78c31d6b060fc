"""What the actions share: the locked report, its check after a change, the note of an act."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from gongkai.office.collected_reports import queries
from gongkai.office.collected_reports.models import CollectedReport
from gongkai.office.records import actions as records
from gongkai.office.records.actions import EditedMeanwhile


def locked(report: CollectedReport, *, seen: int | None) -> CollectedReport:
    """Return the report as it stands, held until the transaction ends.

    Raises EditedMeanwhile where it is no longer the revision that the person saw.
    """
    found: CollectedReport = CollectedReport.objects.select_for_update().get(pk=report.pk)
    if seen is not None and found.revision != seen:
        raise EditedMeanwhile(
            _(
                "您打开页面之后，他人已改动这份报告，您的这一步没有保存。请核对下方现在的内容后重试。"
            )
        )
    return found


def checked_again(report: CollectedReport, **fields: Any) -> None:
    """Write the fields and what the check now counts; the revision grows by one."""
    for name, value in fields.items():
        setattr(report, name, value)
    counts = queries.standing(report).counts
    CollectedReport.objects.filter(pk=report.pk).update(
        revision=F("revision") + 1, error_count=counts.errors, doubt_count=counts.doubts,
        open_count=counts.open, **fields,
    )  # fmt: skip


def noted(report: CollectedReport, *, by: Any, at: datetime, verb: str, **details: Any) -> None:
    """Append the act to the audit trail of the body that collected the report."""
    records.note(
        body_id=report.body_id, by=by, at=at, verb=verb, subject=subject(report), details=details
    )


def subject(report: CollectedReport) -> str:
    """Return the name under which the audit trail knows a report."""
    return f"collected_reports.report:{report.key}"
