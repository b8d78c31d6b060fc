"""OFD files (版式文档, GB/T 33190), the national format of fixed pages, read for all they hold."""

import posixpath
import re
from typing import Final

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.markup import Element, attribute, every, local, words
from gongkai.documents.contents.office import properties
from gongkai.documents.contents.office.parts import Parts, not_whole
from gongkai.rules.scan.passages import Hidden

_PAGE: Final = re.compile(r"Pages?[/_](?:Page_)?(\d{1,6})[/_]", re.IGNORECASE)
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif")


def read(parts: Parts) -> None:
    """Say everything in an OFD file."""
    root = parts.root("OFD.xml")
    if root is None:
        not_whole(parts.held)
        return
    for each in every(root, "DocInfo"):
        properties.say_leaves(parts, each)
    for part in parts.named(""):
        _part(parts, part)
    for part, content in parts.data.items():
        name = posixpath.basename(part)
        if part.lower().endswith(_PICTURES):
            parts.held.inner(content, name, f"图片“{name}”", None)
        elif "/attach" in part.lower() and not part.endswith(".xml") and content:
            parts.held.inner(content, name, f"附件“{name}”")


def _part(parts: Parts, part: str) -> None:
    root = parts.root(part)
    if root is None:
        return
    name = local(root)
    page = _PAGE.search(part)
    if name == "Page" and "/Tpls/" not in part:
        _page(parts, root, f"第{int(page[1]) + 1}页" if page else "页面")
    elif name == "Page":
        _page(parts, root, "模板页")
    elif name in ("PageAnnot", "Annotations"):
        for each in every(root, "Annot"):
            said = [words(remark) for remark in every(each, "Remark", "TextCode", "Parameter")]
            parts.held.say("批注", "\n".join(said), Hidden.COMMENT)
    elif name == "Document":
        for each in every(root, "Action"):
            if any(local(child) == "URI" for child in each):
                parts.held.say("链接的目标", attribute(next(every(each, "URI")), "URI"))
    elif "version" in part.lower() and name == "DocVersion":
        parts.held.say("早期版本", words(root), Hidden.REVISION)


def _page(parts: Parts, root: Element, place: str) -> None:
    shown: list[str] = []
    for thing in every(root, "TextObject"):
        text = "".join(words(each) for each in every(thing, "TextCode"))
        alpha, visible = attribute(thing, "Alpha"), attribute(thing, "Visible")
        if visible == "false" or alpha == "0":
            parts.held.say(f"{place}（不显示的文字）", text, Hidden.TEXT)
        else:
            shown.append(text)
    parts.held.say(place, "\n".join(shown))
    if not shown and any(True for _ in every(root, "ImageObject")):
        parts.held.fault(FaultCode.NO_TEXT_LAYER, what=place, what_en="some pages")
