"""Table 2 read from the order of the text: the figures behind the label of each row."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.rules.annual_report.form import Block, CellKey, Row, Table
from gongkai.rules.annual_report.reading.flow import anchors, hints, placing, split
from gongkai.rules.annual_report.reading.flow.hints import Hints
from gongkai.rules.annual_report.reading.flow.stream import Run
from gongkai.rules.annual_report.reading.tables import Reading
from gongkai.rules.ledger import Number

_ARTICLE = "第二十条第"


def read(table: Table, found: Sequence[Run], told: Hints, *, spaced: bool) -> Reading:
    """Return the figures of the rows; `spaced` says that spaces part the figures for sure."""
    reading = Reading()
    known = anchors.row_labels(table)
    first = next((at for at, run in enumerate(found) if _ARTICLE in anchors.bare(run.words)), None)
    rows: dict[str, list[Run]] = {}
    for run in found[first:] if first is not None else ():
        row = anchors.row_of(run.words, known)
        if row is not None:
            cells = run.cells or (run.figures if spaced else ())
            rows.setdefault(row, []).append(replace(run, cells=cells))
    prose = anchors.bare("".join(run.words for run in found[first or 0 :]))
    for block in table.blocks:
        for each in block.rows:
            if each.key in rows:
                _row(table, block, each, rows[each.key], prose, told, reading)
    return reading


def _row(
    table: Table,
    block: Block,
    row: Row,
    found: Sequence[Run],
    prose: str,
    told: Hints,
    reading: Reading,
) -> None:
    columns = block.columns
    key = CellKey(table.key, row.key, "")
    splits = [each for run in found for each in _splits(block, run, told.told(row))]
    by_column = list(zip(*splits, strict=True)) or [() for _ in columns]
    units_said = [u for u in ("万元", "元") if columns[-1].label.text + u in prose]
    for column, texts in zip(columns, by_column, strict=True):
        head = f"({units_said[0]})" if units_said else ""
        if len(set(texts)) == 1:
            placing.put(reading, key, {column.key: texts[0]}, found[0], head=head)
        else:
            placing.leave_open(reading, key, [column.key], found[0])


def _splits(block: Block, run: Run, told: frozenset[Number]) -> list[tuple[str, ...]]:
    """Return the ways to part a run into the cells of a row."""
    units = [column.unit for column in block.columns]
    if run.parted(len(units)):
        ways = placing.windows(run.parted(len(units)), len(units))
        return [cells for cells in ways if len(cells) == len(units)]
    if not run.digits or (len(run.figures) > 1 and len(units) == 1):
        return []
    splits = split.fitting(run.digits, units)
    same = [each for each in splits if _is_one_figure_again(each)]
    return same or hints.borne_out(splits, told)


def _is_one_figure_again(cells: Sequence[str]) -> bool:
    """Tell whether a row prints one figure of several digits in three cells: 89 89 89. That
    three others should give the same digits is beyond chance."""
    return len(cells) > 2 and len(set(cells)) == 1 and len(cells[0]) > 1
