"""Typed tables (专题表): what recurs is defined once, as dated data, and judged by pure functions.

One definition gives the form, the template, the rules of each cell, totals, and what of it the
public sees. Reading and writing files is for `documents.typed_tables`.
"""

from gongkai.rules.tables.definition import (
    Column,
    ColumnType,
    Mask,
    Shown,
    TableDefinition,
    UnknownTable,
)
from gongkai.rules.tables.difference import Change, Difference, compare
from gongkai.rules.tables.judging import Judge, judge
from gongkai.rules.tables.library import every, get, version
from gongkai.rules.tables.nil import NilReturn
from gongkai.rules.tables.rows import Fault, TableReading, TableRow, Value
from gongkai.rules.tables.showing import PublicTable, public_table, totals

__all__ = [
    "Change",
    "Column",
    "ColumnType",
    "Difference",
    "Fault",
    "Judge",
    "Mask",
    "NilReturn",
    "PublicTable",
    "Shown",
    "TableDefinition",
    "TableReading",
    "TableRow",
    "UnknownTable",
    "Value",
    "compare",
    "every",
    "get",
    "judge",
    "public_table",
    "totals",
    "version",
]
