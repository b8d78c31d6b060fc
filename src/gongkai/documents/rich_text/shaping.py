"""Foreign HTML set anew as blocks of an official document: paragraphs, headings, lists, tables.

Whatever wraps a text elsewhere (div, span, font, the tags of Word) is taken off; loose text
becomes a paragraph; what would be empty is left out.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from gongkai.documents.rich_text import allowed
from gongkai.documents.rich_text.source import Element, is_hidden, tag_of

_RENAMED: Final = {"b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u"}
_HEADING: Final = re.compile(r"h[1-6]")
_PARAGRAPHS: Final = frozenset({"p", "dt", "dd", "pre", "address", "summary", "legend", "center"})
_BLOCKS: Final = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "li", "table", "blockquote", "hr", "figure",
     "div", "section", "article", "header", "footer", "main", "aside", "nav", "form", "fieldset",
     "details", "dl", "body", "hgroup", "menu", "dir", "caption", "thead",
     "tbody", "tfoot", "tr", "td", "th", "figcaption", *_PARAGRAPHS}
)  # fmt: skip
_SPACES: Final = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_ALIGN: Final = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_STYLES: Final = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), "strong"),
    (re.compile(r"font-style\s*:\s*italic", re.IGNORECASE), "em"),
    (re.compile(r"text-decoration[\w-]*\s*:\s*[^;]{0,40}underline", re.IGNORECASE), "u"),
    (re.compile(r"text-decoration[\w-]*\s*:\s*[^;]{0,40}line-through", re.IGNORECASE), "s"),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), "sup"),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE), "sub"),
)
_EDGE: Final = " \t\n\r\u3000\u00a0"
_FILLED: Final = ("img", "hr", "table")


class Shaper:
    """Sets one fragment anew."""

    def __init__(self, body: Element, prefixes: tuple[str, ...]) -> None:
        self._body, self._prefixes = body, prefixes
        self._steps = 1 if any(tag_of(each) == "h1" for each in body.iter()) else 0
        self._holders: set[Element] = set()
        for each in body.iter():
            if tag_of(each) in _BLOCKS:
                for above in each.iterancestors():
                    if above in self._holders:
                        break
                    self._holders.add(above)

    def blocks(self) -> list[Element]:
        """Return the blocks of the fragment, none of them empty."""
        root = etree.Element("div")
        self._flow(self._body, root)
        return [each for each in root if _is_filled(each)]

    def _flow(self, element: Element, into: Element, align: str = "") -> None:
        """Put what an element holds into another that takes blocks."""
        loose = etree.Element("p")

        def settle() -> None:
            nonlocal loose
            if _trimmed(loose):
                _align(loose, align)
                into.append(loose)
            loose = etree.Element("p")

        _say(loose, element.text)
        for child in element:
            tag = tag_of(child)
            if tag and tag not in allowed.DROPPED and not is_hidden(child):
                if tag in _BLOCKS or child in self._holders:
                    settle()
                    self._block(child, tag, into, _aligned(child) or align)
                else:
                    self._inline(child, loose)
            _say(loose, child.tail)
        settle()

    def _block(self, element: Element, tag: str, into: Element, align: str) -> None:
        if _HEADING.fullmatch(tag) and element not in self._holders:
            self._put(element, f"h{min(4, max(2, int(tag[1]) + self._steps))}", into, align)
        elif tag in _PARAGRAPHS and element not in self._holders:
            self._put(element, "p", into, align)
        elif tag == "hr":
            etree.SubElement(into, "hr")
        elif tag in ("ol", "ul", "menu", "dir"):
            self._list(element, "ol" if tag == "ol" else "ul", into)
        elif tag == "table":
            self._table(element, into)
        elif tag in ("blockquote", "figure"):
            self._wrapped(element, tag, into)
        else:
            self._flow(element, into, align)

    def _put(self, element: Element, tag: str, into: Element, align: str) -> None:
        made = etree.Element(tag)
        self._inlines(element, made)
        if _trimmed(made):
            _align(made, align)
            into.append(made)

    def _wrapped(self, element: Element, tag: str, into: Element) -> None:
        made = etree.Element(tag)
        if tag == "figure":
            self._figure(element, made)
        else:
            self._flow(element, made)
        if _is_filled(made):
            into.append(made)

    def _figure(self, element: Element, made: Element) -> None:
        captions = [each for each in element.iter() if tag_of(each) == "figcaption"]
        said = [(each, etree.Element("figcaption")) for each in captions[:1]]
        for caption in captions:
            tail = caption.tail
            above = caption.getparent()
            if above is not None:
                above.remove(caption)
                _say_after(above, tail)
        self._flow(element, made)
        for paragraph in list(made):
            is_bare = not "".join(paragraph.itertext()).strip()
            if paragraph.tag == "p" and len(paragraph) and is_bare:
                for each in list(paragraph):
                    paragraph.addprevious(each)
                made.remove(paragraph)
        for caption, written in said:
            self._inlines(caption, written)
            if _trimmed(written):
                made.append(written)

    def _list(self, element: Element, tag: str, into: Element) -> None:
        made = etree.Element(tag)
        start = str(element.get("start", ""))
        if tag == "ol" and allowed.span(start):
            made.set("start", allowed.span(start))
        for child in element:
            name = tag_of(child)
            if name in ("ol", "ul"):
                self._list(child, name, made[-1] if len(made) else made)
            elif name and name not in allowed.DROPPED and not is_hidden(child):
                item = etree.SubElement(made, "li")
                self._cell(child, item)
                if not _is_filled(item):
                    made.remove(item)
        if len(made):
            into.append(made)

    def _table(self, element: Element, into: Element) -> None:
        made = etree.Element("table")
        for child in element:
            tag = tag_of(child)
            if tag == "caption" and made.find("caption") is None:
                self._caption(child, made)
            elif tag in ("thead", "tbody", "tfoot"):
                self._rows(child, etree.SubElement(made, tag))
            elif tag == "tr":
                body = made[-1] if len(made) and made[-1].tag == "tbody" else None
                self._row(child, etree.SubElement(made, "tbody") if body is None else body)
        for part in list(made):
            if part.tag != "caption" and not len(part):
                made.remove(part)
        if _is_filled(made):
            _scope(made)
            into.append(made)

    def _caption(self, element: Element, table: Element) -> None:
        made = etree.Element("caption")
        self._inlines(element, made)
        if _trimmed(made):
            _align(made, _aligned(element))
            table.insert(0, made)

    def _rows(self, part: Element, made: Element) -> None:
        for row in part:
            if tag_of(row) == "tr":
                self._row(row, made)

    def _row(self, row: Element, part: Element) -> None:
        made = etree.Element("tr")
        for cell in row:
            tag = tag_of(cell)
            if tag not in ("td", "th"):
                continue
            is_head = tag == "th" or part.tag == "thead"
            written = etree.SubElement(made, "th" if is_head else "td")
            self._cell(cell, written)
            _align(written, _aligned(cell) or _aligned(row))
            for name in ("colspan", "rowspan"):
                value = allowed.span(str(cell.get(name, "")))
                if value:
                    written.set(name, value)
            scope = str(cell.get("scope", "")).lower()
            if is_head and scope in allowed.SCOPES:
                written.set("scope", scope)
        if len(made):
            part.append(made)

    def _cell(self, element: Element, made: Element) -> None:
        """Put what a cell or an item holds into it; paragraphs alone become lines."""
        if element not in self._holders and tag_of(element) not in ("table", "blockquote", "hr"):
            self._inlines(element, made)
            _trimmed(made)
            return
        held = etree.Element("div")
        self._flow(element, held)
        if any(each.tag not in ("p", "ol", "ul") for each in held):
            made.extend(list(held))
            return
        for each in list(held):
            if each.tag == "p":
                _join(made, each)
            else:
                made.append(each)

    def _inlines(self, element: Element, into: Element) -> None:
        """Put the running text of an element into another."""
        _say(into, element.text)
        for child in element:
            tag = tag_of(child)
            if tag and tag not in allowed.DROPPED and not is_hidden(child):
                self._inline(child, into)
            _say(into, child.tail)

    def _inline(self, element: Element, into: Element) -> None:
        tag = _RENAMED.get(tag_of(element), tag_of(element))
        if tag == "br":
            etree.SubElement(into, "br")
        elif tag == "img":
            source = allowed.picture(str(element.get("src", "")), self._prefixes)
            if source:
                alt = " ".join(str(element.get("alt", "")).split())
                etree.SubElement(into, "img", src=source, alt=alt)
        elif tag == "a" and not _is_within(into, "a"):
            target = allowed.link(str(element.get("href", "")))
            self._marked(element, "a" if target else "", into, href=target)
        elif tag in allowed.INLINE and tag != "a":
            self._marked(element, "" if _is_within(into, tag) else tag, into)
        else:
            self._marked(element, _styled(element, into), into)

    def _marked(self, element: Element, tag: str, into: Element, **facts: str) -> None:
        """Put running text into another, marked or not; a mark around nothing is left out."""
        if not tag:
            self._inlines(element, into)
            return
        made = etree.Element(tag, {key: value for key, value in facts.items() if value})
        self._inlines(element, made)
        if _text(made).strip(_EDGE) or made.find(".//img") is not None:
            into.append(made)
        else:
            _say(into, _text(made))


def _say(into: Element, said: str | None) -> None:
    """Add text at the end of an element, its spaces put together."""
    if not said:
        return
    said = _SPACES.sub(" ", said)
    if len(into):
        into[-1].tail = _joined(into[-1].tail or "", said)
    else:
        into.text = _joined(into.text or "", said)


def _say_after(above: Element, said: str | None) -> None:
    if said and len(above):
        above[-1].tail = (above[-1].tail or "") + said
    elif said:
        above.text = (above.text or "") + said


def _joined(one: str, other: str) -> str:
    return one + (other[1:] if one.endswith(" ") and other.startswith(" ") else other)


def _join(made: Element, paragraph: Element) -> None:
    """Add a paragraph to a cell as a further line."""
    if len(made) or (made.text or "").strip():
        etree.SubElement(made, "br")
    _say(made, paragraph.text)
    for each in list(paragraph):
        made.append(each)


def _trimmed(element: Element) -> bool:
    """Take blanks and breaks off the ends of a block, and tell whether anything is left."""
    while len(element) and element[-1].tag == "br" and not (element[-1].tail or "").strip(_EDGE):
        element.remove(element[-1])
    while len(element) and element[0].tag == "br" and not (element.text or "").strip(_EDGE):
        element.text = element[0].tail or ""
        element[0].tail = None
        element.remove(element[0])
    element.text = (element.text or "").lstrip(_EDGE)
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip(_EDGE)
    else:
        element.text = element.text.rstrip(_EDGE)
    return _is_filled(element)


def _is_filled(element: Element) -> bool:
    if element.tag in _FILLED[:2]:
        return True
    said = "".join(element.itertext()).strip(_EDGE)
    return bool(said) or any(each.tag in _FILLED[:2] for each in element.iter())


def _is_within(element: Element, tag: str) -> bool:
    return element.tag == tag or any(True for _ in element.iterancestors(tag))


def _styled(element: Element, into: Element) -> str:
    """Return the mark that the style of a span stands for, "" for none."""
    style = str(element.get("style", ""))
    found = (tag for pattern, tag in _STYLES if pattern.search(style))
    return next((tag for tag in found if not _is_within(into, tag)), "")


def _aligned(element: Element) -> str:
    """Return the class by which an element is aligned, "" for none."""
    named = (each for each in str(element.get("class", "")).split() if each in allowed.ALIGNMENTS)
    known = next(named, "")
    if known:
        return known
    match = _ALIGN.search(str(element.get("style", "")))
    value = match[1].lower() if match else str(element.get("align", "")).strip().lower()
    if tag_of(element) == "center":
        value = "center"
    return f"align-{value}" if value in ("center", "right") else ""


def _align(element: Element, align: str) -> None:
    if align and element.tag in allowed.ALIGNED:
        element.set("class", align)


def _scope(table: Element) -> None:
    """Say of the heads of a table what they head, where the source did not."""
    for at, row in enumerate(table.iter("tr")):
        heads = [each for each in row if each.tag == "th"]
        is_top = at == 0 and len(heads) == len(row)
        for head in heads:
            if not head.get("scope"):
                in_head = row.getparent() is not None and row.getparent().tag == "thead"
                head.set("scope", "col" if is_top or in_head else "row")


def _text(element: Element) -> str:
    return "".join(str(each) for each in element.itertext())


def texts(blocks: list[Element]) -> Iterator[str]:
    """Yield the HTML of blocks."""
    for each in blocks:
        yield etree.tostring(each, encoding="unicode", method="html", with_tail=False)
