"""What the rooms of the office hand to the annual report: counted facts, nothing else.

A `Fact` is one group of records that were counted together. It refuses to know where the
records are kept: the room that made the fact can open it again, by its measure and its traits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Number = int | Decimal


class Measure(StrEnum):
    """What was counted. The value is the key that form data and rooms share."""

    # 主动公开: normative documents, powers, counts that other systems produce
    NORMATIVE_MADE = "normative_made"
    NORMATIVE_PUBLISHED = "normative_published"
    NORMATIVE_PUBLIC_TOTAL = "normative_public_total"
    NORMATIVE_REPEALED = "normative_repealed"
    NORMATIVE_IN_FORCE = "normative_in_force"
    POWER_ITEMS_BEFORE = "power_items_before"
    POWER_ITEMS_CHANGE = "power_items_change"
    DECISIONS = "decisions"
    FEE_INCOME_WAN = "fee_income_wan"
    PROCUREMENT_ITEMS = "procurement_items"
    PROCUREMENT_AMOUNT_WAN = "procurement_amount_wan"
    # 依申请公开
    REQUESTS_RECEIVED = "requests_received"
    REQUESTS_CARRIED_IN = "requests_carried_in"
    REQUESTS_CLOSED = "requests_closed"
    REQUESTS_CARRIED_OUT = "requests_carried_out"
    # 行政复议、行政诉讼
    PROCEEDINGS = "proceedings"
    # what the six sections tell in words
    POSTINGS = "postings"
    ITEMS_PUBLISHED = "items_published"
    INTERPRETATIONS = "interpretations"
    HOTLINE_RECEIVED = "hotline_received"
    HOTLINE_CLOSED = "hotline_closed"
    TRAINING_SESSIONS = "training_sessions"
    TRAINING_ATTENDANCES = "training_attendances"
    STAFF = "staff"
    STAFF_FULL_TIME = "staff_full_time"
    PROCESSING_FEE_INCOME = "processing_fee_income"
    FEE_NOTICES = "fee_notices"


@dataclass(frozen=True, slots=True)
class Fact:
    """Records counted together: `quantity` in the measure's unit, made by `record_count` records.

    `traits` are the sorted pairs the group shares, such as `(("applicant", "business"),
    ("outcome", "GRANT"))`; `room` names the room that can open the group again.
    """

    measure: Measure
    quantity: Number
    room: str
    traits: tuple[tuple[str, str], ...] = ()
    record_count: int = 1

    def trait(self, name: str) -> str | None:
        """Return the value of one trait, or None where the group has no such trait."""
        return next((value for key, value in self.traits if key == name), None)

    def has(self, wanted: Mapping[str, tuple[str, ...]]) -> bool:
        """Tell whether every wanted trait holds one of its wanted values."""
        return all(self.trait(name) in values for name, values in wanted.items())


def fact(
    measure: Measure, quantity: Number, *, room: str, record_count: int = 1, **traits: str
) -> Fact:
    """Return a `Fact` whose traits are given by name, in the one order that compares equal."""
    return Fact(measure, quantity, room, tuple(sorted(traits.items())), record_count)


def total(facts: Iterable[Fact]) -> Number:
    """Return the sum of the quantities, 0 for none: nothing recorded is nothing done."""
    return sum((each.quantity for each in facts), start=0)
