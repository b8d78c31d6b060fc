"""A table as it is printed: rows of cells with their spans, ready for any writer.

Grids go both ways: `draw` makes them from a `FilledForm` for the page, the letter and the
sheet; readers of documents make plain ones (text only) that `recognise.match` understands.
"""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.rules.annual_report.form import CellKey


class Role(StrEnum):
    """What a printed cell is for."""

    HEAD = "head"
    STUB = "stub"
    FIGURE = "figure"
    NOTE = "note"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell: its text, its spans in columns and rows, and the figure it shows."""

    text: str
    role: Role = Role.BLANK
    colspan: int = 1
    rowspan: int = 1
    key: CellKey | None = None
    scope: str = ""
    vertical: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table: its caption and rows of cells; a spanned place is not repeated."""

    key: str
    caption: str
    rows: tuple[tuple[GridCell, ...], ...]

    @property
    def width(self) -> int:
        """The number of columns of the grid, spans counted."""
        return max((sum(cell.colspan for cell in row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class PlainGrid:
    """A table read from a document: plain rows of text, merged cells repeated in every place
    they cover (HTML, DOCX, XLSX) or once with blanks after (text). `origin` says where it stood."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    origin: str = ""
