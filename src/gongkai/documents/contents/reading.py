"""The door for attached files (附件): any bytes to passages and faults, never an exception."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from gongkai.documents.contents import (
    bundle,
    compound,
    disguises,
    kinds,
    old,
    page,
    pdf,
    plain,
    rich_format,
)
from gongkai.documents.contents.faults import Fault, FaultCode
from gongkai.documents.contents.gathering import BROKEN, LIMITS, Gathering
from gongkai.documents.contents.kinds import FileKind
from gongkai.documents.contents.media import exif, picture, segments, sound
from gongkai.documents.contents.office import (
    ofd,
    open_document,
    parts,
    slides,
    text_document,
    workbook,
)
from gongkai.documents.intake.limits import Limits
from gongkai.rules.scan.passages import Hidden, Passage

_PACKAGES: Final = MappingProxyType(
    {
        FileKind.DOCX: text_document.read,
        FileKind.XLSX: workbook.read,
        FileKind.PPTX: slides.read,
        FileKind.ODT: open_document.read,
        FileKind.ODS: open_document.read,
        FileKind.ODP: open_document.read,
        FileKind.OFD: ofd.read,
    }
)
_WHOLE: Final = MappingProxyType(
    {
        FileKind.PDF: pdf.read,
        FileKind.HTML: page.read,
        FileKind.SVG: page.read_svg,
        FileKind.RTF: rich_format.read,
        FileKind.ZIP: bundle.read,
    }
)
_OLD: Final = frozenset({FileKind.DOC, FileKind.XLS, FileKind.PPT})


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: its kind, all its text with places, and what is wrong with it."""

    kind: FileKind
    media_type: str
    passages: tuple[Passage, ...]
    faults: tuple[Fault, ...]

    @property
    def is_blocked(self) -> bool:
        """Tell whether some fault keeps the file from being published."""
        return any(each.is_blocking for each in self.faults)


def read(data: bytes, name: str, *, limits: Limits = LIMITS) -> Contents:
    """Return what the file `data`, called `name`, holds; nothing that is in it raises."""
    held = Gathering(name, _open, limits)
    found = _kind(data, name)
    if data and not kinds.is_program(data, name):
        disguises.judge_name(name, found, held)
    _open(data, name, held)
    return Contents(found, kinds.media_type(found), tuple(held.passages), tuple(held.faults))


def _kind(data: bytes, name: str) -> FileKind:
    try:
        return kinds.of(data, name)
    except BROKEN:
        return FileKind.UNKNOWN


def _open(data: bytes, name: str, held: Gathering) -> None:
    """Read a file, or a file within a file."""
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        held.fault(FaultCode.EMPTY)
        return
    if len(data) > held.limits.file_bytes:
        held.fault(FaultCode.TOO_LARGE, what="大小（字节）", what_en="bytes",
                   limit=f"{held.limits.file_bytes:,}")  # fmt: skip
        return
    if kinds.is_program(data, name):
        held.fault(FaultCode.EXECUTABLE)
        return
    try:
        found = kinds.of(data, name)
        disguises.judge_bytes(data, found, held)
        _read(data, found, held)
    except BROKEN:
        held.fault(
            FaultCode.DAMAGED, what="内容不完整或不合规范", what_en="it is not whole or not sound"
        )


def _read(data: bytes, found: FileKind, held: Gathering) -> None:
    if data.startswith(compound.SIGNATURE) and "EncryptedPackage" in compound.names(data):
        held.fault(FaultCode.ENCRYPTED)
    elif found in _PACKAGES:
        opened = parts.opened(data, held)
        if opened is not None:
            _PACKAGES[found](opened)
    elif found in _WHOLE:
        _WHOLE[found](data, held)
    elif found in kinds.PICTURES:
        picture.read(data, held, found)
    elif found in _OLD:
        old.read(data, held, found)
    elif found in kinds.SOUNDS:
        _sound(data, held, found)
    elif found is FileKind.UNKNOWN:
        held.fault(FaultCode.UNKNOWN_KIND)
    else:
        plain.read(data, held, found)


def _sound(data: bytes, held: Gathering, found: FileKind) -> None:
    """Say what sound and film tell of themselves; what is heard and seen in them nobody reads."""
    held.fault(FaultCode.SOUND_NOT_HEARD)
    stop = segments.end(data, found)
    if data[stop:].strip(b"\x00"):
        held.fault(FaultCode.TRAILING_DATA, count=f"{len(data) - stop:,}")
    for name, words in dict.fromkeys((*exif.xmp(data), *sound.tags(data))):
        held.say(f"音视频信息“{name}”", words, Hidden.METADATA)
