"""Files that are not what they are called, or that are two things at once (伪装)."""

import io
import re
import zipfile
from typing import Final

from gongkai.documents.contents import kinds
from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.documents.contents.kinds import FileKind

_PAGE: Final = re.compile(
    rb"<(?:script|iframe|\?php|html[\s>]|!doctype html|svg[\s>])", re.IGNORECASE
)
_SCRIPT: Final = re.compile(rb"^(?:/\*|=|\s*\()")
_ZIPS: Final = frozenset(
    {FileKind.DOCX, FileKind.XLSX, FileKind.PPTX, FileKind.OFD, FileKind.ODT, FileKind.ODS,
     FileKind.ODP, FileKind.ZIP}
)  # fmt: skip
_OLD: Final = frozenset({FileKind.DOC, FileKind.XLS, FileKind.PPT})
_TAIL: Final = 66_000
_HEAD: Final = 1_024
_LINES: Final = b"\r\n\t \x00"


def judge_name(name: str, found: FileKind, held: Gathering) -> None:
    """Note an extension that does not fit the content."""
    if found is not FileKind.UNKNOWN and not kinds.fits(found, name):
        held.fault(FaultCode.NAME_MISMATCH, what=kinds.words(found), what_en=found.value)


def judge_bytes(data: bytes, found: FileKind, held: Gathering) -> None:
    """Note a file that is a file of a second kind as well."""
    if found not in _ZIPS and found not in _OLD and _is_archive(data):
        _second(held, "ZIP 压缩包", "a ZIP archive")
    if found in _ZIPS and b"%PDF-" in data[:_HEAD] and data.rfind(b"%%EOF") > 0:
        _second(held, "PDF 文档", "a PDF document")
    if found is FileKind.PDF:
        _judge_pdf(data, held)
    if found in kinds.PICTURES or found in kinds.SOUNDS:
        _judge_picture(data, found, held)


def _judge_pdf(data: bytes, held: Gathering) -> None:
    before = data[: data.find(b"%PDF-")].strip(_LINES + b"\xef\xbb\xbf")
    if before:
        _second(held, "PDF 之前另有内容", "something stands before the PDF")
    end = data.rfind(b"%%EOF")
    trailing = data[end + 5 :].strip(_LINES) if end >= 0 else b""
    if _PAGE.search(trailing):
        _second(held, "网页或脚本", "a web page or a script")
    elif len(trailing) > _HEAD and not _is_archive(data):
        held.fault(FaultCode.TRAILING_DATA, count=f"{len(trailing):,}")


def _judge_picture(data: bytes, found: FileKind, held: Gathering) -> None:
    if found is FileKind.GIF and _SCRIPT.match(data[6:]):
        _second(held, "脚本", "a script")
    if _PAGE.search(data):
        _second(held, "网页或脚本", "a web page or a script")
    if b"%PDF-" in data and b"%%EOF" in data:
        _second(held, "PDF 文档", "a PDF document")


def _is_archive(data: bytes) -> bool:
    """Tell whether the end of a file is the directory of an archive that can be read."""
    if b"PK\x05\x06" not in data[-_TAIL:]:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return False


def _second(held: Gathering, zh: str, en: str) -> None:
    held.fault(FaultCode.POLYGLOT, what=zh, what_en=en)
