"""Tables that offices import and the templates they fill: XLSX and CSV, one header row.

Columns and what they mean belong to the room that imports; here a table is read whole or
refused whole, and every cell knows its address.
"""

from gongkai.documents.sheet.reading import read_sheet
from gongkai.documents.sheet.table import Sheet, SheetCell, SheetRow
from gongkai.documents.sheet.template import TemplateColumn, ValueKind, write_template

__all__ = [
    "Sheet",
    "SheetCell",
    "SheetRow",
    "TemplateColumn",
    "ValueKind",
    "read_sheet",
    "write_template",
]
