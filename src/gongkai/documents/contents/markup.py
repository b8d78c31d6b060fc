"""XML from strangers, parsed once and safely: no entities, no network, no endless trees."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering

Element = Any
_DECLARED: Final = re.compile(r"<!DOCTYPE(?!\s+(?:svg|html)\b)", re.IGNORECASE)
_HEAD: Final = 2_000
_SPACES: Final = re.compile(r"\s+")


def parsed(data: bytes, held: Gathering, what: str) -> Element | None:
    """Return the root of a part, None with a fault where it is not whole or too large."""
    if data.count(b"<") + data.count(b"=") > held.limits.markup:
        held.fault(FaultCode.TOO_LARGE, what=f"标记数（{what}）", what_en="tags",
                   limit=f"{held.limits.markup:,}")  # fmt: skip
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=False, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        held.fault(FaultCode.PART_NOT_READ, what=what)
        return None
    doctype = str(getattr(root.getroottree().docinfo, "doctype", "") or "")
    if _DECLARED.search(doctype) or "[" in doctype:
        held.fault(
            FaultCode.DAMAGED, what="含有文档类型声明", what_en="it declares a document type"
        )
        return None
    return root


def local(element: Element) -> str:
    """Return the name of an element without its namespace, "" for a comment."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute whatever its namespace, "" where there is none."""
    if element is None:
        return ""
    for key, value in element.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def words(element: Element) -> str:
    """Return the text of an element and of all in it, in one line."""
    return _SPACES.sub(" ", "".join(str(each) for each in element.itertext())).strip()


def every(root: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of some names, whatever their namespace, in order."""
    wanted = frozenset(names)
    for element in root.iter():
        if local(element) in wanted:
            yield element
