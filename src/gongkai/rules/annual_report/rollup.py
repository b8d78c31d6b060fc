"""Reports of several bodies added up to one (汇总), cell by cell.

A cell without a figure counts as 0 and is told, with the bodies it concerns. The total keeps
no facts: `contributions` opens a figure again by the bodies that made it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from types import MappingProxyType

from gongkai.rules.annual_report import convert, rulebook
from gongkai.rules.annual_report.build import plain
from gongkai.rules.annual_report.form import (
    Alternate,
    Block,
    Cell,
    CellKey,
    FilledForm,
    Finding,
    Form,
    Table,
    Unit,
)
from gongkai.rules.annual_report.origin import Origin
from gongkai.rules.ledger import Number

_NAMED = 5  # bodies named in a remark; the others are only counted
_TOTAL_UNIT = "万元"
_IN_WAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}


def total(children: Sequence[FilledForm], *, body: str, form: Form | None = None) -> FilledForm:
    """Return the report of a superior: every figure is the sum of its children's.

    Children of another edition are converted to `form`, by default the newest of theirs.
    Amounts that carry their unit are added in 万元. Remarks: T1 children without a figure,
    counted as 0; T2 amounts without a unit, left out; T3 rows that a child prints as one and
    that are therefore one in the total; C1 and C2 of a conversion.

    Raises:
        ValueError: there are no children, or they are of different years.
    Source: 政府信息公开条例 Art. 49 (a government's report covers its departments).
    """
    years = {child.year for child in children}
    if len(years) != 1:
        raise ValueError(f"A roll-up adds reports of one year, not of {sorted(years)}.")
    target = form or max((child.form for child in children), key=lambda each: each.first_year)
    own = [convert.to(child, target) for child in children]
    remarks = [
        remark
        for child, was in zip(own, children, strict=True)
        if child is not was
        for remark in child.remarks[len(was.remarks) :]
    ]
    for table, block, alternate in _printed_as_one(target, own):
        remarks.append(_told_as_one(target, table, block, alternate, own))
        own = [_as_one(child, table, block, alternate) for child in own]
    money = {key for key, _, column in target.cells() if column.unit is Unit.MONEY}
    values, figures = _added(own)
    came_from = Origin(note=f"{len(own)}份报告相加")
    cells = {
        key: Cell(plain(value), provenance=came_from)
        for key, value in values.items()
        if key not in money
    }
    for key in sorted(money):
        cells[key], unclear = _amount(key, own, came_from)
        remarks += _named("T2", target, [key], unclear)
    result = FilledForm(target, body, years.pop(), MappingProxyType(cells))
    remarks += _told_absent(result, own, figures)
    return replace(result, remarks=tuple(remarks))


def contributions(
    children: Iterable[FilledForm], key: CellKey
) -> tuple[tuple[FilledForm, Cell], ...]:
    """Return the children that made a figure of the total, each with its cell; no zeros."""
    return tuple((child, child[key]) for child in children if child[key].value != 0)


def _added(
    children: Sequence[FilledForm],
) -> tuple[dict[CellKey, Number], dict[CellKey, int]]:
    """Return the sum of every cell and how many children have a figure there.

    Children with the same cells in the same order are added column by column: thousands of
    reports in one pass, without looking up each cell of each report.
    """
    alike: list[tuple[tuple[CellKey, ...], list[list[Number | None]]]] = []
    for child in children:
        keys = tuple(child.cells)
        if not alike or alike[-1][0] != keys:
            alike.append((keys, []))
        alike[-1][1].append([cell.value for cell in child.cells.values()])
    values: dict[CellKey, Number] = {}
    figures: dict[CellKey, int] = {}
    for keys, lines in alike:
        for key, column in zip(keys, zip(*lines, strict=True), strict=True):
            values[key] = sum(filter(None, column), start=values.get(key, 0))
            figures[key] = figures.get(key, 0) + len(column) - column.count(None)
    return values, figures


def _amount(
    key: CellKey, children: Iterable[FilledForm], came_from: Origin
) -> tuple[Cell, list[str]]:
    """Return the sum of amounts in 万元, and the bodies whose amount has no unit."""
    value, unclear = Decimal(0), []
    for child in children:
        cell = child[key]
        if cell.value and cell.unit in _IN_WAN:
            value += cell.value * _IN_WAN[cell.unit]
        elif cell.value:
            unclear.append(child.body)
    unit = _TOTAL_UNIT if value else None
    return Cell(plain(value), unit=unit, provenance=came_from), unclear


def _printed_as_one(
    form: Form, children: Sequence[FilledForm]
) -> list[tuple[Table, Block, Alternate]]:
    """Return the alternates that at least one child prints in place of the form's rows."""
    return [
        (table, block, each)
        for table in form.tables
        for block in table.blocks
        for each in block.alternates
        if any(each in child.alternates(table.key, block) for child in children)
    ]


def _as_one(child: FilledForm, table: Table, block: Block, alternate: Alternate) -> FilledForm:
    """Return the child with its rows drawn together into the alternate's one row."""
    if alternate in child.alternates(table.key, block):
        return child
    cells = dict(child.cells)
    for column in block.columns:
        keys = [CellKey(table.key, row, column.key) for row in alternate.stands_for]
        parts = [cells.pop(key) for key in keys if key in cells]
        told = [part.value for part in parts if part.value is not None]
        if told or parts:
            one = Cell(sum(told)) if told else parts[0]
            cells[CellKey(table.key, alternate.row.key, column.key)] = one
    return replace(child, cells=MappingProxyType(cells))


def _told_as_one(
    form: Form, table: Table, block: Block, alternate: Alternate, children: Iterable[FilledForm]
) -> Finding:
    key = CellKey(table.key, alternate.row.key, "")
    bodies = [c.body for c in children if alternate in c.alternates(table.key, block)]
    return next(_named("T3", form, [key], bodies))


def _told_absent(
    result: FilledForm, children: Sequence[FilledForm], figures: Mapping[CellKey, int]
) -> Iterator[Finding]:
    """Yield T1, one finding for all cells of a table that lack the same bodies."""
    together: dict[tuple[str, int, tuple[str, ...]], list[CellKey]] = {}
    for key, _, _ in result.entries():
        lacking = len(children) - figures.get(key, 0)
        if lacking:
            without = (child.body for child in children if child[key].value is None)
            names = tuple(islice(without, _NAMED))
            together.setdefault((key.table, lacking, names), []).append(key)
    for (_, lacking, names), keys in together.items():
        yield from _named("T1", result.form, keys, names, count=lacking, reports=len(children))


def _named(
    rule: str,
    form: Form,
    keys: Sequence[CellKey],
    bodies: Sequence[str],
    *,
    count: int | None = None,
    reports: int = 0,
) -> Iterator[Finding]:
    """Yield the finding of a rule about cells and bodies, none where there are no bodies."""
    if not bodies:
        return
    lacking = len(bodies) if count is None else count
    words = rulebook.place(form, keys[0])
    if len(keys) > 1:
        words["place"] += f"等{len(keys)}格"
        words["place_en"] += f" and {len(keys) - 1} more cells"
    names = "、".join(bodies[:_NAMED]) + ("等" if lacking > _NAMED else "")
    yield rulebook.finding(
        rule,
        keys[0],
        found=lacking,
        words={**words, "names": names, "reports": reports},
        cells=tuple(keys),
    )
