"""Unpack an Office document (OOXML) without trusting what it says about itself.

Every part is inflated here, counted while it is inflated, and parsed for a document type
declaration. Libraries that read further are given `Package.repacked()`, never the original:
two ZIP readers may see two different files in the same bytes.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from gongkai.documents.intake import kind
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import MEBIBYTE, Limits
from gongkai.documents.intake.unreadable import (
    CompressionBomb,
    DamagedDocument,
    EncryptedDocument,
    ForbiddenMarkup,
    LegacyTable,
    MacroDocument,
    NestedArchive,
    TooLarge,
    UnreadableDocument,
    WrongKind,
)

_CHUNK: Final = 256 * 1024
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED_FLAG: Final = 0x1
# What zipfile raises for bytes that are no whole archive; ValueError is a negative offset.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
)
_MARKUP: Final = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The document a reader understands: its main part, and its name in both languages."""

    main: str
    zh: str
    en: str


WORKBOOK = Wanted("xl/workbook.xml", ".xlsx 表格", "a .xlsx workbook")
TEXT_DOCUMENT = Wanted("word/document.xml", ".docx 文档", "a .docx document")


@dataclass(frozen=True, slots=True)
class Package:
    """The verified parts of an Office document, by name."""

    name: str
    parts: Mapping[str, bytes]

    def repacked(self, *, leave_out: Iterable[str] = ()) -> bytes:
        """Return a fresh archive of the verified parts, stored without compression."""
        dropped = tuple(leave_out)
        return packed(
            {part: data for part, data in self.parts.items() if not part.startswith(dropped)},
            method=zipfile.ZIP_STORED,
        )


