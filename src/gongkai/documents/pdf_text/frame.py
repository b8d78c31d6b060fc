"""Where things stand on a page as a person sees it: from the left and from the top, in points.

A page may be turned by its own setting or because everything on it is drawn turned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2

Box = tuple[float, float, float, float]  # left, top, right, bottom
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in its own coordinates, and the quarter turns to look at it."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0

    @classmethod
    def of(cls, page: pypdfium2.PdfPage, quarters: int) -> "Frame":
        """Return the frame of a page that is looked at after some quarter turns."""
        # Not get_cropbox: it knows no box that a page inherits, and takes American paper for it.
        left, bottom, right, top = page.get_bbox()
        return cls(left, bottom, right, top, quarters % _QUARTERS)

    @property
    def width(self) -> float:
        """The width as it is seen."""
        return self._tall if self.quarters % 2 else self._wide

    @property
    def height(self) -> float:
        """The height as it is seen."""
        return self._wide if self.quarters % 2 else self._tall

    @property
    def _wide(self) -> float:
        return self.right - self.left

    @property
    def _tall(self) -> float:
        return self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page as it is seen."""
        match self.quarters:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of the page as it is seen."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def shares(self, box: Box) -> Box:
        """Return a box as shares of the page, from 0 to 1."""
        wide, tall = self.width or 1.0, self.height or 1.0
        left, top, right, bottom = box
        return (_share(left / wide), _share(top / tall), _share(right / wide),
                _share(bottom / tall))  # fmt: skip


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)


def clusters(values: Sequence[float], near: float) -> Iterator[tuple[float, float]]:
    """Yield the first and the last of the runs of values that lie no more than `near` apart from
    the first of their run."""
    first = last = None
    for value in sorted(values):
        if first is None or value - first > near:
            if first is not None and last is not None:
                yield first, last
            first = value
        last = value
    if first is not None and last is not None:
        yield first, last
