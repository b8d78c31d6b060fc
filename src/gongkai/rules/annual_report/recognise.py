"""A document's grids recognised as a filled form: the same `FilledForm` that the ledger makes.

The edition is told by the tables themselves. A figure that is not surely read is left out or
marked: every doubt is a remark of the form (rules R1 to R5), never a number in silence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from gongkai.rules.annual_report import editions, rulebook, telling
from gongkai.rules.annual_report.form import (
    Absence,
    Block,
    Cell,
    CellKey,
    Column,
    FilledForm,
    Finding,
    Form,
    Section,
    Table,
)
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.reading import figures, labels, tables
from gongkai.rules.annual_report.reading import lines as flowing
from gongkai.rules.annual_report.reading.tables import Reading, Spot

_HEAD_UNIT = re.compile(r"[(（][^)）]*?(亿元|万元|元)[^)）]*[)）]")
_TWICE = ("同一格出现两次，取先出现的", "it stands there twice, the first was taken")
_GLUED = ("数字连在一起，有几种分法", "the digits run together and can be split in several ways")
_BY_ORDER = ("列名不全，按列的顺序读取", "the head is cut, the order of the columns was taken")


def match(
    grids: Sequence[PlainGrid],
    form: Form | None = None,
    *,
    body: str = "",
    year: int | None = None,
    sections: tuple[Section, ...] = (),
    lines: Sequence[str] = (),
) -> FilledForm:
    """Return the report that the grids hold.

    Without `form` the edition is chosen by the labels in the grids. Body and year may be given;
    otherwise they are read from the title in `lines`, the whole text of the document, and so are
    the sections and the counts told in sentences. A year that is not told is 0. Remarks: R1 a
    table, row or column is missing; R2 something the form does not have; R3 a cell that is no
    number; R4 a cell read with a doubt; R5 edition, body or year not told by the document.
    """
    front = telling.front(lines)
    said_body = body or front.body
    said_year = year or front.year or 0
    chosen, sure = (form, True) if form else _edition(grids, lines, said_year)
    remarks = list(_unsure(chosen, said_body, said_year, sure=sure))
    cells: dict[CellKey, Cell] = {}
    flown = flowing.read(chosen, lines)
    for table in chosen.tables:
        reading = _beside(tables.read(table, grids), flown[table.key])
        remarks += _cells(chosen, table, reading, cells)
        remarks += _left_open(chosen, reading, cells)
        remarks += _odd(chosen, table, reading)
        remarks += _missing(chosen, table, cells)
    return FilledForm(
        chosen,
        said_body,
        said_year,
        MappingProxyType(cells),
        sections or telling.sections(lines),
        telling.read(lines),
        remarks=tuple(remarks),
    )


def _beside(gridded: Reading, flown: Reading) -> Reading:
    """Return the reading of the grids, with the cells that only the lines show."""
    seen = {spot.key for spot in gridded.spots}
    gridded.spots += [spot for spot in flown.spots if spot.key not in seen]
    gridded.open += [spot for spot in flown.open if spot.key not in seen]
    return gridded


def _edition(grids: Sequence[PlainGrid], lines: Sequence[str], year: int) -> tuple[Form, bool]:
    """Return the edition whose labels the document speaks, and whether they tell it."""
    texts = {
        reading
        for grid in grids
        for row in grid.rows
        for text in row
        if not figures.is_figure(text)
        for reading in labels.readings(text)
    }
    every = editions.all_editions()
    points = {
        form.edition: _spoken(form, texts) or flowing.spoken(form, lines, every) for form in every
    }
    best = max(points.values())
    tied = [form for form in every if points[form.edition] == best]
    if len(tied) == 1:
        return tied[0], True
    in_force = [f for f in tied if f.first_year <= year <= (f.last_year or year)]
    return (in_force or sorted(tied, key=lambda f: -f.first_year))[0], bool(in_force)


def _spoken(form: Form, texts: set[str]) -> int:
    """Return how well texts speak the labels of a form: its own wording counts double."""
    own, other = set[str](), set[str]()
    for _, row, column in form.cells():
        for label in (row.label, column.label):
            own.add(labels.normal(label.text))
            other |= {labels.normal(each) for each in label.variants}
    return 2 * len(own & texts) + len((other - own) & texts)


def _cells(
    form: Form, table: Table, reading: Reading, cells: dict[CellKey, Cell]
) -> Iterator[Finding]:
    """Fill `cells` with the figures of one table and yield the doubts met."""
    columns = {key: column for key, _, column in _all_cells(table)}
    for spot in reading.spots:
        unit = _HEAD_UNIT.search(spot.head)
        figure = figures.read(
            spot.text,
            columns[spot.key].unit,
            head_unit=unit[1] if unit else None,
            origin=spot.origin,
        )
        before = cells.setdefault(spot.key, figure.cell)
        if before is not figure.cell:
            if before != figure.cell:
                yield _doubt(form, spot, before, _TWICE)
        elif figure.doubt == "R3":
            place = rulebook.place(form, spot.key)
            yield rulebook.finding("R3", spot.key, found=spot.text, words=place)
        elif figure.doubt:
            yield _doubt(form, spot, figure.cell, figure.why)


def _left_open(form: Form, reading: Reading, cells: dict[CellKey, Cell]) -> Iterator[Finding]:
    """Leave the cells empty whose digits can be split in several ways, and yield the doubts."""
    for spot in reading.open:
        if spot.key not in cells:
            cells[spot.key] = Cell(None, Absence.UNREADABLE, provenance=spot.origin)
            yield _doubt(form, spot, cells[spot.key], _GLUED)


def _doubt(form: Form, spot: Spot, cell: Cell, why: tuple[str, str]) -> Finding:
    return rulebook.finding(
        "R4",
        spot.key,
        expected=cell.value,
        found=spot.text,
        arithmetic=why[0],
        words={**rulebook.place(form, spot.key), "arithmetic_en": why[1]},
    )


def _odd(form: Form, table: Table, reading: Reading) -> Iterator[Finding]:
    """Yield what did not fit: strange labels, heads taken by their order, shifted rows."""
    whole = CellKey(table.key, "", "")
    for label in dict.fromkeys(reading.strange):
        yield rulebook.finding("R2", whole, found=label, words=rulebook.place(form, whole))
    told: set[tuple[str, str]] = set()
    for spot in reading.by_order:
        if (spot.head, spot.key.column) not in told:
            told.add((spot.head, spot.key.column))
            place = rulebook.place(form, spot.key)
            yield rulebook.finding(
                "R4",
                spot.key,
                expected=place["place"],
                found=spot.head,
                arithmetic=_BY_ORDER[0],
                words={**place, "arithmetic_en": _BY_ORDER[1]},
            )
    for row in dict.fromkeys(reading.shifted):
        key = CellKey(table.key, row, "")
        found = "数字与列名没有对齐"
        yield rulebook.finding("R3", key, found=found, words=rulebook.place(form, key))


def _missing(form: Form, table: Table, cells: Mapping[CellKey, Cell]) -> Iterator[Finding]:
    """Yield what the form has and the document lacks: the table, a row or a column of it."""
    filled = FilledForm(form, "", form.first_year, cells)
    found = {key for key in cells if key.table == table.key}
    if not found:
        whole = CellKey(table.key, "", "")
        yield rulebook.finding("R1", whole, words=rulebook.place(form, whole))
        return
    for block in table.blocks:
        gone = list(_absent(table, block, filled))
        for key in gone:
            yield rulebook.finding("R1", key, words=rulebook.place(form, key))


def _absent(table: Table, block: Block, filled: FilledForm) -> Iterable[CellKey]:
    rows = filled.rows(table.key, block)
    here = {
        (row.key, column.key)
        for row in rows
        for column in block.columns
        if filled[CellKey(table.key, row.key, column.key)].absence is not Absence.MISSING
    }
    lost_rows = [r.key for r in rows if not any(key == r.key for key, _ in here)]
    yield from (CellKey(table.key, key, "") for key in lost_rows)
    if len(lost_rows) == len(rows):
        return
    for column in block.columns:
        lacking = [
            r.key for r in rows if r.key not in lost_rows and (r.key, column.key) not in here
        ]
        if len(lacking) == len(rows) - len(lost_rows):
            yield CellKey(table.key, "", column.key)
        else:
            yield from (CellKey(table.key, key, column.key) for key in lacking)


def _all_cells(table: Table) -> Iterator[tuple[CellKey, str, Column]]:
    for block in table.blocks:
        for row in (*block.rows, *(each.row for each in block.alternates)):
            for column in block.columns:
                yield CellKey(table.key, row.key, column.key), row.key, column


def _unsure(form: Form, body: str, year: int, *, sure: bool) -> Iterator[Finding]:
    unknown = [
        ("格式的版本", "the edition", form.edition, sure),
        ("报告的机关", "the body", "空白", bool(body)),
        ("报告年度", "the report year", "未知", bool(year)),
    ]
    for what, what_en, assumed, known in unknown:
        if not known:
            words = {"what": what, "what_en": what_en}
            yield rulebook.finding("R5", None, found=assumed, words=words)
