"""The body of a Word document in reading order, whoever wrote it: paragraphs and tables.

What is deleted under track changes, hidden, or kept twice for older programs is not read; what
is inserted, in content controls, text boxes and frames is.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from gongkai.documents.blocks import Block, Table
from gongkai.documents.docx.numbering import Numbering
from gongkai.documents.intake.unreadable import TooLarge
from gongkai.rules.annual_report.origin import Origin
from gongkai.rules.annual_report.reading.figures import is_figure

_GONE: Final = frozenset(
    {"del", "moveFrom", "rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "rt", "Fallback",
     "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "sectPr"}
)  # fmt: skip
_BREAKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF: Final = frozenset({"0", "false", "off"})
_WIDEST: Final = 1000

_Element = etree._Element


class Body:
    """Reads one document and counts the cells that it lays out."""

    def __init__(self, name: str, limit: int, numbering: Numbering) -> None:
        self._name, self._limit, self._numbering = name, limit, numbering
        self._tables = self._spent = 0

    def blocks(self, holder: _Element, *, numbered: bool = True) -> Iterator[Block]:
        """Yield the paragraphs and tables in an element, in order."""
        for child in holder:
            tag = local(child)
            if tag == "p":
                before = self._numbering.before(child) if numbered else ""
                text = text_of(child)
                yield before + text if text.strip() else ""
                for box in _boxes(child):
                    yield from self.blocks(box)
            elif tag == "tbl":
                yield from self._table(child)
            elif tag and tag not in _GONE:
                yield from self.blocks(child, numbered=numbered)

    def _table(self, element: _Element) -> Iterator[Block]:
        """Yield a table, and the tables in its cells; a layout table gives only what it holds."""
        self._tables += 1
        origin = Origin(table=self._tables)
        inner: list[Block] = []
        rows: list[list[str]] = []
        for row in _parts(element, "tr"):
            if _is_deleted(row):
                continue
            line = self._row(row, rows[-1] if rows else [], inner)
            rows.append(line)
            self._spend(len(line))
        nested = any(isinstance(block, Table) for block in inner)
        width = max((len(line) for line in rows), default=0)
        self._spend(sum(width - len(line) for line in rows))
        if nested and not any(is_figure(text) for line in rows for text in line):
            yield from inner
            return
        yield Table(rows, origin)
        yield from (block for block in inner if isinstance(block, Table))

    def _row(self, row: _Element, above: list[str], inner: list[Block]) -> list[str]:
        line = [""] * min(_whole(_property(row, "trPr", "gridBefore"), 0), _WIDEST)
        for cell in _parts(row, "tc"):
            span = min(max(_whole(_property(cell, "tcPr", "gridSpan"), 1), 1), _WIDEST)
            text = self._cell(cell, inner)
            if _continues(cell, "hMerge") and line:
                text = line[-1]
            elif _continues(cell, "vMerge") and len(above) > len(line):
                text = above[len(line)]
            line.extend([text] * span)
            if len(line) > self._limit:
                self._spend(len(line))
        return line

    def _cell(self, cell: _Element, inner: list[Block]) -> str:
        texts = []
        for block in self.blocks(cell, numbered=False):
            if isinstance(block, Table) and len(block.rows) == 1 == block.width:
                texts.append(block.rows[0][0])
                continue
            inner.append(block)
            if isinstance(block, str):
                texts.append(block)
        return "\n".join(texts).strip()

    def _spend(self, cells: int) -> None:
        self._spent += cells
        if self._spent > self._limit:
            raise TooLarge(
                self._name, what="表格单元格数", what_en="table cells", limit=self._limit,
                found=f"{self._limit}+",
            )  # fmt: skip


def local(element: _Element) -> str:
    """Return the name of an element without its namespace, "" for a comment."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(paragraph: _Element) -> str:
    """Return what a paragraph shows, without the text boxes that hang on it."""
    return "".join(_shown(paragraph))


def _shown(element: _Element) -> Iterator[str]:
    for child in element:
        tag = local(child)
        if tag == "t":
            yield str(child.text or "")
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag == "r" and _is_hidden(child):
            continue
        elif tag and tag not in _GONE and tag != "txbxContent":
            yield from _shown(child)


def _boxes(element: _Element) -> Iterator[_Element]:
    """Yield the text boxes of a paragraph, each once though older markup repeats it."""
    for child in element:
        tag = local(child)
        if tag == "txbxContent":
            yield child
        elif tag and tag not in _GONE:
            yield from _boxes(child)


def _parts(element: _Element, name: str) -> Iterator[_Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in element:
        tag = local(child)
        if tag == name:
            yield child
        elif tag and tag not in _GONE and tag not in ("p", "tbl", "tr", "tc"):
            yield from _parts(child, name)


def _property(element: _Element, holder: str, name: str) -> _Element | None:
    return element.find(f"{{*}}{holder}/{{*}}{name}")


def _value(element: _Element | None) -> str:
    if element is None:
        return ""
    return next((str(v) for k, v in element.items() if str(k).rpartition("}")[2] == "val"), "")


def _whole(element: _Element | None, otherwise: int) -> int:
    value = _value(element)
    return int(value[:6]) if value.isdecimal() else otherwise


def _continues(cell: _Element, name: str) -> bool:
    merge = _property(cell, "tcPr", name)
    return merge is not None and (_value(merge) or "continue") == "continue"


def _is_deleted(row: _Element) -> bool:
    return _property(row, "trPr", "del") is not None


def _is_hidden(run: _Element) -> bool:
    vanish = _property(run, "rPr", "vanish")
    return vanish is not None and _value(vanish) not in _OFF
