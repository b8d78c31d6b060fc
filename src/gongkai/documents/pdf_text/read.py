"""Read a PDF page by page under its limits, and put its tables and its lines together."""

from collections.abc import Iterator
from typing import Final

import pypdfium2

from gongkai.documents.intake import kind
from gongkai.documents.intake.forms import refuse_avalanche
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
from gongkai.documents.pdf_text import bare, furniture, glyphs, lattice, setting, strokes, tables
from gongkai.documents.pdf_text.cells import Table, fill
from gongkai.documents.pdf_text.frame import Frame
from gongkai.documents.pdf_text.lattice import Lattice
from gongkai.documents.pdf_text.tables import Page
from gongkai.documents.report import Reading

_LEAST_TEXT: Final = 20
_ONE_ROW: Final = 2
_STRIPES: Final = 4
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the tables of a PDF and the lines outside them; `origin` says the pages of a table.

    A merged cell is repeated in every place that it covers. A table that goes on at the top of
    the next page is one table. Page numbers and heads that run over the pages are left out.

    Raises:
        UnreadableDocument: it is no PDF, locked, damaged, without text, or over a limit.
    """
    found = kind.admit(data, name, limits.file_bytes)
    if found is not Kind.PDF:
        zh, en = kind.NAMES[found]
        raise WrongKind(name, found=zh, found_en=en, wanted=" PDF 文件", wanted_en="PDF")
    refuse_bomb(data, name, limits)
    refuse_avalanche(data, name)
    pages = list(_pages(data, name, limits))
    furniture.remove(pages)
    grids = tuple(tables.grids(pages))
    cells = sum(len(row) for grid in grids for row in grid.rows)
    if cells > limits.table_cells:
        raise _too_large(name, "表格单元格数", "table cells", limits.table_cells, cells)
    lines = [(text, page.number) for page in pages for text in bare.texts(page.lines)]
    return Reading(
        grids, tuple(text for text, _ in lines), line_pages=tuple(number for _, number in lines)
    )


def _pages(data: bytes, name: str, limits: Limits) -> Iterator[Page]:
    """Yield what stands on every page.

    Raises:
        UnreadableDocument: locked, damaged, without text, or over a limit.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise EncryptedDocument(name) from error
        raise _damaged(name) from error
    spent = drawn = 0
    try:
        if len(document) > limits.pages:
            raise _too_large(name, "页数", "pages", limits.pages, len(document))
        for index in range(len(document)):
            page = document[index]
            text_page = page.get_textpage()
            spent += text_page.count_chars()
            if spent > limits.page_characters:
                raise _too_large(name, "文字数", "characters", limits.page_characters, spent)
            made, strokes_here = _page(page, text_page, index + 1)
            drawn += strokes_here
            if drawn > limits.strokes:
                raise _too_large(name, "线条数", "lines drawn", limits.strokes, drawn)
            yield made
            text_page.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise _damaged(name) from error
    finally:
        document.close()
    if spent < _LEAST_TEXT:
        raise NoTextLayer(name)


def _page(
    page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, number: int
) -> tuple[Page, int]:
    """Return what stands on a page, and how many strokes were looked at."""
    turns = glyphs.quarters(text_page.raw, page.get_rotation() // 90)
    frame = Frame.of(page, turns)
    words = glyphs.words(glyphs.read(text_page.raw, frame))
    found: list[Table] = []
    drawn = strokes.read(page, frame) if words else strokes.Strokes()
    for each in _worth(lattice.find(drawn)):
        table, outside = fill(each, words)
        if not table.is_prose:
            found.append(table)
            words = outside
    found.sort(key=lambda table: table.box[1])
    return Page(number, frame, setting.lines(words), found), drawn.spent


def _worth(found: list[Lattice]) -> list[Lattice]:
    """Return the ruled tables of a page; boxes around every other row are no rules."""
    stripes = sum(len(each.ys) == _ONE_ROW for each in found)
    return found if stripes < _STRIPES else []


def _damaged(name: str) -> DamagedDocument:
    return DamagedDocument(name, where="PDF 结构不完整", where_en="the PDF is not whole")


def _too_large(name: str, what: str, what_en: str, limit: int, found: int) -> TooLarge:
    return TooLarge(name, what=what, what_en=what_en, limit=f"{limit:,}", found=f"{found:,}")
