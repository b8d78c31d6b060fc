"""What a batch would add and what is wrong with it, for the page that asks to confirm it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.registers.book import Book, Entry
from gongkai.office.registers.columns import OpenColumn, lang_of
from gongkai.office.registers.models import BatchState, ImportBatch
from gongkai.rules.ledger import Number
from gongkai.web import words
from gongkai.web.facts.parts import Tag
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.templatetags.gongkai import mixed

PROBLEMS_SHOWN = 200
ROWS_SHOWN = 20
_FIGURES = (Entry.COUNT, Entry.MONEY)
_TAGS = {
    BatchState.WAITING: ("attention", "clock"),
    BatchState.IMPORTED: ("good", "success"),
    BatchState.ABANDONED: ("still", "cross"),
}


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """A batch in words and tables."""

    batch: ImportBatch
    status: Tag
    about: list[tuple[str, str]]
    warnings: list[str]
    problems: DataTable
    totals: DataTable | None
    sample: DataTable

    @property
    def can_import_all(self) -> bool:
        """Whether every row of the file may be recorded."""
        return self.batch.is_waiting and self.batch.row_count > 0 and not self.batch.bad_row_count

    @property
    def can_import_good(self) -> bool:
        """Whether leaving the bad rows out leaves anything."""
        return self.batch.is_waiting and self.batch.row_count > 0 and self.batch.bad_row_count > 0

    @property
    def verdict(self) -> str:
        """What stands in the way, in a sentence."""
        good, bad = self.batch.row_count, self.batch.bad_row_count
        if not self.batch.is_waiting:
            return ""
        if not good and not bad:
            return _("文件中没有可以导入的行。请改正后重新上传。")
        if not bad:
            return _("%(count)s行全部无误，确认后一次导入。") % {"count": good}
        if not good:
            return _("%(count)s行都需要改正，没有可以导入的行。请改正后重新上传。") % {"count": bad}
        return _(
            "%(good)s行无误，%(bad)s行需要改正。建议改正后重新上传整个文件；也可以只导入无误的行。"
        ) % {"good": good, "bad": bad}


def facts(book: Book, batch: ImportBatch, columns: Sequence[OpenColumn]) -> BatchFacts:
    """Return what the page of a batch tells; runs in the body's scope."""
    state = BatchState(batch.state)
    tone, icon = _TAGS[state]
    return BatchFacts(
        batch=batch,
        status=Tag(str(state.label), tone, icon),  # type: ignore[arg-type] # the tones above
        about=_about(batch),
        warnings=[*batch.warnings, *_repeated(book, batch)],
        problems=_problems(batch),
        totals=_totals(book, batch, columns) if batch.rows else None,
        sample=_sample(batch, columns),
    )


def recent(code: str, book: Book) -> list[tuple[str, str, str]]:
    """Return name, address and state of the latest batches of a book."""
    found = ImportBatch.objects.filter(book=book.key).order_by("-pk").defer("rows", "problems")
    return [
        (
            each.file_name,
            reverse("registers:preview", args=[code, book.key, each.key]),
            each.get_state_display(),
        )
        for each in found[:5]
    ]


def _about(batch: ImportBatch) -> list[tuple[str, str]]:
    about = [
        (_("文件"), batch.file_name),
        (_("上传时间"), _moment(batch.uploaded_at)),
        (_("无误"), _("%(count)s行") % {"count": batch.row_count}),
        (_("需要改正"), _("%(count)s行") % {"count": batch.bad_row_count}),
    ]
    if batch.year:
        about.insert(1, (_("登记年度"), _("%(year)s年") % {"year": batch.year}))
    if batch.settled_at:
        about.append((_("办理时间"), _moment(batch.settled_at)))
    return about


def _moment(at: Any) -> str:
    return words.moment(timezone.localtime(at), get_language() or "")


def _repeated(book: Book, batch: ImportBatch) -> list[str]:
    """Return a warning where the very same file was imported before."""
    if not batch.is_waiting:
        return []
    same = ImportBatch.objects.filter(
        sha256=batch.sha256, book=book.key, state=BatchState.IMPORTED
    ).order_by("-settled_at")
    before = same.only("settled_at", "file_name").first()
    if before is None:
        return []
    return [
        _("这个文件在%(when)s已经导入过（%(name)s），再次导入会重复计数。请先核对台账。")
        % {"when": _moment(before.settled_at), "name": before.file_name}
    ]


