"""The bare objects of a PDF, which the library does not show: actions, layers, packed metadata.

Streams are left out but for those that hold objects or metadata, so that no noise of a picture
is taken for an action.
"""

import re
import zlib
from dataclasses import dataclass, field
from typing import Final

_STREAM: Final = re.compile(rb"stream\r?\n")
_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,7})\s{1,4}\d{1,5}\s{1,4}obj\b")
_ESCAPED: Final = re.compile(rb"#([0-9a-fA-F]{2})")
_OFF: Final = re.compile(rb"/OFF\s*\[([\d\sR]{0,20000})\]")
_NUMBER: Final = re.compile(rb"(\d{1,7})\s+\d{1,5}\s+R")
_NAME: Final = re.compile(
    rb"/Name\s*(?:\(((?:\\.|[^\\()]){0,500})\)|<([0-9a-fA-F\s]{0,1000})>)", re.DOTALL
)
_FIRST: Final = re.compile(rb"/First\s+(\d{1,7})")
_COUNT: Final = re.compile(rb"/N\s+(\d{1,7})")
_HEAD: Final = 1_000
_MOST: Final = 16 * 1024 * 1024
_BREAK: Final = re.compile(rb"\\(\d{1,3}|.)", re.DOTALL)
_BY_MARK: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

_SCRIPTS: Final = (
    (re.compile(rb"/S\s*/JavaScript\b|/JS\s*[(<\d]|/JavaScript\s*\d"), "JavaScript"),
    (re.compile(rb"/Subtype\s*/RichMedia\b"), "RichMedia"),
)
_ACTIONS: Final = (
    (re.compile(rb"/S\s*/Launch\b"), "Launch"),
    (re.compile(rb"/S\s*/SubmitForm\b"), "SubmitForm"),
    (re.compile(rb"/S\s*/ImportData\b"), "ImportData"),
    (re.compile(rb"/S\s*/GoToR\b"), "GoToR"),
)


@dataclass(slots=True)
class Structure:
    """The objects of a PDF as text by their number, all of them together, and its metadata."""

    objects: dict[int, bytes] = field(default_factory=dict)
    all: bytes = b""
    metadata: bytes = b""

    def scripts(self) -> list[str]:
        """Return the kinds of scripts in it."""
        return [name for pattern, name in _SCRIPTS if pattern.search(self.all)]

    def actions(self) -> list[str]:
        """Return the kinds of actions that reach out of it."""
        return [name for pattern, name in _ACTIONS if pattern.search(self.all)]

    def is_locked(self) -> bool:
        """Tell whether its texts are encrypted, if with an empty password."""
        return re.search(rb"/Encrypt\s*(?:\d|<<)", self.all) is not None

    def hidden_layers(self) -> frozenset[str]:
        """Return the names of the layers that are off when the file is opened."""
        found: set[str] = set()
        for off in _OFF.finditer(self.all):
            for number in _NUMBER.findall(off[1]):
                name = _NAME.search(self.objects.get(int(number), b""))
                if name:
                    found.add(_string(name))
        return frozenset(found)


def of(data: bytes) -> Structure:
    """Return the structure of a PDF."""
    bare: list[bytes] = []
    found = Structure()
    packed: list[bytes] = []
    at = left = 0
    left = _MOST
    for mark in _STREAM.finditer(data):
        if mark.start() < at or data[mark.start() - 3 : mark.start()] == b"end":
            continue
        head = data[max(at, mark.start() - _HEAD) : mark.start()].rpartition(b" obj")[2]
        bare.append(data[at : mark.start()])
        end = data.find(b"endstream", mark.end())
        end = len(data) if end < 0 else end
        if left > 0 and b"/ObjStm" in head:
            content = _unpacked(data[mark.end() : end], head, left)
            left -= len(content)
            packed.append(content)
            found.objects.update(_inner(content, head))
        elif left > 0 and b"/Metadata" in head:
            content = _unpacked(data[mark.end() : end], head, left)
            left -= len(content)
            found.metadata += content + b"\n"
        at = end
    bare.append(data[at:])
    plain = b"\n".join(bare)
    found.objects = _outer(plain) | found.objects
    found.all = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), b"\n".join([plain, *packed]))
    return found


def _unpacked(content: bytes, head: bytes, most: int) -> bytes:
    if b"Fl" not in head:
        return content[:most]
    try:
        return zlib.decompressobj().decompress(content, most)
    except zlib.error:
        return b""


def _outer(plain: bytes) -> dict[int, bytes]:
    marks = list(_OBJECT.finditer(plain))
    return {
        int(mark[1]): plain[mark.end() : min(following, mark.end() + 4_000)]
        for mark, following in zip(marks, [*(each.start() for each in marks[1:]), len(plain)],
                                   strict=True)
    }  # fmt: skip


def _inner(content: bytes, head: bytes) -> dict[int, bytes]:
    first, count = _FIRST.search(head), _COUNT.search(head)
    if not first or not count:
        return {}
    start = int(first[1])
    numbers = content[:start].split()[: 2 * int(count[1])]
    if not all(each.isdigit() and len(each) < 9 for each in numbers) or len(numbers) % 2:
        return {}
    places = [int(each) for each in numbers]
    starts = [*(start + each for each in places[1::2]), len(content)]
    return {
        number: content[starts[at] : min(starts[at + 1], starts[at] + 4_000)]
        for at, number in enumerate(places[::2])
    }


def _string(match: "re.Match[bytes]") -> str:
    if match[2] is not None:
        digits = re.sub(rb"\s", b"", match[2])
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        raw = _BREAK.sub(_unescaped, match[1])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _unescaped(match: "re.Match[bytes]") -> bytes:
    said = match[1]
    if said.isdigit():
        return bytes([int(said, 8) & 0xFF]) if not set(said) & set(b"89") else said
    return _BY_MARK.get(said, said)
