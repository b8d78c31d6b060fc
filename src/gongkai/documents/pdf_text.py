"""PDF with a text layer: the tables that are drawn with rules, and the lines around them.

Text is taken page by page; tables are looked for only on pages that have rules. No picture is
read: a scan without text is refused. Cells with two lines keep the gap between them.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import pdfplumber
import pypdfium2
from pypdfium2 import raw

from gongkai.documents.intake import kind
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.streams import refuse_bomb
from gongkai.documents.intake.unreadable import (
    DamagedDocument,
    EncryptedDocument,
    NoTextLayer,
    TooLarge,
    WrongKind,
)
from gongkai.documents.report import Reading
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import Origin

_Edges = list[float]
_Box = tuple[float, float, float, float]
_FEWEST_RULES: Final = 4
_MOST_SEGMENTS: Final = 6_000  # beyond this a page is a drawing
_DEEPEST_FORM: Final = 4
_LEAST_TEXT: Final = 20
_NEAR: Final = 4.0  # points
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_PAGE_NUMBER: Final = re.compile(r"[-—–―]+\s*\d{1,4}\s*[-—–―]+|第\s*\d+\s*页.*")


@dataclass(slots=True)
class _Table:
    """A table: where its columns end, the cells that reach into each row, and the words that
    stand above and below it on its pages."""

    edges: _Edges
    rows: list[list[tuple[_Box, str]]]
    pages: list[int]
    above: frozenset[str]
    below: frozenset[str]


@dataclass(slots=True)
class _Page:
    number: int
    lines: list[str]
    tables: list[_Table]
    words: frozenset[str]


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the tables of a PDF and the lines outside them; `origin` says the pages of a table.

    A merged cell is repeated in every place that it covers. A table that goes on at the top of
    the next page is one table. Page numbers and heads that run over every page are left out.

    Raises:
        UnreadableDocument: it is no PDF, locked, damaged, without text, or over a limit.
    """
    found = kind.admit(data, name, limits.file_bytes)
    if found is not Kind.PDF:
        zh, en = kind.NAMES[found]
        raise WrongKind(name, found=zh, found_en=en, wanted=" PDF 文件", wanted_en="PDF")
    refuse_bomb(data, name, limits)
    texts, ruled = _texts(data, name, limits)
    if sum(map(len, texts)) < _LEAST_TEXT:
        raise NoTextLayer(name)
    pages = [_Page(n, each.splitlines(), [], frozenset()) for n, each in enumerate(texts, 1)]
    if ruled:
        _look_for_tables(data, name, pages, ruled)
    grids = [_grid(table) for table in _joined(pages)]
    cells = sum(len(row) for grid in grids for row in grid.rows)
    if cells > limits.table_cells:
        raise _too_large(name, "表格单元格数", "table cells", limits.table_cells, cells)
    return Reading(tuple(grids), tuple(_lines(pages)))


