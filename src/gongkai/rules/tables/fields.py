"""A typed table as a form (表单): one field a column, with what a page needs to draw it.

How it looks is for the page; here are kinds of input, limits and words.
"""

from dataclasses import dataclass
from typing import Final, Literal

from gongkai.rules.tables.definition import (
    Column,
    ColumnType,
    Condition,
    Mask,
    Shown,
    TableDefinition,
)

Input = Literal["text", "textarea", "date", "number", "select", "tel"]
_INPUTS: Final[dict[ColumnType, Input]] = {
    ColumnType.LONG_TEXT: "textarea",
    ColumnType.DATE: "date",
    ColumnType.COUNT: "number",
    ColumnType.CHOICE: "select",
    ColumnType.PHONE: "tel",
}
_LENGTHS: Final = {
    ColumnType.CREDIT_CODE: 18,
    ColumnType.IDENTITY: 18,
    ColumnType.PHONE: 20,
    ColumnType.REGION: 12,
}
_MASKED: Final = {
    Mask.SURNAME: ("公开时只显示姓氏", "only the surname is shown in public"),
    Mask.MIDDLE: ("公开时隐去中间的字", "the middle sign is hidden in public"),
    Mask.TAIL: ("公开时只显示后四位", "only the last four signs are shown in public"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: label, kind of input, limits, hint, and what the public will see of it.

    Amounts are text fields, for 1,234.5 and 3.5万元 are welcome in them.
    """

    key: str
    label: str
    gloss: str
    input: Input
    is_required: bool
    required_when: Condition | None
    choices: tuple[str, ...]
    length: int
    unit: str
    example: str
    hint: str
    hint_en: str
    seen: str
    seen_en: str


def fields(definition: TableDefinition) -> tuple[Field, ...]:
    """Return the fields of the form in which one row of the table is entered."""
    return tuple(_field(column) for column in definition.columns)


def _field(column: Column) -> Field:
    seen, seen_en = _seen(column)
    return Field(
        key=column.key,
        label=column.label,
        gloss=column.gloss,
        input=_INPUTS.get(column.type, "text"),
        is_required=column.is_required,
        required_when=column.required_when,
        choices=column.choices,
        length=_LENGTHS.get(column.type, column.length),
        unit=column.unit,
        example=column.example,
        hint=column.hint,
        hint_en=column.hint_en,
        seen=seen,
        seen_en=seen_en,
    )


def _seen(column: Column) -> tuple[str, str]:
    match column.shown:
        case Shown.YES:
            return "公开", "shown in public"
        case Shown.NO:
            return "不公开", "not shown in public"
    words, words_en = _MASKED[column.mask]
    if column.masked_when is None:
        return words, words_en
    cases = "、".join(sorted(column.masked_when.values))
    return f"{cases}{words}", f"{words_en} for {cases}"
