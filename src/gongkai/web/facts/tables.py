"""The facts of a data table: what a list page hands to `components/data_table.html`.

Words only: cells carry finished text. Nothing here reads a database.
"""

from dataclasses import dataclass, field
from typing import Literal

from gongkai.web.facts.parts import Due, Link, Tag

Kind = Literal["plain", "main", "figure", "fixed"]
Sorted = Literal["", "ascending", "descending"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its label, what stands in it, and the link that sorts by it.

    `kind` is `figure` for numbers (right-aligned), `fixed` for what must not wrap, `main` for
    the column that tells rows apart. `lang` is that of a label which is data.
    """

    label: str
    kind: Kind = "plain"
    sort_url: str = ""
    sorted: Sorted = ""
    lang: str = ""

    @property
    def sort_icon(self) -> str:
        """The icon that shows the direction."""
        return {"ascending": "up", "descending": "down"}.get(self.sorted, "sort")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text, or a tag, or a due date; a link; a smaller line under it; `lang` of data."""

    text: str = ""
    kind: Kind = "plain"
    url: str = ""
    under: str = ""
    tag: Tag | None = None
    due: Due | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; the link of its first cell opens the record."""

    cells: tuple[Cell, ...]
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands where a list has no rows, and what to do about it."""

    title: str
    text: str = ""
    action: Link | None = None


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of records. `is_still` keeps the head in sight; for tables that fit the page."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: Empty
    note: str = ""
    total: tuple[Cell, ...] = field(default=())
    is_still: bool = False

    def __post_init__(self) -> None:
        for row in (*self.rows, Row(self.total)) if self.total else self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"Table {self.caption!r} has {len(self.columns)} columns, "
                    f"a row has {len(row.cells)} cells."
                )
