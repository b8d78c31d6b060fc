"""What people hand in, taken apart: files as they are, a ZIP file by file, each within limits.

Nothing is written to a path that an archive names, and no archive within an archive is opened.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from gongkai.documents.intake import kind
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, MEBIBYTE
from gongkai.documents.intake.unreadable import (
    CompressionBomb,
    DamagedDocument,
    EmptyDocument,
    EncryptedDocument,
    NestedArchive,
    TooLarge,
    UnreadableDocument,
)

MOST_FILES: Final = 500
MOST_BYTES: Final = 300 * MEBIBYTE  # of all files of one upload, unpacked
_RATIO: Final = 200
_CHUNK: Final = 256 * 1024
_ENCRYPTED: Final = 0x1
_NAME_IS_UTF8: Final = 0x800
_OF_NO_USE: Final = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file: its name, and its bytes or why they are not read."""

    name: str
    data: bytes = b""
    refusal: UnreadableDocument | None = None


def is_zip(data: bytes) -> bool:
    """Whether the bytes are an archive of files, not an Office document.

    Asked of the archive's own list: the files in it may themselves be Office documents.
    """
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except _BROKEN:
        return kind.of(data) is Kind.ARCHIVE
    return not names & {"[Content_Types].xml", "mimetype"}


def taken_apart(given: Iterable[tuple[str, bytes]]) -> Iterator[Upload]:
    """Yield the files of an upload one by one, archives taken apart in the order of their names.

    Raises UnreadableDocument where an archive cannot be opened at all, or the whole is too much.
    """
    room, count = _Room(MOST_BYTES), 0
    for name, data in given:
        entries = _entries(name, data, room) if is_zip(data) else _one(name, data, room)
        for upload in entries:
            count += 1
            if count > MOST_FILES:
                raise TooLarge(name, what="文件数", what_en="files", limit=MOST_FILES, found=count)
            yield upload


def plain_name(name: str) -> str:
    """Return a name fit to be shown and kept: no path out of the folder, nothing unseen."""
    parts = [each for each in name.replace("\\", "/").split("/") if each not in ("", ".", "..")]
    seen = "".join(each for each in "/".join(parts) if each.isprintable())
    return seen[-200:] or "无名文件"


@dataclass(slots=True)
class _Room:
    """How many bytes of an upload may still come."""

    left: int

    def take(self, size: int, name: str) -> None:
        """Raises TooLarge where the upload is more than may come at once."""
        self.left -= size
        if self.left < 0:
            raise TooLarge(
                name, what="全部文件的大小（字节）", what_en="data in all (bytes)",
                limit=f"{MOST_BYTES:,}", found=f"{MOST_BYTES - self.left:,}",
            )  # fmt: skip


def _one(name: str, data: bytes, room: _Room) -> Iterator[Upload]:
    room.take(len(data), name)
    yield Upload(plain_name(name), data)


def _entries(name: str, data: bytes, room: _Room) -> Iterator[Upload]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [each for each in archive.infolist() if _is_wanted(each)]
            if len(entries) > MOST_FILES:
                raise TooLarge(
                    name, what="文件数", what_en="files", limit=MOST_FILES, found=len(entries)
                )
            if not entries:
                raise EmptyDocument(name)
            for entry in sorted(entries, key=_name):
                yield _entry(archive, entry, room)
    except UnreadableDocument:
        raise
    except _BROKEN as error:
        raise DamagedDocument(
            name, where="压缩结构不完整", where_en="its archive is broken"
        ) from error


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    shown = _name(entry).lower()
    last = PurePosixPath(shown).name
    is_lock = last.startswith(("~$", ".~"))
    return not (entry.is_dir() or is_lock or shown.startswith(_OF_NO_USE) or last in _OF_NO_USE)


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry; Chinese Windows writes it in GBK and does not say so."""
    if entry.flag_bits & _NAME_IS_UTF8:
        return plain_name(entry.filename)
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return plain_name(entry.filename)
    for encoding in ("utf-8", "gb18030"):
        try:
            return plain_name(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return plain_name(entry.filename)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: _Room) -> Upload:
    name = _name(entry)
    try:
        data = _inflated(archive, entry, name, room)
    except UnreadableDocument as refusal:
        if room.left < 0:
            raise
        return Upload(name, refusal=refusal)
    except (*_BROKEN, RuntimeError):
        where = DamagedDocument(
            name, where="在压缩包中不完整", where_en="it is not whole in its archive"
        )
        return Upload(name, refusal=where)
    if is_zip(data) or (data and kind.of(data) is Kind.ARCHIVE):
        return Upload(name, data, NestedArchive(name, part=name))
    return Upload(name, data)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, room: _Room) -> bytes:
    """Return the bytes of an entry, counted while they come: its directory may lie."""
    if entry.flag_bits & _ENCRYPTED:
        raise EncryptedDocument(name)
    chunks: list[bytes] = []
    size = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > MEBIBYTE and size > entry.compress_size * _RATIO:
                raise CompressionBomb(name)
            if size > DEFAULT.file_bytes:
                raise TooLarge(
                    name, what="大小（字节）", what_en="data (bytes)",
                    limit=f"{DEFAULT.file_bytes:,}", found=f"{entry.file_size:,}",
                )  # fmt: skip
            room.take(len(chunk), name)
            chunks.append(chunk)
    return b"".join(chunks)