def packed(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of `parts` whose bytes depend on them alone, not on the clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for part, data in parts.items():
            entry = zipfile.ZipInfo(part, _EPOCH)
            entry.compress_type = method
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive made by this program, which need no distrust."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def refuse_bomb(data: bytes, name: str, limits: Limits) -> None:
    """Inflate an archive under the limits and keep nothing.

    Raises:
        UnreadableDocument: it is damaged, encrypted, too large or a bomb.
    """
    inflated(data, name, limits)


def inflated(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """Return the parts of any archive, inflated under the limits; nothing in them is judged.

    Raises:
        UnreadableDocument: it is damaged, encrypted, too large or a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _judge_declared(entries, len(data), name, limits)
            return _inflate(archive, entries, len(data), name, limits)
    except UnreadableDocument:
        raise
    except _BROKEN as error:
        raise DamagedDocument(
            name, where="压缩结构不完整", where_en="its archive is broken"
        ) from error


def open_package(data: bytes, name: str, *, wanted: Wanted, limits: Limits) -> Package:
    """Return the verified parts of the Office document `data`.

    Raises:
        UnreadableDocument: it is not the document wanted, is damaged, encrypted, too large, a
            bomb, holds macros or declares a document type; the subclass says which.
    """
    _refuse_other_kinds(kind.admit(data, name, limits.file_bytes), name, wanted)
    parts = inflated(data, name, limits)
    _judge_parts(parts, name, wanted, limits)
    return Package(name, parts)


def _refuse_other_kinds(found: Kind, name: str, wanted: Wanted) -> None:
    if found is Kind.OOXML:
        return
    if found is Kind.OLE_ENCRYPTED:
        raise EncryptedDocument(name)
    zh, en = kind.NAMES[found]
    if found in (Kind.OLE_SHEET, Kind.OLE_TEXT, Kind.OLE_OTHER):
        short = {Kind.OLE_SHEET: " .xls ", Kind.OLE_TEXT: " .doc "}.get(found, " Office ")
        raise LegacyTable(name, found=short, found_en=short.strip(), wanted=wanted.zh,
                           wanted_en=wanted.en)  # fmt: skip
    raise WrongKind(name, found=zh, found_en=en, wanted=wanted.zh, wanted_en=wanted.en)


def _judge_declared(
    entries: list[zipfile.ZipInfo], packed_bytes: int, name: str, limits: Limits
) -> None:
    """Refuse by the archive's own directory, before anything is inflated."""
    if len(entries) > limits.parts:
        raise TooLarge(name, what="内部文件数", what_en="parts", limit=limits.parts,
                       found=len(entries))  # fmt: skip
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise EncryptedDocument(name)
    if len({entry.filename for entry in entries}) != len(entries):
        raise DamagedDocument(
            name, where="内部文件重名", where_en="two of its parts have the same name"
        )
    _judge_size(sum(entry.file_size for entry in entries), packed_bytes, name, limits)


def _judge_size(unpacked_bytes: int, packed_bytes: int, name: str, limits: Limits) -> None:
    if unpacked_bytes > MEBIBYTE and unpacked_bytes > packed_bytes * limits.ratio:
        raise CompressionBomb(name)
    if unpacked_bytes > limits.unpacked_bytes:
        raise TooLarge(
            name,
            what="解压后大小（字节）",
            what_en="unpacked data (bytes)",
            limit=f"{limits.unpacked_bytes:,}",
            found=f"{unpacked_bytes:,}",
        )


def _inflate(
    archive: zipfile.ZipFile,
    entries: list[zipfile.ZipInfo],
    packed_bytes: int,
    name: str,
    limits: Limits,
) -> dict[str, bytes]:
    """Inflate every part, counting real bytes: the directory may have lied."""
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        chunks = []
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                _judge_size(total, packed_bytes, name, limits)
                chunks.append(chunk)
        parts[entry.filename] = b"".join(chunks)
    return parts


def _give_usual_names(parts: dict[str, bytes]) -> None:
    """Give the main part its usual name; some programs number it (word/document2.xml)."""
    for document in (WORKBOOK, TEXT_DOCUMENT):
        stem = document.main.removesuffix(".xml")
        other = next((part for part in parts if re.fullmatch(stem + r"\d+\.xml", part)), None)
        if other and document.main not in parts:
            parts[document.main] = parts[other]


def _judge_parts(parts: dict[str, bytes], name: str, wanted: Wanted, limits: Limits) -> None:
    _give_usual_names(parts)
    if wanted.main not in parts:
        zh, en = _name_of(parts)
        raise WrongKind(name, found=zh, found_en=en, wanted=wanted.zh, wanted_en=wanted.en)
    if any(part.endswith("vbaProject.bin") for part in parts) or (
        b"macroEnabled" in parts.get("[Content_Types].xml", b"")
    ):
        raise MacroDocument(name)
    for part, data in parts.items():
        if data.startswith(b"PK\x03\x04"):
            raise NestedArchive(name, part=part)
        if part.lower().endswith(_MARKUP):
            _judge_markup(data, name, limits)
            _refuse_doctype(data, name, part)


def _judge_markup(data: bytes, name: str, limits: Limits) -> None:
    found = data.count(b"<") + data.count(b"=")
    if found > limits.markup:
        raise TooLarge(
            name,
            what="内容（单元格与标记数）",
            what_en="content (cells and tags)",
            limit=f"{limits.markup:,}",
            found=f"{found:,}",
        )


def _name_of(parts: Mapping[str, bytes]) -> tuple[str, str]:
    for document in (WORKBOOK, TEXT_DOCUMENT):
        if document.main in parts:
            return document.zh, document.en
    return kind.NAMES[Kind.OOXML if "[Content_Types].xml" in parts else Kind.ARCHIVE]


def _refuse_doctype(data: bytes, name: str, part: str) -> None:
    """Parse a part to its end, so that it is well formed and declares no document type."""

    def declared(*_: object) -> None:
        raise ForbiddenMarkup(name, part=part)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.ParseFile(io.BytesIO(data))
    except (expat.ExpatError, LookupError) as error:
        raise DamagedDocument(
            name, where=f"“{part}”不完整", where_en=f"“{part}” is not whole"
        ) from error
