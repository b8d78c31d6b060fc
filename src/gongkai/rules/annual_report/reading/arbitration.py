"""Two readings of a row, by the places of its cells and by the order of the text, made one.

Where they differ the one whose total is right is taken; where both or neither is, the row stays
open. A grid drawn in text is not trusted where its line could not be read in order.
"""

from collections.abc import Mapping
from dataclasses import replace

from gongkai.rules.annual_report.form import Block, Layout, Table, Unit
from gongkai.rules.annual_report.reading import figures
from gongkai.rules.annual_report.reading.tables import Reading, Spot, Why
from gongkai.rules.ledger import Number

TWO_READINGS: Why = (
    "按表格位置和按文字顺序读出的数字不同",
    "by its place and by the order of the text it reads differently",
)
_Row = dict[str, Spot]


def settle(table: Table, gridded: Reading, flown: Reading) -> None:
    """Leave in both readings of a table only rows that agree or are decided.

    Table 2 has no totals that could decide and is left as it is.
    """
    if table.layout is Layout.BLOCKS:
        return
    placed, ordered = _rows(gridded), _rows(flown)
    opened = {spot.key.row for spot in flown.open}
    settled: dict[str, _Row] = {}
    for block in table.blocks:
        for row in (*block.rows, *(each.row for each in block.alternates)):
            here, there = placed.get(row.key), ordered.get(row.key, {})
            if not here or not (there or row.key in opened):
                continue
            if there and not _contradict(block, here, there):
                continue
            is_drawn = any(spot.origin.line for spot in here.values())
            chosen = _chosen(block, here, there, is_drawn=is_drawn)
            if chosen or there or is_drawn:
                settled[row.key] = chosen
                flown.open += [] if chosen else _left_open(block, row.key, here)
    for reading in (gridded, flown):
        reading.spots[:] = [s for s in reading.spots if _stands(s, settled)]


def _stands(spot: Spot, settled: Mapping[str, _Row]) -> bool:
    """Tell whether a spot is of a row that needed no settling, or of the reading chosen for it."""
    return spot.key.row not in settled or settled[spot.key.row].get(spot.key.column) is spot


def _chosen(block: Block, here: _Row, there: _Row, *, is_drawn: bool) -> _Row:
    """Return the reading whose total is right, {} where neither is; of a drawn grid the text
    comes first."""
    ways = [there, here] if is_drawn else [here, there]
    return next((way for way in ways if way and _adds_up(block, way)), {})


def _left_open(block: Block, row: str, here: _Row) -> list[Spot]:
    first = next(iter(here.values()))
    keys = [replace(first.key, row=row, column=column.key) for column in block.columns]
    return [Spot(key, first.origin.text, "", first.origin, TWO_READINGS) for key in keys]


def _contradict(block: Block, one: _Row, other: _Row) -> bool:
    """Tell whether two readings differ in a cell that both of them have."""
    return any(
        a != b
        for column, a, b in zip(
            block.columns, _values(block, one), _values(block, other), strict=True
        )
        if column.key in one and column.key in other
    )


def _rows(reading: Reading) -> dict[str, _Row]:
    """Return the cells of each row; a row in which one stands twice is left out."""
    found: dict[str, _Row] = {}
    twice = set()
    for spot in reading.spots:
        row = found.setdefault(spot.key.row, {})
        if spot.key.column in row:
            twice.add(spot.key.row)
        row[spot.key.column] = spot
    return {key: row for key, row in found.items() if key not in twice}


def _values(block: Block, row: _Row) -> list[Number | None]:
    return [
        figures.read(row[c.key].text, Unit.COUNT).cell.value if c.key in row else None
        for c in block.columns
    ]


def _adds_up(block: Block, row: _Row) -> bool:
    """Tell whether the total of a row is printed and is the sum of what stands before it."""
    *parts, total = _values(block, row)
    return total is not None and sum(part or 0 for part in parts) == total
