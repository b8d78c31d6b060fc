"""Table 4 read from the order of the text: its heads, then all its figures in one run."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.rules.annual_report.form import CellKey, Table
from gongkai.rules.annual_report.reading.flow import anchors, placing, split
from gongkai.rules.annual_report.reading.flow.placing import Gaps
from gongkai.rules.annual_report.reading.flow.stream import Run
from gongkai.rules.annual_report.reading.tables import Reading

_NEAR = 400  # words between the heads and the figures


def read(table: Table, found: Sequence[Run], gaps: Gaps) -> Reading:
    """Return the figures of the strip; `gaps` says what spaces mean."""
    reading = Reading()
    block = table.blocks[0]
    keys = [(row.key, column.key) for row in block.rows for column in block.columns]
    heads = [anchors.bare(row.label.text) for row in block.rows]
    words = ""
    for run in found:
        words += anchors.bare(run.words)
        run = replace(run, cells=_of_strip(run, len(keys), len(block.columns)))
        if len(run.cells) != len(keys) and len(run.digits) < len(keys):
            continue
        known = [words.rfind(head) for head in heads]
        if min(known) < 0 and not (
            heads[0] in words and placing.adds_up(run.cells, len(block.columns))
        ):
            continue
        if len(words) - max(known) > _NEAR:
            break
        if gaps is Gaps.SPACED and len(run.figures) == len(keys):
            run = replace(run, cells=run.figures)
        values = _values(run, len(block.rows), len(block.columns), gaps)
        for (row, column), value in zip(keys, values, strict=True):
            key = CellKey(table.key, row, "")
            if value is None:
                placing.leave_open(reading, key, [column], run)
            else:
                placing.put(reading, key, {column: value}, run)
        break
    return reading


def _of_strip(run: Run, count: int, columns: int) -> tuple[str, ...]:
    """Return the cells of a run, without the blank places beside them where that is certain."""
    ways = placing.windows(run.parted(count), count)
    if len(ways) > 1:
        ways = [cells for cells in ways if placing.adds_up(cells, columns)]
    return ways[0] if len(ways) == 1 else ()


def _values(run: Run, rows: int, columns: int, gaps: Gaps) -> Sequence[str | None]:
    count = rows * columns
    if len(run.cells) == count:
        return run.cells
    if len(run.digits) == count and set(run.digits) == {"0"}:
        return list(run.digits)
    splits: list[split.Values] = []
    if gaps.is_glued and not run.cells:
        if len(run.digits) == count and run.digits.isdecimal():
            return list(run.digits)
        splits = split.strips(run.digits, rows, columns)
        if gaps is Gaps.BORDERED:
            splits = split.respecting(splits, run.text)
    told = split.together({"": splits}, ()).get("", (None,) * count)
    return [None if value is None else str(value) for value in told]
