"""Typed tables as files: the template that is filled, its reading with faults by cell, and what
is published as CSV, XLSX and JSON.

What a table is and what its rows must hold is `rules.tables`.
"""

from gongkai.documents.typed_tables.cells import read_cell
from gongkai.documents.typed_tables.reading import (
    MissingColumns,
    OtherTable,
    OutdatedTemplate,
    read,
    read_row,
)
from gongkai.documents.typed_tables.template import template
from gongkai.documents.typed_tables.writing import as_csv, as_json, as_workbook

__all__ = [
    "MissingColumns",
    "OtherTable",
    "OutdatedTemplate",
    "as_csv",
    "as_json",
    "as_workbook",
    "read",
    "read_cell",
    "read_row",
    "template",
]
