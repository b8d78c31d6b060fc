"""What is drawn on a page, in order: texts with their look, and what lies over or under them.

Reported as hidden is only what a reader cannot see: white text on a black ground that was drawn
before it is seen, and so is text under a seal that lets it shine through.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from gongkai.documents.pdf_text import strokes
from gongkai.documents.pdf_text.frame import Box, Frame

_OPAQUE: Final = 230
_NEAR: Final = 28
_MOST_OBJECTS: Final = 60_000
_MOST_SEGMENTS: Final = 3_000
_MOST_AREAS: Final = 400
_MOST_PIXELS: Final = 20_000_000
_INSET: Final = 0.25
_LAYER: Final = "OC"
_DARK: Final = 110
_THROUGH: Final = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT)
_ANNOTATED: Final = 1 << 30

Colour = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(slots=True)
class Area:
    """A filled shape or a picture: when it is drawn, its box, its outlines, its colour (None for
    a picture) and the picture with its holes where it has such."""

    order: int
    box: Box
    outlines: list[list[Point]]
    colour: Colour | None
    picture: Image.Image | None = None

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies in what is opaque of it."""
        x, y = point
        left, top, right, bottom = self.box
        if not (left <= x <= right and top <= y <= bottom):
            return False
        if self.outlines and sum(_crosses(each, x, y) for each in self.outlines) % 2 == 0:
            return False
        if self.picture is None:
            return True
        wide, tall = self.picture.size
        column = min(int((x - left) / ((right - left) or 1) * wide), wide - 1)
        row = min(int((y - top) / ((bottom - top) or 1) * tall), tall - 1)
        alpha = self.picture.getpixel((column, row))
        return isinstance(alpha, int) and alpha >= _OPAQUE


@dataclass(slots=True)
class Writing:
    """A text object: when it is drawn, its colour, and why it would not be seen by itself."""

    order: int
    colour: Colour
    is_invisible: bool
    is_embedded: bool
    layer: str
    box: Box
    tall: float
    near: list[Area] | None = None


@dataclass(slots=True)
class Drawing:
    """The texts of a page by the address of their object, and the areas in order."""

    writings: dict[int, Writing] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    picture_share: float = 0.0
    is_cut: bool = False
    is_layered: bool = False

    def near(self, writing: Writing) -> list[Area]:
        """Return the areas that a text meets, asked for once."""
        if writing.near is None:
            writing.near = [each for each in self.areas if _meet(each.box, writing.box)]
        return writing.near

    def covers(self, writing: Writing, box: Box) -> bool:
        """Tell whether something opaque is drawn over a character of a text after it."""
        points = _points(box)
        later = (each for each in self.near(writing) if each.order > writing.order)
        return any(all(area.holds(point) for point in points) for area in later)

    def ground(self, writing: Writing, box: Box) -> Colour | None:
        """Return the colour under a character, None for a picture; paper is white."""
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for area in reversed(self.near(writing)):
            if area.order < writing.order and area.holds(middle):
                return area.colour
        return 255, 255, 255


def address(thing: Any) -> int:
    """Return where an object of the library lies, by which it is known again."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def is_like(one: Colour, other: Colour) -> bool:
    """Tell whether two colours cannot be told apart by eye."""
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def of(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, frame: Frame) -> Drawing:
    """Return what is drawn on a page."""
    made = Drawing()
    pixels = 0
    for order, (thing, matrix) in enumerate(strokes.things(page.raw, strokes.SAME, 0)):
        if order > _MOST_OBJECTS:
            made.is_cut = True
            break
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            made.writings[address(thing)] = _writing(thing, order, matrix, frame)
        elif len(made.areas) >= _MOST_AREAS:
            made.is_cut = True
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            made.is_layered = made.is_layered or not _is_solid(thing)
            made.areas.extend(_filled(thing, matrix, frame, order))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE and _is_solid(thing):
            box = bounds(thing, matrix, frame)
            pixels += _pixels(thing)
            holes = _holes(document, page, thing) if pixels < _MOST_PIXELS else None
            made.areas.append(Area(order, box, [], None, holes))
            made.picture_share = max(made.picture_share, _share(box, frame))
        elif kind in (raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_IMAGE):
            made.is_layered = True
    made.areas.extend(_annotated(page, frame))
    made.is_layered = made.is_layered or _has_marks(page)
    return made


def _has_marks(page: pypdfium2.PdfPage) -> bool:
    """Tell whether something hangs on a page that may be painted over its text."""
    found = False
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_AREAS)):
        note = raw.FPDFPage_GetAnnot(page.raw, at)
        if note:
            kind = raw.FPDFAnnot_GetSubtype(note)
            raw.FPDFPage_CloseAnnot(note)
            found = found or kind not in _THROUGH
    return found


def bounds(thing: Any, matrix: strokes.Matrix, frame: Frame) -> Box:
    """Return the box of an object as it is seen."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *sides):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (each.value for each in sides)
    return frame.box(*strokes.moved(matrix, left, bottom), *strokes.moved(matrix, right, top))


def _writing(thing: Any, order: int, matrix: strokes.Matrix, frame: Frame) -> Writing:
    mode = raw.FPDFTextObj_GetTextRenderMode(thing)
    is_stroked = mode in (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)
    colour, alpha = _colour(thing, stroke=is_stroked)
    unseen = mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
    font = raw.FPDFTextObj_GetFont(thing)
    is_embedded = bool(font) and raw.FPDFFont_GetIsEmbedded(font) == 1
    return Writing(
        order,
        colour,
        unseen or alpha < 8,
        is_embedded,
        _layer(thing),
        bounds(thing, matrix, frame),
        _tall(thing, matrix),
    )


