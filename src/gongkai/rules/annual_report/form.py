"""The types of the annual report: an empty `Form`, a `FilledForm`, and a `Finding` about it.

A form's rows, columns and sums are data (`rules/data/forms/*.toml`); nothing here knows an
edition. Absent is never zero: a cell without a value says how it is absent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from gongkai.rules.annual_report.origin import NOWHERE, Origin
from gongkai.rules.ledger import Fact, Measure, Number
from gongkai.rules.sources import Source


class Unit(StrEnum):
    """What a cell counts."""

    COUNT = "count"  # pieces: whole, never negative
    CHANGE = "change"  # this year's increase or decrease (本年增/减): whole, may be negative
    WAN_YUAN = "wan_yuan"  # 万元, the unit stands in the head
    MONEY = "money"  # an amount that carries its own unit, 元 or 万元


class Absence(StrEnum):
    """Why a cell has no number. Publishing always prints an explicit 0 instead."""

    BLANK = "blank"
    SLASH = "slash"
    DASH = "dash"
    MISSING = "missing"  # the row or the column is not in the document
    UNREADABLE = "unreadable"


class Layout(StrEnum):
    """How a table is printed."""

    BLOCKS = "blocks"  # table 2: one heading, head row and data rows per item of Art. 20
    MATRIX = "matrix"  # table 3: merged groups of rows, merged heads of columns
    STRIP = "strip"  # table 4: every row side by side in a single line of figures


class Severity(StrEnum):
    """`ERROR` blocks signing and freezing; a `WARNING` asks a person to look."""

    ERROR = "error"
    WARNING = "warning"
    AMBIGUOUS = "ambiguous"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, order=True)
class CellKey:
    """The address of a cell: `table3.granted.total`, with the keys of the form data."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.row}.{self.column}"

    @classmethod
    def parse(cls, text: str) -> "CellKey":
        """Return the key that `text` spells. Raises ValueError where it is not three words."""
        table, row, column = text.split(".")
        return cls(table, row, column)


@dataclass(frozen=True, slots=True)
class Label:
    """An official label: `text` verbatim, `gloss` in English, `variants` seen in real reports."""

    text: str
    gloss: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selector:
    """Which facts a row or a column counts; a cell asks for both at once."""

    measure: Measure | None = None
    traits: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures; `heads` are the merged heads above it, outermost first, `said` the
    words by which sentences speak of it."""

    key: str
    label: Label
    unit: Unit
    heads: tuple[Label, ...] = ()
    selects: Selector = Selector()
    is_total: bool = False
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures; `groups` are the merged cells to its left, outermost first.

    `number` is the row's number in the form (三（三）1), `mark` the part of it that is printed
    before the label; `sums` names the rows it adds up, empty where the row is counted from
    facts, and `sum_rule` the check that they do add up. `short` is what people call a long
    label, `said` the words by which sentences speak of the row.
    """

    key: str
    label: Label
    number: str = ""
    groups: tuple[Label, ...] = ()
    selects: Selector = Selector()
    sums: tuple[str, ...] = ()
    mark: str = ""
    sum_rule: str = ""
    short: str = ""
    said: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The label as people say it, without its number: 予以公开, 逾期不补正."""
        return self.short or self.label.text.removeprefix(self.mark)


@dataclass(frozen=True, slots=True)
class Alternate:
    """A row that some reports print in place of several rows of the form (（六）其他处理)."""

    row: Row
    stands_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share a head. Tables 3 and 4 are one block; table 2 has one per item of Art. 20."""

    key: str
    heading: Label | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    alternates: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory table. `as_values`: exchanged as a list of values, not as named fields.

    `total_rule` is the check that the total column adds up the others.
    """

    key: str
    section: int
    title: Label
    layout: Layout
    blocks: tuple[Block, ...]
    note: Label | None = None
    as_values: bool = False
    stub: Label | None = None
    total_rule: str = ""

    def cells(self) -> Iterator[tuple[CellKey, Row, Column]]:
        """Yield every cell of figures in printing order."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield CellKey(self.key, row.key, column.key), row, column


@dataclass(frozen=True, slots=True)
class Identity:
    """Sums that the form says must be equal, for each column: left rows and right rows."""

    rule: str
    table: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    source: Source


class Comparison(StrEnum):
    """How the two sides of a `Relation` stand to each other."""

    EQUALS = "equals"
    AT_LEAST = "at_least"  # left is not less than right
    SOME_IF_SOME = "some_if_some"  # left is not 0 where right is not 0


