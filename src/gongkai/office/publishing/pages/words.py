"""What a body tells the scan, in words: its own lists, and the false alarms it remembers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import HitReason, ScanTerm, TermKind
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.words import day, moment


def groups(found: Iterable[ScanTerm], code: str, *, may_change: bool) -> tuple[DataTable, ...]:
    """Return a table for each list that has words."""
    terms = list(found)
    return tuple(
        _table(kind, [each for each in terms if each.kind == kind], code, may_change=may_change)
        for kind in TermKind
        if any(each.kind == kind for each in terms)
    )


def _table(kind: TermKind, terms: list[ScanTerm], code: str, *, may_change: bool) -> DataTable:
    columns = [Column(_("词"), "main"), Column(_("应写作")), Column(_("增加"), "fixed")]
    if may_change:
        columns.append(Column(_("办理"), "fixed"))
    return DataTable(
        caption=str(kind.label),
        columns=tuple(columns),
        rows=tuple(_row(each, code, may_change=may_change) for each in terms),
        empty=Empty(_("没有词。")),
        is_still=True,
    )


def _row(term: ScanTerm, code: str, *, may_change: bool) -> Row:
    added = day(timezone.localdate(term.added_at), get_language() or "")
    cells = [
        Cell(term.text, kind="main", lang="zh-CN"),
        Cell(term.suggestion or "—", lang="zh-CN"),
        Cell(added, kind="fixed", under=str(term.added_by)),
    ]
    if may_change:
        url = reverse("publishing:drop_word", args=[code, term.pk])
        cells.append(Cell(_("删除"), kind="fixed", url=url))
    return Row(tuple(cells))


@dataclass(frozen=True, slots=True)
class Remembered:
    """One false alarm: what it was about, why it is none, who said so, how to take it away."""

    quote: str
    reason: str
    by: str
    at: str
    item_title: str
    item_url: str
    forget_url: str


def remembered(
    found: Iterable[HitReason], code: str, *, may_forget: bool
) -> tuple[Remembered, ...]:
    """Return the false alarms of a body, the latest first."""
    return tuple(
        Remembered(
            quote=each.quote,
            reason=each.reason,
            by=str(each.by),
            at=moment(timezone.localtime(each.at), get_language() or ""),
            item_title=str(each.item),
            item_url=reverse("publishing:item", args=[code, each.item.code]),
            forget_url=reverse("publishing:forget", args=[code, each.pk]) if may_forget else "",
        )
        for each in found
    )
