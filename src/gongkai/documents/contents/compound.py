"""The container of old Office files (OLE, 复合文档): its streams by name.

Read under a ceiling and without trust: a chain that turns in a circle ends where it began.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY: Final = 128
_END: Final = 0xFFFFFFFA  # from here on, a sector number means something else
_MINI: Final = 64
_MINI_CUTOFF: Final = 4096
_MOST_STREAMS: Final = 4_000
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class _File:
    """A container whose tables are read once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = min(max(_number(data, 30, "<H"), 7), 12)
        self._sector = 1 << shift
        self._fat = self._table(self._difat())
        self._mini_fat = self._table(self._chain(_number(data, 60)))
        self.entries = list(self._entries())
        root = next((each for each in self.entries if each.kind == _ROOT), None)
        self._minis = b"" if root is None else self._joined(root.start, root.size)

    def content(self, entry: _Entry) -> bytes:
        """Return the bytes of a stream, fewer where the file is cut."""
        if entry.size >= _MINI_CUTOFF:
            return self._joined(entry.start, entry.size)
        found = bytearray()
        for at in _followed(entry.start, self._mini_fat):
            if len(found) >= entry.size:
                break
            found += self._minis[at * _MINI : (at + 1) * _MINI]
        return bytes(found[: entry.size])

    def _difat(self) -> Iterator[int]:
        yield from struct.unpack_from("<109I", self._data.ljust(512, b"\xff"), 76)
        at, seen = _number(self._data, 68), set[int]()
        while at < _END and at not in seen and self._at(at):
            seen.add(at)
            numbers = struct.unpack(
                f"<{self._sector // 4}I", self._at(at).ljust(self._sector, b"\xff")
            )
            yield from numbers[:-1]
            at = numbers[-1]

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._data[start : start + self._sector]

    def _table(self, sectors: Iterator[int]) -> list[int]:
        found: list[int] = []
        most = len(self._data) // self._sector + 2
        for number in sectors:
            part = self._at(number) if number < _END else b""
            if part:
                whole = part[: len(part) // 4 * 4]
                found.extend(struct.unpack(f"<{len(whole) // 4}I", whole))
            if len(found) > 4 * most * _MINI:
                break
        return found

    def _chain(self, start: int) -> Iterator[int]:
        return _followed(start, self._fat)

    def _joined(self, start: int, size: int) -> bytes:
        found = bytearray()
        for number in self._chain(start):
            if len(found) >= size:
                break
            found += self._at(number)
        return bytes(found[:size])

    def _entries(self) -> Iterator[_Entry]:
        held = self._joined(_number(self._data, 48), _MOST_STREAMS * _ENTRY)
        for at in range(0, len(held) - _ENTRY + 1, _ENTRY):
            length = min(_number(held, at + 64, "<H"), 64)
            name = held[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            if held[at + 66] in (_STREAM, _ROOT, 1):
                yield _Entry(name, held[at + 66], _number(held, at + 116), _number(held, at + 120))


def _number(data: bytes, at: int, form: str = "<I") -> int:
    size = struct.calcsize(form)
    return int(struct.unpack(form, data[at : at + size].ljust(size, b"\xff"))[0])


def _followed(start: int, table: list[int]) -> Iterator[int]:
    seen = bytearray(len(table))
    while start < len(table) and not seen[start]:
        seen[start] = 1
        yield start
        start = table[start]


def names(data: bytes) -> frozenset[str]:
    """Return the names of streams and folders; where the directory is damaged, those it shows."""
    found = {each.name for each in _File(data).entries}
    known = ("EncryptedPackage", "WordDocument", "Workbook", "PowerPoint Document", "VBA")
    if not found:
        found = {each for each in known if each.encode("utf-16-le") in data}
    return frozenset(found)


def streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the streams of a container with their names."""
    held = _File(data)
    left = 4 * len(data) + 1
    for entry in held.entries:
        if entry.kind == _STREAM and left > 0:
            content = held.content(entry)
            left -= len(content)
            yield entry.name, content
