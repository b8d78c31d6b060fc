"""The annual report (政府信息公开工作年度报告) as a document: six sections and their tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gongkai.documents.report import (
    Block,
    Heading,
    Paragraph,
    Report,
    Signature,
    State,
    StatutoryTable,
)
from gongkai.rules.annual_report import grid
from gongkai.rules.annual_report.form import Block as FormBlock
from gongkai.rules.annual_report.form import (
    Cell,
    CellKey,
    Column,
    FilledForm,
    Finding,
    Row,
    Section,
    Unit,
)

_NUMERALS: Final = "一二三四五六七八九十"
_NUMBERED: Final = re.compile(rf"[{_NUMERALS}]+、")
_SUBHEADING: Final = re.compile(rf"（[{_NUMERALS}]+）[^。；：，]{{1,24}}[。]?")


def compose(
    filled: FilledForm,
    *,
    made_at: datetime,
    state: State = State.DRAFT,
    signed_on: date | None = None,
    notice: str = "",
    findings: tuple[Finding, ...] | None = None,
) -> Report:
    """Return the report as it is published: each section with its words, then its tables.

    A section without words keeps its heading; nothing is invented. `signed_on` puts the organ
    and the date (署名、成文日期) at the end.
    """
    blocks = [block for number in _numbers(filled) for block in _section(filled, number)]
    if signed_on is not None:
        blocks.append(Signature(filled.body, signed_on))
    return Report(
        title=(filled.body, f"{filled.year}年政府信息公开工作年度报告"),
        body=filled.body,
        blocks=tuple(blocks),
        made_at=made_at,
        state=state,
        notice=notice,
        filled=filled,
        findings=findings,
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a report told in a line: its address, its label in words, its unit."""

    key: CellKey
    label: str
    cell: Cell
    unit: str


def figures(filled: FilledForm) -> Iterator[Figure]:
    """Yield every figure of a report in printing order, with a label that needs no table."""
    for table in filled.form.tables:
        for block in table.blocks:
            for row in filled.rows(table.key, block):
                for column in block.columns:
                    key = CellKey(table.key, row.key, column.key)
                    cell = filled[key]
                    unit = cell.unit or ("万元" if column.unit is Unit.WAN_YUAN else "")
                    yield Figure(key, _label(block, row, column), cell, unit)


def _label(block: FormBlock, row: Row, column: Column) -> str:
    heading = (block.heading,) if block.heading else ()
    labels = (*heading, *row.groups, row.label, *column.heads, column.label)
    return " · ".join(label.text for label in labels)


def _numbers(filled: FilledForm) -> range:
    written = max((section.number for section in filled.sections), default=0)
    return range(1, max(written, len(filled.form.sections)) + 1)


def _section(filled: FilledForm, number: int) -> Iterator[Block]:
    section = next(
        (section for section in filled.sections if section.number == number),
        Section(number, filled.form.sections[number - 1].text),
    )
    title = section.title
    yield Heading(title if _NUMBERED.match(title) else f"{_NUMERALS[number - 1]}、{title}")
    for paragraph in section.paragraphs:
        words = paragraph.strip()
        if _SUBHEADING.fullmatch(words):
            yield Heading(words, level=2)
        elif words:
            yield Paragraph(words)
    for table in filled.form.tables:
        if table.section == number:
            yield StatutoryTable(grid.draw(filled, table.key))
