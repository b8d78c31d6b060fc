"""Office files of before 2007 (.doc, .xls, .ppt): made into today's by LibreOffice, then read.

Without it an old workbook is read cell by cell, and the rest is said to be unseen. Properties,
macros and passwords are seen in any case.
"""

import io
import struct
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from gongkai.documents import legacy
from gongkai.documents.contents import compound, kinds
from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.documents.contents.kinds import FileKind
from gongkai.documents.contents.office import parts, slides, text_document, workbook
from gongkai.documents.contents.office.properties import place
from gongkai.documents.intake.unreadable import LegacyFormat, UnreadableDocument
from gongkai.rules.scan.passages import Hidden

_READERS: Final[MappingProxyType[FileKind, tuple[str, Callable[[parts.Parts], None]]]] = (
    MappingProxyType(
        {
            FileKind.DOC: ("docx", text_document.read),
            FileKind.XLS: ("xlsx", workbook.read),
            FileKind.PPT: ("pptx", slides.read),
        }
    )
)
_SUMMARIES: Final = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_PROPERTIES: Final = (
    {2: "title", 3: "subject", 4: "creator", 5: "keywords", 6: "description", 7: "Template",
     8: "lastModifiedBy", 9: "revision"},
    {2: "category", 14: "Manager", 15: "Company"},
)  # fmt: skip
_MACROS: Final = frozenset({"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"})
_UTF_8, _UTF_16 = 65001, 1200
_NARROW, _WIDE = 0x1E, 0x1F
_FILEPASS: Final = 0x2F
_MOST: Final = 200
_STATES: Final = (
    (SheetVisibleEnum.Hidden, "（隐藏）"),
    (SheetVisibleEnum.VeryHidden, "（深度隐藏）"),
)


def read(data: bytes, held: Gathering, found: FileKind) -> None:
    """Say an old file."""
    streams = dict(compound.streams(data))
    if _MACROS & compound.names(data):
        held.fault(FaultCode.MACROS)
    if "\x01Ole10Native" in streams:
        held.fault(FaultCode.EMBEDDED_OBJECT, what="OLE")
    for stream, names in zip(_SUMMARIES, _PROPERTIES, strict=True):
        for number, words in _summary(streams.get(stream, b"")):
            if number in names:
                held.say(place(names[number]), words, Hidden.METADATA)
    if _is_locked(streams):
        held.fault(FaultCode.ENCRYPTED)
        return
    _converted(data, held, found)


def _converted(data: bytes, held: Gathering, found: FileKind) -> None:
    target, reader = _READERS[found]
    try:
        made = legacy.converted(data, held.name, found.value, target, held.limits)
    except UnreadableDocument as error:
        if found is FileKind.XLS and _cells(data, held):
            return
        if isinstance(error, LegacyFormat):
            held.fault(FaultCode.NOT_LOOKED_AT, what=kinds.words(found), what_en=found.value,
                       wanted=f" .{target} ")  # fmt: skip
            return
        with held.refusals():
            raise
        return
    opened = parts.opened(made, held)
    if opened is not None:
        reader(opened)


def _cells(data: bytes, held: Gathering) -> bool:
    """Say the sheets of an old workbook as far as a reader of cells sees them."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for sheet in book.sheets_metadata:
                state = next((words for each, words in _STATES if each == sheet.visible), "")
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                for number, row in enumerate(rows, start=1):
                    text = "\t".join(_words(each) for each in row if each not in (None, ""))
                    held.say(f"工作表“{sheet.name}”{state}第{number}行", text,
                             Hidden.SHEET if state else None)  # fmt: skip
    except (CalamineError, ValueError, OSError, RuntimeError):
        return False
    held.fault(FaultCode.PART_NOT_READ, what="批注、隐藏的行列等")
    return True


def _words(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _is_locked(streams: dict[str, bytes]) -> bool:
    head = streams.get("WordDocument", b"")[:12]
    if len(head) == 12 and head[11] & 0x01:
        return True
    if "EncryptedSummary" in streams:
        return True
    book = streams.get("Workbook", streams.get("Book", b""))
    at = 0
    for _ in range(_MOST):
        if at + 4 > len(book):
            return False
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def _summary(data: bytes) -> list[tuple[int, str]]:
    """Return the texts of a set of properties by their numbers."""
    found: list[tuple[int, str]] = []
    encoding = "gb18030"
    try:
        (start,) = struct.unpack_from("<I", data, 44)
        (count,) = struct.unpack_from("<I", data, start + 4)
        for at in range(min(count, _MOST)):
            number, offset = struct.unpack_from("<II", data, start + 8 + 8 * at)
            kind, length = struct.unpack_from("<II", data, start + offset)
            body = data[start + offset + 8 : start + offset + 8 + min(length * 2, 20_000)]
            if number == 1:
                page = length & 0xFFFF
                encoding = {_UTF_8: "utf-8", _UTF_16: "utf-16-le"}.get(page, encoding)
            elif kind == _NARROW:
                found.append((number, body[:length].decode(encoding, "replace").strip("\x00")))
            elif kind == _WIDE:
                found.append((number, body.decode("utf-16-le", "replace").strip("\x00")))
    except struct.error:
        return found
    return found
