"""How the bytes of a picture are laid out: where it ends, and the remarks between its pixels."""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from gongkai.documents.contents.kinds import FileKind

_LONGEST: Final = 1024 * 1024
_PNG_TEXTS: Final = (b"tEXt", b"zTXt", b"iTXt")
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_EOI, _SOS, _COM = 0xD9, 0xDA, 0xFE

Remark = tuple[str, str]


def end(data: bytes, found: FileKind) -> int:
    """Return where a picture ends; the length of the data where that cannot be told."""
    match found:
        case FileKind.JPEG:
            return _jpeg(data)[0]
        case FileKind.PNG:
            return max((stop for _, _, stop in _chunks(data)), default=len(data))
        case FileKind.GIF:
            return _gif(data)[0]
        case FileKind.WEBP | FileKind.WAV:
            size = int.from_bytes(data[4:8], "little")
            return min(len(data), 8 + size + size % 2)
        case FileKind.BMP:
            size = int.from_bytes(data[2:6], "little")
            return size if 54 <= size <= len(data) else len(data)
        case _:
            return len(data)


def remarks(data: bytes, found: FileKind) -> Iterator[Remark]:
    """Yield the remarks that stand between the pixels of a picture: their name and their words."""
    if found is FileKind.JPEG:
        yield from (("注释", _text(each)) for each in _jpeg(data)[1])
    elif found is FileKind.GIF:
        yield from (("注释", _text(each)) for each in _gif(data)[1])
    elif found is FileKind.PNG:
        for kind, content, _ in _chunks(data):
            if kind in _PNG_TEXTS:
                yield _png_text(kind, content)


def _jpeg(data: bytes) -> tuple[int, list[bytes]]:
    """Return where a JPEG ends, and its comments."""
    at, comments = 2, list[bytes]()
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at = data.find(b"\xff", at)
            if at < 0:
                break
            continue
        mark = data[at + 1]
        if mark == _EOI:
            return at + 2, comments
        if mark in _ALONE or mark in (0x00, 0xFF):
            at += 1 if mark == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == _COM:
            comments.append(data[at + 4 : at + 2 + length])
        at += 2 + max(length, 2)
    if data[at : at + 2] == b"\xff\xd9":
        return at + 2, comments
    return len(data), comments


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield the chunks of a PNG: name, content, and where each ends."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        at += 12 + length
        if at > len(data):
            yield kind, b"", len(data)
            return
        yield kind, data[at - length - 4 : at - 4], at
        if kind == b"IEND":
            return


def _png_text(kind: bytes, content: bytes) -> Remark:
    key, _, rest = content.partition(b"\x00")
    name = key.decode("latin-1")
    if kind == b"zTXt":
        return name, _text(_inflated(rest[1:]))
    if kind == b"iTXt":
        is_packed = rest[:1] == b"\x01"
        words = rest[2:].split(b"\x00", 2)[-1]
        return name, _text(_inflated(words) if is_packed else words)
    return name, _text(rest)


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST)
    except zlib.error:
        return b""


def _gif(data: bytes) -> tuple[int, list[bytes]]:
    """Return where a GIF ends, and its comments."""
    comments: list[bytes] = []
    at = 13 + _palette(data, 10)
    while at < len(data):
        mark = data[at]
        if mark == 0x3B:
            return at + 1, comments
        if mark == 0x21:
            content, stop = _blocks(data, at + 2)
            if data[at + 1 : at + 2] == b"\xfe":
                comments.append(content)
            at = stop
        elif mark == 0x2C:
            _, at = _blocks(data, at + 10 + _palette(data, at + 9) + 1)
        else:
            return len(data), comments
    return len(data), comments


def _palette(data: bytes, at: int) -> int:
    flags = data[at] if at < len(data) else 0
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> tuple[bytes, int]:
    held = bytearray()
    while at < len(data) and data[at]:
        held += data[at + 1 : at + 1 + data[at]]
        at += 1 + data[at]
    return bytes(held), at + 1


def _text(data: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return data[:_LONGEST].decode(encoding)
        except UnicodeDecodeError:
            continue
    return data[:_LONGEST].decode("latin-1")


def thumbnail(exif: bytes) -> bytes:
    """Return the small picture that EXIF data carry, b"" where there is none."""
    body = exif.removeprefix(b"Exif\x00\x00")
    order = ">" if body[:2] == b"MM" else "<"
    try:
        (first,) = struct.unpack_from(f"{order}I", body, 4)
        (count,) = struct.unpack_from(f"{order}H", body, first)
        (second,) = struct.unpack_from(f"{order}I", body, first + 2 + 12 * count)
        (count,) = struct.unpack_from(f"{order}H", body, second)
        found = {}
        for each in range(min(count, 100) if second else 0):
            tag, _, _, value = struct.unpack_from(f"{order}HHII", body, second + 2 + 12 * each)
            found[tag] = value
    except struct.error:
        return b""
    start, length = found.get(0x0201, 0), found.get(0x0202, 0)
    return body[start : start + length] if start and length else b""
