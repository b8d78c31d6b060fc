"""The characters of a page, sorted by whether a reader sees them and why not.

Two witnesses are heard: what is drawn when and in which colour, and the page as a picture. The
picture is believed only for fonts the file brings along; others may be missing here.
"""

import ctypes
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from gongkai.documents.contents.pdf import drawing
from gongkai.documents.contents.pdf.drawing import Drawing, Writing
from gongkai.documents.pdf_text.frame import Box, Frame
from gongkai.rules.scan.passages import Hidden

_SIDE: Final = 1_200
_CONTRAST: Final = 20
_TINY: Final = 1.6
_SCAN: Final = 0.6
_LEAST: Final = 2

_PAPER: Final = (255, 255, 255)

SEEN: Final = ("", None)
_OUTSIDE: Final = ("页面之外", Hidden.TEXT)
_INVISIBLE: Final = ("不可见文字", Hidden.TEXT)
_SAME: Final = ("与底色相同的文字", Hidden.TEXT)
_SMALL: Final = ("极小文字", Hidden.TEXT)
_LAYER: Final = ("隐藏图层", Hidden.TEXT)
_COVERED: Final = ("被遮盖的文字", Hidden.COVERED)

Reason = tuple[str, Hidden | None]


@dataclass(slots=True)
class Told:
    """The text of a page by reason: "" is what is seen."""

    by_reason: dict[Reason, str] = field(default_factory=dict)
    has_picture: bool = False
    is_cut: bool = False


class _Sight:
    """The page as a picture, painted when it is first asked for."""

    def __init__(self, page: pypdfium2.PdfPage, frame: Frame, *, may_paint: bool) -> None:
        self._page, self._frame, self._may_paint = page, frame, may_paint
        self._image: Image.Image | None = None
        self._scale = _SIDE / max(frame.width, frame.height, 1.0)

    def is_blank(self, box: Box) -> bool | None:
        """Tell whether nothing stands out in a box; None where that cannot be told."""
        if self._image is None and self._may_paint:
            self._may_paint = False
            self._image = self._page.render(scale=self._scale, may_draw_forms=False).to_pil()
        if self._image is None:
            return None
        left, top, right, bottom = (round(each * self._scale) for each in box)
        wide, tall = self._image.size
        left, top = max(left - 1, 0), max(top - 1, 0)
        right, bottom = min(right + 1, wide), min(bottom + 1, tall)
        if right - left < _LEAST or bottom - top < _LEAST:
            return None
        bands = self._image.crop((left, top, right, bottom)).split()[:3]
        return all(high - low < _CONTRAST for low, high in map(_range, bands))


