"""The limits that the clock applies (期限), read from `rules/data/limits.toml`, each by date.

Doubtful points are values here, so that another reading is another datum, not other code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.rules import effective
from gongkai.rules.effective import Dated, Table


@dataclass(frozen=True, slots=True)
class Extension:
    """How long a reply may be postponed (延长答复期限) and how often in one period."""

    working_days: int
    times: int


@dataclass(frozen=True, slots=True)
class Clarification:
    """How a request is sent back to be made clear (补正).

    `notice_working_days`: the notice is due so many working days after receipt, 0 for no limit.
    `late_notice_restarts`: whether a notice after that still voids the period.
    """

    notice_working_days: int
    times: int
    late_notice_restarts: bool


@dataclass(frozen=True, slots=True)
class Consultation:
    """Which edge days of a consultation (征求意见) are left out of the period."""

    pauses_dispatch_day: bool
    pauses_receipt_day: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits with their history; `dataclasses.replace` makes a variant."""

    reply: Dated[int]  # working days
    extension: Dated[Extension]
    clarification: Dated[Clarification]
    consultation: Dated[Consultation]
    fee: Dated[int]  # working days to pay in
    agreed_date: Dated[None]
    first_day: Dated[None]


def standard() -> Limits:
    """Return the limits of the law as shipped.

    Source: 政府信息公开条例（第492号、第711号）, 政府信息公开信息处理费管理办法, 民法典.
    """
    return _standard()


@cache
def _standard() -> Limits:
    return read(effective.read_file("limits.toml"))


def read(tables: Mapping[str, object]) -> Limits:
    """Return the limits that the tables of a limits file hold.

    Raises:
        UnreadableData: a history is missing, empty, unordered, or lacks a field.
    """
    return Limits(
        reply=effective.dated("reply", tables.get("reply"), _working_days),
        extension=effective.dated("extension", tables.get("extension"), _extension),
        clarification=effective.dated("clarification", tables.get("clarification"), _clarification),
        consultation=effective.dated("consultation", tables.get("consultation"), _consultation),
        fee=effective.dated("fee", tables.get("fee"), lambda t: _count(t, "pay_working_days")),
        agreed_date=effective.dated("agreed_date", tables.get("agreed_date"), _nothing),
        first_day=effective.dated("first_day", tables.get("first_day"), _nothing),
    )


def _working_days(table: Table) -> int:
    return _count(table, "working_days", least=1)


def _extension(table: Table) -> Extension:
    return Extension(_count(table, "working_days", least=1), _count(table, "times"))


def _clarification(table: Table) -> Clarification:
    return Clarification(
        _count(table, "notice_working_days"),
        _count(table, "times"),
        _truth(table, "late_notice_restarts"),
    )


def _consultation(table: Table) -> Consultation:
    return Consultation(_truth(table, "pauses_dispatch_day"), _truth(table, "pauses_receipt_day"))


def _nothing(table: Table) -> None:
    if table:
        raise ValueError(f"nothing is to be read but {', '.join(table)} stands there")


def _count(table: Table, field: str, *, least: int = 0) -> int:
    value = table[field]
    if type(value) is not int or value < least:
        raise ValueError(f"{field} is {value!r}, not a number from {least} up")
    return value


def _truth(table: Table, field: str) -> bool:
    value = table[field]
    if not isinstance(value, bool):
        raise ValueError(f"{field} is {value!r}, not true or false")
    return value
