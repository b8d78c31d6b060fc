"""What stands on every page and belongs to none: page numbers and running heads."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol

from gongkai.documents.pdf_text.setting import Line

_DASH: Final = r"[-—–―－·•.~～]*"
_NUMBER: Final = re.compile(
    rf"{_DASH}\s*\d{{1,4}}\s*{_DASH}|第\s*\d+\s*页\D{{0,4}}(?:共\s*\d+\s*页)?.{{0,2}}"
    r"|共\s*\d+\s*页\D{0,4}第\s*\d+\s*页|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+(?:\s*of\s*\d+)?"
)
_DIGITS: Final = re.compile(r"\d+")
_MARGIN: Final = 0.14  # share of the page above and below
_PLACE: Final = 4.0  # points
_SHARE: Final = 0.6
_GOES_ON: Final = re.compile(r"[（(]?(?:续表?|接上页?表?|下页续)[\d一二三四)）]*|单位[:：].{1,8}")


class Laid(Protocol):
    """A page: how tall it is, and its lines outside tables."""

    number: int
    lines: list[Line]

    @property
    def height(self) -> float:
        """Its height in points."""


def remove(pages: Sequence[Laid]) -> None:
    """Take page numbers and running heads out of the lines of pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({place for line in _edge_lines(page) for place in _places(line)})
    for page in pages:
        edges = _edge_lines(page)
        page.lines = [
            line
            for line in page.lines
            if line not in edges or not _is_furniture(line, page, seen, len(pages))
        ]


def goes_on(text: str) -> bool:
    """Tell whether a line only says that a table goes on."""
    return bool(_GOES_ON.fullmatch(text.strip()))


def _edge_lines(page: Laid) -> list[Line]:
    margin = _MARGIN * page.height
    return [line for line in page.lines if line.base < margin or line.base > page.height - margin]


def _places(line: Line) -> set[tuple[str, int]]:
    text = _DIGITS.sub("#", "".join(line.text.split()))
    at = round(line.base / _PLACE)
    return {(text, at - 1), (text, at), (text, at + 1)}


def _is_furniture(line: Line, page: Laid, seen: Counter[tuple[str, int]], pages: int) -> bool:
    text = line.text.strip()
    if _NUMBER.fullmatch(text):
        return not text.isdecimal() or int(text) == page.number or _repeats(line, seen, pages)
    return _repeats(line, seen, pages)


def _repeats(line: Line, seen: Counter[tuple[str, int]], pages: int) -> bool:
    at = round(line.base / _PLACE)
    text = _DIGITS.sub("#", "".join(line.text.split()))
    return seen[text, at] >= max(2, _SHARE * pages)
