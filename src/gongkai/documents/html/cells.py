"""The cells of a table on a page, laid out as a browser does: spans counted, budget kept."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from gongkai.documents.intake.limits import Limits
from gongkai.documents.intake.unreadable import TooLarge

_WIDEST_SPAN: Final = 1000

_Element = Any
_Hanging = dict[int, tuple[int, str]]


class Budget:
    """How many cells may still be laid out: one span of a stranger's page must not be a million."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limit, self.spent = name, limits.table_cells, 0

    def spend(self, count: int) -> None:
        """Count cells. Raises TooLarge beyond the limit."""
        self.spent += count
        if self.spent > self.limit:
            raise TooLarge(
                self.name,
                what="表格单元格数",
                what_en="table cells",
                limit=self.limit,
                found=f"{self.spent}+",
            )


def laid_out(
    table: _Element, words: Callable[[_Element], str], budget: Budget
) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of a table, each cell in every place it covers; and the rows with the cells
    that are written in them, whatever spans they claim."""
    rows: list[list[str]] = []
    written: list[list[str]] = []
    hanging: _Hanging = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table:
            texts = [(words(cell), cell) for cell in _cells(row)]
            line, hanging, is_uneven = _line(texts, hanging, budget)
            rows.append([*line, ""] if is_uneven else line)
            written.append([text for text, _ in texts])
    width = max(map(len, rows), default=0)
    budget.spend(sum(width - len(line) for line in rows))
    return rows, written


def _line(
    texts: Sequence[tuple[str, _Element]], above: _Hanging, budget: Budget
) -> tuple[list[str], _Hanging, bool]:
    """Return a row's texts, with those that hang down into it; what hangs on below it; and whether
    cells lie over one another or leave a gap."""
    line: list[str] = []
    below: _Hanging = {}
    gaps = 0

    def put(text: str, across: int, down: int) -> None:
        budget.spend(across)
        if down > 1:
            below.update((len(line) + place, (down - 1, text)) for place in range(across))
        line.extend([text] * across)

    def take_hanging() -> None:
        while len(line) in above:
            down, text = above.pop(len(line))
            put(text, 1, down)

    for said, cell in texts:
        take_hanging()
        put(said, _span(cell, "colspan"), _span(cell, "rowspan"))
    while above and max(above) >= len(line):
        take_hanging()
        if above and max(above) >= len(line):
            put("", 1, 1)
            gaps += 1
    return line, below, bool(gaps or above)


def _cells(row: _Element) -> Iterator[_Element]:
    for cell in row.iter("td", "th"):
        if next(cell.iterancestors("tr"), None) is row:
            yield cell


def _span(cell: _Element, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    if not value.isdecimal():
        return 1
    return min(max(int(value[:6]), 1), _WIDEST_SPAN)
