"""The rules drawn on a page: lines, edges of boxes and thin boxes that stand for lines."""

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from gongkai.documents.pdf_text.frame import Box, Frame

_THIN: Final = 3.0  # points: a box no thicker is a line
_STRAIGHT: Final = 1.0
_SHORTEST: Final = 0.4
_DEEPEST_FORM: Final = 6
_MOST_SEGMENTS: Final = 12_000  # beyond this a page is a drawing

Matrix = tuple[float, float, float, float, float, float]
SAME: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Strokes:
    """The level rules (y, left, right) and the upright ones (x, top, bottom) of a page;
    `spent` counts the segments looked at."""

    spent: int = 0
    level: list[tuple[float, float, float]] = field(default_factory=list)
    upright: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Add a straight line; a slanting one is no rule."""
        left, right = sorted((x0, x1))
        top, bottom = sorted((y0, y1))
        if bottom - top <= _STRAIGHT and right - left >= _SHORTEST:
            self.level.append(((top + bottom) / 2, left, right))
        elif right - left <= _STRAIGHT and bottom - top >= _SHORTEST:
            self.upright.append(((left + right) / 2, top, bottom))

    def add_box(self, box: Box) -> None:
        """Add a box: its edges, or the line that it stands for where it is thin."""
        left, top, right, bottom = box
        wide, tall = right - left, bottom - top
        if tall <= _THIN and wide <= _THIN:
            # a dot of a dotted line belongs to either direction
            self.level.append(((top + bottom) / 2, left, right))
            self.upright.append(((left + right) / 2, top, bottom))
        elif tall <= _THIN:
            self.level.append(((top + bottom) / 2, left, right))
        elif wide <= _THIN:
            self.upright.append(((left + right) / 2, top, bottom))
        else:
            self.level += [(top, left, right), (bottom, left, right)]
            self.upright += [(left, top, bottom), (right, top, bottom)]


def read(page: pypdfium2.PdfPage, frame: Frame) -> Strokes:
    """Return the rules of a page; none where the page is a drawing."""
    strokes = Strokes()
    for thing, matrix in things(page.raw, SAME, 0):
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            strokes.spent += max(1, raw.FPDFPath_CountSegments(thing))
            if strokes.spent > _MOST_SEGMENTS:
                return Strokes(strokes.spent)
            _add_path(strokes, thing, matrix, frame)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(thing, matrix, frame)
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                strokes.add_box(box)
    return strokes


def things(holder: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """Yield the objects of a page and of the forms on it, with the matrix they are drawn by."""
    count, get = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        if depth
        else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    for at in range(count(holder)):
        thing = get(holder, at)
        if not thing:
            continue
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM:
            if depth < _DEEPEST_FORM:
                yield from things(thing, product(matrix_of(thing), matrix), depth + 1)
            continue
        yield thing, matrix


def matrix_of(thing: Any) -> Matrix:
    """Return the matrix of an object."""
    held = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, held):
        return SAME
    return held.a, held.b, held.c, held.d, held.e, held.f


def product(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does one and then the other."""
    a, b, c, d, e, f = one
    g, h, i, j, k, l = other  # noqa: E741 - the names of the letters of a matrix
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
            e * g + f * i + k, e * h + f * j + l)  # fmt: skip


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return a point after a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(thing: Any, matrix: Matrix, frame: Frame) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *sides):
        return 0.0, 0.0, 99.0, 99.0
    left, bottom, right, top = (each.value for each in sides)
    return frame.box(*moved(matrix, left, bottom), *moved(matrix, right, top))


def _add_path(strokes: Strokes, thing: Any, outer: Matrix, frame: Frame) -> None:
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return
    matrix = product(matrix_of(thing), outer)
    for points, is_closed, is_curved in outlines(thing, matrix, frame):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        thin = min(box[2] - box[0], box[3] - box[1]) <= _THIN
        if (fill.value and (thin or not is_curved)) and len(points) > 2:
            strokes.add_box(box) if thin or _is_box(points) else _add_sides(
                strokes, [*points, points[0]]
            )
        elif not is_curved or thin:
            _add_sides(strokes, [*points, points[0]] if is_closed else points)


def _is_box(points: list[tuple[float, float]]) -> bool:
    xs = {round(x, 1) for x, _ in points}
    ys = {round(y, 1) for _, y in points}
    return len(xs) <= 2 and len(ys) <= 2


def _add_sides(strokes: Strokes, points: list[tuple[float, float]]) -> None:
    for one, other in itertools.pairwise(points):
        strokes.add(*one, *other)


def outlines(
    thing: Any, matrix: Matrix, frame: Frame
) -> Iterator[tuple[list[tuple[float, float]], bool, bool]]:
    """Yield the outlines of a path: their points, whether they close, whether they are curved."""
    points: list[tuple[float, float]] = []
    is_closed = is_curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(raw.FPDFPath_CountSegments(thing)):
        segment = raw.FPDFPath_GetPathSegment(thing, at)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points, is_closed, is_curved
            points, is_closed, is_curved = [], False, False
        points.append(frame.point(*moved(matrix, x.value, y.value)))
        is_curved = is_curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        is_closed = is_closed or bool(raw.FPDFPathSegment_GetClose(segment))
    if points:
        yield points, is_closed, is_curved
