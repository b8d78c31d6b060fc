"""The desk in words: the year's counts, the task of the report, the latest acts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gongkai.office.annual_reports.models import State, Version
from gongkai.office.annual_reports.pages.report import state_tag
from gongkai.office.bodies.models import Body
from gongkai.office.bodies.permissions import Permission
from gongkai.office.desk.queries import BookCount, Publishing
from gongkai.office.publishing.pages import listing
from gongkai.office.publishing.pages.deadline import Today
from gongkai.office.publishing.queries.places import Place
from gongkai.office.records import wording
from gongkai.office.records.models import AuditEntry
from gongkai.web.facts.parts import Link, Tag
from gongkai.web.facts.story import Happening, Task
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.words import moment


@dataclass(frozen=True, slots=True)
class CountCard:
    """One ledger on the desk: its name, its figure with unit, the way in."""

    title: str
    figure: str
    unit: str
    records: str
    url: str
    icon: str


def counts(found: Iterable[BookCount], code: str) -> tuple[CountCard, ...]:
    """Return a card per ledger."""
    return tuple(
        CountCard(
            title=str(each.book.title),
            figure=str(each.quantity),
            unit=str(each.book.unit) or _("条记录"),
            records=_("%(count)s条记录") % {"count": each.count}
            if each.count != each.quantity
            else "",
            url=f"{reverse('registers:list', args=[code, each.book.key])}?year={each.year}",
            icon=each.book.icon,
        )
        for each in found
    )


_NEXT: dict[str, Promise] = {
    State.DRAFT: gettext_lazy("核对数字和文字，然后送审。"),
    State.IN_REVIEW: gettext_lazy("等待分管领导签发。"),
    State.SIGNED: gettext_lazy("已签发，可以定稿。"),
    State.FROZEN: gettext_lazy("已定稿，可以下载。"),
}


def report_task(
    report: Version | None, *, year: int, code: str, permissions: frozenset[Permission]
) -> Task:
    """Return the line about the year's report."""
    label = _("%(year)s年度报告") % {"year": year}
    if report is not None:
        url = reverse("annual_reports:report", args=[code, year, report.number])
        return Task(label, state_tag(report), url=url, hint=str(_NEXT[report.state]))
    may = Permission.DRAFT in permissions
    hint = _("台账已有记录，可以汇总生成。") if may else _("尚未编制。")
    return Task(
        label, Tag(_("未编制")), url=reverse("annual_reports:years", args=[code]), hint=hint
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in publishing: a table of the first, the way to all, and what went wrong."""

    table: DataTable
    count: int
    url: str
    alarms: tuple[Link, ...]


def waiting(found: Publishing, code: str, *, today: Today) -> Waiting:
    """Return what waits for the reader in publishing."""
    listed = reverse("publishing:list", args=[code])
    alarms = [
        (found.late, _("%(count)s条信息逾期未公开"), f"{listed}?place=late"),
        (found.stopped, _("%(count)s条定时发布没有成功"), f"{listed}?place=released"),
        (found.to_reassess, _("%(count)s条不予公开的信息到期评估"),
         reverse("publishing:withheld", args=[code])),
    ]  # fmt: skip
    return Waiting(
        table=listing.table(found.waiting, Place.MINE, code, today=today, action=None),
        count=found.waiting.count,
        url=f"{listed}?place=mine",
        alarms=tuple(
            Link(words % {"count": count}, url, "warning") for count, words, url in alarms if count
        ),
    )


def happenings(entries: Iterable[AuditEntry]) -> tuple[Happening, ...]:
    """Return acts as a time line."""
    return tuple(
        Happening(
            when=moment(timezone.localtime(entry.at), get_language() or ""),
            iso=entry.at.isoformat(),
            title=wording.act(entry.verb),
            by=entry.staff_label,
            text=_how_many(entry),
        )
        for entry in entries
    )


def _how_many(entry: AuditEntry) -> str:
    count = entry.details.get("count", 1)
    return _("%(count)s条") % {"count": count} if count > 1 else ""


def bodies_table(found: Iterable[Body]) -> DataTable:
    """Return bodies as a table."""
    return DataTable(
        caption=_("下级机关"),
        columns=(Column(_("机关名称"), "main"), Column(_("层级")), Column(_("类别"))),
        rows=tuple(
            Row((
                Cell(each.name, kind="main", url=reverse("desk:body", args=[each.code]),
                     lang="zh-CN"),
                Cell(each.level_label), Cell(each.get_kind_display()),
            ))
            for each in found
        ),
        empty=Empty(_("没有下级机关。")),
    )  # fmt: skip
