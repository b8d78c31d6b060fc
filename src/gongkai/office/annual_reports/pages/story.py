"""What happened to a version, in words: the facts under its heading and its time line."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gongkai.office.annual_reports.queries import Reading
from gongkai.office.records.models import AuditEntry
from gongkai.rules.annual_report.form import CellKey, Form
from gongkai.web import labels
from gongkai.web.facts.story import Happening
from gongkai.web.words import moment

_VERBS: dict[str, tuple[Promise, str]] = {
    "draft": (gettext_lazy("汇总台账，生成报告"), "report"),
    "rebuild": (gettext_lazy("重新汇总台账"), "report"),
    "amend": (gettext_lazy("修改单元格"), "edit"),
    "write_section": (gettext_lazy("编辑文字"), "edit"),
    "submit": (gettext_lazy("送审"), "clock"),
    "return": (gettext_lazy("退回"), "warning"),
    "take_back": (gettext_lazy("签发后退回"), "warning"),
    "sign": (gettext_lazy("签发"), "check"),
    "freeze": (gettext_lazy("定稿"), "lock"),
}


def _local(at: Any) -> str:
    return moment(timezone.localtime(at), get_language() or "")


def facts_of(reading: Reading) -> list[tuple[str, str]]:
    """Return the facts under the heading: edition, version, moment of the ledger, signature."""
    version = reading.version
    facts = [
        (_("格式"), _("%(edition)s年格式") % {"edition": version.edition}),
        (_("版次"), _("第%(number)s版") % {"number": version.number}),
        (_("台账截至"), _local(version.as_of)),
    ]
    if version.signed_at and version.signed_by:
        facts.append((_("签发"), f"{version.signed_by} {_local(version.signed_at)}"))
    if version.frozen_at:
        facts.append((_("定稿"), _local(version.frozen_at)))
    return facts


def happenings(form: Form, entries: Iterable[AuditEntry]) -> tuple[Happening, ...]:
    """Return the acts on a version as a time line, the newest first."""
    told = [_happening(form, entry) for entry in entries]
    return tuple(reversed(told))


def _happening(form: Form, entry: AuditEntry) -> Happening:
    title, icon = _VERBS.get(entry.verb, (entry.verb, "dot"))
    return Happening(
        when=_local(entry.at), iso=entry.at.isoformat(), title=str(title), by=entry.staff_label,
        text=_details(form, entry), icon=icon,
    )  # fmt: skip


def _details(form: Form, entry: AuditEntry) -> str:
    told = entry.details
    if entry.verb == "amend":
        return _("%(cell)s：由“%(before)s”改为“%(after)s”，理由：%(reason)s") % {
            **told, "cell": labels.cell(form, CellKey.parse(told["cell"])),
        }  # fmt: skip
    if entry.verb == "write_section":
        return _("第%(section)s部分") % told
    return told.get("reason") or told.get("why") or ""
