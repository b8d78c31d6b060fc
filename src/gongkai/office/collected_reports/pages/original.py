"""The original beside the reading: the place where the chosen cell was found, and the whole.

A page of a PDF is a picture, a text its numbered lines, a document or a sheet its tables as they
were read. What a cell came from is marked; where the file does not tell, nothing is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from gongkai.office.collected_reports.keeping import Document
from gongkai.office.collected_reports.models import CollectedReport
from gongkai.office.collected_reports.pages.look import url
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import NOWHERE, Origin

NEAR_LINES = 3
NEAR_ROWS = 1
MOST_LINES = 1500
_WHOLE = 1000.0
_STRIP = 0.09  # how much of the page's height stands around a box


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line; `marked` is the part that the cell was read from."""

    number: int
    before: str
    marked: str = ""
    after: str = ""
    is_source: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table as it was read; `span` is over how many columns its words are repeated."""

    text: str
    is_source: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read: its rows by number, or those near the source."""

    caption: str
    columns: tuple[int, ...]
    rows: tuple[tuple[int, tuple[TableCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in thousandths of its width and height."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture; `box` is drawn over the source, `strip` is the part around it."""

    number: int
    url: str
    alt: str
    box: Box | None = None
    strip: Box | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """What the page shows of the document."""

    picture: Picture | None
    near: tuple[Line, ...]
    lines: tuple[Line, ...]
    near_table: ReadTable | None
    tables: tuple[ReadTable, ...]
    left_out: int
    pages: tuple[tuple[int, str, bool], ...]

    @property
    def is_empty(self) -> bool:
        """Whether the file holds figures by their keys and has no look of its own (JSON, CSV)."""
        return not (self.picture or self.lines or self.tables)


def original(
    report: CollectedReport, document: Document, source: Origin, *, page: int, here: str
) -> Original:
    """Return the original with the source of a cell marked; NOWHERE marks nothing.

    `page` is the page that the reader asked for, 0 for that of the source; `here` the address
    of this page without its query.
    """
    number = page or source.page or (1 if document.is_pdf else 0)
    marked = source if source.page in (0, number) else NOWHERE
    lines = tuple(_lines(document.lines, source))
    at = _place_in(document.grids, source)
    near = tuple(each for each in lines if source.line and _is_near(each, source.line))
    first = max(0, source.line - MOST_LINES // 2) if len(lines) > MOST_LINES else 0
    return Original(
        picture=_picture(report, number, marked) if _has(document, number) else None,
        near=near,
        lines=lines[first : first + MOST_LINES],
        near_table=_near_table(document.grids, at) if at else None,
        tables=tuple(
            _table(grid, index, at, range(len(grid.rows)))
            for index, grid in enumerate(document.grids)
        ),
        left_out=max(0, len(lines) - MOST_LINES),
        pages=tuple(
            (each, f"{here}&page={each}#original", each == number)
            for each in range(1, document.pages + 1)
        ),
    )


def _has(document: Document, number: int) -> bool:
    return document.is_pdf and 0 < number <= document.pages


def _picture(report: CollectedReport, number: int, source: Origin) -> Picture:
    box = strip = None
    if source.box:
        left, top, right, bottom = (min(max(each, 0.0), 1.0) for each in source.box)
        if right > left and bottom > top:
            box = _box(left, top, right, bottom)
            strip = _box(0.0, max(0.0, top - _STRIP), 1.0, min(1.0, bottom + _STRIP))
    return Picture(
        number,
        url(report, "page", number),
        _("原件第%(page)s页") % {"page": number},
        box,
        strip,
    )


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    sides = (left, top, right - left, bottom - top)
    x, y, width, height = (f"{each * _WHOLE:.1f}" for each in sides)
    return Box(x, y, width, height)


def _lines(lines: Sequence[str], source: Origin) -> Iterator[Line]:
    for number, text in enumerate(lines, start=1):
        if number != source.line:
            yield Line(number, text)
        elif source.text and text.count(source.text) == 1:
            before, marked, after = text.partition(source.text)
            yield Line(number, before, marked, after, is_source=True)
        else:
            yield Line(number, "", text, is_source=True)


def _is_near(line: Line, source: int) -> bool:
    return abs(line.number - source) <= NEAR_LINES


def _place_in(grids: Sequence[PlainGrid], source: Origin) -> tuple[int, int, int] | None:
    """Return grid, row and column of the cell that is the source, counted from 0.

    A page with several tables may have several cells of that place; then the text decides, and
    where that does not, none is marked.
    """
    if replace(source, text="", box=None) == NOWHERE:
        return None
    there = [
        (index, row, column)
        for index, grid in enumerate(grids)
        for row, cells in enumerate(grid.rows)
        for column in range(len(cells))
        if _same_place(grid.at(row, column), source)
    ]
    if len(there) > 1:
        there = [each for each in there if grids[each[0]].rows[each[1]][each[2]] == source.text]
    return there[0] if len(there) == 1 else None


def _same_place(one: Origin, other: Origin) -> bool:
    return replace(one, text="", box=None) == replace(other, text="", box=None)


def _near_table(grids: Sequence[PlainGrid], at: tuple[int, int, int]) -> ReadTable:
    index, row, _column = at
    count = len(grids[index].rows)
    near = range(max(0, row - NEAR_ROWS), min(count, row + NEAR_ROWS + 1))
    return _table(grids[index], index, at, near)


def _table(
    grid: PlainGrid, index: int, at: tuple[int, int, int] | None, rows: Sequence[int]
) -> ReadTable:
    width = max((len(row) for row in grid.rows), default=0)
    number = grid.origin.table or index + 1
    caption = (
        _("工作表“%(name)s”") % {"name": grid.origin.sheet}
        if grid.origin.sheet
        else _("原件中的第%(number)s个表格") % {"number": number}
    )
    return ReadTable(
        caption,
        tuple(range(1, width + 1)),
        tuple(
            (
                row + 1,
                tuple(_cells(grid.rows[row], at[2] if at and at[:2] == (index, row) else None)),
            )
            for row in rows
        ),
    )


def _cells(texts: Sequence[str], source: int | None) -> Iterator[TableCell]:
    """Yield the cells of a row; words that a merged cell repeats in every place stand once."""
    column = 0
    while column < len(texts):
        text, end = texts[column], column + 1
        if len(text) > 1 and not any(each.isdigit() for each in text):
            while end < len(texts) and texts[end] == text and source not in (column, end):
                end += 1
        yield TableCell(text, column == source, end - column)
        column = end
