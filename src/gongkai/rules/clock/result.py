"""What the clock answers (答复期限及其理由): a due date or why there is none, day by day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.rules.sources import Source


class State(StrEnum):
    """What the reply period is doing after the last event."""

    RUNNING = "running"
    PAUSED = "paused"  # 征求意见
    AWAITING_CLARIFICATION = "awaiting_clarification"
    AWAITING_FEE = "awaiting_fee"
    ENDED = "ended"


class Severity(StrEnum):
    """An `ERROR` is a step that the law does not allow; a `WARNING` asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


class Mark(StrEnum):
    """Why a day counts or does not."""

    START = "start"  # the day a period begins is not counted
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CONSULTING = "consulting"
    AWAITING_CLARIFICATION = "awaiting_clarification"
    AWAITING_FEE = "awaiting_fee"
    VOID = "void"  # counted once, before the period began anew
    EXPIRED = "expired"  # after the period ended, before a new one began
    AGREED = "agreed"  # covered by the later date of Art. 35


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day since receipt. `number` is how many working days have been counted so far."""

    on: date
    counted: bool
    number: int
    mark: Mark
    why: str
    why_en: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A step that is not in order: what happened, what the law expects, what to do."""

    rule: str
    severity: Severity
    on: date
    message: str
    message_en: str
    source: Source


@dataclass(frozen=True, slots=True)
class Result:
    """The reply clock of one request.

    `due_on` is None while the period is paused or awaits the requester; `summary` says why.
    `limit_working_days` is the length of the running period, its extension included.
    """

    due_on: date | None
    provisional: bool
    state: State
    limit_working_days: int
    days: tuple[CountedDay, ...]
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    summary: str
    summary_en: str

    def is_overdue(self, on: date) -> bool:
        """Return whether the period had ended before `on` without the case having ended."""
        return self.due_on is not None and self.state is not State.ENDED and on > self.due_on
