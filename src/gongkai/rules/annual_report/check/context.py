"""What a check may know beside the report itself. What is not given is not checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from gongkai.rules.annual_report.form import NarrativeCount, Section

Sections = tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Facts about a report that its cells do not hold.

    `level` is department, government or township, and `due_on` a date that overrides the
    deadline of the level. `is_rollup` False: the report is the office's own and is not compared
    with its parts. `fee_notices` is the ledger's number of fee notices, None where no ledger is
    at hand. `reclassified_applicants`: carry-over is compared in the total alone.
    `previous_sections` and `other_sections` (by the name of the body) are texts that this one
    should not repeat; `ledger_counts` are the counts that the ledger proposes for the text.
    """

    published_on: date | None = None
    level: str = ""
    due_on: date | None = None
    is_rollup: bool = True
    fee_notices: int | None = None
    reclassified_applicants: bool = False
    previous_sections: Sections = ()
    other_sections: Mapping[str, Sections] = field(default_factory=lambda: MappingProxyType({}))
    ledger_counts: tuple[NarrativeCount, ...] = ()


NOTHING_KNOWN = Context()