class Reader:
    """Sorts the characters of one page."""

    def __init__(
        self,
        document: pypdfium2.PdfDocument,
        page: pypdfium2.PdfPage,
        hidden_layers: frozenset[str],
    ) -> None:
        self._page, self._layers = page, hidden_layers
        self._frame = Frame.of(page, page.get_rotation() // 90)
        self._drawn: Drawing = drawing.of(document, page, self._frame)
        may_paint = 0 < self._frame.width < 20_000 and 0 < self._frame.height < 20_000
        self._sight = _Sight(page, self._frame, may_paint=may_paint and not self._drawn.is_cut)
        self._verdicts: dict[int, Reason | None] = {}
        self._is_scan = self._drawn.picture_share >= _SCAN

    def read(self, text_page: Any) -> Told:
        """Return the text of the page by reason."""
        told = Told({}, self._drawn.picture_share > 0, self._drawn.is_cut)
        if all(self._verdict(each) == SEEN for each in self._drawn.writings.values()):
            told.by_reason = {SEEN: _whole(_all(text_page))}
            return told
        last: Reason = SEEN
        parts: dict[Reason, list[str]] = {}
        for at in range(raw.FPDFText_CountChars(text_page)):
            code = raw.FPDFText_GetUnicode(text_page, at)
            if code in (0, 0xFFFE, 0xFFFF):
                continue
            character = chr(code)
            if unicodedata.category(character)[0] in "LNPS":
                reason = self._reason(text_page, at)
                if reason != last and reason in parts:
                    parts[reason].append("\n" if reason != SEEN else "")
                last = reason
            parts.setdefault(last, []).append(character)
        told.by_reason = {reason: _whole("".join(said)) for reason, said in parts.items()}
        return told

    def _reason(self, text_page: Any, at: int) -> Reason:
        thing = raw.FPDFText_GetTextObject(text_page, at)
        writing = self._drawn.writings.get(drawing.address(thing)) if thing else None
        if writing is None:
            return SEEN
        verdict = self._verdict(writing)
        if verdict is not None:
            return verdict
        box = _box(text_page, at, self._frame)
        if box is None:
            return SEEN
        return (
            self._by_itself(writing, box)
            or self._by_others(writing, box)
            or self._by_sight(writing, box)
            or SEEN
        )

    def _verdict(self, writing: Writing) -> Reason | None:
        """Return why a text is seen or not as a whole; None where its characters may differ."""
        if writing.order not in self._verdicts:
            self._verdicts[writing.order] = self._judged(writing)
        return self._verdicts[writing.order]

    def _judged(self, writing: Writing) -> Reason | None:
        left, top, right, bottom = writing.box
        is_within = 0 <= left <= right <= self._frame.width and (
            0 <= top <= bottom <= self._frame.height
        )
        if not is_within or right <= left or bottom <= top:
            return None
        found = self._by_itself(writing, writing.box)
        if found is not None:
            return found
        if self._is_scan or self._drawn.is_layered or self._drawn.near(writing):
            return None
        if drawing.is_like(writing.colour, _PAPER):
            return _SAME
        return self._by_sight(writing, writing.box) or SEEN

    def _by_itself(self, writing: Writing, box: Box) -> Reason | None:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not (0 <= x <= self._frame.width and 0 <= y <= self._frame.height):
            return _OUTSIDE
        if writing.layer in self._layers and writing.layer:
            return _LAYER
        if writing.is_invisible and not self._is_scan:
            return _INVISIBLE
        return _SMALL if 0 < writing.tall < _TINY else None

    def _by_others(self, writing: Writing, box: Box) -> Reason | None:
        is_layer_of_scan = self._is_scan and writing.is_invisible
        if not self._is_scan and self._drawn.covers(writing, box):
            blank = self._sight.is_blank(_middle(box)) if writing.is_embedded else None
            # The same words may be set again on top of what covers them.
            return None if blank is False and not self._pictures_over(writing, box) else _COVERED
        if is_layer_of_scan or self._is_scan:
            # The words of a scan lie under or over its picture: they hide where it shows nothing.
            return _COVERED if self._sight.is_blank(box) else None
        ground = self._drawn.ground(writing, box)
        return _SAME if ground is not None and drawing.is_like(ground, writing.colour) else None

    def _pictures_over(self, writing: Writing, box: Box) -> bool:
        over = (each for each in self._drawn.near(writing) if each.order > writing.order)
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(each.colour is None and each.holds(middle) for each in over)

    def _by_sight(self, writing: Writing, box: Box) -> Reason | None:
        if not writing.is_embedded or self._is_scan or not self._sight.is_blank(box):
            return None
        return _SAME if min(writing.colour) > 200 else _COVERED


def _whole(said: str) -> str:
    """Return a text with the halves of surrogate pairs put together."""
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "ignore").replace("\r", "")


def _box(text_page: Any, at: int, frame: Frame) -> Box | None:
    sides = [ctypes.c_double() for _ in range(4)]
    if not raw.FPDFText_GetCharBox(text_page, at, *sides):
        return None
    left, right, bottom, top = (each.value for each in sides)
    if right <= left or top <= bottom:
        return None
    return frame.box(left, bottom, right, top)


def _all(text_page: Any) -> str:
    """Return the whole text of a page, as the library strings it together."""
    count = raw.FPDFText_CountChars(text_page)
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(text_page, 0, count, buffer)
    said = bytes(buffer).decode("utf-16-le", "ignore").rstrip("\x00")
    return said.replace("\x02", "").replace("\ufffe", "")


def _middle(box: Box) -> Box:
    left, top, right, bottom = box
    dx, dy = (right - left) / 5, (bottom - top) / 5
    return left + dx, top + dy, right - dx, bottom - dy


def _range(band: Image.Image) -> tuple[float, float]:
    """Return the darkest and the lightest of a band of a picture."""
    low, high = band.getextrema()
    return (
        (low, high) if isinstance(low, int | float) and isinstance(high, int | float) else (0, 255)
    )
