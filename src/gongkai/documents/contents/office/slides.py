"""A presentation (.pptx) read for all it holds: slides, hidden ones too, notes and comments."""

import posixpath
import re
from typing import Final

from gongkai.documents.contents.markup import Element, attribute, every, local, words
from gongkai.documents.contents.office import dangers, properties
from gongkai.documents.contents.office.parts import Parts, not_whole
from gongkai.rules.scan.passages import Hidden

_MAIN: Final = re.compile(r"ppt/presentation\d*\.xml")
_OFF: Final = ("0", "false")
_SIDE: Final = 914_400
_SHAPES: Final = frozenset({"sp", "pic", "graphicFrame", "cxnSp", "grpSp"})


def read(parts: Parts) -> None:
    """Say everything in a presentation."""
    main = next((each for each in parts.data if _MAIN.fullmatch(each)), "")
    root = parts.root(main)
    if root is None:
        not_whole(parts.held)
        return
    size = _size(root)
    targets = {each.id: each.target for each in parts.relations(main)}
    listed = [targets.get(_relation(each), "") for each in every(root, "sldId")]
    for number, part in enumerate(listed, start=1):
        _slide(parts, part, f"第{number}张幻灯片", size, is_listed=True)
    for part in parts.named("ppt/slides/slide"):
        if part not in listed:
            name = posixpath.basename(part)
            _slide(parts, part, f"幻灯片“{name}”（未列入演示）", size, is_listed=False)
    for start, label in (("ppt/slideMasters/slideMaster", "母版"), ("ppt/charts/chart", "图表"),
                         ("ppt/diagrams/data", "示意图")):  # fmt: skip
        for part in parts.named(start):
            _texts(parts, part, label, None)
    _authors(parts)
    properties.read(parts)
    dangers.look(parts, "ppt")


def _relation(slide: Element) -> str:
    return next((str(v) for k, v in slide.items() if str(k).endswith("}id")), "")


def _size(root: Element) -> tuple[int, int]:
    size = next(every(root, "sldSz"), None)
    return _whole(attribute(size, "cx"), 10 * _SIDE), _whole(attribute(size, "cy"), 10 * _SIDE)


def _slide(parts: Parts, part: str, title: str, size: tuple[int, int], *, is_listed: bool) -> None:
    root = parts.root(part)
    if root is None:
        return
    is_hidden = not is_listed or attribute(root, "show") in _OFF
    if is_listed and is_hidden:
        title += "（隐藏）"
    hidden = Hidden.SHEET if is_hidden else None
    for each in every(root, "p"):
        label, why = _why(each, size)
        text = "".join(_runs(each))
        parts.held.say(f"{title}{label}", text, hidden or why)
    for target in parts.related(part, "notesSlide"):
        _texts(parts, target, f"{title}备注", Hidden.NOTES)
    for target in parts.related(part, "comments"):
        comments = parts.root(target)
        for each in () if comments is None else every(comments, "cm"):
            parts.held.say(f"{title}批注", words(each), Hidden.COMMENT)


def _runs(paragraph: Element) -> list[str]:
    return [
        "\n" if local(each) == "br" else str(each.text or "")
        for each in every(paragraph, "t", "br")
    ]


def _why(paragraph: Element, size: tuple[int, int]) -> tuple[str, Hidden | None]:
    """Return why a paragraph of a slide is not seen, in words and as a reason."""
    for above in paragraph.iterancestors():
        if local(above) not in _SHAPES:
            continue
        named = above.find("./*/{*}cNvPr")
        if attribute(named, "hidden") in ("1", "true"):
            return "（隐藏的对象）", Hidden.TEXT
        if local(above) == "sp" and _is_off(above, size):
            return "（页面之外）", Hidden.TEXT
    return "", None


def _is_off(shape: Element, size: tuple[int, int]) -> bool:
    frame = shape.find("{*}spPr/{*}xfrm")
    if frame is None or any(local(each) == "grpSp" for each in shape.iterancestors()):
        return False
    off, extent = frame.find("{*}off"), frame.find("{*}ext")
    x, y = _whole(attribute(off, "x"), 0), _whole(attribute(off, "y"), 0)
    wide, tall = _whole(attribute(extent, "cx"), 0), _whole(attribute(extent, "cy"), 0)
    return x >= size[0] or y >= size[1] or x + wide <= 0 or y + tall <= 0


def _texts(parts: Parts, part: str, label: str, hidden: Hidden | None) -> None:
    root = parts.root(part)
    for each in () if root is None else every(root, "p"):
        if not any(local(field) == "fld" for field in each):
            parts.held.say(label, "".join(_runs(each)), hidden)


def _authors(parts: Parts) -> None:
    for part in ("ppt/commentAuthors.xml", "ppt/authors.xml"):
        root = parts.root(part)
        for each in () if root is None else every(root, "cmAuthor", "author"):
            parts.held.say("批注的作者", attribute(each, "name"), Hidden.METADATA)


def _whole(value: str, otherwise: int) -> int:
    return int(value[:12]) if value.lstrip("-").isdecimal() else otherwise
