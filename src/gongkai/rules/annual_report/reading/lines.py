"""The statutory tables read from plain lines of text, where no grid tells the cells apart.

Rows are found by their labels. Digits that are glued together are split by what must hold:
the number of columns, the sums along the rows and down the columns. What these do not decide
stays open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gongkai.rules.annual_report.form import Block, CellKey, Form, Layout, Row, Table
from gongkai.rules.annual_report.origin import Origin
from gongkai.rules.annual_report.reading import anchors, split
from gongkai.rules.annual_report.reading.stream import Run, runs
from gongkai.rules.annual_report.reading.tables import Reading, Spot

_NEAR = 400  # words between the heads of table 4 and its figures
_ARTICLE = "第二十条第"


def read(form: Form, lines: Sequence[str]) -> dict[str, Reading]:
    """Return what the lines hold of each table of a form, by the key of the table."""
    found = runs(lines)
    readings: dict[str, Reading] = {}
    start, end, spaced = len(found), len(found), False
    for table in form.tables:
        if table.layout is Layout.MATRIX:
            chain = _chain(table, found)
            start, end = (chain[0][0], chain[-1][0] + 1) if chain else (start, end)
            spaced = _spaced(table, [found[place] for place, _ in chain])
            readings[table.key] = _matrix(form, table, found, chain)
    for table in form.tables:
        if table.layout is Layout.BLOCKS:
            readings[table.key] = _blocks(table, found[:start], spaced=spaced)
        elif table.layout is Layout.STRIP:
            readings[table.key] = _strip(table, found[end:], spaced=spaced)
    return readings


def spoken(form: Form, lines: Sequence[str], others: Sequence[Form]) -> int:
    """Return how many of the labels that only this form has stand in the lines."""
    text = anchors.bare("".join(lines))
    foreign = {label for other in others if other is not form for label in _own(other)}
    return sum(label in text for label in _own(form) - foreign)


def _own(form: Form) -> set[str]:
    texts = {
        anchors.bare(label.text)
        for _, row, column in form.cells()
        for label in (row.label, column.label)
    }
    return {text for text in texts if len(text) >= 4}


# ---------------------------------------------------------------- table 3


def _chain(table: Table, found: Sequence[Run]) -> list[tuple[int, str]]:
    known = anchors.row_labels(table)
    width = len(table.blocks[0].columns)
    at_least = width - 2
    named = []
    for place, run in enumerate(found):
        if len(run.cells) < at_least and len(run.digits) < width:
            continue
        after = found[place + 1].words if place + 1 < len(found) else "。"
        row = anchors.row_of(run.words, known, after)
        if row is not None and (run.own or (after and not anchors.crowded(run, known))):
            named.append((place, row))
    chain = anchors.in_order(named, known)
    return chain if len(chain) > 1 else []


def _matrix(
    form: Form, table: Table, found: Sequence[Run], chain: Sequence[tuple[int, str]]
) -> Reading:
    reading = Reading()
    columns = [column.key for column in table.blocks[0].columns]
    rows = anchors.with_orphans(chain, found, table, len(columns))
    spaced = _spaced(table, list(rows.values()))
    heads = (
        anchors.bare("".join(r.words for r in found[: chain[0][0] + 1]))[-_NEAR:] if chain else ""
    )
    glued: dict[str, list[split.Values]] = {}
    for row, run in rows.items():
        cells = run.cells or (tuple(run.text.split()) if spaced else ())
        if len(cells) > len(columns) and not any(cells[len(columns) :]):
            cells = cells[: len(columns)]
        cells = _behind_stub(cells)
        named = _named(table, heads, len(cells))
        if named:
            _put(reading, table.key, row, dict(zip(named, cells, strict=True)), run)
        elif len(cells) == len(columns):
            _put(reading, table.key, row, dict(zip(columns, cells, strict=True)), run)
        else:
            glued[row] = [] if run.cells else _row_splits(run, len(columns))
    _decide(form, table, reading, glued, rows)
    return reading


def _behind_stub(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells without the blanks in front, which can be places of the stub."""
    first = next((at for at, cell in enumerate(cells) if cell), 0)
    return cells[first:]


def _named(table: Table, heads: str, count: int) -> list[str]:
    """Return the columns of short rows, where the heads name just as many."""
    columns = table.blocks[0].columns
    named = [c.key for c in columns[:-1] if anchors.bare(c.label.text) in heads]
    total = anchors.bare(columns[-1].label.text) in heads
    return named if count == len(columns) - 1 == len(named) and not total else []


def _spaced(table: Table, found: Sequence[Run]) -> bool:
    """Tell whether spaces part the figures of every row: then they are no stray ones."""
    width = len(table.blocks[0].columns)
    return bool(found) and all(len(run.text.split()) == width for run in found)


def _row_splits(run: Run, count: int) -> list[split.Values]:
    digits = run.digits
    if not digits.isdecimal():
        return []
    if len(digits) == count:
        return [tuple(map(int, digits))]
    return split.summing(digits, count)


