"""Formatted text as plain lines: a block is a line, a row of a table one with tabs."""

from collections.abc import Iterator
from typing import Final

from gongkai.documents.rich_text.cleaning import clean
from gongkai.documents.rich_text.source import Element, tag_of, tree

_LINES: Final = frozenset({"p", "h2", "h3", "h4", "li", "figcaption", "caption"})
_HOLDERS: Final = frozenset(
    {"ol", "ul", "blockquote", "figure", "table", "tbody", "thead", "tfoot"}
)


def plain(html: str) -> str:
    """Return the text of `html` without any mark, with line breaks between blocks."""
    body = tree(clean(html))
    if body is None:
        return ""
    return "\n".join(line for line in _lines(body) if line.strip())


def _lines(element: Element) -> Iterator[str]:
    for child in element:
        tag = tag_of(child)
        if tag == "tr":
            yield "\t".join(_words(cell, " ") for cell in child if tag_of(cell) in ("td", "th"))
        elif tag == "li":
            yield _own(child)
            yield from _lines(child)
        elif tag in _LINES:
            yield _words(child, "\n")
        elif tag in _HOLDERS or tag == "div":
            yield from _lines(child)


def _own(item: Element) -> str:
    """Return the text of an item without the lists and blocks in it."""
    parts = [str(item.text or "")]
    for child in item:
        if tag_of(child) not in _LINES | _HOLDERS:
            parts += ["\n"] if tag_of(child) == "br" else [_words(child, "\n")]
        parts.append(str(child.tail or ""))
    return "".join(parts).strip()


def _words(element: Element, line_break: str) -> str:
    return "".join(_said(element, line_break)).strip()


def _said(element: Element, line_break: str) -> Iterator[str]:
    yield str(element.text or "")
    for child in element:
        if tag_of(child) in ("br", "p", "li", "tr"):
            yield line_break
        yield from _said(child, line_break)
        yield str(child.tail or "")
