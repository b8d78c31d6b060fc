"""The workbook in which a typed table is filled, made of its definition alone.

It bears the key and the version of the definition, so that an old template is known again.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from gongkai.documents import values
from gongkai.documents.sheet import TemplateColumn, ValueKind, write_template
from gongkai.documents.typed_tables.cells import read_cell
from gongkai.rules.tables import Column, ColumnType, TableDefinition
from gongkai.rules.tables.fields import Field, fields

_SEPARATOR: Final = "@"
_WIDE: Final = 36
_KINDS: Final = {
    ColumnType.DATE: ValueKind.DATE,
    ColumnType.COUNT: ValueKind.COUNT,
    ColumnType.MONEY_YUAN: ValueKind.AMOUNT,
    ColumnType.MONEY_WAN: ValueKind.AMOUNT,
    ColumnType.DECIMAL: ValueKind.AMOUNT,
    ColumnType.CHOICE: ValueKind.CHOICE,
}


def template(definition: TableDefinition) -> bytes:
    """Return the .xlsx that is filled: the same bytes for the same version."""
    return write_template(
        [
            _column(column, field)
            for column, field in zip(definition.columns, fields(definition), strict=True)
        ],
        title=definition.title,
        advice=definition.advice,
        stamp=stamp(definition),
    )


def stamp(definition: TableDefinition) -> str:
    """Return what a template says of itself: key and version."""
    return f"{definition.key}{_SEPARATOR}{definition.version}"


def stamped(words: str) -> tuple[str, int] | None:
    """Return the key and the version in a stamp, None where it is none of a typed table."""
    key, _, number = words.partition(_SEPARATOR)
    if not key or not (number.isascii() and number.isdigit()):
        return None
    return key, int(number)


def _column(column: Column, field: Field) -> TemplateColumn:
    return TemplateColumn(
        title=column.label,
        kind=_KINDS.get(column.type, ValueKind.TEXT),
        note=f"{column.hint}{_when(column)}{field.seen}。",
        required=column.is_required,
        choices=column.choices,
        example=_example(column),
        width=_WIDE if column.type is ColumnType.LONG_TEXT else 0,
    )


def _when(column: Column) -> str:
    if column.required_when is None:
        return ""
    cases = "、".join(sorted(column.required_when.values))
    return f"{cases}的必填。"


def _example(column: Column) -> str | int | Decimal | date | None:
    if not column.example:
        return None
    value = read_cell(column, column.example)
    if column.type in _KINDS and column.type is not ColumnType.CHOICE:
        return value
    return values.text(column.example)
