"""What a document says, before any format: title, blocks in order, and facts about itself.

Every writer draws this and nothing else, so that all formats show the same document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from gongkai.rules.annual_report.form import FilledForm, Finding
from gongkai.rules.annual_report.grid import Grid, PlainGrid


class State(StrEnum):
    """How far a document has come. Only a frozen one is final (定稿)."""

    DRAFT = "draft"
    SIGNED = "signed"
    FROZEN = "frozen"


STATE_WORDS = {State.DRAFT: "草稿", State.SIGNED: "已签发", State.FROZEN: "已定稿"}


_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return `text` without the control characters that no format can hold."""
    return _UNPRINTABLE.sub("", text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is 一、, level 2 is （一）."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))


@dataclass(frozen=True, slots=True)
class StatutoryTable:
    """A table as the form prints it."""

    grid: Grid


@dataclass(frozen=True, slots=True)
class Signature:
    """署名和成文日期: the organ and the date under the text."""

    organ: str
    on: date

    def __post_init__(self) -> None:
        object.__setattr__(self, "organ", printable(self.organ))

    @property
    def day(self) -> str:
        """The date as official documents print it: 2020年1月21日, no leading zeros."""
        return f"{self.on.year}年{self.on.month}月{self.on.day}日"


Block = Heading | Paragraph | StatutoryTable | Signature


@dataclass(frozen=True, slots=True)
class Report:
    """A document ready to be written.

    `title` has one entry per printed line. `made_at` is the moment that files carry; the
    same report gives the same bytes. `notice` stands on every page (a demonstration, a draft).
    `filled` are the figures of an annual report, None for other documents; `findings` what its
    check found, None where the form's own remarks are to be told.
    """

    title: tuple[str, ...]
    body: str
    blocks: tuple[Block, ...]
    made_at: datetime
    state: State = State.DRAFT
    notice: str = ""
    filled: FilledForm | None = None
    findings: tuple[Finding, ...] | None = None

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("A report is made at a moment with a time zone.")
        object.__setattr__(self, "title", tuple(printable(line) for line in self.title))
        object.__setattr__(self, "body", printable(self.body))
        object.__setattr__(self, "notice", printable(self.notice))

    @property
    def full_title(self) -> str:
        """The title in one line."""
        return "".join(self.title)

    @property
    def banner(self) -> str:
        """What stands on top of every page; "" for a final document without a notice."""
        draft = "" if self.state is State.FROZEN else f"{STATE_WORDS[self.state]}，以定稿为准"
        return "　".join(part for part in (self.notice, draft) if part)

    def grids(self) -> Iterator[Grid]:
        """Yield the tables in order."""
        for block in self.blocks:
            if isinstance(block, StatutoryTable):
                yield block.grid


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: tables as plain text, the lines around them, and the whole form
    where the file carries it with its keys (JSON, flat CSV).

    `line_pages` has the page of each line, nothing where the format has no pages.
    """

    grids: tuple[PlainGrid, ...]
    lines: tuple[str, ...] = ()
    filled: FilledForm | None = None
    line_pages: tuple[int, ...] = ()


class CannotBeWritten(ValueError):
    """The format has no place for this document."""


class NoFigures(CannotBeWritten):
    """JSON and CSV hold the figures of an annual report; another document has none."""

    def __init__(self, title: str) -> None:
        self.message = f"“{title}”不是年度报告，没有可以导出的数据。请下载 DOCX 或 PDF。"
        self.message_en = f"“{title}” is no annual report and has no data. Download DOCX or PDF."
        super().__init__(self.message)
