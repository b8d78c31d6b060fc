"""Tables without rules: lines of figures that stand below one another are told cell by cell.

Such a line is given with pipes, so that a place left empty is seen, and its label, however many
lines it takes, before it. Which row and head of a form that is, is for the recogniser to tell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from gongkai.documents.pdf_text import stubs
from gongkai.documents.pdf_text.cells import CUT
from gongkai.documents.pdf_text.glyphs import Word
from gongkai.documents.pdf_text.setting import Line, lines
from gongkai.rules.annual_report.reading.figures import is_figure

_Band = tuple[float, float]
_FEWEST: Final = 3
_CLOSE_EM: Final = 0.9
_PAIR: Final = 2
_FARTHEST_LINES: Final = 16
_NEW_COLUMNS: Final = 2  # columns that were empty in all rows before


@dataclass(frozen=True, slots=True)
class _Row:
    """The base line of a row, and its cells."""

    base: float
    cells: list[str]


@dataclass(slots=True)
class _Stretch:
    """Lines of figures, by their number, that share their columns."""

    bands: list[_Band] = field(default_factory=list)
    rows: dict[int, list[Word]] = field(default_factory=dict)

    def takes(self, number: int, figures: list[Word]) -> bool:
        """Take a line where its figures stand below those of the lines before, one in each."""
        bands = _united([*self.bands, *((word.x0, word.x1) for word in figures)])
        every = [*self.rows.values(), figures]
        if any(len({_band(bands, word) for word in row}) < len(row) for row in every):
            return False
        if self.rows and len(bands) > len(self.bands) + _NEW_COLUMNS:
            return False
        self.bands = bands
        self.rows[number] = figures
        return True


def texts(page: Sequence[Line]) -> list[str]:
    """Return the text of every line of a page, lines of figures in columns with pipes."""
    told: dict[int, list[str]] = {}
    gone: set[int] = set()
    for stretch in _stretches(page):
        _tell(page, stretch, told, gone)
    said: list[str] = []
    for number, line in enumerate(page):
        if number in told:
            said += told[number]
        elif number not in gone:
            said.append(_pair(line) or line.text)
    return said


def _tell(
    page: Sequence[Line], stretch: _Stretch, told: dict[int, list[str]], gone: set[int]
) -> None:
    """Put what a stretch says into `told`, by the line; label lines around it go into `gone`."""
    first, last = min(stretch.rows), max(stretch.rows)
    left = min(left for left, _ in stretch.bands)
    first, last = _with_edges(page, first, last, left)
    loose = {
        number: [word for word in page[number].words if word not in stretch.rows.get(number, ())]
        for number in range(first, last + 1)
    }
    labels = [word for words in loose.values() for word in words if word.x1 <= left]
    rows = _rows(stretch)
    bases = {number: row.base for number, row in rows.items()}
    found = stubs.of_rows(labels, bases)
    used = {id(word) for words in found.values() for word in words}
    for number in range(first, last + 1):
        rest = [word for word in loose[number] if id(word) not in used]
        before = [Line(tuple(rest)).text] if rest else []
        own = [_piped(found.get(number, []), rows[number].cells)] if number in rows else []
        if before or own:
            told[number] = before + own
        else:
            gone.add(number)


def _rows(stretch: _Stretch) -> dict[int, _Row]:
    """Return the rows of a stretch. Lines closer than rows can be are one row whose figures broke
    into lines: a cell that is told twice holds no number."""
    groups: list[list[int]] = []
    for number, figures in stretch.rows.items():
        before = stretch.rows[groups[-1][-1]][0] if groups else None
        if before and figures[0].base - before.base <= _CLOSE_EM * before.size:
            groups[-1].append(number)
        else:
            groups.append([number])
    rows: dict[int, _Row] = {}
    for group in groups:
        bases = [stretch.rows[number][0].base for number in group]
        cells = [""] * len(stretch.bands)
        for number in group:
            for word in stretch.rows[number]:
                at = _band(stretch.bands, word)
                cells[at] = f"{cells[at]}{CUT}{word.text}" if cells[at] else word.text
        rows[group[len(group) // 2]] = _Row((min(bases) + max(bases)) / 2, cells)
    return rows


def _with_edges(page: Sequence[Line], first: int, last: int, left: float) -> tuple[int, int]:
    """Return the lines of a stretch with those at its ends that only hold parts of labels."""

    def is_label(number: int, beside: int) -> bool:
        line, other = page[number], page[beside]
        near = abs(line.base - other.base) <= stubs.PITCH_EM * line.words[0].size
        return near and line.words[-1].x1 <= left

    while first > 0 and is_label(first - 1, first):
        first -= 1
    while last + 1 < len(page) and is_label(last + 1, last):
        last += 1
    return first, last


def _stretches(page: Sequence[Line]) -> Iterator[_Stretch]:
    stretch = _Stretch()
    for number, line in enumerate(page):
        figures = _figures(line)
        if len(figures) < _FEWEST:
            continue
        far = stretch.rows and number - max(stretch.rows) > _FARTHEST_LINES
        if far or not stretch.takes(number, figures):
            yield from _completed(stretch, page)
            stretch = _Stretch()
            stretch.takes(number, figures)
    yield from _completed(stretch, page)


def _completed(stretch: _Stretch, page: Sequence[Line]) -> Iterator[_Stretch]:
    """Yield a stretch with the lines in it that have few figures, each below its column."""
    if not stretch.rows:
        return
    first, last = max(0, min(stretch.rows) - 1), min(len(page), max(stretch.rows) + 2)
    for number in range(first, last):
        figures = _figures(page[number])
        if number not in stretch.rows and figures:
            stretch.takes(number, figures)
    stretch.rows = dict(sorted(stretch.rows.items()))
    yield stretch


def _figures(line: Line) -> list[Word]:
    """Return the figures at the end of a line."""
    found: list[Word] = []
    for word in reversed(line.words):
        if not is_figure(word.text):
            break
        found.insert(0, word)
    return found


def _united(bands: Sequence[_Band]) -> list[_Band]:
    """Return stretches from left to right with those that overlap made one."""
    united: list[_Band] = []
    for left, right in sorted(bands):
        if united and left <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], right))
        else:
            united.append((left, right))
    return united


def _band(bands: Sequence[_Band], word: Word) -> int:
    middle = (word.x0 + word.x1) / 2
    return next(at for at, (left, right) in enumerate(bands) if left <= middle <= right)


def _piped(label: Sequence[Word], cells: Sequence[str]) -> str:
    words = "".join(" ".join(line.text.split()) for line in lines(label))
    return f"{words}| " + " | ".join(cells) + " |"


def _pair(line: Line) -> str:
    """Return a label with two figures behind it with pipes; "" for any other line."""
    figures = _figures(line)
    if len(figures) != _PAIR or len(figures) == len(line.words):
        return ""
    return _piped(line.words[: -len(figures)], [word.text for word in figures])
