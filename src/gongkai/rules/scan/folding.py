"""One way of writing for every text (归一): width, case, traditional forms, spaces that hide words.

Folding never loses a place: each layer finds back the offsets of the text it was made from.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# Characters that nobody sees: soft hyphen, zero-width, direction marks, variation selectors, tags.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff]+|[\U000e0000-\U000e01ef]+"
)
# A class of characters that reaches beyond the first plane is searched ten times slower.
BEYOND = re.compile("[\U00010000-\U0010ffff]")
# A tab parts two cells of a row and is kept; everything else only spreads a word.
SPACES = re.compile(r"[ \n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
WIDE = {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF10, 0xFF5B)
        if chr(code - 0xFEE0).isalnum()}  # fmt: skip
WIDE |= dict(zip("－．／＠＿＋＊＃［］", "-./@_+*#[]", strict=True))
MATHEMATICAL = {chr(0x1D7CE + each): str(each % 10) for each in range(50)}
CAPITALS = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


class Layer(NamedTuple):
    """A text with some runs of another left out; `cuts` are where, `shifts` how much so far."""

    text: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, position: int) -> int:
        """Return where a character of this layer stands in the text it was made from."""
        if not self.cuts:
            return position
        before = bisect_right(self.cuts, position) - 1
        return position + (self.shifts[before] if before >= 0 else 0)


class Folded:
    """A text in the layers the rules read.

    `clean` is as long as the text but for unseen characters, which are left out. `tight` is
    `clean` without spaces and line breaks beside Chinese characters. Most texts need no folding
    at all; one search finds that out, and every layer is then the text itself.
    """

    __slots__ = ("_clean", "_is_plain", "_tight", "clean", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._clean: Layer | None = None
        self._tight: Layer | None = None
        self._is_plain = _odd().search(text) is None and BEYOND.search(text) is None
        if self._is_plain:
            self.clean = text
        else:
            plain = _foldable().sub(_simple, text)
            unseen = UNSEEN.search(plain) and [found.span() for found in UNSEEN.finditer(plain)]
            self._clean = leave_out(plain, unseen or ())
            self.clean = self._clean.text

    def _made_tight(self) -> Layer:
        if self._tight is None:
            self._tight = leave_out(self.clean, () if self._is_plain else list(_loose(self.clean)))
        return self._tight

    @property
    def tight(self) -> str:
        """Return the text without the spaces that part Chinese characters."""
        return self.text if self._is_plain else self._made_tight().text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text of a place in `clean`."""
        if self._clean is None:
            return start, end
        return self._clean.origin(start), self._clean.origin(end - 1) + 1

    def clean_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in `clean` of a place in `tight`."""
        tight = self._made_tight()
        return tight.origin(start), tight.origin(end - 1) + 1


def leave_out(text: str, spans: Sequence[tuple[int, int]]) -> Layer:
    """Return a text without the spans, which do not overlap and stand in order."""
    if not spans:
        return Layer(text)
    kept, cuts, shifts, last, gone = [], [], [], 0, 0
    for start, end in spans:
        kept.append(text[last:start])
        cuts.append(start - gone)
        gone += end - start
        shifts.append(gone)
        last = end
    return Layer("".join([*kept, text[last:]]), tuple(cuts), tuple(shifts))


def fold(text: str) -> str:
    """Return a text as `tight` has it: what terms and fingerprints are made of."""
    return Folded(text).tight


@cache
def traditional() -> dict[str, str]:
    """Return the traditional characters that stand for one simplified character each."""
    resource = files("gongkai.rules").joinpath("data", "scan", "traditional.toml")
    data = tomllib.loads(resource.read_text(encoding="utf-8"))
    return {
        old: new
        for group in data["pairs"]
        for old, new in zip(group["traditional"], group["simplified"], strict=True)
    }


def _loose(text: str) -> Iterable[tuple[int, int]]:
    """Yield the runs of spaces that stand beside a character that is not ASCII."""
    for found in SPACES.finditer(text):
        start, end = found.span()
        beside = text[max(start - 1, 0) : start] + text[end : end + 1]
        if not beside.isascii():
            yield start, end


@cache
def _table() -> dict[str, str]:
    return {**traditional(), **WIDE, **CAPITALS, **MATHEMATICAL}


def _simple(found: re.Match[str]) -> str:
    return _table()[found[0]]


@cache
def _foldable() -> re.Pattern[str]:
    """Return what finds the characters that are written in another way."""
    return re.compile(f"[{_first_plane()}]|[\U0001d7ce-\U0001d7ff]")


def _first_plane() -> str:
    return re.escape("".join(each for each in _table() if each not in MATHEMATICAL))


@cache
def _odd() -> re.Pattern[str]:
    """Return what finds out in one go whether a text needs any folding."""
    unseen, spaces = UNSEEN.pattern.partition("]")[0][1:], SPACES.pattern.partition("]")[0][1:]
    return re.compile(f"[{unseen}{spaces}{_first_plane()}]")
