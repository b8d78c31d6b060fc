"""The packed streams of a PDF, unpacked under a ceiling before a library unpacks them without one.

Pictures are passed over: the readers of text never unpack them.
"""

import re
import zlib
from typing import Final

from gongkai.documents.intake.limits import Limits
from gongkai.documents.intake.unreadable import CompressionBomb

_STREAM: Final = re.compile(rb"stream\r?\n")
_PICTURE: Final = re.compile(rb"/Subtype\s*/Image")
_PACKED_TWICE: Final = re.compile(rb"/(?:Fl|FlateDecode)\s*/(?:Fl|FlateDecode|LZW|LZWDecode)\b")
_HEAD: Final = 2_000
_OVERLAP: Final = 20
_STEP: Final = 1024 * 1024


def refuse_bomb(data: bytes, name: str, limits: Limits) -> None:
    """Raise CompressionBomb where the streams unpack to more than the limits allow."""
    left = limits.unpacked_bytes
    may_look = _OVERLAP * len(data) + _STEP
    for mark in _STREAM.finditer(data):
        if data[mark.start() - 3 : mark.start()] == b"end":
            continue
        head = data[max(0, mark.start() - _HEAD) : mark.start()].rpartition(b" obj")[2]
        if _PACKED_TWICE.search(head):
            raise CompressionBomb(name)
        if b"Fl" in head and not _PICTURE.search(head):
            end = data.find(b"endstream", mark.end())
            end = end if end > 0 else len(data)
            left -= _unpacked(data[mark.end() : end], left)
            may_look -= end - mark.end()
        # Streams that overlap without end are no document, and would be looked at for hours.
        if left <= 0 or may_look <= 0:
            raise CompressionBomb(name)


def _unpacked(packed: bytes, most: int) -> int:
    """Return how many bytes a stream unpacks to, counted no further than `most`."""
    inflater = zlib.decompressobj()
    size = 0
    try:
        while packed and not inflater.eof and size <= most:
            size += len(inflater.decompress(packed, _STEP))
            packed = inflater.unconsumed_tail
    except zlib.error:
        return size
    return size
