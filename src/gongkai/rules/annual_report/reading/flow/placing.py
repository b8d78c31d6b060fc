"""Put the figures of a run where they belong, or leave their cells open with the reason."""

from collections.abc import Mapping, Sequence
from enum import Enum

from gongkai.rules.annual_report.form import CellKey
from gongkai.rules.annual_report.reading.flow.stream import Run
from gongkai.rules.annual_report.reading.tables import Reading, Spot, Why

GLUED: Why = (
    "数字连在一起，有几种分法",
    "the digits run together and can be split in several ways",
)
NO_SPLIT: Why = (
    "数字连在一起，没有一种分法使总计相符",
    "the digits run together and no split of them gives the total",
)
SHORT: Why = (
    "这一行缺少一格，其余各格都是0，从左依次读取",
    "the row lacks a cell; the others are all 0 and were taken from the left",
)
TOLD: Why = (
    "数字连在一起，按正文所述数字分开",
    "the digits run together and were split by the numbers that the text tells",
)
COUNTED: Why = (
    "这一行的格数与列数不同，无法确定各格属于哪一列",
    "the row has another number of cells than the table, so their columns are not certain",
)
NONE: Why = ("", "")


class Gaps(Enum):
    """What the spaces between the figures of a document mean, as table 3 shows it."""

    SPACED = "spaced"  # every space parts two figures
    BORDERED = "bordered"  # figures stand together; a space parts two of them
    GLUED = "glued"  # figures stand together, and a space may stand within one
    UNKNOWN = "unknown"

    @property
    def is_glued(self) -> bool:
        """Whether figures stand together without separators."""
        return self in (Gaps.BORDERED, Gaps.GLUED)


def put(
    reading: Reading,
    row: CellKey,
    texts: Mapping[str, str],
    run: Run,
    *,
    head: str = "",
    why: Why = NONE,
) -> None:
    """Put a text into each column of a row."""
    origin = run.origin.reading(run.text)
    for column, text in texts.items():
        key = CellKey(row.table, row.row, column)
        reading.spots.append(Spot(key, text, head, origin, why))


def leave_open(
    reading: Reading, row: CellKey, columns: Sequence[str], run: Run, why: Why = GLUED
) -> None:
    """Leave cells of a row open, for a reason."""
    origin = run.origin.reading(run.text)
    for column in columns:
        key = CellKey(row.table, row.row, column)
        reading.open.append(Spot(key, run.text, "", origin, why))


def windows(cells: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """Return the ways in which a row of cells can hold so many: blank places of the stub or of
    the page may stand beside them."""
    spare = len(cells) - count
    if spare <= 0:
        return [cells]
    found = [
        cells[at : at + count]
        for at in range(spare + 1)
        if not any(cells[:at]) and not any(cells[at + count :])
    ]
    return list(dict.fromkeys(found))


def adds_up(cells: Sequence[str], width: int) -> bool:
    """Tell whether the figures are rows side by side, each with its total at the end; a blank
    or a mark counts as nothing."""
    if not cells or len(cells) % width:
        return False
    values = [int(cell) if cell.isdecimal() else 0 for cell in cells]
    rows = [values[at : at + width] for at in range(0, len(values), width)]
    return all(sum(row[:-1]) == row[-1] for row in rows)
