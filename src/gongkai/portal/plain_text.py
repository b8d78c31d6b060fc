"""The words of an item's text without its markup, for programs, feeds and exports."""

import re
from typing import Final

from lxml import html
from lxml.etree import ParserError

_BLOCKS: Final = frozenset(
    ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "dt")
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def of(text: str) -> str:
    """Return the words of a text, one line a paragraph or row of a table."""
    if not text.strip():
        return ""
    try:
        tree = html.fragment_fromstring(printable(text), create_parent="div")
    except ParserError:
        return ""
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
        elif element.tag in ("td", "th"):
            element.tail = "\t" + (element.tail or "")
    lines = (line.strip() for line in tree.text_content().splitlines())
    return "\n".join(line for line in lines if line)


def printable(text: str) -> str:
    """Return a text without the characters that no XML may hold."""
    return _CONTROL.sub("", text)
