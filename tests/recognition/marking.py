"""What a reader made of a printed sample: right, open with a finding, silent or wrong.

The oracle is strict: a cell is the printed value, or it is open and a finding names it, its row,
its column or its table. Anything else is a fault.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gongkai.documents import formats
from gongkai.rules.annual_report.form import CellKey, FilledForm, Finding
from tests.recognition.rendering.documents import Printed


@dataclass(frozen=True)
class Mark:
    """The places of a reading by verdict; a wrong one with what was read."""

    right: tuple[str, ...]
    left_open: tuple[str, ...]
    silent: tuple[str, ...]
    wrong: tuple[tuple[str, str, str], ...]
    edition: bool

    @property
    def cells(self) -> int:
        return len(self.right) + len(self.left_open) + len(self.silent) + len(self.wrong)

    @property
    def share(self) -> float:
        return len(self.right) / self.cells if self.cells else 1.0


def read(printed: Printed) -> FilledForm:
    return formats.read_report(printed.data, printed.name)


def mark(printed: Printed, filled: FilledForm | None = None) -> Mark:
    """Judge what is read of a document."""
    filled = filled or read(printed)
    told = printed.sample.told
    right, left_open, silent, wrong = [], [], [], []
    for place, number in told.items():
        cell = filled[CellKey.parse(place)]
        if cell.value is None:
            named = names(filled.remarks, CellKey.parse(place))
            (left_open if named else silent).append(place)
        elif Decimal(cell.value) != Decimal(number):
            wrong.append((place, str(number), str(cell.value)))
        elif place.endswith(".amount") and cell.unit != printed.sample.units[place]:
            wrong.append(
                (place, f"{number}{printed.sample.units[place]}", f"{cell.value}{cell.unit}")
            )
        else:
            right.append(place)
    for key, cell in filled.cells.items():
        if str(key) not in told and cell.value is not None:
            wrong.append((str(key), "", str(cell.value)))
    return Mark(
        tuple(right),
        tuple(left_open),
        tuple(silent),
        tuple(wrong),
        filled.form.edition == printed.sample.edition,
    )


def names(findings: Iterable[Finding], key: CellKey) -> bool:
    """Whether a finding speaks of a cell, its row, its column or its table."""
    return any(
        each.table == key.table and each.row in ("", key.row) and each.column in ("", key.column)
        for finding in findings
        for each in (finding.cell, *finding.cells)
        if each is not None
    )
