"""The result as a file, made from what the page itself carries: nothing was kept to make it from.

What the page carries is sealed, so that a file tells what this site found and nothing else.
"""

import io
import json
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import xlsxwriter
from django.core import signing

from gongkai.documents import annual_report, docx, formats, html
from gongkai.documents.formats import Format
from gongkai.documents.report import (
    Block,
    Heading,
    Paragraph,
    Report,
    State,
    StatutoryTable,
    printable,
)
from gongkai.portal.checking import answer as passing
from gongkai.portal.checking.answer import Answer
from gongkai.rules.annual_report import exchange, grid
from gongkai.rules.annual_report.form import Severity, printed

_SALT: Final = "gongkai.portal.checking"
SECONDS: Final = 24 * 60 * 60
_NOTICE: Final = "按规则自动核对，仅供参考，以原件为准。"
_SEVERITIES: Final = {
    Severity.ERROR: "错误",
    Severity.WARNING: "提醒",
    Severity.AMBIGUOUS: "读取存疑",
    Severity.DAMAGED: "文件缺损",
}


class ResultFormat(StrEnum):
    """What a result can be downloaded as; the value is the extension."""

    XLSX = "xlsx"
    DOCX = "docx"
    HTML = "html"
    JSON = "json"


class Broken(Exception):
    """What came back is not what a result page carries, or is older than a day."""


def seal(answer: Answer) -> str:
    """Return an answer as text that a page can carry and nobody can change."""
    return signing.dumps(passing.dump(answer), salt=_SALT, compress=True)


def unseal(text: str) -> Answer:
    """Return the answer that a page carried. Raises Broken."""
    try:
        return passing.load(signing.loads(text, salt=_SALT, max_age=SECONDS))
    except (signing.BadSignature, ValueError, KeyError, TypeError) as error:
        raise Broken from error


def write(answer: Answer, kind: ResultFormat, *, made_at: datetime) -> bytes:
    """Return the result as a file."""
    if kind is ResultFormat.JSON:
        return _json(answer)
    if kind is ResultFormat.XLSX:
        return _workbook(answer)
    writer = html.write if kind is ResultFormat.HTML else docx.write
    return writer(_report(answer, made_at))


def media_type(kind: ResultFormat) -> str:
    """Return the media type of a format."""
    return formats.MEDIA_TYPES[Format(kind.value)]


def file_name(answer: Answer, kind: ResultFormat) -> str:
    """Return the name to download a result under."""
    year = answer.filled.year or ""
    name = "".join(each for each in answer.filled.body if each.isalnum())
    return f"{name}{year}年度报告检查结果.{kind.value}"


def _json(answer: Answer) -> bytes:
    data = exchange.dump(answer.filled, answer.findings)
    data["published_on"] = answer.published_on.isoformat() if answer.published_on else None
    data["places"] = {
        str(key): {"text": cell.provenance.text, "place": cell.provenance.words()}
        for key, cell in answer.filled.cells.items()
        if cell.provenance.words()
    }
    return printable(json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _report(answer: Answer, made_at: datetime) -> Report:
    year = f"{answer.filled.year}年" if answer.filled.year else ""
    return Report(
        title=(f"{answer.filled.body}{year}政府信息公开工作年度报告", "检查结果"),
        body=answer.filled.body,
        blocks=tuple(_blocks(answer)),
        made_at=made_at,
        state=State.FROZEN,
        notice=_NOTICE,
    )


def _blocks(answer: Answer) -> Iterator[Block]:
    if not answer.findings:
        yield Paragraph("没有发现问题。")
    for severity, words in _SEVERITIES.items():
        found = [each for each in answer.findings if each.severity is severity]
        if found:
            yield Heading(f"{words} {len(found)} 处")
        for number, each in enumerate(found, 1):
            yield Paragraph(f"{number}．{each.message}（规则 {each.rule}，依据：{each.source}）")
    if answer.left_out:
        yield Paragraph(f"另有 {answer.left_out} 处没有列出。")
    for table in answer.filled.form.tables:
        yield Heading(table.title.text)
        yield StatutoryTable(grid.draw(answer.filled, table.key))


def _workbook(answer: Answer) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for title, widths, rows in (
            ("检查结果", (10, 8, 36, 70, 40, 50), _finding_rows(answer)),
            ("数据", (36, 60, 14, 8, 24, 24), _figure_rows(answer)),
            ("正文所述数字", (70, 14, 10, 30), _count_rows(answer)),
        ):
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            for place, width in enumerate(widths):
                sheet.set_column(place, place, width)
            for at, row in enumerate(rows):
                for place, text in enumerate(row):
                    _put(sheet, at, place, text, wrapped if at else bold)
    return buffer.getvalue()


def _put(sheet: Any, row: int, place: int, value: Any, style: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, place, printable(value), style)
    elif value is not None:
        sheet.write_number(row, place, value, style)


def _finding_rows(answer: Answer) -> Iterator[tuple[Any, ...]]:
    yield "级别", "规则", "格", "说明", "算式", "依据"
    for each in answer.findings:
        cell = str(each.cell) if each.cell else "整份报告"
        level, source = _SEVERITIES[each.severity], str(each.source)
        yield level, each.rule, cell, each.message, each.arithmetic, source


def _figure_rows(answer: Answer) -> Iterator[tuple[Any, ...]]:
    yield "格", "名称", "数字", "单位", "原文", "位置"
    for each in annual_report.figures(answer.filled):
        value = each.cell.value
        shown = printed(each.cell) if value is None else value
        origin = each.cell.provenance
        yield str(each.key), each.label, shown, each.unit, origin.text, origin.words()


def _count_rows(answer: Answer) -> Iterator[tuple[Any, ...]]:
    yield "原文", "数字", "单位", "渠道或事项"
    for each in answer.filled.narrative_counts:
        yield each.quote, each.n, each.unit, each.channel