def _tall(thing: Any, matrix: strokes.Matrix) -> float:
    """Return the size of a text on paper in points, 0 where it cannot be told."""
    size = ctypes.c_float()
    if not raw.FPDFTextObj_GetFontSize(thing, size):
        return 0.0
    a, b, c, d, _, _ = strokes.product(strokes.matrix_of(thing), matrix)
    return abs(float(size.value)) * max(abs(a), abs(b), abs(c), abs(d))


def _colour(thing: Any, *, stroke: bool = False) -> tuple[Colour, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    ask = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    if not ask(thing, *parts):
        return (0, 0, 0), 255
    red, green, blue, alpha = (each.value for each in parts)
    return (red, green, blue), alpha


def _layer(thing: Any) -> str:
    """Return the name of the layer that an object lies on, "" for none."""
    for at in range(min(raw.FPDFPageObj_CountMarks(thing), 20)):
        mark = raw.FPDFPageObj_GetMark(thing, at)
        if _said(raw.FPDFPageObjMark_GetName, mark) == _LAYER:
            return _said(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Name")
    return ""


def _said(ask: Any, *which: Any) -> str:
    buffer, length = (ctypes.c_ushort * 256)(), ctypes.c_ulong()
    if not ask(*which, buffer, ctypes.sizeof(buffer), length):
        return ""
    return bytes(buffer)[: min(length.value, 512)].decode("utf-16-le", "replace").rstrip("\x00")


def _is_solid(thing: Any) -> bool:
    return not raw.FPDFPageObj_HasTransparency(thing)


def _filled(thing: Any, matrix: strokes.Matrix, frame: Frame, order: int) -> Iterator[Area]:
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    colour, alpha = _colour(thing)
    if not fill.value or alpha < _OPAQUE or (alpha == 255 and not _is_solid(thing)):
        return
    if raw.FPDFPath_CountSegments(thing) > _MOST_SEGMENTS:
        return
    whole = strokes.product(strokes.matrix_of(thing), matrix)
    outlines = [points for points, _, _ in strokes.outlines(thing, whole, frame) if len(points) > 2]
    if outlines:
        xs = [x for points in outlines for x, _ in points]
        ys = [y for points in outlines for _, y in points]
        yield Area(order, (min(xs), min(ys), max(xs), max(ys)), outlines, colour)


def _pixels(thing: Any) -> int:
    wide, tall = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(thing, wide, tall)
    return wide.value * tall.value


def _holes(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, thing: Any
) -> Image.Image | None:
    """Return how opaque a picture is where, None where it is so everywhere."""
    if _pixels(thing) > _MOST_PIXELS:
        return None
    held = raw.FPDFImageObj_GetRenderedBitmap(document.raw, page.raw, thing)
    if not held:
        return None
    try:
        if raw.FPDFBitmap_GetFormat(held) != raw.FPDFBitmap_BGRA:
            return None
        alpha = pypdfium2.PdfBitmap.from_raw(held).to_pil().getchannel("A").copy()
    finally:
        raw.FPDFBitmap_Destroy(held)
    lowest = alpha.getextrema()[0]
    return alpha if isinstance(lowest, int) and lowest < _OPAQUE else None


def _annotated(page: pypdfium2.PdfPage, frame: Frame) -> Iterator[Area]:
    """Yield the marks laid over a page that hide what is below: black markers, filled boxes."""
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_AREAS)):
        note = raw.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        area = _marked(note, frame)
        raw.FPDFPage_CloseAnnot(note)
        if area is not None:
            yield area


def _marked(note: Any, frame: Frame) -> Area | None:
    kind = raw.FPDFAnnot_GetSubtype(note)
    if raw.FPDFAnnot_GetFlags(note) & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW):
        return None
    parts = [ctypes.c_uint() for _ in range(4)]
    inner = kind in (raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON)
    if not inner and kind != raw.FPDF_ANNOT_HIGHLIGHT:
        return None
    which = raw.FPDFANNOT_COLORTYPE_InteriorColor if inner else raw.FPDFANNOT_COLORTYPE_Color
    # A mark that brings its own appearance does not tell its colour: the picture of the page does.
    if not raw.FPDFAnnot_GetColor(note, which, *parts):
        return None
    red, green, blue, alpha = (each.value for each in parts)
    if alpha < _OPAQUE or (not inner and max(red, green, blue) > _DARK):
        return None
    rect = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(note, rect):
        return None
    box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
    return Area(_ANNOTATED, box, [], (red, green, blue))


def _points(box: Box) -> list[Point]:
    left, top, right, bottom = box
    dx, dy = (right - left) * _INSET, (bottom - top) * _INSET
    xs, ys = (left + dx, right - dx), (top + dy, bottom - dy)
    return [((left + right) / 2, (top + bottom) / 2), *((x, y) for x in xs for y in ys)]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _share(box: Box, frame: Frame) -> float:
    wide = max(0.0, min(box[2], frame.width) - max(box[0], 0))
    tall = max(0.0, min(box[3], frame.height) - max(box[1], 0))
    return wide * tall / ((frame.width * frame.height) or 1)


def _crosses(points: list[Point], x: float, y: float) -> int:
    """Return how often a ray from a point crosses an outline."""
    count = 0
    px, py = points[-1]
    for qx, qy in points:
        if (py > y) != (qy > y) and x < (qx - px) * (y - py) / (qy - py) + px:
            count += 1
        px, py = qx, qy
    return count
