"""This year's figures beside last year's: only what both years count in the same way."""

from django.utils.translation import gettext as _

from gongkai.office.annual_reports.queries import Reading
from gongkai.rules.annual_report.form import CellKey, printed
from gongkai.rules.ledger import Number
from gongkai.web import labels
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.words import plain


def tables(reading: Reading) -> tuple[DataTable, ...]:
    """Return one table per statutory table, with the rows that are not 0 in both years."""
    return tuple(_table(reading, table.key) for table in reading.form.tables)


def _table(reading: Reading, table_key: str) -> DataTable:
    table = reading.form.table(table_key)
    year = reading.version.report.year
    rows = [
        row
        for key, _row, column in table.cells()
        if table_key == "table2" or column.is_total
        if (row := _row_of(reading, key)) is not None
    ]
    return DataTable(
        caption=labels.words(table.title),
        columns=(
            Column(_("项目"), "main"),
            Column(_("%(year)s年") % {"year": year - 1}, "figure"),
            Column(_("%(year)s年") % {"year": year}, "figure"),
            Column(_("增减"), "figure"),
        ),
        rows=tuple(rows),
        empty=Empty(_("两年均为 0。")),
    )


def _row_of(reading: Reading, key: CellKey) -> Row | None:
    now = reading.filled[key]
    before = reading.previous[key] if reading.previous else None
    then = before.value if before else None
    if not now.value and not then:
        return None
    return Row((
        Cell(labels.cell(reading.form, key), kind="main"),
        Cell(printed(before) if before and then is not None else "—", kind="figure"),
        Cell(printed(now), kind="figure"),
        Cell(_change(then, now.value), kind="figure"),
    ))  # fmt: skip


def _change(then: Number | None, now: Number | None) -> str:
    if then is None or now is None:
        return "—"
    return f"+{plain(now - then)}" if now > then else plain(now - then)
