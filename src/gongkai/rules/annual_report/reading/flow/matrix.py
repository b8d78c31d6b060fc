"""Table 3 read from the order of the text: a run of figures behind each label."""

from collections.abc import Iterator, Mapping, Sequence

from gongkai.rules.annual_report.form import CellKey, Form, Table
from gongkai.rules.annual_report.reading.flow import anchors, placing, split
from gongkai.rules.annual_report.reading.flow.placing import Gaps
from gongkai.rules.annual_report.reading.flow.stream import Run
from gongkai.rules.annual_report.reading.tables import Reading

_NEAR = 400  # words before the first row in which the heads may stand
_TELLING = 6  # rows in which a space could stand within a figure
_FEWEST = 5  # of seven: a row may lack a cell


def chain(table: Table, found: Sequence[Run]) -> list[tuple[int, str]]:
    """Return the places of the runs that are rows of the table, with their rows, in order."""
    known = anchors.row_labels(table)
    width = len(table.blocks[0].columns)
    named = []
    for place, run in enumerate(found):
        if not run.text:
            row = _row_of(table, run.words, known)
            if row is not None and len(run.cells) >= width:
                named.append((place, row))
            continue
        if len(run.parted(width) or run.figures) < _FEWEST and len(run.digits) < width:
            continue
        after = found[place + 1].words if place + 1 < len(found) else "。"
        row = _row_of(table, run.words, known, after)
        if row is not None and (run.own or (after and not anchors.crowded(run, known))):
            named.append((place, row))
    links = anchors.in_order(named, known)
    return links if len(links) > 1 else []


def _row_of(
    table: Table, words: str, known: Mapping[str, Sequence[str]], after: str = ""
) -> str | None:
    """Return the row whose label stands at the end of words. The head 总计 of the last column is
    not the label of the row （七）总计: behind the other heads it takes the row's numeral."""
    row = anchors.row_of(words, known, after)
    (block,) = table.blocks
    total = next((each for each in block.rows if each.key == row and each.sums), None)
    if total is None:
        return row
    bare = anchors.bare(words)
    heads = [anchors.bare(column.label.text) for column in block.columns if not column.is_total]
    last = max((bare.rfind(head) for head in heads if len(head) > 2), default=-1)
    is_numbered = bare.endswith(anchors.bare(total.label.text), max(last, 0))
    return row if last < 0 or is_numbered else None


def read(
    form: Form, table: Table, found: Sequence[Run], links: Sequence[tuple[int, str]]
) -> Reading:
    """Return the figures of the rows that `chain` found, and of orphans between them."""
    reading = Reading()
    columns = [column.key for column in table.blocks[0].columns]
    rows = anchors.with_orphans(links, found, table, len(columns))
    spaces = gaps(table, found, links)
    lacks_total = _lacks_total(table, list(rows.values()))
    heads = (
        anchors.bare("".join(r.words for r in found[: links[0][0] + 1]))[-_NEAR:] if links else ""
    )
    glued: dict[str, list[split.Values]] = {}
    for row, run in rows.items():
        key = CellKey(table.key, row, "")
        cells = run.parted(len(columns)) or (
            run.figures if spaces is Gaps.SPACED or lacks_total else ()
        )
        bare = _without_blanks(cells)
        named = columns[:-1] if lacks_total else _named(table, heads, len(bare)) or columns
        cells = bare if len(named) < len(columns) else _window(cells, len(columns))
        if run.mended:
            cells = _whole(cells, run.mended)
        if len(cells) == len(named):
            placing.put(reading, key, dict(zip(named, cells, strict=True)), run)
        elif _FEWEST <= len(cells) < len(named) and set(cells) == {"0"}:
            texts = dict(zip(named, cells, strict=False))
            placing.put(reading, key, texts, run, why=placing.SHORT)
        elif cells or run.mended:
            placing.leave_open(reading, key, columns, run, placing.COUNTED)
        else:
            glued[row] = _row_splits(run, len(columns), spaces)
    if not spaces.is_glued:
        glued = {row: [] for row in glued}
    _decide(form, table, reading, glued, rows)
    return reading


def gaps(table: Table, found: Sequence[Run], links: Sequence[tuple[int, str]]) -> Gaps:
    """Return what spaces mean in a document, told by the rows of the table."""
    width = len(table.blocks[0].columns)
    rows = [found[place] for place, _ in links if found[place].text]
    counts = {len(run.figures) for run in rows}
    if len(counts) == 1 and counts <= {width - 1, width}:
        return Gaps.SPACED
    together = [run for run in rows if _is_together(run, width)]
    is_glued = 2 * len(together) > len(rows) and not _leaves_out_zeros(table, found, links)
    if not is_glued:
        return Gaps.UNKNOWN
    spaced = [run for run in rows if len(run.text.split()) > 1 and len(run.digits) > width]
    splits = [(split.summing(run.digits, width), run.text) for run in spaced]
    at_border = [split.holds_borders(ways, text) for ways, text in splits if ways]
    is_sure = len(at_border) >= _TELLING and all(at_border)
    return Gaps.BORDERED if is_sure else Gaps.GLUED


