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
    row of the cell; `vertical` sets a group label from top to bottom. `is_open` marks a figure
    that could not be read, `is_chosen` the one that the page is about; `in_place` says that its
    link leads to the same page and opens no panel.
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
    is_open: bool = False
    is_chosen: bool = False
    in_place: bool = False

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
        if self.is_open:
            names.append("printed__cell--open")
        if self.is_chosen:
            names.append("printed__cell--chosen")
        if self.role == "stub" and self.scope == "row":
            names.append("printed__stub--row")
        return " ".join(names)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A statutory table: caption, rows of cells, and the note printed with it.

    `is_given`: the figures are those of a document that stands as it was published, so that a
    mark says what does not add up, not what must be changed.
    """

    caption: str
    rows: tuple[tuple[PrintedCell, ...], ...]
    note: str = ""
    is_given: bool = False

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

    @property
    def has_open(self) -> bool:
        """Whether the key for figures that could not be read is needed below."""
        return any(cell.is_open for row in self.rows for cell in row)
