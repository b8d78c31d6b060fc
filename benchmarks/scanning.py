"""Scan text before review: the dictionary against the bare automaton, and the patterns.

`python -m benchmarks.scanning KIND` measures one kind over a text of the size of MEGABYTES.
"""

import random
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import ahocorasick_rs

from benchmarks import measuring
from gongkai.documents.term_finder import AutomatonFinder
from gongkai.rules.scan import (
    Lists,
    Metadata,
    PairFinder,
    Passage,
    Term,
    TermFinder,
    TermList,
    built_in,
    scan,
)  # fmt: skip
from gongkai.rules.scan.page import Page
from gongkai.rules.scan.patterns import terms

TERMS = 20_000
MEGABYTES = 6
PARAGRAPH = 180
ON = date(2024, 4, 1)
KINDS = {
    "bare": "ahocorasick_rs alone, no folding, no places",
    "terms": "the terms of the lists, folded, with ahocorasick_rs",
    "standard": "the terms of the lists, folded, standard library only",
    "patterns": "every rule but the lists",
    "whole": "the whole scan with ahocorasick_rs",
}


def _words(chance: random.Random, count: int) -> list[str]:
    common = bytes(
        code for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA) for code in (row, cell)
    ).decode("gb2312")
    return ["".join(chance.choices(common, k=chance.randint(2, 6))) for _number in range(count)]


def _paragraphs(chance: random.Random) -> Iterator[str]:
    """Yield paragraphs of invented words, with the digits and capitals official texts have."""
    words = _words(chance, 4_000)
    size = 0
    while size < MEGABYTES * 1_000_000:
        parts = [chance.choice(words) for _number in range(PARAGRAPH // 5)]
        for _number in range(3):
            parts.insert(chance.randrange(len(parts)), f"{chance.randint(1, 99_999)}万元，")
        if chance.random() < 0.2:
            parts.append("APP和PDF附件。")
        text = "".join(parts)
        size += len(text.encode())
        yield text


def _measured(kind: str) -> None:
    chance = random.Random(20240401)
    own = [Term(TermList.SENSITIVE, word) for word in dict.fromkeys(_words(chance, TERMS))]
    lists = built_in().with_terms(own)
    passages = [Passage(f"正文第{at}段", text) for at, text in enumerate(_paragraphs(chance), 1)]
    act = _act(kind, lists, passages)
    wall, cpu = measuring.seconds(act)
    size = sum(len(each.text.encode()) for each in passages) / 1_000_000
    measuring.say(
        kind=kind, size=size, terms=len(lists.words), wall=wall, cpu=cpu,
        memory=measuring.peak_megabytes(),
    )  # fmt: skip


def _act(kind: str, lists: Lists, passages: list[Passage]) -> Callable[[], Any]:
    if kind == "bare":
        bare = ahocorasick_rs.AhoCorasick(
            list(lists.words), matchkind=ahocorasick_rs.MatchKind.Standard
        )
        return lambda: [
            bare.find_matches_as_indexes(each.text, overlapping=True) for each in passages
        ]
    metadata = Metadata(title="标题", signed_on=ON)
    if kind in ("terms", "standard"):
        finder: TermFinder = (AutomatonFinder if kind == "terms" else PairFinder)(lists.words)
        return lambda: [
            list(terms.marks(Page(each, metadata, ON), lists, finder)) for each in passages
        ]
    if kind == "patterns":
        empty = Lists()
        return lambda: scan(passages, metadata=metadata, on=ON, lists=empty)
    whole = AutomatonFinder(lists.words)
    return lambda: scan(passages, metadata=metadata, on=ON, lists=lists, find_terms=whole)


def measured() -> list[dict[str, Any]]:
    """Measure every kind, each in its own process."""
    return [measuring.in_own_process("benchmarks.scanning", kind) for kind in KINDS]


def section(rows: list[dict[str, Any]]) -> list[str]:
    """Return the part of the page that tells what was measured."""
    return [
        "## The scan before review",
        "",
        f"{rows[0]['size']:.0f} MB of paragraphs of {PARAGRAPH} characters of invented words,",
        f"{rows[1]['terms']:,} terms. Aim: the terms at half the speed of the bare automaton.",
        "",
        "| what | MB per s of CPU | peak MB |",
        "|---|--:|--:|",
        *(
            f"| {KINDS[each['kind']]} | {each['size'] / each['cpu']:.1f} | {each['memory']:.0f} |"
            for each in rows
        ),
        "",
    ]


if __name__ == "__main__":
    _measured(sys.argv[1])
