"""Words set in lines: the lines of a page, and the text of a cell.

A gap as wide as a character stays a wide gap. Digits of two lines are one number only where the
first line is so full that it had to break; letters spaced out evenly are one word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gongkai.documents.pdf_text.frame import Box
from gongkai.documents.pdf_text.glyphs import Word

_MIDDLE_EM: Final = 0.35
_WIDE_EM: Final = 0.95
_NARROW_EM: Final = 0.35
_EVEN_EM: Final = 0.2
_SPACED_EM: Final = 1.1
_SPACED_FROM: Final = 3
_BASE_EM: Final = 0.25
_MARGINS: Final = 11.5  # points: the two side margins of a cell in common programs
_FEWEST_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one base line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with their gaps: a wide one as two blanks."""
        if _is_spaced_out(self.words):
            return "".join(word.text for word in self.words)
        text = self.words[0].text
        for one, other in pairwise(self.words):
            gap = (other.x0 - one.x1) / max(one.size, other.size)
            latin = text[-1].isascii() and other.text[0].isascii()
            blanks = "  " if gap >= _WIDE_EM else " " if latin or gap > _NARROW_EM else ""
            text += blanks + other.text
        return text

    @property
    def base(self) -> float:
        """Its base line."""
        return self.words[0].base

    @property
    def middle(self) -> float:
        """The middle of its characters from top to bottom."""
        return self.base - _MIDDLE_EM * self.words[0].size

    @property
    def box(self) -> Box:
        """The box around it."""
        return around(self.words)


def around(words: Sequence[Word]) -> Box:
    """Return the box around words."""
    boxes = [word.box for word in words]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def lines(words: Sequence[Word]) -> list[Line]:
    """Return words set in lines, from top to bottom."""
    held: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.base, each.x0)):
        near = _BASE_EM * (min(word.size, held[-1][0].size) if held else 0)
        if held and word.base - held[-1][0].base <= near:
            held[-1].append(word)
        else:
            held.append([word])
    return [Line(tuple(sorted(each, key=lambda word: word.x0))) for each in held]


def text_of(words: Sequence[Word], box: Box) -> str:
    """Return the text of a cell that has a box."""
    text, before = "", None
    for line in lines(words):
        said = " ".join(line.text.split())
        if before is None or not text:
            text, before = said, line
            continue
        text += _between(text, said, before, box) + said
        before = line
    return text


def _between(above: str, below: str, line: Line, box: Box) -> str:
    """Return what stands between two lines of a cell: nothing between words of Chinese."""
    if not (above[-1].isascii() and below[0].isascii()):
        return ""
    tail = above.rsplit(" ", 1)[-1].rstrip(",.")
    if not (tail.lstrip("+-").replace(",", "").replace(".", "").isdigit() and _is_figure(below)):
        return " "
    left, _, right, _ = line.box
    digit = (right - left) / max(1, len(line.text))
    is_full = (box[2] - box[0]) - (right - left) < digit + _MARGINS
    return "" if is_full and len(tail) >= _FEWEST_DIGITS else " "


def _is_figure(text: str) -> bool:
    return all(each.isdigit() or each in ".," for each in text)


def _is_spaced_out(words: Sequence[Word]) -> bool:
    if len(words) < _SPACED_FROM or any(len(word.glyphs) > 1 for word in words):
        return False
    gaps = [(b.x0 - a.x1) / max(a.size, b.size) for a, b in pairwise(words)]
    return max(gaps) - min(gaps) <= _EVEN_EM and max(gaps) <= _SPACED_EM
