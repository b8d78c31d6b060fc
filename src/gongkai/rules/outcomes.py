"""How a request ends (办理结果): what each outcome must rest on, its row, its remedy.

The outcomes are data (`rules/data/outcomes.toml`). Whether the facts of a case bear an
outcome is for people to judge; here only what a reply may not lack is checked.
Source: 政府信息公开条例 Art. 14 to 16, 30, 35 to 39, 42; 行政复议法 Art. 23; 法释〔2025〕8号.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.rules import effective, sources
from gongkai.rules.effective import Dated, Table
from gongkai.rules.sources import Source


class Route(StrEnum):
    """Which way a requester who disagrees may go."""

    EITHER = "either"  # 复议或者诉讼
    RECONSIDERATION_FIRST = "reconsideration_first"  # 复议前置


class UnknownOutcome(LookupError):
    """No outcome has that code."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a reply has to say."""

    key: str
    label: str
    gloss: str
    source: Source


@dataclass(frozen=True, slots=True)
class Remedy:
    """The remedy against a reply of some date; `doubt` is "" where the law is settled."""

    route: Route
    source: Source
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way a request may end. `cites`: one article of each group is to be cited."""

    code: str
    label: str
    gloss: str
    cites: tuple[tuple[str, ...], ...]
    needs: tuple[Need, ...]
    rows: Mapping[str, str]
    remedies: Dated[tuple[Route, str]]
    source: Source
    doubt: str = ""

    def row(self, edition: str) -> str:
        """Return the row of table 3 in an edition of the form ("2019", "2021").

        Raises:
            KeyError: the outcome has no row in that edition.
        """
        return self.rows[edition]

    def remedy(self, replied_on: date) -> Remedy:
        """Return the remedy against a reply of that day.

        Raises:
            NotInForce: the day lies before the first Regulation (2008-05-01).

        Source: 行政复议法 Art. 23, 90; 法释〔2025〕8号 Art. 1.
        """
        entry = self.remedies.on(replied_on)
        route, doubt = entry.value
        return Remedy(route, entry.source, doubt)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a reply rests on: articles as cited in Chinese, and what it says, by need."""

    articles: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lack:
    """What a reply with this outcome may not go without; `field` is a need or "articles"."""

    field: str
    message: str
    message_en: str
    source: Source


def every() -> tuple[Outcome, ...]:
    """Return all outcomes in the order of table 3."""
    return tuple(_outcomes().values())


def get(code: str) -> Outcome:
    """Return the outcome with a code such as "DENY_SECRET".

    Raises:
        UnknownOutcome: no outcome has that code.
    """
    try:
        return _outcomes()[code]
    except KeyError:
        raise UnknownOutcome(f"No outcome has the code {code!r}.") from None


def check(outcome: Outcome, grounds: Grounds) -> tuple[Lack, ...]:
    """Return what the grounds lack for the outcome; nothing where they suffice.

    Source: 政府信息公开条例 Art. 36, 37 (reasons, way of access, the article relied on).
    """
    missing = [
        _no_article(outcome, choices)
        for choices in outcome.cites
        if not any(_lies_in(cited, choices) for cited in grounds.articles)
    ]
    unsaid = [
        _unsaid(outcome, need)
        for need in outcome.needs
        if not grounds.facts.get(need.key, "").strip()
    ]
    return (*missing, *unsaid)


def _lies_in(cited: str, choices: tuple[str, ...]) -> bool:
    # "第十六条第二款" lies in "第十六条"; the sign at the end keeps "第三条" out of "第三十条".
    return any(cited.strip().startswith(choice) for choice in choices)


def _no_article(outcome: Outcome, choices: tuple[str, ...]) -> Lack:
    either = "或者".join(choices)
    return Lack(
        "articles",
        f"“{outcome.label}”应当引用《政府信息公开条例》{either}，请补充法律依据。",
        f"An outcome “{outcome.gloss}” cites {' or '.join(choices)} of the Regulation: add it.",
        sources.regulation(choices[0]),
    )


def _unsaid(outcome: Outcome, need: Need) -> Lack:
    return Lack(
        need.key,
        f"“{outcome.label}”应当写明{need.label}，请补充。",
        f"An outcome “{outcome.gloss}” must state {need.gloss}: add it.",
        need.source,
    )


@cache
def _outcomes() -> dict[str, Outcome]:
    tables = effective.read_file("outcomes.toml")
    source = sources.from_table(tables["source"])
    needs = {key: _need(key, table) for key, table in _table(tables["needs"]).items()}
    remedies = {
        name: effective.dated(f"remedies.{name}", entries, _route)
        for name, entries in _table(tables["remedies"]).items()
    }
    entries = tables["outcome"]
    if not isinstance(entries, list):
        raise effective.UnreadableData("`outcome` of outcomes.toml is not an array of tables.")
    read = [_outcome(_table(entry), needs, remedies, source) for entry in entries]
    return {outcome.code: outcome for outcome in read}


def _outcome(
    table: Table,
    needs: Mapping[str, Need],
    remedies: Mapping[str, Dated[tuple[Route, str]]],
    source: Source,
) -> Outcome:
    cites = table["cites"]
    if not isinstance(cites, list):
        raise effective.UnreadableData(f"`cites` of {table['code']} is not a list of lists.")
    return Outcome(
        code=str(table["code"]),
        label=str(table["label"]),
        gloss=str(table["gloss"]),
        cites=tuple(tuple(choices) for choices in cites),
        needs=tuple(needs[key] for key in _words(table["needs"])),
        rows={edition: str(row) for edition, row in _table(table["rows"]).items()},
        remedies=remedies[str(table["remedies"])],
        source=source,
        doubt=str(table.get("doubt", "")),
    )


def _need(key: str, entry: object) -> Need:
    table = _table(entry)
    source = sources.regulation(str(table["article"]))
    return Need(key, str(table["label"]), str(table["gloss"]), source)


def _route(table: Table) -> tuple[Route, str]:
    return Route(str(table["route"])), str(table.get("doubt", ""))


def _table(value: object) -> Table:
    if not isinstance(value, Mapping):
        raise effective.UnreadableData(f"outcomes.toml holds {value!r} where a table belongs.")
    return value


def _words(value: object) -> list[str]:
    if not isinstance(value, list):
        raise effective.UnreadableData(f"outcomes.toml holds {value!r} where a list belongs.")
    return [str(word) for word in value]
