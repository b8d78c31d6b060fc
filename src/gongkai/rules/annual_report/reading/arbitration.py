"""Two readings of a row, by the places of its cells and by the order of the text, made one.

Where they differ the one whose total is right is taken; where both or neither is, the row stays
open. A grid drawn in text is not trusted where its line could not be read in order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.rules.annual_report.form import Block, CellKey, Layout, Table, Unit
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
    for block in table.blocks:
        for row in (*block.rows, *(each.row for each in block.alternates)):
            _settle_row(CellKey(table.key, row.key, ""), block, gridded, flown)


def _settle_row(key: CellKey, block: Block, gridded: Reading, flown: Reading) -> None:
    placed = _row(gridded, key)
    ordered = _row(flown, key)
    is_open = any(spot.key.row == key.row for spot in flown.open)
    if placed is None or not placed or not (ordered or is_open):
        return
    if ordered and not _contradict(block, placed, ordered):
        return
    is_drawn = any(spot.origin.line for spot in placed.values())
    ways = [placed, ordered or {}]
    right = [way for way in ways if way and _adds_up(block, way)]
    if is_drawn:
        right.reverse()
    chosen = right[0] if right else None
    if chosen is None and is_open and not ordered and not is_drawn:
        return
    _keep(gridded, key, placed if chosen is placed else {})
    _keep(flown, key, ordered if ordered and chosen is ordered else {})
    if chosen is None:
        first = next(iter(placed.values()))
        for column in block.columns:
            at = replace(key, column=column.key)
            flown.open.append(Spot(at, first.origin.text, "", first.origin, TWO_READINGS))


def _contradict(block: Block, one: _Row, other: _Row) -> bool:
    """Tell whether two readings differ in a cell that both of them have."""
    return any(
        a != b
        for column, a, b in zip(
            block.columns, _values(block, one), _values(block, other), strict=True
        )
        if column.key in one and column.key in other
    )


def _row(reading: Reading, key: CellKey) -> _Row | None:
    """Return the cells of a row, None where one of them stands there twice."""
    spots = [s for s in reading.spots if (s.key.table, s.key.row) == (key.table, key.row)]
    found = {spot.key.column: spot for spot in spots}
    return found if len(found) == len(spots) else None


def _values(block: Block, row: _Row) -> list[Number | None]:
    return [
        figures.read(row[c.key].text, Unit.COUNT).cell.value if c.key in row else None
        for c in block.columns
    ]


def _adds_up(block: Block, row: _Row) -> bool:
    """Tell whether the total of a row is printed and is the sum of what stands before it."""
    *parts, total = _values(block, row)
    return total is not None and sum(part or 0 for part in parts) == total


def _keep(reading: Reading, key: CellKey, row: _Row) -> None:
    def others(spots: Sequence[Spot]) -> Iterator[Spot]:
        return (s for s in spots if (s.key.table, s.key.row) != (key.table, key.row))

    reading.spots[:] = [*others(reading.spots), *row.values()]
