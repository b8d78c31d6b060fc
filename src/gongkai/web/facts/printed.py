"""A statutory table as it is printed, ready for the page: spans, figures as links, marks.

The room that owns the report builds it from its grid; the page adds nothing to the figures.
"""

from dataclasses import dataclass
from typing import Literal

PrintedRole = Literal["head", "stub", "figure", "note", "blank"]
FindingMark = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed cell.

    `title` is the figure in words for those who hear it ("行政处罚，处理决定数量：177件");
    `anchor` ends the id `cell-…` that findings lead to; `total` draws the thick rule above the
    row of the cell; `vertical` sets a group label from top to bottom.
    """

    text: str
    role: PrintedRole = "blank"
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""
    url: str | None = None
    title: str = ""
    finding: FindingMark | None = None
    amended: bool = False
    anchor: str = ""
    total: bool = False
    vertical: bool = False

    @property
    def is_header(self) -> bool:
        """Whether the cell names a row or a column."""
        return self.role in ("head", "stub") and bool(self.text)

    @property
    def css(self) -> str:
        """The BEM classes of the cell."""
        names = [f"printed__{self.role}"]
        if self.vertical:
            names.append("printed__stub--vertical")
        if self.finding:
            names.append(f"printed__cell--{self.finding}")
        if self.role == "stub" and self.scope == "row":
            names.append("printed__stub--row")
        return " ".join(names)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A statutory table: caption, rows of cells, and the note printed with it."""

    caption: str
    rows: tuple[tuple[PrintedCell, ...], ...]
    note: str = ""

    @property
    def lines(self) -> tuple[tuple[bool, tuple[PrintedCell, ...]], ...]:
        """The rows, each with whether it is a total and stands under a thick rule."""
        return tuple((any(cell.total for cell in row), row) for row in self.rows)

    @property
    def has_amended(self) -> bool:
        """Whether the key for an amended figure is needed below."""
        return any(cell.amended for row in self.rows for cell in row)

    @property
    def has_finding(self) -> bool:
        """Whether the key for marked figures is needed below."""
        return any(cell.finding for row in self.rows for cell in row)
