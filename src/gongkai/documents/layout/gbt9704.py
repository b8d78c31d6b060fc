"""The measures of official documents (党政机关公文格式), in the units of the standard.

Source: GB/T 9704-2012: paper, margins, grid, faces and sizes, page number, signature.
"""

from dataclasses import dataclass
from typing import Final

from gongkai.documents.layout.columns import text_width

PAGE_WIDTH_MM: Final = 210.0
PAGE_HEIGHT_MM: Final = 297.0
TOP_MM: Final = 37.0
BOTTOM_MM: Final = 35.0
LEFT_MM: Final = 28.0
RIGHT_MM: Final = 26.0
TEXT_WIDTH_MM: Final = PAGE_WIDTH_MM - LEFT_MM - RIGHT_MM
LINES: Final = 22
CHARACTERS: Final = 28
POINTS_PER_MM: Final = 72 / 25.4
LINE_PITCH_PT: Final = 28.95
CHARACTER_PITCH_PT: Final = TEXT_WIDTH_MM * POINTS_PER_MM / CHARACTERS
PAGE_NUMBER_MM: Final = 7.0

SIZE_2_PT: Final = 22.0
SIZE_3_PT: Final = 16.0
SIZE_4_PT: Final = 14.0
TITLE_PITCH_PT: Final = 36.0
SMALL_PT: Final = 10.5

TITLE_FACE: Final = "方正小标宋简体"
BODY_FACE: Final = "仿宋_GB2312"
HEADING_FACES: Final = {1: "黑体", 2: "楷体_GB2312"}
DIGITS_FACE: Final = "宋体"
LATIN_FACE: Final = "Times New Roman"
TABLE_FACE: Final = "宋体"

THIN_PT: Final = 0.5
THICK_PT: Final = 1.5

_DATE_INDENT: Final = 4.0


@dataclass(frozen=True, slots=True)
class SignatureIndents:
    """How far organ and date stand from the right edge, in characters."""

    organ: float
    day: float


def signature_indents(organ: str, day: str) -> SignatureIndents:
    """Return the right indents: the date four characters in, the organ centred over it.

    An organ too long for that stands at the edge and the date is centred under it.
    Source: GB/T 9704-2012, 7.3.5.
    """
    overhang = (text_width(organ) - text_width(day)) / 2
    if overhang <= _DATE_INDENT:
        return SignatureIndents(_DATE_INDENT - overhang, _DATE_INDENT)
    return SignatureIndents(0.0, overhang)
