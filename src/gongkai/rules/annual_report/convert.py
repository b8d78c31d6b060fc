"""A report put into another edition of the form (换版): what carries over and what does not.

A figure carries over where both editions count the same measure under the same key, and where
one edition's row stands for several rows of the other. Nothing is estimated; what is left
behind or left empty is told (C1, C2).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from gongkai.rules.annual_report import editions, rulebook
from gongkai.rules.annual_report.form import Cell, CellKey, Column, FilledForm, Finding, Form, Row
from gongkai.rules.ledger import Measure


def to(filled: FilledForm, edition: str | Form) -> FilledForm:
    """Return the report in another edition; the conversion's remarks follow its own.

    C1: a figure that the new edition has no place for. C2: a place of the new edition that
    the report has no figure for; it is left empty, never filled with 0.

    Raises:
        UnknownEdition: no edition of that name is on file.
    """
    target = editions.get(edition) if isinstance(edition, str) else edition
    if filled.form == target:
        return filled
    here = dict(_measures(filled.form))
    merged = _merged(filled)
    cells: dict[CellKey, Cell] = {}
    used: set[CellKey] = set()
    for key, measure in _measures(target):
        counted = here.get(key) if key in filled.cells else None
        same = counted is not None and (counted == measure or "" in (counted, measure))
        sources = (key,) if same else merged.get(key, ())
        if sources:
            cells[key] = _added([filled[each] for each in sources])
            used.update(sources)
    result = FilledForm(
        target,
        filled.body,
        filled.year,
        MappingProxyType(cells),
        filled.sections,
        filled.narrative_counts,
    )
    told = (*_left_behind(filled, target, used), *_left_empty(result))
    return replace(result, remarks=(*filled.remarks, *told))


def _measures(form: Form) -> Iterator[tuple[CellKey, Measure | str]]:
    """Yield every cell of a form with what it counts, "" for sums and for alternate rows."""
    for table in form.tables:
        for block in table.blocks:
            for row in (*block.rows, *(each.row for each in block.alternates)):
                for column in block.columns:
                    yield CellKey(table.key, row.key, column.key), _measure(row, column)


def _measure(row: Row, column: Column) -> Measure | str:
    return column.selects.measure or row.selects.measure or ""


def _merged(filled: FilledForm) -> Mapping[CellKey, tuple[CellKey, ...]]:
    """Return the cells of alternate rows with the cells they stand for in this report."""
    return {
        CellKey(table.key, each.row.key, column.key): tuple(
            CellKey(table.key, gone, column.key) for gone in each.stands_for
        )
        for table in filled.form.tables
        for block in table.blocks
        for each in block.alternates
        for column in block.columns
        if each not in filled.alternates(table.key, block)
    }


def _added(cells: list[Cell]) -> Cell:
    told = [cell.value for cell in cells if cell.value is not None]
    if len(cells) == 1 or not told:
        return cells[0]
    return Cell(sum(told), facts=tuple(fact for cell in cells for fact in cell.facts))


def _left_behind(filled: FilledForm, target: Form, used: set[CellKey]) -> Iterator[Finding]:
    for key, _, _ in filled.entries():
        value = filled[key].value
        if key not in used and value:
            words = {**rulebook.place(filled.form, key), "edition": target.edition}
            yield rulebook.finding("C1", key, found=value, words=words)


def _left_empty(result: FilledForm) -> Iterator[Finding]:
    for key, _, _ in result.entries():
        if key not in result.cells:
            words = {**rulebook.place(result.form, key), "edition": result.form.edition}
            yield rulebook.finding("C2", key, words=words)
