"""The six sections in words, proposed from the ledger (拟稿): counts filled in, nothing invented.

A sentence without facts is left out; what only people can say (problems, improvements) is left
to them. Every number keeps its facts, so that a page can open the records behind it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.rules import ledger
from gongkai.rules.annual_report import build
from gongkai.rules.annual_report.form import CellKey, FilledForm, Form, NarrativeCount, Section
from gongkai.rules.annual_report.rulebook import show
from gongkai.rules.ledger import Fact, Measure, Number


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph: plain text, or a number with its place in `narrative_counts`.

    `position` counts from 1, 0 is text.
    """

    text: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A proposed paragraph of one section."""

    section: int
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The paragraph as it reads."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the ledger can say of a year, section by section.

    `heads` are the heads that the edition asks for; a paragraph may be nothing else.
    """

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    narrative_counts: tuple[NarrativeCount, ...]
    heads: frozenset[str] = frozenset()


def propose(form: Form, facts: Iterable[Fact], *, body: str, year: int) -> Proposal:
    """Return the sections of a report in words, as far as the ledger's facts bear them out.

    Every section of the form is there; one that the ledger cannot tell has no paragraphs. The
    quote of each count stands in the text of its section.

    Source: 政府信息公开条例 Art. 50; the sections are those of `form`.
    """
    known = tuple(facts)
    writer = _Writer(build.fill(form, known, body=body, year=year), known)
    paragraphs = tuple(
        Paragraph(planned["section"], segments)
        for planned in _wording()
        if (segments := tuple(writer.paragraph(planned)))
    )
    sections = tuple(
        Section(n, title.text, tuple(p.text for p in paragraphs if p.section == n))
        for n, title in enumerate(form.sections, 1)
    )
    heads = frozenset(head for planned in _wording() if (head := _head(planned, form)))
    return Proposal(sections, paragraphs, tuple(writer.counts), heads)


def _head(planned: Mapping[str, Any], form: Form) -> str:
    since = planned.get("lead_from")
    return str(planned["lead"]) if since and form.first_year >= since.year else ""


class _Writer:
    """Writes paragraphs and keeps the counts in the order in which they are told."""

    def __init__(self, filled: FilledForm, facts: Sequence[Fact]) -> None:
        self.filled = filled
        self.counts: list[NarrativeCount] = []
        self._by_measure: dict[Measure, list[Fact]] = {}
        for fact in facts:
            self._by_measure.setdefault(fact.measure, []).append(fact)

    def paragraph(self, planned: Mapping[str, Any]) -> Iterator[Segment]:
        """Yield the head, the fixed sentence and the sentences that have facts."""
        if head := _head(planned, self.filled.form):
            yield Segment(head)
        if "always" in planned:
            yield Segment(self._dated(planned["always"]))
        for sentence in planned.get("sentence", ()):
            yield from self._sentence(sentence)

    def _sentence(self, sentence: Mapping[str, Any]) -> Iterator[Segment]:
        opening, before = self._dated(sentence.get("opens", "")), None
        for part in sentence["parts"]:
            facts = self._facts(part)
            n = ledger.total(facts)
            if not n:
                continue
            yield Segment(opening)
            opening = "，"
            if n == before and "when_all" in part:
                yield Segment(part["when_all"])
            else:
                yield from self._told(part, n, facts)
            before = n
        if before is not None:
            yield Segment("。")

    def _told(self, part: Mapping[str, Any], n: Number, facts: tuple[Fact, ...]) -> list[Segment]:
        values = (fact.trait(part["join"]) for fact in facts if "join" in part)
        join = "、".join(dict.fromkeys(value for value in values if value))
        ahead, behind = part["text"].replace("{join}", join).split("{n}")
        number = show(build.plain(n))
        self.counts.append(
            NarrativeCount(
                quote=f"{ahead}{number}{behind}",
                n=build.plain(n),
                unit=part["unit"],
                channel=part["channel"].replace("{join}", join),
                facts=facts,
            )
        )
        return [Segment(ahead), Segment(number, len(self.counts)), Segment(behind)]

    def _facts(self, part: Mapping[str, Any]) -> tuple[Fact, ...]:
        """Return the facts that a part counts, none where another measure tells them."""
        if "cells" in part:
            keys = map(CellKey.parse, part["cells"])
            return tuple(fact for key in keys for fact in self.filled[key].facts)
        if "unless" in part and Measure(part["unless"]) in self._by_measure:
            return ()
        of_measure = self._by_measure.get(Measure(part["measure"]), ())
        wanted = {name: tuple(values) for name, values in part.get("traits", {}).items()}
        return tuple(fact for fact in of_measure if fact.has(wanted))

    def _dated(self, text: str) -> str:
        return text.replace("{year}", str(self.filled.year))


@cache
def _wording() -> tuple[Mapping[str, Any], ...]:
    text = (files("gongkai.rules") / "data" / "narrative.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["paragraph"])
