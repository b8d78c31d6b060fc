"""Plain text and Markdown: tables drawn with pipes, tabs or wide gaps, and every line in order.

A row that has another number of cells than the head above it stands alone: whose figure is
whose is then for the recogniser to tell, and is not guessed here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from gongkai.documents.intake import kind, text
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import TooLarge, WrongKind
from gongkai.documents.report import Reading
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import Origin
from gongkai.rules.annual_report.reading.figures import is_figure
from gongkai.rules.annual_report.reading.flow import wrapped

_Cells = tuple[str, ...]
_GAP: Final = re.compile(r"[ \u3000]{2,}")
_RULE: Final = re.compile(r"[\s|:+─━=-]*-{2,}[\s|:+─━=-]*")
_PAGE_NUMBER: Final = re.compile(r"[-—–―]+\s*\d{1,4}\s*[-—–―]+|\x0c")
_MARKS: Final = re.compile(r"^#{1,6}\s+|\*\*|__")
_FIGURES_IN_A_ROW: Final = 3


class _Drawn(Enum):
    """What sets the cells of a line apart."""

    PIPES = "pipes"
    TABS = "tabs"
    GAPS = "gaps"


@dataclass(slots=True)
class _Run:
    """Lines of a table, one after the other, each with its number."""

    drawn: _Drawn
    rows: list[tuple[int, _Cells]] = field(default_factory=list)


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the tables of a text and all its lines, blank ones included: each cell and each line
    of a table knows its number.

    Raises:
        UnreadableDocument: it is no text, its encoding is unknown, or a limit is passed.
    """
    found = kind.admit(data, name, limits.file_bytes)
    if found is not Kind.TEXT:
        zh, en = kind.NAMES[found]
        raise WrongKind(name, found=zh, found_en=en, wanted="纯文本", wanted_en="plain text")
    words = text.decode(data, name)
    if len(words) > limits.characters:
        raise TooLarge(name, what="文字数", what_en="characters",
                       limit=f"{limits.characters:,}", found=f"{len(words):,}")  # fmt: skip
    lines = words.splitlines()
    grids: list[PlainGrid] = []
    cells = 0
    for run in _runs(lines):
        for grid in _grids(run):
            cells += len(grid.rows) * max(len(row) for row in grid.rows)
            if cells > limits.table_cells:
                raise TooLarge(name, what="表格单元格数", what_en="table cells",
                               limit=limits.table_cells, found=f"{cells}+")  # fmt: skip
            grids.append(grid)
    return Reading(tuple(grids), tuple(map(_bare, lines)))


def _bare(line: str) -> str:
    return _MARKS.sub("", line).rstrip(" \r\n\u3000")


def _runs(lines: Sequence[str]) -> Iterator[_Run]:
    """Yield the runs of lines that are drawn alike; page numbers within them are dropped.

    A blank line ends a table of pipes or tabs. Between lines set apart by gaps it does not, for
    there it only shows the height of a row; another number of cells ends it.
    """
    run: _Run | None = None
    below = False
    for number, line in enumerate(lines, 1):
        if below or _PAGE_NUMBER.fullmatch(line.strip()):
            below = False
            continue
        following = lines[number] if number < len(lines) else ""
        below = wrapped.is_below(line, following)
        if below:
            line = wrapped.told(line, following)
        drawn = _drawn(line)
        cells = _split(line, drawn) if drawn else ()
        if run and drawn is run.drawn and (drawn is not _Drawn.GAPS or len(cells) == _width(run)):
            run.rows.append((number, cells))
            continue
        if run and run.drawn is _Drawn.GAPS and not line.strip():
            continue
        if run:
            yield run
        run = _Run(drawn, [(number, cells)]) if drawn else None
    if run:
        yield run


def _width(run: _Run) -> int:
    return len(run.rows[-1][1])


def _drawn(line: str) -> _Drawn | None:
    bare = line.strip()
    if bare.startswith("|") or bare.count("|") > 1:
        return _Drawn.PIPES
    if "\t" in bare:
        return _Drawn.TABS
    return _Drawn.GAPS if _GAP.search(bare) else None


def _split(line: str, drawn: _Drawn) -> _Cells:
    """Return the cells of a line; none for the rule below a Markdown head."""
    match drawn:
        case _Drawn.PIPES:
            bare = line.strip()
            if _RULE.fullmatch(bare):
                return ()
            parts = bare.removeprefix("|").removesuffix("|").split("|")
        case _Drawn.TABS:
            parts = line.rstrip("\r\n").split("\t")
        case _Drawn.GAPS:
            parts = _GAP.split(line.strip())
    return tuple(_bare(part).strip() for part in parts)


def _grids(run: _Run) -> Iterator[PlainGrid]:
    """Yield the table of a run, and each row that does not fit its head as a table of its own."""
    kept: list[tuple[int, _Cells]] = []
    width = 0
    for number, row in run.rows:
        figures = sum(is_figure(each) for each in row)
        if not figures and sum(map(bool, row)) > 1:
            width = len(row)
        if figures >= _FIGURES_IN_A_ROW and len(row) != width:
            yield _grid([(number, row)])
        elif any(row):
            kept.append((number, row))
    if len(kept) > 1 and 2 * sum(len(row) > 1 for _, row in kept) > len(kept):
        yield _grid(kept)


def _grid(rows: Sequence[tuple[int, _Cells]]) -> PlainGrid:
    origins = tuple(
        tuple(Origin(line=number, column=at) for at in range(1, len(row) + 1))
        for number, row in rows
    )
    return PlainGrid(tuple(row for _, row in rows), origins=origins, origin=origins[0][0])
