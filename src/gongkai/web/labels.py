"""Official labels of a report's form in the language of the page: of tables, rows and cells.

Chinese pages print the label itself, English ones its gloss.
"""

from collections.abc import Iterator

from django.utils.translation import get_language

from gongkai.rules.annual_report.form import CellKey, Column, Form, Label, Row


def words(label: Label) -> str:
    """Return an official label; in English its gloss."""
    return label.gloss if (get_language() or "").startswith("en") else label.text


def parts(form: Form, key: CellKey) -> tuple[str, str, str]:
    """Return the names of a cell's table, row and column; "" for a row or column of all.

    Raises KeyError where the edition has no such table, row or column.
    """
    table = form.table(key.table)
    rows = {row.key: row for row, _column in _crossings(form, key.table)}
    columns = {
        column.key: column
        for row, column in _crossings(form, key.table)
        if key.row in ("", row.key)
    }
    return (
        words(table.title),
        words(rows[key.row].label) if key.row else "",
        words(columns[key.column].label) if key.column else "",
    )


def cell(form: Form, key: CellKey) -> str:
    """Return the name of a cell, its row and column; of a whole row, column or table, its own."""
    table, row, column = parts(form, key)
    return " · ".join(each for each in (row, column) if each) or table


def _crossings(form: Form, table: str) -> Iterator[tuple[Row, Column]]:
    """Yield every row of a table, those that some reports print instead included, by column."""
    for block in form.table(table).blocks:
        for row in (*block.rows, *(each.row for each in block.alternates)):
            for column in block.columns:
                yield row, column
