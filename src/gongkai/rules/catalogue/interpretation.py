"""Policies and their interpretations (政策解读): which needs one, by when, and is it there.

Which documents need one is data and may be set by a body. What an interpretation must say is for
people. Source: 国办发〔2016〕80号.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.rules import effective, workdays
from gongkai.rules.catalogue import tables
from gongkai.rules.clock.wording import chinese
from gongkai.rules.effective import Dated, Entry, NotInForce, Table
from gongkai.rules.sources import Source
from gongkai.rules.workdays import Calendar


class InterpretationState(StrEnum):
    """How a document stands to its interpretation."""

    NOT_NEEDED = "not_needed"
    DUE = "due"  # 期限内，尚未解读
    MISSING = "missing"  # 逾期未解读
    LATE = "late"  # 已解读，但晚于期限
    THERE = "there"


@dataclass(frozen=True, slots=True)
class InterpretationRule:
    """Which documents need an interpretation, and within how many working days."""

    working_days: int
    categories: frozenset[str]
    genres: frozenset[str]


@dataclass(frozen=True, slots=True)
class Policy:
    """A published document, as far as the rule asks: category, genre, day of publication.

    `is_needed` is the body's own word on it; None leaves it to the rule.
    """

    category: str
    genre: str
    published_on: date
    is_needed: bool | None = None


@dataclass(frozen=True, slots=True)
class InterpretationStanding:
    """The answer: a state, the last day (None where none is needed) and why.

    `source` is None where the body's own rule was applied, or none.
    """

    state: InterpretationState
    due_on: date | None
    provisional: bool
    why: str
    why_en: str
    source: Source | None


def standing(
    policy: Policy,
    interpreted_on: Iterable[date],
    on: date,
    *,
    calendar: Calendar | None = None,
    rule: InterpretationRule | None = None,
) -> InterpretationStanding:
    """Return whether a document needs an interpretation and has it, on a day.

    `interpreted_on` are the days on which interpretations of it were published; one that came
    with the document or before it is in time. `rule` is the body's own in place of the law's.

    Source: 国办发〔2016〕80号 (three working days, from memory).
    """
    found = _in_force(policy.published_on)
    applied = rule or (found.value if found else None)
    source = found.source if found and rule is None else None
    if applied is None or not _needs(policy, applied):
        return InterpretationStanding(
            InterpretationState.NOT_NEEDED,
            None,
            provisional=False,
            why="这类文件不要求解读。",
            why_en="Such a document needs no interpretation.",
            source=None,
        )
    end = (calendar or workdays.standard()).add(policy.published_on, applied.working_days)
    first = min(interpreted_on, default=None)
    state = _state(first, end.on, on)
    why, why_en = _told(state, end.on, first)
    return InterpretationStanding(state, end.on, end.provisional, why, why_en, source)


def _needs(policy: Policy, rule: InterpretationRule) -> bool:
    if policy.is_needed is not None:
        return policy.is_needed
    return policy.category in rule.categories and policy.genre in rule.genres


def _state(first: date | None, due_on: date, on: date) -> InterpretationState:
    if first is None or first > on:
        return InterpretationState.DUE if on <= due_on else InterpretationState.MISSING
    return InterpretationState.THERE if first <= due_on else InterpretationState.LATE


def _told(state: InterpretationState, due_on: date, first: date | None) -> tuple[str, str]:
    by, by_en = chinese(due_on), due_on.isoformat()
    day, day_en = (chinese(first), first.isoformat()) if first else ("", "")
    match state:
        case InterpretationState.DUE:
            return (
                f"文件尚未解读。请在{by}前发布解读，并与原文相互链接。",
                f"Not interpreted yet. Publish an interpretation by {by_en} and link both.",
            )
        case InterpretationState.MISSING:
            return (
                f"文件应当在{by}前解读，已经逾期。请尽快发布解读，并与原文相互链接。",
                f"An interpretation was due on {by_en}. Publish it soon and link both.",
            )
        case InterpretationState.LATE:
            return (
                f"解读于{day}发布，晚于期限{by}。",
                f"Interpreted on {day_en}, after the due date {by_en}.",
            )
        case _:
            return f"解读于{day}发布，在期限{by}内。", f"Interpreted on {day_en}, due on {by_en}."


def _in_force(on: date) -> Entry[InterpretationRule] | None:
    try:
        return _rules().on(on)
    except NotInForce:
        return None


@cache
def _rules() -> Dated[InterpretationRule]:
    return effective.dated("rule", tables.read("interpretation.toml")["rule"], _rule)


def _rule(table: Table) -> InterpretationRule:
    return InterpretationRule(
        working_days=tables.count(table, "working_days"),
        categories=frozenset(tables.words(table, "categories")),
        genres=frozenset(tables.words(table, "genres")),
    )
