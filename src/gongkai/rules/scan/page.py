"""What a rule of the scan is handed and what it hands back: a page of text, and marks on it.

Rules point at places; the engine weighs them and finds the words.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.rules.scan.folding import Folded
from gongkai.rules.scan.hits import Severity
from gongkai.rules.scan.metadata import Metadata
from gongkai.rules.scan.passages import Passage

CELL = "\t"
DIGIT = re.compile("[0-9]")
# Eleven digits, whatever people put between them: nothing shorter is a phone, a card, an identity.
LONG_NUMBER = re.compile(r"[0-9](?:[^0-9a-z\u4e00-\u9fff，。；]{0,2}[0-9]){10}")
# 第3行, 第2列（隐藏列）, 第5段: where in a table or a text a passage stands.
NUMBERED = re.compile(r"第[0-9]{1,9}[行列段]起?(?:（[^（）]{0,40}）)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a passage that a rule points at, and what it adds to the words of the rule.

    `weight` replaces the weight of the rule. A `private` quotation is masked whole; `shown` stands
    for it where the place itself says nothing. `about` tells two marks on nothing apart.
    """

    rule: str
    start: int
    end: int
    detail: str = ""
    detail_en: str = ""
    suggestion: str = ""
    count: int = 1
    weight: Severity | None = None
    private: bool = False
    shown: str = ""
    about: str = ""


class Page:
    """One passage with its foldings, and the item it belongs to."""

    __slots__ = (
        "_has_long_number",
        "_homes",
        "clean",
        "folded",
        "metadata",
        "number",
        "on",
        "passage",
    )

    def __init__(self, passage: Passage, metadata: Metadata, on: date, number: int = 0) -> None:
        self.passage = passage
        self.metadata = metadata
        self.on = on
        self.number = number
        self.folded = Folded(passage.text)
        self.clean = self.folded.clean
        self._has_long_number: bool | None = None
        self._homes: list[tuple[int, int]] | None = None

    @property
    def has_digits(self) -> bool:
        """Return whether there is any digit: most patterns need one."""
        return DIGIT.search(self.clean) is not None

    @property
    def has_long_number(self) -> bool:
        """Return whether there are eleven digits in a run."""
        if self._has_long_number is None:
            self._has_long_number = LONG_NUMBER.search(self.clean) is not None
        return self._has_long_number

    @property
    def stem(self) -> str:
        """Return the place without the numbers of row and column: the table it stands in."""
        return NUMBERED.sub("", self.passage.place)

    def homes(self, find: Callable[[str], list[tuple[int, int]]]) -> list[tuple[int, int]]:
        """Return the home addresses in the tight text, found once: two rules ask for them."""
        if self._homes is None:
            self._homes = find(self.folded.tight)
        return self._homes

    def lines(self) -> Iterator[tuple[int, int]]:
        """Yield the places of the lines in `clean`, spaces at their ends left out, none empty."""
        for start, end in _parts(self.clean, "\n"):
            start, end = _trimmed(self.clean, start, end)
            if start < end:
                yield start, end

    def mark(self, rule: str, start: int, end: int, **more: object) -> Mark:
        """Return a mark on a place in `clean`."""
        return Mark(rule, *self.folded.span(start, end), **more)  # type: ignore[arg-type] # fields of Mark by name

    def near(self, start: int, end: int, reach: int) -> str:
        """Return a place in `clean` with what stands within `reach` of it."""
        return self.clean[max(start - reach, 0) : end + reach]


def _parts(text: str, mark: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part in text.split(mark):
        yield start, start + len(part)
        start += len(part) + len(mark)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return start, max(start, start + len(part.strip()))
