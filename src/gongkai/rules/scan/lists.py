"""The lists a body keeps for the scan (词表): wrong words, renamed bodies, leaders, allowances.

The built-in list is data of the project; a body adds its own. Lists never change a text.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.rules import sources
from gongkai.rules.scan import rulebook
from gongkai.rules.scan.folding import fold
from gongkai.rules.scan.hits import Severity
from gongkai.rules.sources import Source

SHORTEST_TERM = 2
OWN_LIST = Source("本机关词表", "", "")


class UnusableTerm(ValueError):
    """A term of a list cannot be looked for."""


class TermList(StrEnum):
    """The lists of terms (词表)."""

    SENSITIVE = "sensitive"  # 敏感词
    WRONG = "wrong"  # 错敏词: a wrong writing and its right one
    BODIES = "bodies"  # 机构名称: abolished or renamed
    ALLOWED = "allowed"  # 放行语: a phrase in which other terms mean nothing


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a list (词条).

    It counts in texts dated from `from_on` to `until_on`. `severity` None means that of the rule.
    `unless` are longer phrases in which the term is right.
    """

    list: TermList
    text: str
    suggestion: str = ""
    severity: Severity | None = None
    from_on: date | None = None
    until_on: date | None = None
    source: Source = OWN_LIST
    note: str = ""
    unless: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(fold(self.text)) < SHORTEST_TERM:
            raise UnusableTerm(f"词条“{self.text}”不足两个字，会到处误报。请写成较长的词或短语。")

    def counts_on(self, day: date) -> bool:
        """Return whether the term counts in a text of that day."""
        begun = self.from_on is None or self.from_on <= day
        return begun and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader (领导人): name and titles, full and short. The order of the list is the order."""

    name: str
    titles: tuple[str, ...]
    from_on: date | None = None
    until_on: date | None = None

    def serves_on(self, day: date) -> bool:
        """Return whether the leader held the titles on that day."""
        begun = self.from_on is None or self.from_on <= day
        return begun and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything a body keeps for the scan. Make it once; a finder is made for its `words`."""

    terms: tuple[Term, ...] = ()
    leaders: tuple[Leader, ...] = ()
    words: tuple[str, ...] = field(init=False, compare=False, repr=False)
    by_word: Mapping[str, tuple[Term, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        by_word: defaultdict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            by_word[fold(term.text)].append(term)
            for phrase in term.unless:
                by_word[fold(phrase)].append(Term(TermList.ALLOWED, phrase))
        object.__setattr__(self, "by_word", {word: tuple(own) for word, own in by_word.items()})
        object.__setattr__(self, "words", tuple(sorted(by_word)))

    def with_terms(self, terms: Iterable[Term], leaders: Iterable[Leader] = ()) -> "Lists":
        """Return these lists and a body's own terms and leaders after them."""
        return Lists((*self.terms, *terms), (*self.leaders, *leaders))


@cache
def built_in() -> Lists:
    """Return the lists that come with the project. They name no leader."""
    names = ("bodies.toml", "wording.toml", "expressions.toml")
    groups = [group for name in names for group in rulebook.read(name)["group"]]
    return Lists(tuple(term for group in groups for term in _terms(group)))


def _terms(group: Mapping[str, Any]) -> Iterable[Term]:
    source = sources.from_table(group["source"])
    severity = Severity(group["severity"]) if "severity" in group else None
    kind = TermList(group["list"])
    unless = group.get("unless", {})
    # `from` of a rename is the day from which the old name is wrong; of a word, when it was listed.
    since = group["from"] if kind is TermList.BODIES else None
    for pair in group["terms"]:
        text, suggestion = (pair, "") if isinstance(pair, str) else pair
        yield Term(
            kind, text, suggestion, severity, from_on=since, source=source,
            note=group.get("note", ""), unless=tuple(unless.get(text, ())),
        )  # fmt: skip
