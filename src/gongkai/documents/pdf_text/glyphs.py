"""The characters of a page with their places, and the words they make.

A word is what stands without a gap on one base line. What a producer draws twice to look bold
is one character; radicals that stand in for characters are read as the characters.
"""

import ctypes
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

from pypdfium2 import raw

from gongkai.documents.pdf_text.frame import Box, Frame

_RADICALS: Final = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
_HYPHENS: Final = (0x02, 0xAD, 0xFFFE)
_NOTHING: Final = (0, 0xFEFF, 0xFFFF, 0x200B, 0x200C, 0x200D, 0x2060)
_SAMPLE: Final = 60
_QUARTER: Final = 1.5708  # radians
_NEARLY_ALL: Final = 0.8
_GAP_EM: Final = 0.35
_LATIN_GAP_EM: Final = 0.18
_UNIT_GAP_EM: Final = 0.6
_UNITS: Final = "元万亿件条"
_BACK_EM: Final = 0.45
_BASE_EM: Final = 0.25
_TWICE_EM: Final = 0.14
_LARGE: Final = 45.0  # points: larger than titles are
_FAR_LARGER: Final = 2.0
_LEAST_SIZE: Final = 2.0
_LEAST_SHARE: Final = 0.5
_USUAL_SHARE: Final = 0.85


@dataclass(slots=True)
class Glyph:
    """One character: its box, its base line and the size of its face in points."""

    text: str
    x0: float
    x1: float
    base: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """The middle from left to right."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class Word:
    """Characters side by side without a gap."""

    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(each.text for each in self.glyphs)

    @property
    def box(self) -> Box:
        """The box around it."""
        return (
            min(each.x0 for each in self.glyphs),
            min(each.top for each in self.glyphs),
            max(each.x1 for each in self.glyphs),
            max(each.bottom for each in self.glyphs),
        )

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return self.glyphs[-1].x1

    @property
    def base(self) -> float:
        """Its base line."""
        return self.glyphs[0].base

    @property
    def size(self) -> float:
        """The size of its face in points."""
        return self.glyphs[0].size


def quarters(text_page: Any, otherwise: int) -> int:
    """Return the quarter turns after which nearly all text of a page stands upright."""
    step = max(1, raw.FPDFText_CountChars(text_page) // _SAMPLE)
    angles = [
        -round(raw.FPDFText_GetCharAngle(text_page, at) / _QUARTER) % 4
        for at in range(0, raw.FPDFText_CountChars(text_page), step)
        if raw.FPDFText_GetUnicode(text_page, at) > ord(" ")
    ]
    for turns in range(4):
        if angles and angles.count(turns) > _NEARLY_ALL * len(angles):
            return turns
    return otherwise


def read(text_page: Any, frame: Frame) -> list[Glyph]:
    """Return the printed characters of a page in the order in which they are drawn."""
    found: list[Glyph] = []
    rect = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    seen: dict[tuple[str, int, int], Glyph] = {}
    for at in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if code <= ord(" ") and code not in _HYPHENS:
            continue
        if code in _NOTHING or raw.FPDFText_IsGenerated(text_page, at) == 1:
            continue
        raw.FPDFText_GetLooseCharBox(text_page, at, rect)
        raw.FPDFText_GetCharOrigin(text_page, at, x, y)
        left, top, right, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        _, base = frame.point(x.value, y.value)
        if bottom - top > _LARGE:
            left, top, right, bottom = _inked(text_page, at, frame) or (left, top, right, bottom)
            base = min(base, bottom)
        tall = max(bottom - top, _LEAST_SIZE)
        glyph = Glyph(_character(code), left, right, base, top, bottom, tall)
        if glyph.text.isspace() or not _is_on(glyph, frame) or _is_twice(glyph, seen):
            continue
        found.append(glyph)
    _measure(found)
    return _whole(found)


def _inked(text_page: Any, at: int, frame: Frame) -> Box | None:
    """Return the box of the ink of a character where its line claims to be far larger."""
    sides = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text_page, at, *sides)
    left, right, bottom, top = (each.value for each in sides)
    larger = max(right - left, top - bottom)
    return frame.box(left, bottom, right, top) if 0 < larger < _LARGE / _FAR_LARGER else None


def _measure(glyphs: Sequence[Glyph]) -> None:
    """Set the sizes: a Chinese character is as wide as its face is large, whatever the height
    that the font gives its lines."""
    shares = [(each.x1 - each.x0) / each.size for each in glyphs if "一" <= each.text <= "鿿"]
    share = median(shares) if shares else _USUAL_SHARE
    for each in glyphs:
        each.size *= min(max(share, _LEAST_SHARE), 1.2)


def _character(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    character = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", character.translate(_RADICALS))
    return character


def _is_on(glyph: Glyph, frame: Frame) -> bool:
    y = (glyph.top + glyph.bottom) / 2
    return 0 <= glyph.middle <= frame.width and 0 <= y <= frame.height


def _is_twice(glyph: Glyph, seen: dict[tuple[str, int, int], Glyph]) -> bool:
    """Tell whether the same character was drawn before in nearly the same place."""
    near = glyph.size * _TWICE_EM
    column, row = int(glyph.x0 // near), int(glyph.base // near)
    for right in (-1, 0, 1):
        for down in (-1, 0, 1):
            other = seen.get((glyph.text, column + right, row + down))
            if other and abs(other.x0 - glyph.x0) < near and abs(other.base - glyph.base) < near:
                return True
    seen[glyph.text, column, row] = glyph
    return False


def _whole(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the glyphs with the halves of surrogate pairs put together."""
    if not any("\ud800" <= each.text <= "\udfff" for each in glyphs):
        return glyphs
    whole: list[Glyph] = []
    for glyph in glyphs:
        if whole and "\udc00" <= glyph.text <= "\udfff" and "\ud800" <= whole[-1].text <= "\udbff":
            pair = (whole[-1].text + glyph.text).encode("utf-16", "surrogatepass")
            whole[-1].text = pair.decode("utf-16")
            continue
        whole.append(glyph)
    return [each for each in whole if not "\ud800" <= each.text <= "\udfff"]


def words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Return the words of a page, whatever the order in which their characters are drawn."""
    found: list[Word] = []
    for line in lines(list(glyphs)):
        word = Word()
        for glyph in line:
            if word.glyphs and not _goes_on(word.glyphs[-1], glyph):
                found.append(word)
                word = Word()
            word.glyphs.append(glyph)
        found.append(word)
    return found


def lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the characters that share a base line, from top to bottom, each line in order."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda each: each.base):
        if line and glyph.base - line[0].base > _BASE_EM * min(glyph.size, line[0].size):
            yield sorted(line, key=lambda each: each.x0)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda each: each.x0)


def _goes_on(one: Glyph, other: Glyph) -> bool:
    gap = other.x0 - one.x1
    widest = _GAP_EM
    if one.text.isdigit() and other.text in _UNITS:
        widest = _UNIT_GAP_EM
    elif one.text.isalnum() and other.text.isalnum() and (one.text + other.text).isascii():
        widest = _LATIN_GAP_EM
    return -_BACK_EM * one.size <= gap <= widest * min(one.size, other.size)