def _decide(
    form: Form,
    table: Table,
    reading: Reading,
    glued: Mapping[str, list[split.Values]],
    rows: Mapping[str, Run],
) -> None:
    """Split the glued rows of a table together, with the rows that are read for sure."""
    columns = [column.key for column in table.blocks[0].columns]
    sure: dict[str, dict[str, str]] = {}
    for spot in reading.spots:
        sure.setdefault(spot.key.row, {})[spot.key.column] = spot.text
    known = {
        row: [tuple(int(cells[c]) for c in columns)]
        for row, cells in sure.items()
        if all(cells.get(c, "").isdecimal() for c in columns)
    }
    told = split.together({**known, **glued}, list(_sums(form, table, set(rows))))
    for row in glued:
        values = told.get(row, (None,) * len(columns))
        texts = {c: str(v) for c, v in zip(columns, values, strict=True) if v is not None}
        _put(reading, table.key, row, texts, rows[row])
        _leave_open(reading, table.key, row, [c for c in columns if c not in texts], rows[row])


def _sums(form: Form, table: Table, here: set[str]) -> Iterator[split.Sum]:
    """Yield the sums down the columns, an alternate row in place of those it stands for."""
    for block in table.blocks:
        instead = {
            key: a.row.key for a in block.alternates for key in a.stands_for if a.row.key in here
        }
        for row in block.rows:
            if row.sums:
                yield tuple(dict.fromkeys(instead.get(k, k) for k in row.sums)), (row.key,)
    for identity in form.identities:
        if identity.table == table.key:
            yield identity.left, identity.right


# ---------------------------------------------------------------- table 2


def _blocks(table: Table, found: Sequence[Run], *, spaced: bool) -> Reading:
    reading = Reading()
    known = anchors.row_labels(table)
    first = next((at for at, run in enumerate(found) if _ARTICLE in anchors.bare(run.words)), None)
    rows: dict[str, list[Run]] = {}
    for run in found[first:] if first is not None else ():
        row = anchors.row_of(run.words, known)
        if row is not None:
            cells = run.cells or (tuple(run.text.split()) if spaced else ())
            rows.setdefault(row, []).append(replace(run, cells=cells))
    prose = anchors.bare("".join(run.words for run in found[first or 0 :]))
    for block in table.blocks:
        for each in block.rows:
            if each.key in rows:
                _block_row(table, block, each, rows[each.key], prose, reading)
    return reading


def _block_row(
    table: Table, block: Block, row: Row, found: Sequence[Run], prose: str, reading: Reading
) -> None:
    columns = block.columns
    units = [column.unit for column in columns]
    splits = []
    for run in found:
        cells = tuple(cell for cell in run.cells if cell)
        loose = len(run.text.split()) > 1 and len(units) == 1
        splits += [cells] if len(cells) == len(units) else []
        splits += split.fitting(run.digits, units) if not cells and not loose else []
    told = list(zip(*splits, strict=True)) or [() for _ in columns]
    units_said = [u for u in ("万元", "元") if columns[-1].label.text + u in prose]
    for column, texts in zip(columns, told, strict=True):
        head = f"({units_said[0]})" if units_said else ""
        if len(set(texts)) == 1:
            _put(reading, table.key, row.key, {column.key: texts[0]}, found[0], head)
        else:
            _leave_open(reading, table.key, row.key, [column.key], found[0])


# ---------------------------------------------------------------- table 4


def _strip(table: Table, found: Sequence[Run], *, spaced: bool) -> Reading:
    reading = Reading()
    block = table.blocks[0]
    keys = [(row.key, column.key) for row in block.rows for column in block.columns]
    heads = [anchors.bare(row.label.text) for row in block.rows]
    words = ""
    for run in found:
        words += anchors.bare(run.words)
        if not all(head in words for head in heads):
            continue
        if len(words) - words.rindex(heads[-1]) > _NEAR:
            break
        if len(run.cells) != len(keys) and len(run.digits) < len(keys):
            continue
        if spaced and len(run.text.split()) == len(keys):
            run = replace(run, cells=tuple(run.text.split()))
        values = _strip_values(run, len(block.rows), len(block.columns))
        for (row, column), value in zip(keys, values, strict=True):
            if value is None:
                _leave_open(reading, table.key, row, [column], run)
            else:
                _put(reading, table.key, row, {column: value}, run)
        break
    return reading


def _strip_values(run: Run, rows: int, columns: int) -> Sequence[str | None]:
    count = rows * columns
    if len(run.cells) == count:
        return run.cells
    if len(run.digits) == count and run.digits.isdecimal():
        return list(run.digits)
    splits = [] if run.cells else split.strips(run.digits, rows, columns)
    told = split.together({"": splits}, ()).get("", (None,) * count)
    return [None if value is None else str(value) for value in told]


def _put(
    reading: Reading, table: str, row: str, texts: Mapping[str, str], run: Run, head: str = ""
) -> None:
    origin = Origin(line=run.line, text=run.text)
    for column, text in texts.items():
        reading.spots.append(Spot(CellKey(table, row, column), text, head, origin))


def _leave_open(reading: Reading, table: str, row: str, columns: Sequence[str], run: Run) -> None:
    origin = Origin(line=run.line, text=run.text)
    for column in columns:
        reading.open.append(Spot(CellKey(table, row, column), run.text, "", origin))
