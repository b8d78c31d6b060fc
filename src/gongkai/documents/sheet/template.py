"""The workbook that an office fills and sends back: one header row, and help around it.

The first sheet is the table alone, so that what is filled reads back as it is; the example and
the explanation of each column stand on sheets of their own.
"""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.documents.sheet.workbook import STAMP

_ROWS_WITH_HELP: Final = 2_000
_LONGEST_NAME: Final = 31
_CHARACTERS_PER_LINE: Final = 56
_CHARACTERS_OF_A_NOTE: Final = 28
_FACE: Final = {"font_name": "等线", "font_size": 11, "valign": "vcenter"}
_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)


class ValueKind(StrEnum):
    """What a column of a template takes."""

    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    AMOUNT = "amount"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: its title, what it takes, what to know about it and one example."""

    title: str
    kind: ValueKind = ValueKind.TEXT
    note: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    example: str | int | Decimal | date | None = None
    width: int = 0


_KIND_WORDS: Final = {
    ValueKind.TEXT: "文字",
    ValueKind.DATE: "日期，如 2019-3-5 或 2019年3月5日",
    ValueKind.COUNT: "整数，不小于 0",
    ValueKind.AMOUNT: "金额，只填数字",
    ValueKind.CHOICE: "从下拉列表中选择",
}
_NUMBER_FORMATS: Final = {
    ValueKind.TEXT: "@",
    ValueKind.DATE: "yyyy-mm-dd",
    ValueKind.COUNT: "0",
    ValueKind.AMOUNT: "0.00####",
    ValueKind.CHOICE: "@",
}


def write_template(
    columns: Sequence[TemplateColumn],
    *,
    title: str,
    advice: Sequence[str] = (),
    stamp: str = "",
    made_at: datetime = _EPOCH,
) -> bytes:
    """Return a .xlsx template named `title`; `advice` are sentences for the page 填写说明.

    `stamp` is kept in the workbook, where a reading finds it again. The bytes depend on the
    arguments alone.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
    if stamp:
        book.define_name(STAMP, f'="{stamp}"')
    table = book.add_worksheet(_sheet_name(title))
    example = book.add_worksheet("填写示例")
    explanation = book.add_worksheet("填写说明")
    options = book.add_worksheet("选项")
    options.hide()
    styles = _Styles(book)
    for place, column in enumerate(columns):
        _head(table, place, column, styles)
        _head(example, place, column, styles)
        _example(example, place, column, styles)
        _help_typing(table, options, place, column)
    for sheet in (table, example):
        sheet.set_row(0, 24)
        sheet.freeze_panes(1, 0)
    _explain(explanation, columns, title, advice, styles)
    book.close()
    return buffer.getvalue()


class _Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        head = {**_FACE, "bold": True, "border": 1, "align": "center", "bg_color": "#E8EEF5"}
        self.head = book.add_format(head)
        self.required = book.add_format({**head, "bg_color": "#F7E3DC"})
        self.title = book.add_format({**_FACE, "bold": True, "font_size": 14})
        self.prose = book.add_format({**_FACE, "text_wrap": True, "valign": "top"})
        self.boxed = book.add_format({**_FACE, "text_wrap": True, "valign": "top", "border": 1})
        self.values: dict[ValueKind, Format] = {
            kind: book.add_format({**_FACE, "num_format": number_format})
            for kind, number_format in _NUMBER_FORMATS.items()
        }


def _sheet_name(title: str) -> str:
    kept = "".join(character for character in title if character not in "[]:*?/\\'")
    return kept[:_LONGEST_NAME] or "登记表"


def _head(sheet: Worksheet, place: int, column: TemplateColumn, styles: _Styles) -> None:
    width = column.width or max(12, 2 * len(column.title) + 4)
    sheet.set_column(place, place, width, styles.values[column.kind])
    sheet.write_string(0, place, column.title, styles.required if column.required else styles.head)
    sheet.write_comment(
        0, place, _instruction(column), {"author": "", "x_scale": 1.6, "font_size": 10}
    )


def _instruction(column: TemplateColumn) -> str:
    need = "必填。" if column.required else "选填。"
    return f"{need}{_KIND_WORDS[column.kind]}。{column.note}"


def _example(sheet: Worksheet, place: int, column: TemplateColumn, styles: _Styles) -> None:
    style = styles.values[column.kind]
    if isinstance(column.example, date):
        moment = datetime.combine(column.example, datetime.min.time())
        sheet.write_datetime(1, place, moment, style)
    elif isinstance(column.example, int | Decimal):
        sheet.write_number(1, place, column.example, style)
    elif column.example is not None:
        sheet.write_string(1, place, column.example, style)


def _help_typing(sheet: Worksheet, options: Worksheet, place: int, column: TemplateColumn) -> None:
    """Let the spreadsheet offer the choices and refuse a wrong number while it is typed.

    Dates are not validated there: a date typed as text (2019年3月5日) is welcome.
    """
    rule: dict[str, object]
    if column.kind is ValueKind.CHOICE:
        for row, choice in enumerate(column.choices):
            options.write_string(row, place, choice)
        letters = xlsxwriter.utility.xl_col_to_name(place, True)  # noqa: FBT003 - its signature
        rule = {
            "validate": "list",
            "source": f"=选项!{letters}$1:{letters}${max(1, len(column.choices))}",
            "error_title": "请从列表中选择",
            "error_message": "请从下拉列表中选择一个值。",
        }
    elif column.kind is ValueKind.COUNT:
        rule = {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "应为整数",
            "error_message": "请填写不小于 0 的整数。",
        }
    elif column.kind is ValueKind.AMOUNT:
        rule = {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "应为数字",
            "error_message": "请只填写数字，不小于 0。",
        }
    else:
        return
    sheet.data_validation(1, place, _ROWS_WITH_HELP, place, {**rule, "ignore_blank": True})


def _explain(
    sheet: Worksheet,
    columns: Sequence[TemplateColumn],
    title: str,
    advice: Sequence[str],
    styles: _Styles,
) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 2, 34)
    sheet.set_column(3, 3, 60)
    sheet.write_string(0, 0, f"{title}填写说明", styles.title)
    row = 1
    for sentence in (
        "请在第一张工作表中填写，每行一条记录；不要改动表头，不要合并单元格，不要使用公式。",
        "表头底色为浅红的列必填，其余选填；将光标停在表头上可以看到该列的说明。",
        *advice,
    ):
        sheet.merge_range(row, 0, row, 3, "", styles.prose)
        sheet.set_row(row, 18 * math.ceil(len(sentence) / _CHARACTERS_PER_LINE))
        sheet.write_string(row, 0, sentence, styles.prose)
        row += 1
    for place, words in enumerate(("列名", "必填", "格式", "说明")):
        sheet.write_string(row, place, words, styles.head)
    for column in columns:
        row += 1
        note = column.note
        if column.choices:
            note = f"{note}可选：{'、'.join(column.choices)}。"
        need = "是" if column.required else "否"
        sheet.set_row(row, 18 * math.ceil(max(1, len(note)) / _CHARACTERS_OF_A_NOTE))
        for place, words in enumerate((column.title, need, _KIND_WORDS[column.kind], note)):
            sheet.write_string(row, place, words, styles.boxed)
