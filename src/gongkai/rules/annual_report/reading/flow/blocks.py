"""Table 2 read from the order of the text: the figures behind the label of each row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.rules.annual_report.form import Block, CellKey, Table
from gongkai.rules.annual_report.reading.flow import anchors, placing, split
from gongkai.rules.annual_report.reading.flow.hints import Hints
from gongkai.rules.annual_report.reading.flow.placing import Gaps
from gongkai.rules.annual_report.reading.flow.stream import Run
from gongkai.rules.annual_report.reading.tables import Reading, Why

_ARTICLE = "第二十条第"


def read(table: Table, found: Sequence[Run], told: Hints, gaps: Gaps) -> Reading:
    """Return the figures of the rows; `gaps` says what spaces mean."""
    reading = Reading()
    known = anchors.row_labels(table)
    first = next((at for at, run in enumerate(found) if _ARTICLE in anchors.bare(run.words)), None)
    rows: dict[str, list[Run]] = {}
    for run in found[first:] if first is not None else ():
        row = anchors.row_of(run.words, known)
        if row is not None:
            cells = run.cells or (run.figures if gaps is Gaps.SPACED else ())
            rows.setdefault(row, []).append(replace(run, cells=cells))
    prose = anchors.bare("".join(run.words for run in found[first or 0 :]))
    for block in table.blocks:
        unit = _unit(block, prose)
        for each in block.rows:
            if each.key in rows:
                key = CellKey(table.key, each.key, "")
                splits = [s for run in rows[each.key] for s in _splits(block, run, gaps)]
                better = told.borne_out(each, block.columns, splits)
                why = placing.TOLD if len(better) < len(splits) else placing.NONE
                _row(key, block, better, rows[each.key][0], Manner(unit, why), reading)
    return reading


@dataclass(frozen=True, slots=True)
class Manner:
    """How the figures of a row were come by: the unit of the last head, and a doubt."""

    unit: str
    why: Why


def _unit(block: Block, prose: str) -> str:
    """Return the unit that stands behind the last head of a block, in brackets."""
    label = block.columns[-1].label.text
    return next((f"({unit})" for unit in ("万元", "元") if label + unit in prose), "")


def _row(
    key: CellKey,
    block: Block,
    splits: Sequence[tuple[str, ...]],
    run: Run,
    manner: Manner,
    reading: Reading,
) -> None:
    """Put the cells on which every way to part the figures agrees, and leave the others open."""
    by_column = list(zip(*splits, strict=True)) or [() for _ in block.columns]
    for column, texts in zip(block.columns, by_column, strict=True):
        if len(set(texts)) == 1:
            placing.put(reading, key, {column.key: texts[0]}, run, head=manner.unit, why=manner.why)
        else:
            placing.leave_open(reading, key, [column.key], run)


def _splits(block: Block, run: Run, gaps: Gaps) -> list[tuple[str, ...]]:
    """Return the ways to part a run into the cells of a row."""
    units = [column.unit for column in block.columns]
    if run.mended:
        return []
    if run.parted(len(units)):
        ways = placing.windows(run.parted(len(units)), len(units))
        return [cells for cells in ways if len(cells) == len(units)]
    count = len(run.figures)
    if not run.digits or (len(units) == 1 and count > 1):
        return []
    if not gaps.is_glued:
        if count == len(units):
            return [run.figures]
        is_zeros = set(run.digits) == {"0"} and len(run.digits) == len(units)
        return [tuple(run.digits)] if is_zeros else []
    splits = split.fitting(run.digits, units)
    if gaps is Gaps.BORDERED:
        splits = split.respecting(splits, run.text)
    same = [each for each in splits if _is_one_figure_again(each)]
    return same or splits


def _is_one_figure_again(cells: Sequence[str]) -> bool:
    """Tell whether a row prints one figure of several digits in three cells: 89 89 89. That
    three others should give the same digits is beyond chance."""
    return len(cells) > 2 and len(set(cells)) == 1 and len(cells[0]) > 1
