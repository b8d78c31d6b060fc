"""A document's grids recognised as a filled form: the same `FilledForm` that the ledger makes.

The edition is told by the tables themselves. A figure that is not surely read is left out or
marked: every doubt is a remark of the form (rules R1 to R5), never a number in silence.
"""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from gongkai.rules.annual_report import editions, telling
from gongkai.rules.annual_report.form import (
    Absence,
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
from gongkai.rules.annual_report.reading import arbitration, figures, flow, remarks, tables
from gongkai.rules.annual_report.reading.figures import Figure
from gongkai.rules.annual_report.reading.remarks import Doubt
from gongkai.rules.annual_report.reading.tables import Reading, Spot

_HEAD_UNIT = re.compile(r"[(（][^)）]*?(亿元|万元|元)[^)）]*[)）]")
_Candidate = tuple[Spot, Figure]


def match(
    grids: Sequence[PlainGrid],
    form: Form | None = None,
    *,
    body: str = "",
    year: int | None = None,
    sections: tuple[Section, ...] = (),
    lines: Sequence[str] = (),
    pages: Sequence[int] = (),
) -> FilledForm:
    """Return the report that the grids hold.

    Without `form` the edition is chosen by the labels in the grids. Body and year may be given;
    otherwise they are read from the title in `lines`, the whole text of the document, and so are
    the sections and the counts told in sentences; `pages` are the pages of the lines. A year
    that is not told is 0. Remarks: R1 a table, row or column is missing; R2 something the form
    does not have; R3 a cell that is no number; R4 a cell read with a doubt, or for a doubt not
    read; R5 edition, body or year not told by the document.
    """
    front = telling.front(lines)
    said_body = body or front.body
    said_year = year or front.year or 0
    chosen, sure = (form, True) if form else _edition(grids, lines, said_year)
    told = list(remarks.unsure(chosen, said_body, said_year, sure=sure))
    cells: dict[CellKey, Cell] = {}
    runs = flow.runs(lines, pages=pages, grids=grids)
    flown = flow.read(chosen, runs, flow.Hints.of(lines))
    for table in chosen.tables:
        gridded = tables.read(table, grids)
        arbitration.settle(table, gridded, flown[table.key])
        told += _cells(chosen, table, gridded, flown[table.key], cells)
        told += remarks.odd(chosen, table, gridded)
        told += remarks.missing(chosen, table, cells)
    return FilledForm(
        chosen,
        said_body,
        said_year,
        MappingProxyType(cells),
        sections or telling.sections(lines),
        telling.read(lines),
        remarks=tuple(told),
    )


def _edition(grids: Sequence[PlainGrid], lines: Sequence[str], year: int) -> tuple[Form, bool]:
    """Return the edition whose labels the document speaks, and whether they tell it."""
    cells = [cell for grid in grids for row in grid.rows for cell in row]
    words = flow.bare("".join((*lines, *dict.fromkeys(cells))))
    every = editions.all_editions()
    points = {form.edition: flow.spoken(form, words, every) for form in every}
    best = max(points.values())
    tied = [form for form in every if points[form.edition] == best]
    if len(tied) == 1:
        return tied[0], True
    in_force = [f for f in tied if f.first_year <= year <= (f.last_year or year)]
    return (in_force or sorted(tied, key=lambda f: -f.first_year))[0], bool(in_force)


def _cells(
    form: Form, table: Table, gridded: Reading, flown: Reading, cells: dict[CellKey, Cell]
) -> Iterator[Finding]:
    """Fill `cells` with the figures of one table and yield the doubts met.

    A table is read twice, by the places of its cells and by the order of its text; where the
    two do not agree, or a cell stands there twice, it is left open. A cell that a grid shows
    empty is empty; in drawn text it may only be cut off.
    """
    columns = {key: column for key, _, column in _all_cells(table)}
    found: dict[CellKey, list[_Candidate]] = {}
    empty = {spot.key for spot in gridded.spots if not (spot.text or spot.origin.line)}
    flowing = [spot for spot in flown.spots if spot.key not in empty]
    for spot in (*gridded.spots, *flowing):
        found.setdefault(spot.key, []).append((spot, _figure(spot, columns[spot.key])))
    doubts: list[Doubt] = []
    for key, candidates in found.items():
        spot, figure = _best(candidates)
        cells[key], text = figure.cell, spot.origin.text or spot.text
        if len({f.cell.value for _, f in candidates if f.cell.value is not None}) > 1:
            cells[key] = Cell(None, Absence.UNREADABLE, provenance=spot.origin)
            twice = sum(spot.key == key for spot in gridded.spots) != 1
            why = remarks.TWICE if twice else arbitration.TWO_READINGS
            doubts.append(Doubt(key, text, cells[key], why))
        elif figure.doubt == "R3":
            yield remarks.unreadable(form, spot)
        elif figure.doubt or any(spot.why):
            doubts.append(Doubt(key, text, figure.cell, figure.why if figure.doubt else spot.why))
    for spot in (*gridded.open, *flown.open):
        if spot.key not in cells:
            cells[spot.key] = Cell(None, Absence.UNREADABLE, provenance=spot.origin)
            doubts.append(Doubt(spot.key, spot.text, cells[spot.key], spot.why))
    yield from remarks.doubts(form, doubts)


def _figure(spot: Spot, column: Column) -> Figure:
    unit = _HEAD_UNIT.search(spot.head)
    return figures.read(
        spot.text, column.unit, head_unit=unit[1] if unit else None, origin=spot.origin
    )


def _best(candidates: Sequence[_Candidate]) -> _Candidate:
    """Return the reading of a cell that says most: a sure figure before a doubtful one, any
    figure before its absence."""

    def says(candidate: _Candidate) -> tuple[bool, bool]:
        spot, figure = candidate
        return figure.cell.value is None, bool(figure.doubt or any(spot.why))

    return min(candidates, key=says)


def _all_cells(table: Table) -> Iterator[tuple[CellKey, str, Column]]:
    for block in table.blocks:
        for row in (*block.rows, *(each.row for each in block.alternates)):
            for column in block.columns:
                yield CellKey(table.key, row.key, column.key), row.key, column
