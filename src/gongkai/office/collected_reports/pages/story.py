"""What was done with a report, in words: its time line from the audit trail."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.records import wording
from gongkai.office.records.models import AuditEntry
from gongkai.rules.annual_report.form import CellKey, Form
from gongkai.web import labels
from gongkai.web.facts.story import Happening
from gongkai.web.words import moment

_ICONS = {
    "read_document": "upload",
    "correct_cell": "edit",
    "confirm_cell": "check",
    "name_report": "edit",
    "keep_report": "lock",
    "reopen_report": "return",
    "set_aside_report": "cross",
}


def happenings(form: Form, entries: Iterable[AuditEntry]) -> tuple[Happening, ...]:
    """Return the acts on a report as a time line, the newest first."""
    return tuple(
        Happening(
            when=moment(timezone.localtime(entry.at), get_language() or ""),
            iso=entry.at.isoformat(),
            title=wording.act(entry.verb),
            by=entry.staff_label,
            text=_details(form, entry),
            icon=_ICONS.get(entry.verb, "dot"),
        )
        for entry in reversed(list(entries))
    )


def _details(form: Form, entry: AuditEntry) -> str:
    told = entry.details
    if "cell" in told:
        words = {**told, "cell": labels.cell(form, CellKey.parse(told["cell"]))}
        if told["before"] == told["after"]:
            return _("%(cell)s：“%(after)s”与原件一致") % words
        if told["reason"]:
            return _("%(cell)s：由“%(before)s”改为“%(after)s”，理由：%(reason)s") % words
        return _("%(cell)s：由“%(before)s”改为“%(after)s”") % words
    if entry.verb == "name_report":
        return f"{told['after']['about']} {told['after']['year']}"
    if entry.verb == "keep_report" and told["left_open"]:
        return _("保留未读出的%(count)s格") % {"count": told["left_open"]}
    return str(told.get("reason", ""))
