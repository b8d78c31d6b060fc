"""The words of a page put into the cells that its rules enclose.

A word that runs over a rule is cut where it has a gap at the rule. Figures without such a gap
are not cut: they are given with a mark that no reader takes for a number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from gongkai.documents.pdf_text.frame import Box
from gongkai.documents.pdf_text.glyphs import Glyph, Word
from gongkai.documents.pdf_text.lattice import Lattice
from gongkai.documents.pdf_text.setting import lines, text_of

CUT: Final = "…"
_CENTRED: Final = 1.5  # points
_GAP_EM: Final = 0.08
_LEAST_GAP_EM: Final = 0.15
_GUTTER: Final = 7.0
_LONGEST_TEXT: Final = 400
_FEWEST_COLUMNS: Final = 2
_SPREAD: Final = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell, and its box on the page."""

    text: str
    box: Box


@dataclass(slots=True)
class Table:
    """A table of one page: where its columns end, and in each row the cell of every column."""

    edges: list[float]
    rows: list[list[Cell]]
    box: Box

    @property
    def is_prose(self) -> bool:
        """Whether it is a frame around running text, or has no more than one column."""
        texts = {cell.text for row in self.rows for cell in row}
        few = len(self.edges) <= _FEWEST_COLUMNS
        return few or any(len(text) > _LONGEST_TEXT for text in texts)


def fill(lattice: Lattice, words: Sequence[Word]) -> tuple[Table, list[Word]]:
    """Return the table of a lattice with its words, and the words that stand outside it."""
    boxes = lattice.boxes()
    held: dict[int, list[Word]] = {}
    outside: list[Word] = []
    for word in words:
        parts = list(_parts(lattice, boxes, word))
        if not parts:
            outside.append(word)
            continue
        for cell, part in parts:
            held.setdefault(cell, []).append(part)
    made = {cell: Cell(text_of(held.get(cell, ()), box), box) for cell, box in boxes.items()}
    rows = [
        _row(lattice, number, [made[cell] for cell in row], held)
        for number, row in enumerate(lattice.cells)
    ]
    return _without_gutters(Table(list(lattice.xs), rows, lattice.box)), outside


def _parts(lattice: Lattice, boxes: Mapping[int, Box], word: Word) -> Iterator[tuple[int, Word]]:
    """Yield the cells in which a word stands, each with its part of the word."""
    placed = [(_cell(lattice, glyph), glyph) for glyph in word.glyphs]
    cells = list(dict.fromkeys(cell for cell, _ in placed if cell is not None))
    if len(cells) <= 1:
        yield from ((cell, word) for cell in cells)
        return
    parts = [
        (cell, Word([glyph for _, glyph in group]))
        for cell, group in groupby(placed, key=lambda each: each[0])
        if cell is not None
    ]
    if not any(each.text.isdigit() for each in word.glyphs) or _is_parted(parts):
        yield from parts
        return
    centred = [cell for cell, _ in parts if _is_centred(boxes[cell], word)]
    if len(centred) == 1:
        yield centred[0], word
        return
    for cell, part in parts:
        last = part.glyphs[-1]
        mark = replace(last, text=CUT, x0=last.x1)
        yield cell, Word([*part.glyphs, mark])


def _cell(lattice: Lattice, glyph: Glyph) -> int | None:
    place = lattice.place(glyph.middle, (glyph.top + glyph.bottom) / 2)
    return None if place is None else lattice.cells[place[0]][place[1]]


def _is_parted(parts: Sequence[tuple[int, Word]]) -> bool:
    """Tell whether a word has a gap wherever a rule runs through it, and nowhere as wide."""
    gaps = [b.x0 - a.x1 for _, part in parts for a, b in pairwise(part.glyphs)]
    size = parts[0][1].size
    least = max(max(gaps, default=0.0) + _GAP_EM * size, _LEAST_GAP_EM * size)
    return all(b.x0 - a.x1 >= least for (_, a), (_, b) in pairwise(parts))


def _is_centred(box: Box, word: Word) -> bool:
    return abs((box[0] + box[2]) / 2 - (word.x0 + word.x1) / 2) <= _CENTRED


def _row(
    lattice: Lattice, number: int, cells: list[Cell], held: dict[int, list[Word]]
) -> list[Cell]:
    """Return a row; where no rule parts its columns, its words stand in those of other rows."""
    numbers = lattice.cells[number]
    row = list(cells)
    for cell in dict.fromkeys(numbers):
        columns = [at for at, each in enumerate(numbers) if each == cell]
        if len(columns) < _SPREAD or len(held.get(cell, ())) < _SPREAD:
            continue
        if sum(cell in line for line in lattice.cells) > 1:
            continue
        for column, parted in _spread(lattice, columns, held.get(cell, [])).items():
            box = cells[column].box
            box = (lattice.xs[column], box[1], lattice.xs[column + 1], box[3])
            row[column] = Cell(text_of(parted, box), box)
    return row


def _spread(lattice: Lattice, columns: list[int], words: list[Word]) -> dict[int, list[Word]]:
    """Return the words of a place that reaches over several columns, by the column each fits.

    Nothing where they are one text, or one of them fits no column.
    """
    found: dict[int, list[Word]] = {column: [] for column in columns}
    if len(lines(words)) != 1 and len(columns) > len(words):
        return {}
    for word in words:
        fits = [
            c for c in columns if lattice.xs[c] - 1 <= word.x0 and word.x1 <= lattice.xs[c + 1] + 1
        ]
        if len(fits) != 1:
            return {}
        found[fits[0]].append(word)
    taken = sum(map(bool, found.values()))
    return found if taken >= _SPREAD else {}


def _without_gutters(table: Table) -> Table:
    """Drop the columns that are only the gaps between cells drawn apart."""
    keep = []
    for at, (left, right) in enumerate(pairwise(table.edges)):
        own = {row[at].text for row in table.rows if row[at].box[2] - row[at].box[0] <= _GUTTER}
        spans = [row for row in table.rows if row[at].box[2] - row[at].box[0] > _GUTTER]
        gutter = right - left <= _GUTTER and own <= {""} and len(spans) < len(table.rows)
        if not gutter:
            keep.append(at)
    if len(keep) == len(table.edges) - 1:
        return table
    table.rows = [[row[at] for at in keep] for row in table.rows]
    table.rows = [
        row
        for row in table.rows
        if row and (any(cell.text for cell in row) or row[0].box[3] - row[0].box[1] > _GUTTER)
    ]
    table.edges = [table.edges[at] for at in keep] + [table.edges[keep[-1] + 1]] if keep else []
    return table