def _problems(batch: ImportBatch) -> DataTable:
    shown = batch.problems[:PROBLEMS_SHOWN]
    note = ""
    if len(batch.problems) > len(shown):
        note = _("共%(count)s处，这里列出前%(shown)s处。") % {
            "count": len(batch.problems), "shown": len(shown),
        }  # fmt: skip
    return DataTable(
        caption=_("需要改正的内容"),
        note=note,
        columns=(
            Column(_("位置"), "fixed"), Column(_("问题和改法"), "main"), Column(_("所填内容")),
        ),
        rows=tuple(
            Row((
                Cell(
                    _("第%(row)s行") % {"row": each["row"]}, "fixed",
                    under=f"{each['address']} {each['column']}".strip(),
                ),
                Cell(mixed(each["message"]), "main"),
                Cell(each["found"], lang=lang_of(each["found"])),
            ))
            for each in shown
        ),
        empty=Empty(_("没有需要改正的内容")),
    )  # fmt: skip


def _totals(book: Book, batch: ImportBatch, columns: Sequence[OpenColumn]) -> DataTable | None:
    """Return rows and sums per choice of the book's first filter, and for the whole."""
    by = next((each for each in columns if each.field == book.counts_by), None)
    by = by or next((each for each in columns if each.choices and each.column.is_filter), None)
    if by is None:
        return None
    counts: dict[Any, tuple[int, Number]] = {}
    for row in batch.rows:
        value = row["values"].get(by.field)
        rows, quantity = counts.get(value, (0, 0))
        counts[value] = (rows + 1, quantity + _quantity(book, row["values"]))
    lines = [(label, *counts[value]) for value, label in by.choices if value in counts]
    unit = str(book.unit)
    total: tuple[Cell, ...] = ()
    if book.counts_by is None:
        whole = sum((quantity for _label, _rows, quantity in lines), start=0)
        total = _total_cells(_("合计"), batch.row_count, whole, unit)
    return DataTable(
        caption=_("导入后增加的数量"),
        columns=(Column(by.label), Column(_("行数"), "figure"), Column(_("数量"), "figure")),
        rows=tuple(Row(_total_cells(*line, unit)) for line in lines),
        empty=Empty(""),
        total=total,
        is_still=True,
    )


def _total_cells(label: str, rows: int, quantity: Number, unit: str) -> tuple[Cell, ...]:
    figure = words.amount(quantity, unit, get_language() or "")
    return Cell(label, lang=lang_of(label)), Cell(str(rows), "figure"), Cell(figure, "figure")


def _quantity(book: Book, values: dict[str, Any]) -> Number:
    if book.counts is None:
        return 1
    kept = values.get(book.counts)
    return Decimal(kept) if isinstance(kept, str) else kept or 0


def _sample(batch: ImportBatch, columns: Sequence[OpenColumn]) -> DataTable:
    rows = batch.rows[:ROWS_SHOWN]
    return DataTable(
        caption=_("无误的行"),
        note=_("共%(count)s行，这里列出前%(shown)s行。")
        % {"count": batch.row_count, "shown": len(rows)}
        if batch.row_count > len(rows)
        else "",
        columns=(
            Column(_("行"), "figure"),
            *(Column(each.label, "figure" if each.column.entry in _FIGURES else "plain")
              for each in columns),
        ),
        rows=tuple(
            Row((
                Cell(str(row["number"]), "figure"),
                *(_cell(each, row["values"].get(each.field)) for each in columns),
            ))
            for row in rows
        ),
        empty=Empty(_("没有可以导入的行") if batch.is_waiting else _("批次已办理，行已归入台账")),
    )  # fmt: skip


def _cell(column: OpenColumn, kept: Any) -> Cell:
    text = column.tell(column.restore(kept))
    kind: Any = "figure" if column.column.entry in _FIGURES else "plain"
    return Cell(text, kind, lang=lang_of(text))
