"""What is said of a reading: each doubt met, each thing that did not fit or is not there.

Rules R1 to R5 of the rule book; a figure that is not surely read is never a number in silence.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.rules.annual_report import rulebook
from gongkai.rules.annual_report.form import (
    Absence,
    Block,
    Cell,
    CellKey,
    FilledForm,
    Finding,
    Form,
    Table,
)
from gongkai.rules.annual_report.reading.tables import Reading, Spot, Why

TWICE: Why = ("同一格出现两次，数字不同", "it stands there twice with different figures")
_BY_ORDER: Why = ("列名不全，按列的顺序读取", "the head is cut, the order of the columns was taken")


def unreadable(form: Form, spot: Spot) -> Finding:
    """Return the remark that a cell holds no number."""
    return rulebook.finding("R3", spot.key, found=spot.text, words=rulebook.place(form, spot.key))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was read with a doubt, or for a doubt was not read."""

    key: CellKey
    text: str
    cell: Cell
    why: Why


def doubts(form: Form, found: Iterable[Doubt]) -> Iterator[Finding]:
    """Yield the remark of every doubt, one for the cells of a row that share their reason."""
    rows: dict[tuple[str, str, Why], list[Doubt]] = {}
    for each in found:
        rows.setdefault((each.key.table, each.key.row, each.why), []).append(each)
    for (_, _, why), several in rows.items():
        first = several[0]
        is_one = len(several) == 1
        key = first.key if is_one else replace(first.key, column="")
        values = [rulebook.show(e.cell.value) for e in several if e.cell.value is not None]
        told = "、".join(dict.fromkeys(values))
        yield rulebook.finding(
            "R4",
            key,
            expected=first.cell.value if is_one else told or None,
            found=" ".join(dict.fromkeys(each.text for each in several)),
            arithmetic=why[0],
            words={
                **rulebook.place(form, key),
                "arithmetic_en": why[1],
                "taken": f"读作{told}" if told else "没有读出",
                "taken_en": f"taken as {told.replace('、', ', ')}" if told else "not read",
            },
            cells=tuple(each.key for each in several),
        )


def odd(form: Form, table: Table, reading: Reading) -> Iterator[Finding]:
    """Yield what did not fit: strange labels, heads taken by their order, shifted rows."""
    whole = CellKey(table.key, "", "")
    for label in dict.fromkeys(reading.strange):
        yield rulebook.finding("R2", whole, found=label, words=rulebook.place(form, whole))
    told: set[tuple[str, str]] = set()
    for spot in reading.by_order:
        if (spot.head, spot.key.column) not in told:
            told.add((spot.head, spot.key.column))
            place = rulebook.place(form, spot.key)
            yield rulebook.finding(
                "R4",
                spot.key,
                expected=place["place"],
                found=spot.head,
                arithmetic=_BY_ORDER[0],
                words={
                    **place,
                    "arithmetic_en": _BY_ORDER[1],
                    "taken": f"读作{place['place']}",
                    "taken_en": f"taken as {place['place_en']}",
                },
            )
    for row in dict.fromkeys(reading.shifted):
        key = CellKey(table.key, row, "")
        found = "数字与列名没有对齐"
        yield rulebook.finding("R3", key, found=found, words=rulebook.place(form, key))


def missing(form: Form, table: Table, cells: Mapping[CellKey, Cell]) -> Iterator[Finding]:
    """Yield what the form has and the document lacks: the table, a row or a column of it."""
    filled = FilledForm(form, "", form.first_year, cells)
    found = {key for key in cells if key.table == table.key}
    if not found:
        whole = CellKey(table.key, "", "")
        yield rulebook.finding("R1", whole, words=rulebook.place(form, whole))
        return
    for block in table.blocks:
        gone = list(_absent(table, block, filled))
        for key in gone:
            yield rulebook.finding("R1", key, words=rulebook.place(form, key))


def _absent(table: Table, block: Block, filled: FilledForm) -> Iterable[CellKey]:
    rows = filled.rows(table.key, block)
    here = {
        (row.key, column.key)
        for row in rows
        for column in block.columns
        if filled[CellKey(table.key, row.key, column.key)].absence is not Absence.MISSING
    }
    lost_rows = [r.key for r in rows if not any(key == r.key for key, _ in here)]
    yield from (CellKey(table.key, key, "") for key in lost_rows)
    if len(lost_rows) == len(rows):
        return
    for column in block.columns:
        lacking = [
            r.key for r in rows if r.key not in lost_rows and (r.key, column.key) not in here
        ]
        if len(lacking) == len(rows) - len(lost_rows):
            yield CellKey(table.key, "", column.key)
        else:
            yield from (CellKey(table.key, key, column.key) for key in lacking)


def unsure(form: Form, body: str, year: int, *, sure: bool) -> Iterator[Finding]:
    unknown = [
        ("格式的版本", "the edition", form.edition, sure),
        ("报告的机关", "the body", "空白", bool(body)),
        ("报告年度", "the report year", "未知", bool(year)),
    ]
    for what, what_en, assumed, known in unknown:
        if not known:
            words = {"what": what, "what_en": what_en}
            yield rulebook.finding("R5", None, found=assumed, words=words)
