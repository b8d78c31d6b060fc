"""What is found in one file while it is read, under limits that its inner files share."""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from PIL import Image

from gongkai.documents.contents.faults import Fault, FaultCode, fault, of_refusal
from gongkai.documents.intake.limits import MEBIBYTE, Limits
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.rules.scan.passages import Hidden, Passage

DEEPEST: Final = 4
LIMITS: Final = Limits(
    file_bytes=200 * MEBIBYTE,
    parts=4_000,
    characters=8_000_000,
    pages=1_000,
    page_characters=1_000_000,
)
_MOST_FILES: Final = 2_000
_MOST_INNER_BYTES: Final = 256 * MEBIBYTE
_MOST_PASSAGES: Final = 400_000
_MOST_FAULTS: Final = 200
_LONGEST: Final = 200_000

# What libraries raise for bytes that are not what they claim to be.
BROKEN: Final = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError,
    NotImplementedError, OSError, RuntimeError, SyntaxError, TypeError, ValueError, Warning,
    struct.error, zlib.error, etree.LxmlError, Image.DecompressionBombError,
)  # fmt: skip

Opener = Callable[[bytes, str, "Gathering"], None]


@dataclass(slots=True)
class Spent:
    """What a file and all that it holds have cost so far."""

    characters: int = 0
    files: int = 0
    inner_bytes: int = 0
    passages: int = 0


@dataclass(slots=True)
class Gathering:
    """Passages and faults of one file; `open` reads a file that lies in it."""

    name: str
    open: Opener
    limits: Limits = LIMITS
    depth: int = 0
    spent: Spent = field(default_factory=Spent)
    passages: list[Passage] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def say(self, place: str, text: str, hidden: Hidden | None = None) -> None:
        """Add a passage; nothing where it holds no words."""
        text = text.replace("\x00", "").strip()
        if not text or self._is_full() or self._is_said(place, text, hidden):
            return
        for start in range(0, len(text), _LONGEST):
            piece = text[start : start + _LONGEST]
            self.passages.append(Passage(place, piece, hidden))
            self.spent.characters += len(piece)
            self.spent.passages += 1

    def fault(self, code: FaultCode, *, blocks: bool | None = None, **facts: object) -> None:
        """Add a fault, once."""
        self._add(fault(code, self.name, blocks=blocks, **facts))

    def has(self, code: FaultCode) -> bool:
        """Tell whether a fault was found already."""
        return any(each.code is code for each in self.faults)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn the refusal of a reader into a fault."""
        try:
            yield
        except UnreadableDocument as error:
            self._add(of_refusal(error))

    def inner(
        self, data: bytes, name: str, place: str, hidden: Hidden | None = Hidden.EMBEDDED
    ) -> None:
        """Read a file that lies in this one; what it shows is as hidden as `hidden` says."""
        if self.depth >= DEEPEST:
            self.fault(FaultCode.TOO_DEEP, limit=DEEPEST)
            return
        self.spent.files += 1
        self.spent.inner_bytes += len(data)
        if self.spent.files > _MOST_FILES or self.spent.inner_bytes > _MOST_INNER_BYTES:
            self.fault(FaultCode.TOO_LARGE, what="内部文件", what_en="inner files",
                       limit=f"{_MOST_FILES:,}")  # fmt: skip
            return
        held = Gathering(
            f"{self.name}”中的“{name}", self.open, self.limits, self.depth + 1, self.spent
        )
        self.open(data, name, held)
        for each in held.passages:
            where = f"{place}{each.place}" if place else each.place
            self.passages.append(Passage(where, each.text, each.hidden or hidden))
        self.take(held.faults)

    def take(self, faults: Iterable[Fault]) -> None:
        """Add faults that were found elsewhere, each once."""
        for told in faults:
            self._add(told)

    def _add(self, told: Fault) -> None:
        if told not in self.faults and len(self.faults) < _MOST_FAULTS:
            self.faults.append(told)

    def _is_said(self, place: str, text: str, hidden: Hidden | None) -> bool:
        """Tell whether a property was said before; a file may hold it twice."""
        if hidden is not Hidden.METADATA:
            return False
        before = (place, text) in self._told
        self._told.add((place, text))
        return before

    def _is_full(self) -> bool:
        limit = self.limits.characters
        if self.spent.characters > limit or self.spent.passages > _MOST_PASSAGES:
            self.fault(FaultCode.TOO_LARGE, what="文字数", what_en="characters", limit=f"{limit:,}")
            return True
        return False
