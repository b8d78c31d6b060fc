"""One record through its versions: what it says, what changed when and why, and its trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.records import actions as records
from gongkai.office.records import queries, wording
from gongkai.office.registers.book import Book
from gongkai.office.registers.columns import OpenColumn, lang_of
from gongkai.office.registers.forms import EntryForm
from gongkai.web import words
from gongkai.web.facts.parts import Tag
from gongkai.web.facts.story import Change, Happening, SummaryItem
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row


@dataclass(frozen=True, slots=True)
class History:
    """A record with all its versions, the oldest first, and the acts that the trail holds."""

    columns: tuple[OpenColumn, ...]
    versions: tuple[Any, ...]
    acts: tuple[Any, ...]

    @property
    def latest(self) -> Any:
        """The version that stands or, of a withdrawn record, the last that did."""
        return self.versions[-1]

    @property
    def stands(self) -> bool:
        """Whether the record counts now."""
        return bool(self.latest.stands)

    @property
    def status(self) -> Tag | None:
        """The state in a word, where it is not the usual one."""
        if not self.stands:
            return Tag(_("已撤销"), "bad", "remove")
        return Tag(_("已更正"), "active", "edit") if len(self.versions) > 1 else None

    def version(self, pk: str) -> Any | None:
        """Return the version that a form was opened with."""
        return next((each for each in self.versions if str(each.pk) == pk), None)

    @property
    def heading(self) -> SafeString:
        """The record's name, marked as data."""
        return format_html("<span data-official>{}</span>", str(self.latest))

    @property
    def items(self) -> list[SummaryItem]:
        """What the record says now, column by column."""
        said = [
            SummaryItem(column.label, column.tell(column.of(self.latest)) or "—", is_official=True)
            for column in self.columns
        ]
        return [*said, SummaryItem(_("登记来源"), self.latest.origin or "—", is_official=True)]

    @property
    def happenings(self) -> list[Happening]:
        """What was done to it, the latest first."""
        found = []
        for place, version in enumerate(self.versions):
            before = self.versions[place - 1] if place else None
            found.append(self._made(version, before))
        if not self.stands and self.latest.is_withdrawn:
            last = self.latest
            found.append(
                self._happening(last.superseded_at, _("撤销"), self._withdrawer(), last.reason,
                                "remove")
            )  # fmt: skip
        return found[::-1]

    def _made(self, version: Any, before: Any | None) -> Happening:
        by = str(version.recorded_by or _("系统"))
        if before is None:
            is_imported = version.import_key is not None
            title = _("批量导入") if is_imported else _("登记")
            return self._happening(
                version.recorded_at, title, by, "", "upload" if is_imported else "add"
            )
        # A withdrawal writes its reason over that of the version it ends.
        reason = "" if version.is_withdrawn else _("理由：%(reason)s") % {"reason": version.reason}
        return self._happening(version.recorded_at, _("更正"), by, reason, "edit")

    def _happening(self, at: Any, title: str, by: str, text: str, icon: str) -> Happening:
        local = timezone.localtime(at)
        when = words.moment(local, get_language() or "")
        return Happening(when, local.isoformat(), title, by, text, icon)

    def _withdrawer(self) -> str:
        act = next((each for each in reversed(self.acts) if each.verb == "withdraw"), None)
        return act.staff_label if act else ""

    @property
    def changes(self) -> list[Change]:
        """What each correction changed, the latest first."""
        found = []
        for before, after in zip(self.versions, self.versions[1:], strict=False):
            reason = "" if after.is_withdrawn else after.reason
            found += [
                Change(
                    column.label,
                    column.tell(column.of(before)) or None,
                    column.tell(column.of(after)) or None,
                    reason,
                )
                for column in self.columns
                if column.of(before) != column.of(after)
            ]
        return found[::-1]

    @property
    def trail(self) -> DataTable:
        """The entries of the audit trail on this record."""
        return DataTable(
            caption=_("审计记录"),
            columns=(
                Column(_("序号"), "figure"), Column(_("时间"), "fixed"), Column(_("办理人")),
                Column(_("事项")), Column(_("散列值"), "fixed"),
            ),
            rows=tuple(
                Row((
                    Cell(str(act.sequence), "figure"),
                    Cell(words.moment(timezone.localtime(act.at), get_language() or ""), "fixed"),
                    Cell(act.staff_label, lang=lang_of(act.staff_label)),
                    Cell(wording.act(act.verb)),
                    Cell(act.digest[:16], "fixed", lang="zxx"),
                ))
                for act in self.acts
            ),
            empty=Empty(_("没有审计记录")),
        )  # fmt: skip


def of(book: Book, key: UUID, *, body_id: int, columns: Sequence[OpenColumn]) -> History | None:
    """Return a record of the scoped body with its history, None where there is no such."""
    versions = tuple(
        book.model.objects.filter(key=key)
        .select_related("recorded_by")
        .order_by("recorded_at", "pk")
    )
    if not versions:
        return None
    first = versions[0]
    # Records entered together share one act, which the trail knows by their kind and its moment.
    together = queries.history(body_id=body_id, subject=first._meta.label_lower)
    alone = queries.history(body_id=body_id, subject=records.subject_of(first))
    acts = (*together.filter(at=first.recorded_at), *alone)
    return History(tuple(columns), versions, acts)


def beside(current: Any, form: EntryForm) -> DataTable:
    """Return what stands now beside what was typed, for the columns where they differ."""
    rows = []
    for column in form.columns:
        now, typed = column.of(current), form.cleaned_data.get(column.field)
        if now != typed:
            rows.append(
                Row((Cell(column.label), _said(column.tell(now)), _said(column.tell(typed))))
            )
    return DataTable(
        caption=_("现在的内容和您填写的内容"),
        columns=(Column(_("项目")), Column(_("现在的内容")), Column(_("您填写的内容"))),
        rows=tuple(rows),
        empty=Empty(_("您填写的内容与现在的内容相同")),
    )


def _said(text: str) -> Cell:
    return Cell(text, lang=lang_of(text))
