"""The text of an item as safe HTML (正文): cleaned, its tables and headings fitted to the page.

The text was cleaned when it was written; it is cleaned again because nothing else stands between
the database and the reader.
"""

from collections.abc import Iterator

import nh3
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from lxml import html
from lxml.html import HtmlElement

_BLOCKS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "dt",
                     "dd", "figcaption", "caption"))  # fmt: skip


def shown(kept: str) -> SafeString:
    """Return a text ready for the page; "" for none."""
    if not kept.strip():
        return SafeString("")
    tree = _tree(kept)
    for number, table in enumerate(list(tree.iter("table")), start=1):
        _fit_table(table, number)
    _fit_headings(tree)
    for picture in tree.iter("img"):
        picture.set("loading", "lazy")
        if picture.get("alt") is None:
            picture.set("alt", "")
    inner = (tree.text or "") + "".join(html.tostring(each, encoding="unicode") for each in tree)
    return SafeString(inner)


def paragraphs(kept: str) -> list[str]:
    """Return a text as plain paragraphs, a row of a table as one."""
    if not kept.strip():
        return []
    return [words for element in _blocks(_tree(kept)) if (words := _words(element))]


def _tree(kept: str) -> HtmlElement:
    return html.fragment_fromstring(nh3.clean(kept), create_parent="div")


def _blocks(element: HtmlElement) -> Iterator[HtmlElement]:
    within = [each for each in element if isinstance(each.tag, str)]
    has_blocks = any(each.tag in _BLOCKS for child in within for each in child.iter())
    if element.tag in _BLOCKS or not has_blocks:
        yield element
        return
    for child in within:
        yield from _blocks(child)


def _words(element: HtmlElement) -> str:
    if element.tag == "tr":
        return " | ".join(" ".join(cell.text_content().split()) for cell in element)
    return " ".join(element.text_content().split())


def _fit_table(table: HtmlElement, number: int) -> None:
    table.set("class", "table")
    caption = table.find("caption")
    if caption is None:
        caption = html.Element("caption")
        caption.text = _("正文表格%(number)s") % {"number": number}
        caption.set("class", "visually-hidden")
        table.insert(0, caption)
    _name_first_row(table)
    for head in table.iter("th"):
        if not head.get("scope"):
            head.set("scope", "col" if head.getprevious() is not None or _is_first(head) else "row")
    box = html.Element("div")
    box.set("class", "table-box text__table")
    box.set("role", "region")
    box.set("tabindex", "0")
    box.set("aria-label", " ".join(caption.text_content().split()))
    parent = table.getparent()
    assert parent is not None  # noqa: S101 - the div made above
    box.tail, table.tail = table.tail, None
    parent.replace(table, box)
    box.append(table)


def _name_first_row(table: HtmlElement) -> None:
    """Without any named cell, the first row names the columns: so are tables written here."""
    if next(table.iter("th"), None) is not None:
        return
    row = next(table.iter("tr"), None)
    for cell in list(row) if row is not None else []:
        if cell.tag == "td":
            cell.tag = "th"
            cell.set("scope", "col")


def _is_first(head: HtmlElement) -> bool:
    row = head.getparent()
    return row is not None and row.getprevious() is None


def _fit_headings(tree: HtmlElement) -> None:
    """Set headings below the page's own, without skipping a level."""
    last = 1
    for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(str(element.tag)[1])
        new = min(max(level, 2), last + 1)
        element.tag = f"h{new}"
        last = new
