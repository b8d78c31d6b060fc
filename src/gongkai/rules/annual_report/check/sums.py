"""Sums written out as people write them: 新收 13612 + 结转 535 = 14147.

An absent figure counts as 0 in a sum, and the sum says so. A long sum does not write its zeros.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.annual_report.form import Absence, Cell
from gongkai.rules.annual_report.rulebook import show
from gongkai.rules.ledger import Number

# The figure was there and is lost: no sum with it can be decided.
LOST = (Absence.MISSING, Absence.UNREADABLE)
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a sum: its name in Chinese and English, its cell and its sign."""

    name: str
    gloss: str
    cell: Cell
    sign: int = 1

    @property
    def value(self) -> Number:
        """The figure with its sign, 0 where there is none."""
        return self.sign * (self.cell.value or 0)


@dataclass(frozen=True, slots=True)
class Sum:
    """Members added up."""

    members: tuple[Member, ...]

    @property
    def total(self) -> Number:
        """The sum, absent figures as 0."""
        return sum((member.value for member in self.members), start=0)

    @property
    def is_empty(self) -> bool:
        """Whether no member has a figure: then there is nothing to compare."""
        return all(member.cell.value is None for member in self.members)

    @property
    def is_lost(self) -> bool:
        """Whether a member's figure was lost: then a difference proves nothing."""
        return any(member.cell.absence in LOST for member in self.members)

    def written(self) -> str:
        """Return the sum in Chinese: 自然人 3 + 商业企业（空，按0计） = 3."""
        return self._written(
            [member.name for member in self.members], "（空，按0计）", "各项均为0，合计"
        )

    def written_en(self) -> str:
        """Return the sum in English."""
        return self._written(
            [member.gloss for member in self.members], " (empty, counted as 0)", "All are 0, total"
        )

    def _written(self, names: Sequence[str], empty: str, all_zero: str) -> str:
        shown = [
            (" − " if member.sign < 0 else " + ", name + _figure(member.cell, empty))
            for member, name in zip(self.members, names, strict=True)
            if member.cell.value != 0 or len(self.members) <= _SHORT
        ]
        text = "".join(sign + words for sign, words in shown).removeprefix(" + ") or all_zero
        return text if len(self.members) == 1 else f"{text} = {show(self.total)}"


def alone(name: str, gloss: str, cell: Cell) -> Sum:
    """Return the sum of one figure."""
    return Sum((Member(name, gloss, cell),))


def compared(left: Sum, right: Sum) -> dict[str, str]:
    """Return both sides written out, in both languages."""
    shown, shown_en = right.written(), right.written_en()
    if len(right.members) == 1:
        (only,) = right.members
        shown = f"{only.name}是{show(right.total)}"
        shown_en = f"{only.gloss} is {show(right.total)}"
    return {
        "arithmetic": f"{left.written()}，而{shown}",
        "arithmetic_en": f"{left.written_en()}, but {shown_en}",
    }


def _figure(cell: Cell, empty: str) -> str:
    return empty if cell.value is None else f" {show(cell.value)}"
