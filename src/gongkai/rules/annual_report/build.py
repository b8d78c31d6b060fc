"""From the ledger's facts to a filled form: each figure carries the facts that made it.

Nothing is entered here by hand and nothing is rounded; a figure is the sum of its facts, so it
adds up by construction. Nothing recorded is an explicit 0. A fact of a measure that the form
counts and that no cell selects is never dropped in silence: it becomes a remark of the form.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import product
from types import MappingProxyType

from gongkai.rules import ledger
from gongkai.rules.annual_report import rulebook
from gongkai.rules.annual_report.form import (
    Block,
    Cell,
    CellKey,
    Column,
    FilledForm,
    Finding,
    Form,
    NarrativeCount,
    Section,
    Selector,
    Table,
    Unit,
)
from gongkai.rules.ledger import Fact, Measure, Number

# Rooms keep procurement in 万元 (Measure.PROCUREMENT_AMOUNT_WAN); the printed cell must say so.
_LEDGER_MONEY = "万元"

# trait names that a cell asks for → their values → the cell
_Places = dict[tuple[str, ...], dict[tuple[str, ...], CellKey]]


def fill(
    form: Form,
    facts: Iterable[Fact],
    *,
    body: str,
    year: int,
    sections: tuple[Section, ...] = (),
    narrative_counts: tuple[NarrativeCount, ...] = (),
) -> FilledForm:
    """Return the form of one body and year, filled from the ledger's facts.

    Counts are items, money of the fee row is 万元. A total carries the facts of all it adds.
    Facts that no cell of the form can place are in `remarks` with rule `B1`, severity error:
    such a report adds up but leaves records out, so it must not be signed.

    Source: 政府信息公开条例 Art. 50; the form named by `form.source`.
    """
    index = _index(form)
    placed: dict[CellKey, list[Fact]] = {}
    lost: list[Fact] = []
    for fact in facts:
        if fact.measure not in index:
            continue
        key = _place(index[fact.measure], fact)
        if key is not None:
            placed.setdefault(key, []).append(fact)
        elif not any(_selected(each, fact) for each in form.leaves_out):
            lost.append(fact)
    cells: dict[CellKey, Cell] = {}
    for table in form.tables:
        for block in table.blocks:
            cells.update(_block(table, block, placed))
    return FilledForm(
        form,
        body,
        year,
        MappingProxyType(cells),
        sections,
        narrative_counts,
        remarks=tuple(_unplaced(form, lost)),
    )


def statutory(form: Form) -> frozenset[Measure]:
    """Return the measures whose facts the tables of a form count."""
    return frozenset(_index(form))


@cache
def _index(form: Form) -> Mapping[Measure, _Places]:
    """Return, per measure and wanted trait names, which cell counts which trait values."""
    index: dict[Measure, _Places] = {}
    for key, row, column in form.cells():
        measure = column.selects.measure or row.selects.measure
        if measure is None or column.is_total or row.sums:
            continue
        wanted = {**row.selects.traits, **column.selects.traits}
        names = tuple(sorted(wanted))
        places = index.setdefault(measure, {}).setdefault(names, {})
        for values in product(*(wanted[name] for name in names)):
            if values in places:
                raise ValueError(f"{key} and {places[values]} would count the same facts.")
            places[values] = key
    return index


def _place(places: _Places, fact: Fact) -> CellKey | None:
    traits = dict(fact.traits)
    for names, cells in places.items():
        key = cells.get(tuple(traits.get(name, "") for name in names))
        if key is not None:
            return key
    return None


def _selected(selector: Selector, fact: Fact) -> bool:
    return selector.measure is fact.measure and fact.has(selector.traits)


def _block(
    table: Table, block: Block, placed: Mapping[CellKey, list[Fact]]
) -> Iterator[tuple[CellKey, Cell]]:
    for row in block.rows:
        counted = row.sums or (row.key,)
        for column in block.columns:
            across = [c for c in block.columns if not c.is_total] if column.is_total else [column]
            keys = (CellKey(table.key, r, c.key) for r in counted for c in across)
            facts = tuple(fact for key in keys for fact in placed.get(key, ()))
            yield CellKey(table.key, row.key, column.key), _cell(column, facts)


def _cell(column: Column, facts: tuple[Fact, ...]) -> Cell:
    value = plain(ledger.total(facts))
    unit = _LEDGER_MONEY if column.unit is Unit.MONEY and value else None
    return Cell(value, unit=unit, facts=facts)


def plain(number: Number) -> Number:
    """Return the number without needless zeros after the point: 7545.00 is 7545."""
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else number.normalize()
    return number


def _unplaced(form: Form, facts: Iterable[Fact]) -> Iterator[Finding]:
    for fact in facts:
        kind = "，".join((fact.measure.value, *(f"{name}={value}" for name, value in fact.traits)))
        words = {"record_count": fact.record_count, "kind": kind, "edition": form.edition}
        arithmetic = f"{kind}：{rulebook.show(fact.quantity)}"
        yield rulebook.finding("B1", None, found=fact.quantity, arithmetic=arithmetic, words=words)
