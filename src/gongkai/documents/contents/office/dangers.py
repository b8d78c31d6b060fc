"""What an Office package brings along beside its text: macros, objects, links, pictures."""

import posixpath
import re
from typing import Final

from gongkai.documents.contents import compound, kinds
from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.kinds import FileKind
from gongkai.documents.contents.markup import attribute, every
from gongkai.documents.contents.office.parts import Parts, Relation
from gongkai.rules.scan.passages import Hidden

_TEMPLATES: Final = frozenset({"attachedTemplate", "frame", "subDocument"})
_LINKS: Final = frozenset(
    {"oleObject", "image", "externalLinkPath", "externalLink", "package", "video", "audio", "media",
     "xlExternalLinkPath", "slideUpdateUrl", "worksheet", "chart", "aFChunk"}
)  # fmt: skip
_SOURCES: Final = frozenset({"mailMergeSource", "mailMergeHeaderSource", "recipientData"})
_REMOTE: Final = re.compile(r"^(?:https?|ftp|mhtml|ms-\w{1,20}|file)://|^(?:\\\\|//)|!x-usc", re.I)
_REACHES: Final = re.compile(r"^(?:https?|mailto|tel|ftp):", re.IGNORECASE)
_SHOWN: Final = 200
_DRAWINGS: Final = (".emf", ".wmf", ".emz", ".wmz", ".jxr", ".wdp", ".eps", ".heic", ".pict")
DDE: Final = re.compile(r"\bDDE(?:AUTO)?\b|^[+=-]?\s*[\w.]{1,40}\|'?[^!]{0,400}'?!", re.IGNORECASE)


def look(parts: Parts, folder: str) -> None:
    """Note what is dangerous in a package, and read the files within it; `folder` is that of its
    main part ("word")."""
    _macros(parts)
    for part, relation in parts.all_relations():
        if relation.is_external:
            _judge_link(parts, part, relation)
    for part, content in parts.data.items():
        if part.startswith((f"{folder}/embeddings/", f"{folder}/activeX/")) or "/package/" in part:
            _embedded(parts, part, content)
        elif part.startswith(f"{folder}/media/") and not part.lower().endswith(_DRAWINGS):
            name = posixpath.basename(part)
            parts.held.inner(content, name, f"图片“{name}”", None)
        elif part.startswith("docProps/thumbnail.") and part.endswith((".jpeg", ".png")):
            parts.held.inner(content, posixpath.basename(part), "缩略图", Hidden.PICTURE)
    _cropped(parts, folder)


def _macros(parts: Parts) -> None:
    is_enabled = b"macroEnabled" in parts.data.get("[Content_Types].xml", b"")
    names = ("vbaproject.bin", "vbadata.xml")
    has_sheet = any(each.startswith("xl/macrosheets/") for each in parts.data)
    if is_enabled or has_sheet or any(each.lower().endswith(names) for each in parts.data):
        parts.held.fault(FaultCode.MACROS)


def _judge_link(parts: Parts, part: str, relation: Relation) -> None:
    held, target = parts.held, relation.target
    if relation.kind in _TEMPLATES and _REMOTE.search(target):
        held.fault(FaultCode.EXTERNAL_TEMPLATE, what=target[:_SHOWN])
    elif relation.kind in _TEMPLATES:
        held.say("文档属性“模板”", target, Hidden.METADATA)
    elif relation.kind in _SOURCES:
        held.fault(FaultCode.DATA_SOURCE, what=target[:_SHOWN])
    elif relation.kind in _LINKS:
        held.fault(FaultCode.EXTERNAL_LINK, what=target[:_SHOWN])
    elif relation.kind == "hyperlink" and not _REACHES.match(target) and not target.startswith("#"):
        held.say("链接的目标", target, Hidden.METADATA)
    elif relation.kind == "hyperlink":
        held.say("链接的目标", target)


def _embedded(parts: Parts, part: str, content: bytes) -> None:
    name = posixpath.basename(part)
    if part.endswith((".rels", ".xml")) and "activeX" in part:
        parts.held.fault(FaultCode.EMBEDDED_OBJECT, what="ActiveX")
        return
    if part.endswith((".rels", ".vml")):
        return
    if kinds.of(content, name) is not FileKind.UNKNOWN or not content.startswith(
        compound.SIGNATURE
    ):
        parts.held.inner(content, name, f"嵌入的文件“{name}”")
        return
    _unwrap(parts, name, content)


def _unwrap(parts: Parts, name: str, content: bytes) -> None:
    """Read what an OLE object wraps: the file that somebody put in."""
    has_found = False
    for stream, data in compound.streams(content):
        if stream == "\x01Ole10Native":
            inner, packed = native(data)
            parts.held.inner(packed, inner or name, f"嵌入的文件“{inner or name}”")
            has_found = True
        elif stream in ("Package", "CONTENTS", "Workbook", "WordDocument") and data:
            parts.held.inner(data, name, f"嵌入的文件“{name}”")
            has_found = True
    if not has_found:
        parts.held.fault(FaultCode.EMBEDDED_OBJECT, what=name)


def native(data: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that a Packager object holds."""
    texts: list[bytes] = []
    at = 6
    for _ in range(2):
        end = data.find(b"\x00", at, at + 1000)
        if end < 0:
            return "", data[4:]
        texts.append(data[at:end])
        at = end + 1
    size = int.from_bytes(data[at + 4 : at + 8], "little")
    at += 8 + min(size, 1000)
    length = int.from_bytes(data[at : at + 4], "little")
    name = texts[0].decode("gb18030", "replace")
    return name, data[at + 4 : at + 4 + length]


def _cropped(parts: Parts, folder: str) -> None:
    for part in parts.named(f"{folder}/"):
        if b"srcRect" not in parts.data[part]:
            continue
        root = parts.root(part)
        for each in () if root is None else every(root, "srcRect"):
            if any(attribute(each, side) not in ("", "0") for side in "ltrb"):
                parts.held.fault(FaultCode.CROPPED_PICTURE, what=posixpath.basename(part))
                break