def _is_together(run: Run, width: int) -> bool:
    """Tell whether figures of a row surely stand together: far fewer than columns, or 00."""
    if run.cells:
        return False
    joined = any(each.isdecimal() and len(each) > 1 and each[0] == "0" for each in run.figures)
    return joined or len(run.figures) < width - 1


def _lacks_total(table: Table, found: Sequence[Run]) -> bool:
    """Tell whether every row has one figure less than the table has columns, and the last is not
    the sum of the others: then the column of totals is not printed."""
    width = len(table.blocks[0].columns) - 1
    rows = [_without_blanks(run.cells or run.figures) for run in found if run.text]
    short = [row for row in rows if len(row) == width]
    if 5 * len(short) < 4 * len(rows):
        return False
    plain = [list(map(int, row)) for row in short if all(cell.isdecimal() for cell in row)]
    return any(sum(values[:-1]) != values[-1] for values in plain)


def _whole(cells: tuple[str, ...], mended: tuple[str, ...]) -> tuple[str, ...]:
    """Return the figures with the digits below them or without, whichever give the total."""
    ways = [each for each in (cells, mended) if placing.adds_up(each, len(each))]
    return ways[0] if len(ways) == 1 else ()


def _without_blanks(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells without the blanks in front and behind."""
    filled = [at for at, cell in enumerate(cells) if cell]
    return cells[filled[0] : filled[-1] + 1] if filled else cells


def _window(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Return the cells of a row without the blank places beside them; where several are blank
    the total tells which. What is not certain is returned as it is."""
    ways = placing.windows(cells, width)
    if len(ways) > 1:
        ways = [each for each in ways if _has_total(each) and placing.adds_up(each, width)]
    return ways[0] if len(ways) == 1 else cells


def _has_total(cells: Sequence[str]) -> bool:
    """Tell whether a row ends with a total that is not 0: a 0 could be any cell's."""
    return cells[-1].isdecimal() and int(cells[-1]) > 0


def _named(table: Table, heads: str, count: int) -> list[str]:
    """Return the columns of short rows, where the heads name all but the total."""
    columns = table.blocks[0].columns
    named = [c.key for c in columns[:-1] if anchors.bare(c.label.text) in heads]
    total = anchors.bare(columns[-1].label.text) in heads
    return named if count < len(columns) == len(named) + 1 and not total else []


def _row_splits(run: Run, count: int, spaces: Gaps) -> list[split.Values]:
    digits = run.digits
    if not digits.isdecimal():
        return []
    if len(digits) == count:
        return [tuple(map(int, digits))]
    splits = split.summing(digits, count)
    return split.respecting(splits, run.text) if spaces is Gaps.BORDERED else splits


def _leaves_out_zeros(table: Table, found: Sequence[Run], links: Sequence[tuple[int, str]]) -> bool:
    """Tell whether rows of glued figures have fewer digits than the table has columns: then
    blank cells are not printed, and how many there are in any row is not certain."""
    if not links:
        return False
    known = anchors.row_labels(table)
    width = len(table.blocks[0].columns)
    return any(
        0 < len(run.digits) < width and not run.cells and anchors.row_of(run.words, known)
        for run in found[links[0][0] : links[-1][0]]
    )


def _decide(
    form: Form,
    table: Table,
    reading: Reading,
    glued: dict[str, list[split.Values]],
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
    _doubt_broken(glued, known)
    told = split.together({**known, **glued}, list(_sums(form, table, set(rows))))
    for row, splits in glued.items():
        key = CellKey(table.key, row, "")
        values = told.get(row, (None,) * len(columns))
        texts = {c: str(v) for c, v in zip(columns, values, strict=True) if v is not None}
        placing.put(reading, key, texts, rows[row])
        unsure = [c for c in columns if c not in texts]
        why = placing.GLUED if splits else placing.NO_SPLIT
        placing.leave_open(reading, key, unsure, rows[row], why)


def _doubt_broken(
    glued: dict[str, list[split.Values]], known: Mapping[str, list[split.Values]]
) -> None:
    """Take away the only split of a row whose total is wrong, unless most rows have theirs right.

    Where few have, a column is missing, and the digits are as many as the columns by chance.
    """
    rows = {row: splits[0] for row, splits in (*known.items(), *glued.items()) if splits}
    broken = [row for row, values in rows.items() if sum(values[:-1]) != values[-1]]
    unsplit = sum(not splits for splits in glued.values())
    if 3 * (len(broken) + unsplit) > len(rows):
        for row in broken:
            if row in glued:
                glued[row] = []


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
