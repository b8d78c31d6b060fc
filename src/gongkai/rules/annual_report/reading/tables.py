"""The three printed layouts read from plain grids: which text stands in which cell of the form.

Rows and columns are found by their labels, never by counting, so that rows and columns more or
less do not shift a figure. Nothing is interpreted here; the texts are read as figures later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.rules.annual_report.form import CellKey, Layout, Row, Table
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import NOWHERE, Origin
from gongkai.rules.annual_report.reading import labels
from gongkai.rules.annual_report.reading.figures import is_figure

Line = tuple[str, ...]
Why = tuple[str, str]  # a reason in Chinese and in English
_MOST_LOOKED_UP = 20_000
_Segment = tuple[str, range]  # a text and the places it covers
_Heads = dict[int, tuple[str, str]]  # place → the column and the text of its head


@dataclass(frozen=True, slots=True)
class Spot:
    """One text that stands where a cell of the form is; `head` is the head of its column.

    `why` is the doubt with which it was placed there, or for which it is left open.
    """

    key: CellKey
    text: str
    head: str
    origin: Origin = NOWHERE
    why: Why = ("", "")


@dataclass(slots=True)
class Reading:
    """What was found of one table: texts by cell, and what did not fit.

    `strange` are labels that the form does not have, `by_order` figures whose head could not
    be read and whose place alone tells the column, `shifted` rows whose figures do not stand
    below the heads, `open` figures that can be split in several ways.
    """

    spots: list[Spot] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    by_order: list[Spot] = field(default_factory=list)
    shifted: list[str] = field(default_factory=list)
    open: list[Spot] = field(default_factory=list)


class Vocabulary:
    """The labels of one table, in the form in which they are compared."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._known: dict[tuple[str, str], str | None] = {}
        self.rows: dict[str, Row] = {}
        self.row_labels: dict[str, str] = {}
        self.column_labels: dict[str, str] = {}
        self.column_heads: set[str] = set()
        for block in table.blocks:
            for row in (*block.rows, *(each.row for each in block.alternates)):
                self.rows[row.key] = row
                for text in (row.label.text, *row.label.variants):
                    self.row_labels[labels.normal(text)] = row.key
            for column in block.columns:
                for text in (column.label.text, *column.label.variants):
                    self.column_labels[labels.normal(text)] = column.key
                self.column_heads |= {labels.normal(h.text) for h in column.heads}

    def row(self, text: str) -> str | None:
        """Return the key of the row whose label the text is."""
        return self._look_up("row", text, self.row_labels)

    def column(self, text: str) -> str | None:
        """Return the key of the column whose label the text is."""
        return self._look_up("column", text, self.column_labels)

    def _look_up(self, kind: str, text: str, known: dict[str, str]) -> str | None:
        if len(self._known) > _MOST_LOOKED_UP:
            self._known.clear()
        if (kind, text) not in self._known:
            found = None if is_figure(text) else labels.nearest(text, known)
            self._known[kind, text] = found
        return self._known[kind, text]


_VOCABULARIES: dict[int, Vocabulary] = {}


def read(table: Table, grids: Sequence[PlainGrid]) -> Reading:
    """Return what the grids hold of one table; grids of other tables are passed over."""
    words = _vocabulary(table)
    reading = Reading()
    layout = {Layout.BLOCKS: _blocks, Layout.MATRIX: _matrix, Layout.STRIP: _strip}
    for grid in grids:
        lines = [tuple(line) for line in _rectangle(grid)]
        if _speaks_of(words, lines):
            layout[table.layout](words, lines, grid, reading)
    return reading


def _vocabulary(table: Table) -> Vocabulary:
    """Return the vocabulary of a table, the same for every document: labels recur."""
    known = _VOCABULARIES.get(id(table))
    if known is None or known.table is not table:
        known = _VOCABULARIES[id(table)] = Vocabulary(table)
    return known


def _rectangle(grid: PlainGrid) -> Iterator[Line]:
    width = max((len(row) for row in grid.rows), default=0)
    for row in grid.rows:
        yield tuple(text.strip() for text in row) + ("",) * (width - len(row))


def _speaks_of(words: Vocabulary, lines: Sequence[Line]) -> bool:
    """Tell whether a grid is of this table.

    A block of table 2 may be a grid of its own with one row and one column; tables 3 and 4
    share the label 总计, so one label is not enough there.
    """
    texts = {text for line in lines for text in line if text}
    columns = {words.column(text) for text in texts} - {None}
    rows = {words.row(text) for text in texts} - {None}
    shared = 0 if words.table.layout is Layout.BLOCKS else 1
    return bool(rows) and len(columns) > shared


def _blocks(words: Vocabulary, lines: Sequence[Line], grid: PlainGrid, reading: Reading) -> None:
    """Table 2: the head row that was last seen tells which columns the next rows have."""
    head: list[_Segment] = []
    for number, line in enumerate(lines):
        segments = _segments(line)
        key = next((words.row(text) for text, _ in segments[:2] if words.row(text)), None)
        if key is not None:
            reading.spots += _block_row(words, words.rows[key], line, head, reading, grid, number)
        elif any(words.column(text) for text, _ in segments):
            head = segments
        elif len(segments) > 1 and is_figure(segments[1][0]):
            reading.strange.append(segments[0][0])


