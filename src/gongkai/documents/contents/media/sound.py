"""What sound and film say of themselves: ID3, the atoms of MP4, the notes of WAV, in words."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from gongkai.documents.contents.media import exif
from gongkai.documents.contents.media.exif import Fact

_MOST_FRAMES: Final = 50
_FRAMES: Final = MappingProxyType(
    {b"TIT2": "标题", b"TPE1": "作者", b"TALB": "专辑", b"TENC": "编码人", b"TCOP": "版权",
     b"TDRC": "录制时间", b"TYER": "录制时间", b"COMM": "备注", b"TXXX": "其他", b"WXXX": "链接"}
)  # fmt: skip
_ATOMS: Final = MappingProxyType(
    {b"\xa9nam": "标题", b"\xa9ART": "作者", b"\xa9cmt": "备注", b"\xa9day": "录制时间",
     b"\xa9too": "处理软件", b"\xa9xyz": "拍摄位置", b"\xa9mak": "拍摄设备厂商",
     b"\xa9mod": "拍摄设备",
     b"\xa9cpy": "版权", b"\xa9des": "说明"}
)  # fmt: skip
_INFO: Final = MappingProxyType(
    {b"IART": "作者", b"INAM": "标题", b"ICMT": "备注", b"ICRD": "录制时间", b"ISFT": "处理软件",
     b"ICOP": "版权", b"IENG": "录音人"}
)  # fmt: skip
_HEAD: Final = 4 * 1024 * 1024
_PLACE: Final = re.compile(rb"[+-]\d{2}\.\d{3,6}[+-]\d{3}\.\d{3,6}")


def tags(data: bytes) -> Iterator[Fact]:
    """Yield what the tags of sound and film tell: ID3, the atoms of MP4, the notes of WAV."""
    if data.startswith(b"ID3"):
        yield from _id3(data)
    elif data[4:8] == b"ftyp":
        for part in (data[:_HEAD], data[_HEAD:][-_HEAD:]):
            yield from _atoms(part)
    elif data.startswith(b"RIFF"):
        for mark, name in _INFO.items():
            at = data.find(mark)
            if at >= 0 and b"INFO" in data[max(0, at - 4096) : at]:
                size = int.from_bytes(data[at + 4 : at + 8], "little")
                yield name, exif.decoded(data[at + 8 : at + 8 + min(size, exif.LONGEST)])


def _id3(data: bytes) -> Iterator[Fact]:
    at = 10
    for _ in range(_MOST_FRAMES):
        mark = data[at : at + 4]
        raw = data[at + 4 : at + 8]
        size = int.from_bytes(raw, "big")
        if data[3:4] == b"\x04":
            size = sum((byte & 0x7F) << 7 * (3 - at) for at, byte in enumerate(raw))
        if not mark.isalnum() or not size:
            return
        body = data[at + 10 : at + 10 + min(size, exif.LONGEST)]
        if mark in _FRAMES and body:
            encodings = {1: "utf-16", 2: "utf-16-be", 3: "utf-8"}
            words = body[1:].decode(encodings.get(body[0], "gb18030"), "replace")
            yield _FRAMES[mark], words.replace("\x00", " ").strip("\ufeff ")
        at += 10 + size


def _atoms(data: bytes) -> Iterator[Fact]:
    for mark, name in _ATOMS.items():
        at = data.find(mark)
        if at < 4:
            continue
        size = int.from_bytes(data[at - 4 : at], "big")
        body = data[at + 4 : at - 4 + min(max(size, 8), exif.LONGEST)]
        body = body[16:] if body[4:8] == b"data" else body[4:]
        yield name, exif.decoded(body)
    found = _PLACE.search(data)
    if found:
        yield "拍摄位置", found[0].decode("ascii")