@dataclass(frozen=True, slots=True)
class Term:
    """One member of a relation: a row or a column, its sign, and whether of the year before."""

    key: str
    sign: int = 1
    before: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """What practice expects between years or between columns.

    With `rows`, the terms are columns and the relation holds for each of these rows; without,
    the terms are rows and it holds for each column of the table.
    """

    rule: str
    table: str
    left: tuple[Term, ...]
    test: Comparison
    right: tuple[Term, ...]
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of the statutory report form, valid for report years `first_year` to
    `last_year` (None: still in force).

    `leaves_out` are the kinds of facts that the edition has no row for, although it counts
    their measure.
    """

    edition: str
    name: Label
    source: Source
    first_year: int
    last_year: int | None
    sections: tuple[Label, ...]
    tables: tuple[Table, ...]
    identities: tuple[Identity, ...]
    relations: tuple[Relation, ...] = ()
    leaves_out: tuple[Selector, ...] = ()

    def __repr__(self) -> str:
        return f"Form({self.edition!r})"

    def table(self, key: str) -> Table:
        """Return one table. Raises KeyError where the edition has none of that key."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(f"Edition {self.edition} has no table {key!r}.")

    def cells(self) -> Iterator[tuple[CellKey, Row, Column]]:
        """Yield every cell of figures of every table in printing order."""
        for table in self.tables:
            yield from table.cells()


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, or the reason why there is none, and where it came from.

    `unit` is the printed unit of an amount (元, 万元). `facts` made the figure; `provenance`
    says where a reader found it. Neither decides whether two cells are equal.
    """

    value: Number | None
    absence: Absence | None = None
    unit: str | None = None
    facts: tuple[Fact, ...] = field(default=(), compare=False)
    provenance: Origin = field(default=NOWHERE, compare=False)

    def __post_init__(self) -> None:
        if (self.value is None) == (self.absence is None):
            raise ValueError("A cell has either a value or an absence.")


@dataclass(frozen=True, slots=True)
class NarrativeCount:
    """A count told in words: the quoted words, the number, its unit and its channel."""

    quote: str
    n: Number
    unit: str
    channel: str
    facts: tuple[Fact, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections: number from 1, title and paragraphs."""

    number: int
    title: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form with its figures: built from the ledger, read from a document or rolled up.

    `remarks` are the findings met while it was made: a fact without a row, a cell that could
    not be read. The check passes them on; they do not decide whether two forms are equal.
    """

    form: Form
    body: str
    year: int
    cells: Mapping[CellKey, Cell]
    sections: tuple[Section, ...] = ()
    narrative_counts: tuple[NarrativeCount, ...] = ()
    remarks: "tuple[Finding, ...]" = field(default=(), compare=False)

    def __repr__(self) -> str:
        figures = sum(cell.value is not None for cell in self.cells.values())
        return f"FilledForm({self.form!r}, {self.body!r}, {self.year}, {figures} figures)"

    def __getitem__(self, key: CellKey) -> Cell:
        return self.cells.get(key, _MISSING)

    def value(self, table: str, row: str, column: str) -> Number | None:
        """Return a figure, None where there is none."""
        return self[CellKey(table, row, column)].value

    def alternates(self, table: str, block: Block) -> tuple[Alternate, ...]:
        """Return the alternates this report really prints in place of the rows of the form."""
        return tuple(
            each
            for each in block.alternates
            if self._has(table, block, (each.row.key,))
            and not self._has(table, block, each.stands_for)
        )

    def rows(self, table: str, block: Block) -> tuple[Row, ...]:
        """Return the rows of this report in printing order, an alternate where it stands."""
        instead = {a.stands_for[0]: a.row for a in self.alternates(table, block)}
        gone = {key for a in self.alternates(table, block) for key in a.stands_for}
        return tuple(
            instead.get(row.key, row)
            for row in block.rows
            if row.key in instead or row.key not in gone
        )

    def entries(self) -> Iterator[tuple[CellKey, Row, Column]]:
        """Yield every cell this report has, printed alternates included, in printing order."""
        for table in self.form.tables:
            for block in table.blocks:
                for row in self.rows(table.key, block):
                    for column in block.columns:
                        yield CellKey(table.key, row.key, column.key), row, column

    def _has(self, table: str, block: Block, rows: tuple[str, ...]) -> bool:
        return any(
            self[CellKey(table, row, column.key)].absence is not Absence.MISSING
            for row in rows
            for column in block.columns
        )

    def with_cells(self, changed: Mapping[CellKey, Cell]) -> "FilledForm":
        """Return this form with some cells replaced."""
        return replace(self, cells=MappingProxyType({**self.cells, **changed}))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: the rule, the cell, what was expected and the sum written out.

    `message` and `message_en` tell the clerk what happened and what to do.
    """

    rule: str
    severity: Severity
    cell: CellKey | None
    expected: Number | str | None
    found: Number | str | None
    arithmetic: str
    source: Source
    message: str
    message_en: str
    cells: tuple[CellKey, ...] = ()


_MISSING = Cell(None, Absence.MISSING)


def printed(cell: Cell) -> str:
    """Return what stands in the printed cell: 177, -3, 160.5964万元, or the mark of its absence."""
    if cell.value is None:
        return {Absence.SLASH: "/", Absence.DASH: "-"}.get(cell.absence or Absence.BLANK, "")
    if isinstance(cell.value, Decimal):
        return f"{cell.value:f}{cell.unit or ''}"
    return f"{cell.value}{cell.unit or ''}"