def _texts(data: bytes, name: str, limits: Limits) -> tuple[list[str], list[int]]:
    """Return the text of every page, and the indexes of the pages that have rules."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise EncryptedDocument(name) from error
        raise _damaged(name) from error
    try:
        if len(document) > limits.pages:
            raise _too_large(name, "页数", "pages", limits.pages, len(document))
        texts, ruled, spent = [], [], 0
        for index in range(len(document)):
            page = document[index]
            words = page.get_textpage()
            spent += words.count_chars()
            if spent > limits.page_characters:
                raise _too_large(name, "文字数", "characters", limits.page_characters, spent)
            texts.append(words.get_text_bounded())
            if _has_rules(page):
                ruled.append(index)
            words.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise _damaged(name) from error
    finally:
        document.close()
    if len(ruled) > limits.table_pages:
        raise _too_large(name, "带表格线的页数", "pages with rules", limits.table_pages, len(ruled))
    return texts, ruled


def _has_rules(page: pypdfium2.PdfPage) -> bool:
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=_DEEPEST_FORM)
    segments = [raw.FPDFPath_CountSegments(each.raw) for each in islice(paths, _MOST_SEGMENTS)]
    return len(segments) >= _FEWEST_RULES and sum(segments) <= _MOST_SEGMENTS


def _look_for_tables(data: bytes, name: str, pages: list[_Page], ruled: Sequence[int]) -> None:
    """Put the tables into their pages, and leave in the lines of a page what is outside them."""
    at = 0
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1 for index in ruled]) as document:
            for at, page in zip(ruled, document.pages, strict=True):
                _fill(pages[at], page)
                page.close()
    except Exception as error:
        # pdfminer raises whatever its parser stumbles over: KeyError, TypeError, its own.
        raise _damaged(name, page=at + 1) from error


def _fill(into: _Page, page: Any) -> None:
    found = [table for table in page.find_tables() if len(_columns(table.cells)) > 2]
    if not found:
        return
    words = page.extract_words()
    into.words = frozenset(word["text"] for word in words)
    for table in sorted(found, key=lambda table: table.bbox[1]):
        into.tables.append(
            _Table(
                _columns(table.cells),
                list(_rows(table)),
                [into.number],
                frozenset(w["text"] for w in words if w["bottom"] <= table.bbox[1] + _NEAR),
                frozenset(w["text"] for w in words if w["top"] >= table.bbox[3] - _NEAR),
            )
        )
    boxes = [table.bbox for table in found]
    outside = page.filter(lambda thing: not any(_within(thing, box) for box in boxes))
    into.lines = outside.extract_text().splitlines()


def _within(thing: dict[str, Any], box: _Box) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _columns(cells: Sequence[_Box]) -> _Edges:
    """Return where columns begin and end, edges that nearly meet taken as one."""
    edges: _Edges = []
    for x in sorted(x for cell in cells for x in (cell[0], cell[2])):
        if not edges or x - edges[-1] > _NEAR:
            edges.append(x)
    return edges


def _rows(table: Any) -> Iterator[list[tuple[_Box, str]]]:
    """Yield the rows of a table: the cells that reach into each, with their text."""
    texts = {
        box: " ".join((words or "").split())
        for row, line in zip(table.rows, table.extract(), strict=True)
        for box, words in zip(row.cells, line, strict=True)
        if box is not None
    }
    tops: _Edges = []
    for y in sorted(box[1] for box in texts):
        if not tops or y - tops[-1] > 1:
            tops.append(y)
    for top in tops:
        yield [(box, text) for box, text in texts.items() if box[1] - 1 <= top < box[3] - 1]


def _joined(pages: Sequence[_Page]) -> Iterator[_Table]:
    """Yield the tables of the pages; what goes on at the top of the next page is put together."""
    last: _Table | None = None
    for page, before in zip(pages, (None, *pages), strict=False):
        for at, table in enumerate(page.tables):
            if last and before and at == 0 and _goes_on(last, table, before, page):
                last.rows += table.rows
                last.pages.append(page.number)
                last.below = table.below
                last.edges = max(last.edges, table.edges, key=len)
                continue
            if last:
                yield last
            last = table
    if last:
        yield last


def _goes_on(one: _Table, other: _Table, before: _Page, page: _Page) -> bool:
    """Tell whether nothing but running heads and page numbers stands between two tables whose
    columns agree."""
    if one.pages[-1] != before.number:
        return False
    between = (one.below - page.words) | (other.above - before.words)
    if any(not re.fullmatch(r"[-—–―\d]+", word) for word in between):
        return False
    few, many = sorted((one.edges, other.edges), key=len)
    ends = abs(few[0] - many[0]) <= _NEAR and abs(few[-1] - many[-1]) <= _NEAR
    return ends and all(any(abs(x - each) <= _NEAR for each in many) for x in few)


def _grid(table: _Table) -> PlainGrid:
    middles = [(a + b) / 2 for a, b in zip(table.edges, table.edges[1:], strict=False)]
    rows = tuple(
        tuple(
            next((text for box, text in cells if box[0] <= middle <= box[2]), "")
            for middle in middles
        )
        for cells in table.rows
    )
    return PlainGrid(rows, origin=Origin(page=table.pages[0]))


def _lines(pages: Sequence[_Page]) -> Iterator[str]:
    """Yield the lines of all pages without page numbers and the head that every page repeats."""
    bare = [[" ".join(line.split()) for line in page.lines] for page in pages]
    kept = [[each for each in lines if each and not _PAGE_NUMBER.fullmatch(each)] for lines in bare]
    firsts = [lines[0] for lines in kept if lines]
    running = firsts[0] if len(firsts) > 1 and len(set(firsts)) == 1 else None
    for page, lines in zip(pages, kept, strict=True):
        for at, line in enumerate(lines):
            is_edge = at in (0, len(lines) - 1)
            if (at == 0 and line == running) or (is_edge and line == str(page.number)):
                continue
            yield line


def _damaged(name: str, page: int = 0) -> DamagedDocument:
    where = f"第 {page} 页无法解析" if page else "PDF 结构不完整"
    return DamagedDocument(
        name, where=where, where_en=f"page {page} is not whole" if page else "the PDF is not whole"
    )


def _too_large(name: str, what: str, what_en: str, limit: int, found: int) -> TooLarge:
    return TooLarge(name, what=what, what_en=what_en, limit=f"{limit:,}", found=f"{found:,}")
