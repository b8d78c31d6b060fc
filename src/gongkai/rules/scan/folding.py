"""One way of writing for every text (归一): width, case, traditional forms, spaces that hide words.

Folding never loses a place: each layer finds back the offsets of the text it was made from.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

# Characters that nobody sees: soft hyphen, zero-width, direction marks, variation selectors, tags.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]+"
)
# A tab parts two cells of a row and is kept; everything else only spreads a word.
SPACES = re.compile(r"[ \n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
WIDE = {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF10, 0xFF5B)
        if chr(code - 0xFEE0).isalnum()}  # fmt: skip
WIDE |= dict(zip("－．／＠＿＋＊＃［］", "-./@_+*#[]", strict=True))
WIDE |= {chr(0x1D7CE + each): str(each % 10) for each in range(50)}  # mathematical digits
CAPITALS = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Layer:
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
    `clean` without spaces and line breaks beside Chinese characters.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        plain = text.translate(_table()) if _foldable().search(text) else text
        self._clean = leave_out(plain, (found.span() for found in UNSEEN.finditer(plain)))
        self.clean = self._clean.text

    @cached_property
    def _tight(self) -> Layer:
        return leave_out(self.clean, _loose(self.clean))

    @property
    def tight(self) -> str:
        """Return the text without the spaces that part Chinese characters."""
        return self._tight.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text of a place in `clean`."""
        return self._clean.origin(start), self._clean.origin(end - 1) + 1

    def clean_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in `clean` of a place in `tight`."""
        return self._tight.origin(start), self._tight.origin(end - 1) + 1


def leave_out(text: str, spans: Iterable[tuple[int, int]]) -> Layer:
    """Return a text without the spans, which do not overlap and stand in order."""
    kept, cuts, shifts, last, gone = [], [], [], 0, 0
    for start, end in spans:
        kept.append(text[last:start])
        cuts.append(start - gone)
        gone += end - start
        shifts.append(gone)
        last = end
    if not cuts:
        return Layer(text)
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
def _table() -> dict[int, str]:
    return str.maketrans({**traditional(), **WIDE, **CAPITALS})


@cache
def _foldable() -> re.Pattern[str]:
    """Return what finds out fast whether anything in a text is to be folded at all."""
    return re.compile("[" + re.escape("".join({**traditional(), **WIDE, **CAPITALS})) + "]")
