"""A page of a PDF as a picture, drawn when it is asked for and kept for a while.

The width is bounded, so that a page of any size costs the same; nothing is written anywhere.
"""

import io
from collections import OrderedDict
from collections.abc import Callable

import pypdfium2

from gongkai.documents.intake.turns import PDFIUM

WIDTH = 1400
MOST_HEIGHT = 4 * WIDTH
_KEPT = 24
_drawn: OrderedDict[tuple[str, int], bytes] = OrderedDict()


class NoSuchPage(LookupError):
    """The document has no page of that number, or the page cannot be drawn."""


def picture(digest: str, number: int, content: Callable[[], bytes]) -> bytes:
    """Return page `number`, counted from 1, as PNG. Raises NoSuchPage.

    `content` is asked for the bytes of the document only where the picture is not kept yet.
    """
    key = (digest, number)
    with PDFIUM:
        if key not in _drawn:
            _drawn[key] = _draw(content(), number)
        _drawn.move_to_end(key)
        while len(_drawn) > _KEPT:
            _drawn.popitem(last=False)
        return _drawn[key]


def _draw(data: bytes, number: int) -> bytes:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NoSuchPage(number) from error
    try:
        if not 0 < number <= len(document):
            raise NoSuchPage(number)
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), MOST_HEIGHT / max(height, 1))
        drawn = page.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError as error:
        raise NoSuchPage(number) from error
    finally:
        document.close()
    written = io.BytesIO()
    drawn.convert("L").save(written, "PNG", optimize=False)
    return written.getvalue()