def _block_row(
    words: Vocabulary,
    row: Row,
    line: Line,
    head: Sequence[_Segment],
    reading: Reading,
    grid: PlainGrid,
    number: int,
) -> Iterator[Spot]:
    block = next(b for b in words.table.blocks if row in (*b.rows, *(a.row for a in b.alternates)))
    label = _label_width(words, line)
    named = {words.column(text): (text, places) for text, places in head}
    beside = [segment for segment in head if segment[1].start >= label]
    in_order = len(beside) == len(block.columns)
    for at, column in enumerate(block.columns):
        key = CellKey(words.table.key, row.key, column.key)
        guessed = column.key not in named
        if guessed and not (in_order and words.column(beside[at][0]) is None):
            continue
        text, places = beside[at] if guessed else named[column.key]
        covered = [at for at in places if at >= label]
        told = {line[at]: at for at in reversed(covered) if line[at]}
        origin = grid.at(number, min(told.values(), default=covered[0] if covered else 0))
        spot = Spot(key, " ".join(reversed(told)), text, origin)
        if guessed:
            reading.by_order.append(spot)
        yield spot


def _label_width(words: Vocabulary, line: Line) -> int:
    """Return the first place behind the label of a row."""
    at = next(i for i, text in enumerate(line) if words.row(text))
    while at + 1 < len(line) and line[at + 1] == line[at]:
        at += 1
    return at + 1


def _segments(line: Line) -> list[_Segment]:
    """Return the texts of a line with the places they cover: repeated, or with blanks after."""
    found: list[_Segment] = []
    for at, text in enumerate(line):
        if found and text in ("", found[-1][0]):
            found[-1] = (found[-1][0], range(found[-1][1].start, at + 1))
        else:
            found.append((text, range(at, at + 1)))
    return [segment for segment in found if segment[0]]


def _matrix(words: Vocabulary, lines: Sequence[Line], grid: PlainGrid, reading: Reading) -> None:
    """Table 3: the heads give each place its column, the last label to the left the row."""
    columns: _Heads = {}
    in_head = False
    for number, line in enumerate(lines):
        heads = _column_heads(words, line)
        if _is_head(words, line, heads):
            columns = {**columns, **heads} if in_head else heads
            in_head = True
            continue
        in_head = False
        left = min(columns, default=0)
        stub = [text for text in line[:left] if text and not is_figure(text)]
        if not stub:
            continue
        key = words.row(stub[-1])
        if key is not None:
            _matrix_row(CellKey(words.table.key, key, ""), line, columns, grid, number, reading)
        elif any(is_figure(text) for text in line[left:]):
            reading.strange.append(stub[-1])


def _matrix_row(
    row: CellKey, line: Line, columns: _Heads, grid: PlainGrid, number: int, reading: Reading
) -> None:
    left = min(columns)
    beside = [at for at in range(left, len(line)) if at not in columns and is_figure(line[at])]
    if beside and any(not line[at] for at in columns):
        reading.shifted.append(row.row)
        return
    reading.strange.extend(f"第{at + 1}列" for at in beside)
    for at, (column, head) in columns.items():
        key = replace(row, column=column)
        reading.spots.append(Spot(key, line[at], head, grid.at(number, at)))


def _column_heads(words: Vocabulary, line: Line) -> _Heads:
    named = ((at, words.column(text), text) for at, text in enumerate(line) if text)
    return {at: (key, text) for at, key, text in named if key is not None}


def _is_head(words: Vocabulary, line: Line, heads: _Heads) -> bool:
    if any(is_figure(text) for text in line):
        return False
    merged = any(labels.normal(text) in words.column_heads for text in line)
    distinct = {key for key, _ in heads.values()}
    return len(distinct) > 1 or (len(distinct) == 1 and merged)


def _strip(words: Vocabulary, lines: Sequence[Line], grid: PlainGrid, reading: Reading) -> None:
    """Table 4: heads above give each place its row and its column; figures stand in one line."""
    rows: dict[int, str] = {}
    columns: _Heads = {}
    for number, line in enumerate(lines):
        below = rows.keys() & columns.keys()
        last_and_empty = number == len(lines) - 1 and not any(line)
        if not last_and_empty and not any(is_figure(text) for text in line):
            columns.update(_column_heads(words, line))
            rows.update(_spread_rows(words, line))
            continue
        if not _is_row_of_strip(words, line, rows, columns):
            continue
        for at in sorted(below):
            key = CellKey(words.table.key, rows[at], columns[at][0])
            reading.spots.append(Spot(key, line[at], columns[at][1], grid.at(number, at)))
        if below:
            beside = [at for at, text in enumerate(line) if is_figure(text) and at not in below]
            reading.strange.extend(f"第{at + 1}列" for at in beside)


def _is_row_of_strip(words: Vocabulary, line: Line, rows: dict[int, str], columns: _Heads) -> bool:
    """Tell whether every place below the heads is a cell of its own, and none is left over.

    Heads that were padded at the end of their row do not stand above their figures.
    """
    told = [(rows[at], columns[at][0]) for at in rows.keys() & columns.keys()]
    (block,) = words.table.blocks
    expected = len(block.rows) * len(block.columns)
    filled = sum(map(bool, line))
    return len(set(told)) == len(told) and not len(told) < filled == expected


def _spread_rows(words: Vocabulary, line: Line) -> Iterator[tuple[int, str]]:
    """Yield the row of each place below a row's head, blanks after it included."""
    current: str | None = None
    for at, text in enumerate(line):
        if text:
            current = words.row(text)
        if current is not None:
            yield at, current
