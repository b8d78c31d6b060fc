"""Read the tables and the lines of anybody's .docx."""

import io
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from gongkai.documents.intake.archive import TEXT_DOCUMENT, open_package
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import DamagedDocument, TooLarge
from gongkai.documents.report import Reading
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import Origin

_UNREAD_PARTS = ("word/media/", "word/embeddings/")
# What python-docx raises when parts, relations or names do not fit together.
_MISFITS = (
    PackageNotFoundError,
    etree.XMLSyntaxError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the tables of a Word document, a merged cell repeated in every place it covers,
    and the paragraphs around them.

    Raises:
        UnreadableDocument: as `open_package`, or its tables are larger than the limits.
    """
    package = open_package(data, name, wanted=TEXT_DOCUMENT, limits=limits)
    try:
        document = docx.Document(io.BytesIO(package.repacked(leave_out=_UNREAD_PARTS)))
    except _MISFITS as error:
        raise DamagedDocument(
            name, where="文档结构不完整", where_en="its parts do not fit together"
        ) from error
    body = document.element.body
    grids: list[PlainGrid] = []
    spent = 0
    for number, table in enumerate(body.iter(qn("w:tbl")), start=1):
        if next(table.iterdescendants(qn("w:tbl")), None) is None:
            grid = _plain(table, Origin(table=number), limits.table_cells, name)
            spent += sum(len(row) for row in grid.rows)
            _judge(spent, limits.table_cells, name)
            grids.append(grid)
    lines = (_text(paragraph).strip() for paragraph in body.iterchildren(qn("w:p")))
    return Reading(tuple(grids), tuple(line for line in lines if line))


def _plain(table: "etree._Element", origin: Origin, limit: int, name: str) -> PlainGrid:
    rows: list[list[str]] = []
    spent = width = 0
    for row in table.iterchildren(qn("w:tr")):
        above = rows[-1] if rows else []
        line: list[str] = []
        for cell, span in _cells(row):
            follows = _follows(cell) and len(above) > len(line)
            text = above[len(line)] if follows else _cell_text(cell)
            line.extend([text] * span)
            spent += span
            _judge(spent, limit, name)
        rows.append(line)
        width = max(width, len(line))
    _judge(width * len(rows), limit, name)
    return PlainGrid(
        tuple(tuple(line + [""] * (width - len(line))) for line in rows), origin=origin
    )


def _judge(cells: int, limit: int, name: str) -> None:
    if cells > limit:
        raise TooLarge(
            name, what="表格单元格数", what_en="table cells", limit=limit, found=f"{limit}+"
        )


def _cells(row: "etree._Element") -> "Iterator[tuple[etree._Element, int]]":
    """Yield the cells of a row with their spans, also those inside content controls."""
    for cell in row.iterdescendants(qn("w:tc")):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        value = "1" if span is None else span.get(qn("w:val"), "1")
        yield cell, min(max(int(value[:6]), 1), 1000) if value.isdecimal() else 1


def _follows(cell: "etree._Element") -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _cell_text(cell: "etree._Element") -> str:
    return "\n".join(_text(paragraph) for paragraph in cell.iterdescendants(qn("w:p"))).strip()


def _text(paragraph: "etree._Element") -> str:
    """Return a paragraph's text; what was deleted under track changes is gone."""
    parts: list[str] = []
    for run in paragraph.iter(qn("w:r")):
        for node in run:
            parts.append(_BREAKS.get(str(node.tag), "") or _own_text(node))
    return "".join(parts)


def _own_text(node: "etree._Element") -> str:
    return str(node.text or "") if node.tag == qn("w:t") else ""
