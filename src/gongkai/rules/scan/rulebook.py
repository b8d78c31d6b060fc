"""The rules of the scan and the words they go by, read from `rules/data/scan`.

This module reads and answers; it looks at no text.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.rules import sources
from gongkai.rules.scan.hits import Memory, Profile, Severity
from gongkai.rules.sources import Source

OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the scan (扫描规则): its weight at the gate and in an inspection, its words.

    A weight of None means that the profile does not ask. A hit that is not `waivable` is not
    released for a reason; it has to be corrected.
    """

    id: str
    from_on: date
    weights: Mapping[Profile, Severity | None]
    memory: Memory
    waivable: bool
    source: Source
    says: str
    says_en: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column that makes it personal data (表头), and what it is called."""

    kind: str
    name: str
    gloss: str
    words: tuple[str, ...]
    weight: Severity | None


def rules() -> tuple[Rule, ...]:
    """Return every rule in the order of the book."""
    return tuple(_book().values())


def rule(rule_id: str) -> Rule:
    """Return the rule of that name. Raises KeyError where there is none."""
    return _book()[rule_id]


def words(name: str) -> tuple[str, ...]:
    """Return a list of words that rules go by. Raises KeyError where there is none."""
    return tuple(_words()[name]["words"])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return what finds any word of a list, the longest first."""
    return any_of(words(name))


def any_of(several: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of several words, the longest first."""
    return re.compile(
        "|".join(map(re.escape, sorted(several, key=lambda each: (-len(each), each))))
    )


@cache
def heads() -> tuple[Head, ...]:
    """Return the heads of columns that hold personal data."""
    return tuple(
        Head(
            each["kind"],
            each["name"],
            each["gloss"],
            tuple(each["words"]),
            Severity(each["weight"]) if "weight" in each else None,
        )
        for each in read("words.toml")["head"]
    )


@cache
def labels(name: str) -> Mapping[str, tuple[str, str]]:
    """Return Chinese words and their gloss by key: kinds of hidden content, fields, papers."""
    return {
        each["key"]: (each["name"], each["gloss"])
        for each in read("words.toml")["label"]
        if each["list"] == name
    }


@cache
def read(name: str) -> dict[str, Any]:
    """Return the tables of one file of `rules/data/scan`."""
    resource = files("gongkai.rules").joinpath("data", "scan", name)
    return tomllib.loads(resource.read_text(encoding="utf-8"))


@cache
def _words() -> Mapping[str, Any]:
    return {each["name"]: each for each in read("words.toml")["list"]}


@cache
def _book() -> Mapping[str, Rule]:
    return {each["id"]: _rule(each) for each in read("rules.toml")["rule"]}


def _rule(data: Mapping[str, Any]) -> Rule:
    return Rule(
        id=data["id"],
        from_on=data["from"],
        weights={each: _weight(data[each.value]) for each in Profile},
        memory=Memory(data["memory"]),
        waivable=data.get("waivable", True),
        source=sources.from_table(data["source"]),
        says=data["says"],
        says_en=data["says_en"],
        message=data["message"],
        message_en=data["message_en"],
    )


def _weight(word: str) -> Severity | None:
    return None if word == OFF else Severity(word)
