"""The rows of a typed table (数据表) for the page and as CSV, in the order of their columns."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from gongkai.office.publishing.models import ItemVersion, PublicItem
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def of_item(copy: PublicItem | ItemVersion) -> DataTable | None:
    """Return the table of an item; None where it has none."""
    if not copy.table_rows and not copy.is_nil_return:
        return None
    rows = named(copy.table_rows)
    names = columns(rows)
    figures = {name for name in names if _is_figure(rows, name)}
    return DataTable(
        caption=_("%(title)s（%(period)s）") % {"title": _("数据表"), "period": copy.table_period}
        if copy.table_period else _("数据表"),
        columns=tuple(
            Column(name, "figure" if name in figures else "plain", lang="zh-CN") for name in names
        ),
        rows=tuple(
            Row(tuple(
                Cell(text(row.get(name)), "figure" if name in figures else "plain", lang="zh-CN")
                for name in names
            ))
            for row in rows
        ),
        empty=Empty(_("本期无数据"), _("发布机构确认：这一期没有应当公开的数据。")),
        note=_("共%(count)s行") % {"count": len(copy.table_rows)},
    )  # fmt: skip


def named(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return rows by the names of their columns; a row without names is counted through."""
    return [
        row if isinstance(row, dict) else {str(at): value for at, value in enumerate(row, 1)}
        for row in rows
    ]


def columns(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return the columns of rows, in the order in which the rows name them."""
    return list(dict.fromkeys(name for row in rows for name in row))


def text(value: Any) -> str:
    """Return a value as it is printed; "" for none."""
    return "" if value is None else str(value)


def as_csv(copy: PublicItem) -> bytes:
    """Return the rows as CSV that a spreadsheet opens as text, never as a formula."""
    rows = named(copy.table_rows)
    names = columns(rows)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([_plain(name) for name in names])
    writer.writerows([_plain(text(row.get(name))) for name in names] for row in rows)
    return ("\ufeff" + written.getvalue()).encode()


def _plain(value: str) -> str:
    if value.startswith(_FORMULA) and not _number(value):
        return f"'{value}"
    return value


def _number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def _is_figure(rows: Sequence[dict[str, Any]], name: str) -> bool:
    given = [row[name] for row in rows if row.get(name) not in (None, "")]
    return bool(given) and all(isinstance(each, int | float) or _number(each) for each in given)
