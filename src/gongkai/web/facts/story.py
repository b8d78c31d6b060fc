"""The facts that tell how something stands: tasks, values, events, findings, changes, days."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.web.facts.parts import Link, Tag


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a task list: what is to be done and how it stands."""

    label: str
    tag: Tag
    url: str = ""
    hint: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class SummaryItem:
    """A label, its value, and the link that changes it. `is_official`: a text by law, not ours."""

    label: str
    value: str
    change: Link | None = None
    is_official: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of a time line: when, what, by whom (a post), with what."""

    when: str
    iso: str
    title: str
    by: str = ""
    text: str = ""
    icon: str = "dot"
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordsSum:
    """The figure and the sum that makes it, in words: "177 = 12 + 9 + 156"."""

    figure: str
    unit: str
    parts: tuple[str, ...]
    text: str = ""
    agrees: bool = True

    @property
    def equation(self) -> str:
        """The sum written out; a single record still stands behind an equals sign."""
        return f"{self.figure} = {' + '.join(self.parts) or '0'}"


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """What a check found, in a sentence, with the sum written out and the way to its cell.

    `anchor` is an id that the cell may lead back to; `source` the instrument and article.
    """

    severity: Literal["error", "warning"]
    text: str
    place: str
    url: str = ""
    arithmetic: str = ""
    rule: str = ""
    anchor: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one gravity: what they are called, what that means, and each of them."""

    title: str
    kind: Literal["error", "warning", "open"]
    icon: str
    entries: tuple[FindingEntry, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A value before and after. None: there was none."""

    label: str
    before: str | None
    after: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the explanation of a date; `label` says why it counts or does not."""

    on: date
    kind: Literal["counted", "skipped", "paused", "start", "due", "outside"]
    label: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month of weeks; each week has seven places, None where the month has no day."""

    title: str
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
