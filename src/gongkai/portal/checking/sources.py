"""Where each figure came from, what could not be read, and the counts told in the text."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.rules.annual_report.form import Absence, Cell, CellKey, FilledForm, printed
from gongkai.web import labels
from gongkai.web.facts.tables import Cell as TableCell
from gongkai.web.facts.tables import Column, DataTable, Empty, Row
from gongkai.web.words import plain

_UNREAD = (Absence.UNREADABLE, Absence.MISSING)
_SHOWN = 80


def unread(filled: FilledForm) -> list[CellKey]:
    """Return the cells of the form that have neither a figure nor a mark, in printing order."""
    return [key for key, _row, _column in filled.entries() if filled[key].absence in _UNREAD]


def unread_table(filled: FilledForm, keys: Iterable[CellKey]) -> DataTable:
    """Return the cells that were not read, those of a row together, with what stands there.

    A table that is not in the file at all is one line.
    """
    here = {key.table for key, cell in filled.cells.items() if cell.absence is not Absence.MISSING}

    def alike(key: CellKey) -> tuple[str, str, bool]:
        row = key.row if key.table in here else ""
        return key.table, row, filled[key].absence is Absence.MISSING

    rows = []
    for (table, row, _is_missing), run in groupby(keys, key=alike):
        cells = list(run)
        first = filled[cells[0]]
        name = _name(filled, cells) if row else _("整张表（%(count)s 格）") % {"count": len(cells)}
        rows.append(Row((
            TableCell(name, kind="main", under=labels.words(filled.form.table(table).title)),
            TableCell(_text(first), lang="zh-CN"),
            TableCell(place(first)),
            TableCell(_why(first)),
        )))  # fmt: skip
    return DataTable(
        caption=_("没有读出数字的格和原文"),
        columns=(Column(_("格"), "main"), Column(_("原文")), Column(_("位置")), Column(_("原因"))),
        rows=tuple(rows),
        empty=Empty(_("每一格都读出来了。")),
        is_still=True,
    )


def _name(filled: FilledForm, cells: list[CellKey]) -> str:
    """Return the row with its columns; a row of which nothing is left is named alone."""
    _table, row, _column = labels.parts(filled.form, cells[0])
    of_row = [
        key
        for key, _r, _c in filled.entries()
        if (key.table, key.row) == (cells[0].table, cells[0].row)
    ]
    if len(of_row) == len(cells) > 1:
        return _("%(row)s（整行 %(count)s 格）") % {"row": row, "count": len(cells)}
    columns = [labels.parts(filled.form, key)[2] for key in cells]
    return f"{row} · {_('、').join(columns)}"


def _text(cell: Cell) -> str:
    text = cell.provenance.text
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text


def _why(cell: Cell) -> str:
    if cell.absence is Absence.MISSING:
        return _("文件中没有找到这一格")
    if cell.provenance.text:
        return _("有几种读法，不能断定是哪一种")
    return _("不能读成一个数字")


def place(cell: Cell) -> str:
    """Return where a cell stands in the document, in the language of the page."""
    english = (get_language() or "").startswith("en")
    return (cell.provenance.words_en() if english else cell.provenance.words()) or "—"


def origin_tables(filled: FilledForm) -> list[DataTable]:
    """Return, for each statutory table, every figure with the text and the place it was read from.

    Nothing where the file carries the figures with their names and has no places (JSON, CSV).
    """
    found = []
    for table in filled.form.tables:
        rows = [
            Row((
                TableCell(labels.cell(filled.form, key), kind="main"),
                TableCell(printed(filled[key]) or _mark(filled[key]), kind="figure"),
                TableCell(_text(filled[key]), lang="zh-CN"),
                TableCell(place(filled[key])),
            ))
            for key, _row, _column in filled.entries()
            if key.table == table.key and filled[key].provenance.words()
        ]  # fmt: skip
        if rows:
            found.append(
                DataTable(
                    caption=labels.words(table.title),
                    columns=(
                        Column(_("格"), "main"), Column(_("读作"), "figure"), Column(_("原文")),
                        Column(_("位置")),
                    ),
                    rows=tuple(rows),
                    empty=Empty(""),
                    is_still=True,
                )
            )  # fmt: skip
    return found


def _mark(cell: Cell) -> str:
    return _("空白") if cell.absence is Absence.BLANK else _("未读出")


def counts_table(filled: FilledForm) -> DataTable:
    """Return the counts that the text tells, each with its words."""
    return DataTable(
        caption=_("正文中的数字和原文"),
        columns=(
            Column(_("原文"), "main"), Column(_("数字"), "figure"), Column(_("单位")),
            Column(_("渠道或事项")),
        ),
        rows=tuple(
            Row((
                TableCell(each.quote, kind="main", lang="zh-CN"),
                TableCell(plain(each.n), kind="figure"),
                TableCell(each.unit, lang="zh-CN"),
                TableCell(each.channel, lang="zh-CN"),
            ))
            for each in filled.narrative_counts
        ),
        empty=Empty(_("正文中没有读到带单位的数字。")),
        is_still=True,
    )  # fmt: skip


def conventions(filled: FilledForm) -> str:
    """Return how the document tells that there is nothing: zeros, blanks and strokes apart."""
    cells = [filled[key] for key, _row, _column in filled.entries()]
    kinds = [each.absence for each in cells]
    figures = _("数字 %(count)s 格（其中 0 有 %(zeros)s 格）") % {
        "count": kinds.count(None),
        "zeros": sum(each.value == 0 for each in cells),
    }
    told = [
        (kinds.count(Absence.BLANK), _("空白 %(count)s 格")),
        (kinds.count(Absence.SLASH), _("“/” %(count)s 格")),
        (kinds.count(Absence.DASH), _("“-” %(count)s 格")),
        (sum(kind in _UNREAD for kind in kinds), _("未能读出 %(count)s 格")),
    ]
    return _("、").join([figures, *(words % {"count": n} for n, words in told if n)])
