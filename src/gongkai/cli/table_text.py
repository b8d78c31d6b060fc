"""A printed table drawn with lines in a terminal: merged cells, wide characters, wrapped labels.

Figures are never cut: a table that is wider than the terminal even so runs over its edge.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from gongkai.documents.layout import places
from gongkai.documents.layout.places import Place
from gongkai.rules.annual_report.grid import Grid, Role

NARROWEST = 4
WIDEST_STUB = 44
FAIR_STUB = 20  # what a stub keeps while heads can still be wrapped
WIDEST_HEADS = (12, 8, 4)  # heads are words of two characters
CLOSING, OPENING = "，。；：、）》”", "（《“"
UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
LINES = " │││─┘┐┤─└┌├─┴┬┼"  # indexed by the directions in which a line leaves the place


def draw(grid: Grid, width: int) -> Iterator[str]:
    """Yield the lines of a table that fits `width` columns where its figures let it."""
    placed = places.of(grid)
    padding = 1
    widths = _widths(grid, placed, width - 1 - 3 * grid.width)
    if sum(widths) + 3 * grid.width + 1 > width:
        padding = 0
        widths = _widths(grid, placed, width - 1 - grid.width)
    canvas = _Canvas()
    columns = [0, *accumulate(each + 2 * padding + 1 for each in widths)]
    wrapped = {place: _wrapped(place, columns, padding) for place in placed}
    rows = [0, *accumulate(each + 1 for each in _heights(grid, placed, wrapped))]
    for place in placed:
        top, bottom = rows[place.row], rows[place.end_row]
        left, right = columns[place.column], columns[place.end_column]
        canvas.frame(top, bottom, left, right)
        first = top + 1 + (bottom - top - 1 - len(wrapped[place])) // 2
        room = right - left - 1 - 2 * padding
        for number, line in enumerate(wrapped[place]):
            canvas.write(first + number, left + 1 + padding + _indent(place, line, room), line)
    yield from canvas.lines()


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(map(_width, text))


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines: the first column to the left, the others to the right."""
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        line = first + " " * (widths[0] - width_of(first))
        for text, width in zip(others, widths[1:], strict=True):
            line += "  " + " " * (width - width_of(text)) + text
        yield line.rstrip()


class _Canvas:
    """Characters and lines by place; a wide character takes the place to its right as well."""

    def __init__(self) -> None:
        self._characters: dict[tuple[int, int], str] = {}
        self._strokes: dict[tuple[int, int], int] = {}

    def frame(self, top: int, bottom: int, left: int, right: int) -> None:
        for y in (top, bottom):
            for x in range(left, right):
                self._stroke(y, x, RIGHT)
                self._stroke(y, x + 1, LEFT)
        for x in (left, right):
            for y in range(top, bottom):
                self._stroke(y, x, DOWN)
                self._stroke(y + 1, x, UP)

    def write(self, y: int, x: int, text: str) -> None:
        for character in text:
            self._characters[y, x] = character
            x += _width(character)

    def lines(self) -> Iterator[str]:
        height = 1 + max((y for y, _ in self._strokes), default=-1)
        width = 1 + max((x for _, x in self._strokes), default=-1)
        for y in range(height):
            line, x = "", 0
            while x < width:
                character = self._characters.get((y, x)) or LINES[self._strokes.get((y, x), 0)]
                line += character
                x += _width(character)
            yield line.rstrip()

    def _stroke(self, y: int, x: int, direction: int) -> None:
        self._strokes[y, x] = self._strokes.get((y, x), 0) | direction


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _widths(grid: Grid, placed: Iterable[Place], room: int) -> list[int]:
    """Return the width of each column. Short of room, heads are wrapped first, then stubs."""
    for widest_head in WIDEST_HEADS:
        least, wished = _needs(grid, placed, widest_head)
        if sum(min(pair) for pair in zip(wished, _stub_floor(least), strict=True)) <= room:
            break
    widths = wished
    while sum(widths) > room and widths != least:
        give = max(range(grid.width), key=lambda at: widths[at] - least[at])
        widths[give] -= 1
    return widths


def _stub_floor(least: list[int]) -> list[int]:
    return [max(each, FAIR_STUB) for each in least]


def _needs(grid: Grid, placed: Iterable[Place], widest_head: int) -> tuple[list[int], list[int]]:
    """Return the least width of each column, which its figures need, and the one it would like."""
    least = [NARROWEST] * grid.width
    wished = [NARROWEST] * grid.width
    for place in placed:
        cell, column = place.cell, place.column
        wide = width_of(cell.text)
        if cell.role is Role.FIGURE:
            least[column] = max(least[column], -(-wide // cell.colspan))
        elif cell.colspan == 1 and not cell.vertical:
            wide = min(wide, WIDEST_STUB if cell.role is Role.STUB else widest_head)
            wished[column] = max(wished[column], wide)
    return least, [max(pair) for pair in zip(least, wished, strict=True)]


def _wrapped(place: Place, columns: list[int], padding: int) -> list[str]:
    """Return the lines of a cell; none begins with a closing mark or ends with an opening one."""
    room = columns[place.end_column] - columns[place.column] - 1 - 2 * padding
    lines = [""]
    # What steers a terminal, or takes no column of it, has no place in a drawing.
    for character in filter(_takes_room, place.cell.text):
        if width_of(lines[-1] + character) > room:
            last = lines[-1][-1:]
            goes_along = len(lines[-1]) > 1 and (character in CLOSING or last in OPENING)
            if goes_along:
                lines[-1] = lines[-1][:-1]
            lines.append(last if goes_along else "")
        lines[-1] += character
    return lines


def _takes_room(character: str) -> bool:
    return character.isprintable() and unicodedata.category(character) not in ("Mn", "Me")


def _heights(grid: Grid, placed: Iterable[Place], wrapped: dict[Place, list[str]]) -> list[int]:
    """Return the height of each row; a merged cell that needs more gets it in its last row."""
    heights = [1] * len(grid.rows)
    for place in sorted(placed, key=lambda each: each.cell.rowspan):
        lines_between = place.cell.rowspan - 1
        lacking = len(wrapped[place]) - sum(heights[place.row : place.end_row]) - lines_between
        heights[place.end_row - 1] += max(0, lacking)
    return heights


def _indent(place: Place, line: str, room: int) -> int:
    spare = room - width_of(line)
    if place.cell.role is Role.FIGURE:
        return spare
    return 0 if places.alignment(place.cell) == "left" else spare // 2
