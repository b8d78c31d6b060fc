"""Word documents and workbooks without properties and comments.

The parts are taken out, and with them every relation and content type that names them, so that
the copy opens without a complaint. Nothing else is touched.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from gongkai.documents.contents.gathering import LIMITS
from gongkai.documents.contents.kinds import FileKind
from gongkai.documents.contents.markup import Element, attribute, local
from gongkai.documents.intake import archive
from gongkai.documents.intake.unreadable import DamagedDocument

# what is taken out: its name in words, and the parts by their beginning
_OUT: Final = (
    ("文档属性（作者、单位、修改人等）", re.compile(r"docProps/(?:core|app|custom)\.xml")),
    ("文档缩略图", re.compile(r"docProps/thumbnail\.\w+")),
    ("批注", re.compile(r"word/comments\w*\.xml|xl/(?:comments\d*|comments/\w+)\.xml|"
                      r"xl/threadedComments/\w+\.xml|word/people\.xml|xl/persons/\w+\.xml")),
    ("自定义数据", re.compile(r"customXml/(?:_rels/)?item[\w.]+")),
)  # fmt: skip
_MARKS: Final = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_STORY: Final = re.compile(r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml")
_DRAWING: Final = re.compile(rb'ObjectType="Note"')
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def stripped(data: bytes, name: str, found: FileKind) -> tuple[bytes, tuple[str, ...]]:
    """Return a package without properties and comments, and in words what was removed.

    Raises:
        UnreadableDocument: it cannot be unpacked, or a part to be changed is not whole.
    """
    parts = archive.inflated(data, name, LIMITS)
    told: list[str] = []
    gone: set[str] = set()
    bound = _bound(parts)
    for words, pattern in _OUT:
        taken = {part for part in parts if pattern.fullmatch(part)}
        taken -= bound if words == "自定义数据" else set()
        if taken:
            told.append(f"清除{words}")
            gone |= taken
    notes = _notes(parts) if found is FileKind.XLSX else set()
    gone |= notes
    gone |= {part for part in parts if _owner(part) in gone}
    try:
        kept = {part: _without(part, parts, gone) for part in parts if part not in gone}
        if found is FileKind.DOCX:
            told += _settings(kept)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocument(
            name, where="文档结构不完整", where_en="its parts do not fit together"
        ) from error
    if not told:
        return data, ()
    return archive.packed(kept), tuple(told)


def _bound(parts: dict[str, bytes]) -> set[str]:
    """Return the custom data that content controls of the text take their words from."""
    text = parts.get("word/document.xml", b"")
    if b"dataBinding" not in text:
        return set()
    return {part for part in parts if part.startswith("customXml/")}


def _notes(parts: dict[str, bytes]) -> set[str]:
    """Return the drawings that hold nothing but the boxes of comments."""
    return {
        part
        for part, content in parts.items()
        if part.endswith(".vml")
        and _DRAWING.search(content)
        and content.count(b"ObjectType=") == len(_DRAWING.findall(content))
    }


def _owner(part: str) -> str:
    """Return the part whose relations a part holds, "" where it holds none."""
    folder, _, file = part.rpartition("_rels/")
    return folder + file.removesuffix(".rels") if file.endswith(".rels") and folder else ""


def _without(part: str, parts: Mapping[str, bytes], gone: set[str]) -> bytes:
    """Return a part that names none of the parts taken out."""
    content = parts[part]
    if part.endswith(".rels"):
        return _relations(part, content, gone)
    if part == "[Content_Types].xml":
        return _changed(content, lambda each: each.get("PartName", "").lstrip("/") in gone)
    if _STORY.fullmatch(part) and b"comment" in content:
        return _changed(content, lambda each: local(each) in _MARKS)
    if part.startswith("xl/worksheets/") and b"legacyDrawing" in content:
        ids = _ids(part, parts, gone)
        return _changed(
            content, lambda each: local(each) == "legacyDrawing" and attribute(each, "id") in ids
        )
    return content


def _ids(part: str, parts: Mapping[str, bytes], gone: set[str]) -> set[str]:
    """Return the ids by which a part names what was taken out."""
    folder, file = posixpath.split(part)
    rels = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    if rels is None:
        return set()
    return {
        str(each.get("Id"))
        for each in etree.fromstring(rels, _PARSER)
        if _target(folder, each) in gone
    }


def _target(folder: str, relation: Element) -> str:
    target = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target", ""))))
    return target.lstrip("/")


def _relations(part: str, content: bytes, gone: set[str]) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(part))

    def names_one(each: Element) -> bool:
        return each.get("TargetMode") != "External" and _target(folder, each) in gone

    return _changed(content, names_one)


def _changed(content: bytes, is_out: Callable[[Element], bool]) -> bytes:
    root = etree.fromstring(content, _PARSER)
    out = [each for each in root.iter() if isinstance(each.tag, str) and is_out(each)]
    for each in out:
        _take_out(each)
    if not out:
        return content
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _take_out(element: Element) -> None:
    """Remove an element, and the run around it where it held nothing else."""
    above = element.getparent()
    if above is None:
        return
    above.remove(element)
    if local(above) == "r" and all(local(each) == "rPr" for each in above):
        outer = above.getparent()
        if outer is not None:
            outer.remove(above)


def _settings(kept: dict[str, bytes]) -> list[str]:
    """Remove the path of the template and the variables of a document; tell so."""
    told: list[str] = []
    content = kept.get("word/settings.xml")
    if content is None:
        return told
    rels = "word/_rels/settings.xml.rels"
    root = etree.fromstring(content, _PARSER)
    for name, words in (("attachedTemplate", "模板路径"), ("docVars", "文档变量")):
        found = [each for each in root.iter() if local(each) == name]
        for each in found:
            above, target = each.getparent(), attribute(each, "id")
            if above is not None:
                above.remove(each)
            if rels in kept and target:
                kept[rels] = _without_id(kept[rels], target)
        if found:
            told.append(f"清除{words}")
    kept["word/settings.xml"] = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return told


def _without_id(content: bytes, relation: str) -> bytes:
    return _changed(content, lambda each: each.get("Id") == relation)
