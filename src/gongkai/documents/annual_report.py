"""The annual report (政府信息公开工作年度报告) as a document: six sections and their tables."""

import re
from collections.abc import Iterator
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
from gongkai.rules.annual_report.form import FilledForm, Section

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
    )


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
