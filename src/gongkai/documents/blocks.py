"""What stands in a document in order, lines and tables, made into what readers give.

Where a table was cut in two and nothing stands between the parts, they are one table again. A
frame around running text is no table: its text is told in lines.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from gongkai.documents.report import Reading
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import Origin
from gongkai.rules.annual_report.reading.figures import is_figure

_GOES_ON: Final = re.compile(r"[（(]?(?:续表?|接上[页表])[\d一二三四)）]*")
_PROSE: Final = 400
_LONG_ROW: Final = 5  # figures in a row of tables 3 and 4
_BODY_ROW: Final = 2  # figures that make a row one of the body


@dataclass(slots=True)
class Table:
    """A table as it stands in a document; merged cells are repeated in every place they cover.

    `written` are its rows with the cells written in them, whatever they claim to cover.
    """

    rows: list[list[str]]
    origin: Origin
    caption: str = ""
    origins: list[list[Origin]] = field(default_factory=list)
    written: list[list[str]] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def is_frame(self) -> bool:
        """Whether it has one column, or long running text and no row of figures."""
        texts = (text for row in self.rows for text in row)
        long = any(len(text) > _PROSE and not is_figure(text) for text in texts)
        return self.width <= 1 or (long and not any(map(_is_body, self.rows)))

    @property
    def is_crooked(self) -> bool:
        """Whether its rows do not end together: a cell claims to cover too many places or too
        few, and what stands below what is not sure.

        Rows of few figures often end early; only one that ends late makes a table crooked then.
        """
        widths = [len(row) for row in self.rows]
        usual = max(widths, key=widths.count, default=0)
        long = any(sum(map(is_figure, row)) >= _LONG_ROW for row in self.written)
        return bool(self.written) and any(
            width > usual or (long and width < usual) for width in widths
        )

    def lines(self) -> list[str]:
        """Return its texts in order, each once, for a frame; its rows with pipes if crooked."""
        if self.is_crooked:
            return ["| " + " | ".join(_flat(text) for text in row) + " |" for row in self.written]
        found: list[str] = []
        for row in self.rows:
            for text in dict.fromkeys(row):
                found += text.splitlines()
        return found


Block = str | Table


def reading(blocks: Iterable[Block]) -> Reading:
    """Return the tables and the lines of a document."""
    lines: list[str] = []
    tables: list[Table] = []
    is_beside = False
    for block in blocks:
        if isinstance(block, Table) and not block.is_frame and not block.is_crooked:
            if is_beside and _is_rest(tables[-1], block):
                _append(tables[-1], block)
            else:
                tables.append(block)
            is_beside = True
            continue
        said = [block] if isinstance(block, str) else block.lines()
        told = [line for line in map(str.strip, said) if line]
        lines += told
        is_beside = is_beside and all(_GOES_ON.fullmatch(line) for line in told)
    return Reading(tuple(map(_grid, tables)), tuple(lines))


def _flat(text: str) -> str:
    return " ".join(text.replace("|", " ").split())


def _is_rest(table: Table, rest: Table) -> bool:
    """Tell whether a table is the rest of the one before: as wide, and without a head of its own
    or with the same."""
    if table.width != rest.width or not rest.rows:
        return False
    first = rest.rows[0]
    return _is_body(first) or first == table.rows[0]


def _is_body(row: Sequence[str]) -> bool:
    return sum(is_figure(text) for text in row) >= _BODY_ROW


def _append(table: Table, rest: Table) -> None:
    before = len(table.rows)
    table.origins = [*_origins(table), *_origins(rest)]
    table.rows += rest.rows
    del table.origins[before + len(rest.rows) :]


def _origins(table: Table) -> list[list[Origin]]:
    return table.origins or [
        [
            Origin(table=table.origin.table, sheet=table.origin.sheet, row=row, column=column)
            for column in range(1, len(texts) + 1)
        ]
        for row, texts in enumerate(table.rows, 1)
    ]


def _grid(table: Table) -> PlainGrid:
    width = table.width
    return PlainGrid(
        tuple(tuple(row + [""] * (width - len(row))) for row in table.rows),
        caption=table.caption,
        origin=table.origin,
        origins=tuple(map(tuple, table.origins)) if all(table.origins) else (),
    )
