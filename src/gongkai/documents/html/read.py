"""Read the tables and the lines of anybody's page, whatever wrote it, in reading order.

Only what a reader of the page would see is read: no script, style, deleted or hidden text. The
tree is walked without recursion but for tables within tables, of which few levels are real.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree
from lxml import html as markup

from gongkai.documents import blocks
from gongkai.documents.blocks import Block, Table
from gongkai.documents.html import cells
from gongkai.documents.html.cells import Budget
from gongkai.documents.intake import kind, text
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import DamagedDocument, TooLarge, WrongKind
from gongkai.documents.report import Reading
from gongkai.rules.annual_report.origin import Origin
from gongkai.rules.annual_report.reading.figures import is_figure

_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_TABLE: Final = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
_UNSEEN: Final = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "head", "select", "textarea",
     "button", "object", "iframe", "del", "s", "strike", "rt", "rp", "colgroup", "caption"}
)  # fmt: skip
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "big", "bdi", "bdo", "cite", "code", "em", "font", "i", "img", "input",
     "ins", "kbd", "label", "mark", "q", "ruby", "small", "span", "strong", "sub", "sup", "time",
     "tt", "u", "var", "wbr", "nobr", "basefont", "acronym", "dfn", "data"}
)  # fmt: skip
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all")
_MAY_HIDE: Final = frozenset({"span", "font", "p", "td", "th", "tr", "li", "input"})
_DEEPEST_TABLE: Final = 12
_FEWEST_CELLS: Final = 3
_LONGEST_CELL: Final = 80

_Element = Any


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the tables and the lines of a page; a merged cell is repeated where it reaches.

    A table that only holds other tables (a layout table) is left out, the inner ones are read.
    In a text with tables of a page (Markdown) every line of the text is a line.

    Raises:
        UnreadableDocument: it is no page, too large, or damaged beyond reading.
    """
    found = kind.admit(data, name, limits.file_bytes)
    if found not in (Kind.HTML, Kind.TEXT):
        zh, en = kind.NAMES[found]
        raise WrongKind(name, found=zh, found_en=en, wanted="网页（.html）", wanted_en="HTML")
    tags = data.count(b"<")
    if tags > limits.page_tags:
        raise TooLarge(name, what="网页标记数", what_en="tags",
                       limit=f"{limits.page_tags:,}", found=f"{tags:,}")  # fmt: skip
    words = _DECLARATION.sub("", text.decode(data, name))
    if found is Kind.TEXT:
        words = _with_breaks(words)
    parser = markup.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = markup.document_fromstring(words, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocument(
            name, where="没有可读的内容", where_en="it has nothing to read"
        ) from error
    return blocks.reading(_Page(Budget(name, limits)).all(root))


def has_tables(data: bytes) -> bool:
    """Tell whether a text has tables written as those of a page."""
    return b"<table" in data.lower() and b"</table" in data.lower()


def _with_breaks(words: str) -> str:
    """Return a text with its line breaks kept outside the tables."""
    parts = _TABLE.split(words)
    return "".join(
        part if at % 2 else part.replace("\n", "<br>\n") for at, part in enumerate(parts)
    )


class _Page:
    """Reads one page."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._tables = 0

    def all(self, root: _Element) -> Iterator[Block]:
        """Yield the lines and tables of a page; its title first where no h1 says what it is."""
        if not any(_words(heading) for heading in root.iter("h1")):
            yield from filter(None, (_words(title) for title in root.findall("./head/title")))
        yield from self.blocks(root, 0)

    def blocks(self, element: _Element, depth: int) -> Iterator[Block]:
        """Yield what an element shows, a line for every block of text."""
        said: list[str] = []
        walker = etree.iterwalk(element, events=("start", "end"))
        for event, node in walker:
            tag = node.tag if isinstance(node.tag, str) else "script"
            is_own = node is element
            if event == "start":
                table = tag == "table" and not is_own
                row = "" if table or is_own or tag in _INLINE else _row_of_cells(node)
                unseen = not is_own and _is_unseen(node, tag)
                if tag not in _INLINE and not unseen:
                    yield from _flush(said)
                if table and depth < _DEEPEST_TABLE:
                    yield from self._table(node, depth)
                if row:
                    yield row
                if table or row or unseen:
                    walker.skip_subtree()
                    continue
                said.append(node.text or "")
            else:
                if tag not in _INLINE and (is_own or not _is_unseen(node, tag)):
                    yield from _flush(said)
                said.append("" if is_own else node.tail or "")
        yield from _flush(said)

    def _table(self, element: _Element, depth: int) -> Iterator[Block]:
        """Yield a table, and the tables in its cells; a layout table gives only what it holds."""
        self._tables += 1
        inner: list[Block] = []

        def words(cell: _Element) -> str:
            found = list(self.blocks(cell, depth + 1))
            for block in found:
                if isinstance(block, Table) and len(block.rows) == 1 == block.width:
                    continue
                inner.append(block)
            return "\n".join(each if isinstance(each, str) else _single(each) for each in found)

        origin = Origin(table=self._tables)
        rows, written = cells.laid_out(element, words, self._budget)
        nested = any(isinstance(block, Table) for block in inner)
        if nested and not any(is_figure(text) for row in rows for text in row):
            yield from inner
            return
        caption = element.find("caption")
        yield Table(rows, origin, "" if caption is None else _words(caption), written=written)
        yield from (block for block in inner if isinstance(block, Table))


def _flush(said: list[str]) -> Iterator[str]:
    words = " ".join("".join(said).split())
    said.clear()
    if words:
        yield words


def _single(table: Table) -> str:
    return table.rows[0][0] if len(table.rows) == 1 == table.width else ""


def _is_unseen(node: _Element, tag: str) -> bool:
    if tag in _UNSEEN:
        return True
    if tag not in _MAY_HIDE:
        return False
    return node.get("hidden") is not None or bool(_HIDDEN.search(str(node.get("style", ""))))


def _row_of_cells(node: _Element) -> str:
    """Return the cells of a row that is drawn with boxes instead of a table, with pipes."""
    if len(node) < _FEWEST_CELLS or (node.text or "").strip() or node.tag in ("tr", "body", "p"):
        return ""
    texts = []
    for child in node:
        if not isinstance(child.tag, str) or len(child) > 1 or (child.tail or "").strip():
            return ""
        if child.tag in ("br", "table", "script", "style"):
            return ""
        texts.append(_words(child))
    figures = sum(map(is_figure, texts))
    if figures < 1 or any(len(each) > _LONGEST_CELL for each in texts):
        return ""
    return "| " + " | ".join(texts) + " |"


def _words(element: _Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
