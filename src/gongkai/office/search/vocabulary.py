"""Words that people use for things (词语): same meanings, asking words, where a question divides.

The words are data (`words.toml`). A word that is not among them is found all the same.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.office.search import letters

LONGEST_WORD = 16
MOST_ALTERNATIVES = 6

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Words:
    """The word list, folded: other words for a word, words that only ask, words that say little."""

    same: dict[str, tuple[str, ...]]
    asking: frozenset[str]
    weak: frozenset[str]
    known: frozenset[str]


@cache
def words() -> Words:
    """Return the word list."""
    path = Path(__file__).with_name("words.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    same: dict[str, list[str]] = {}
    for entry in data["same"]:
        official = letters.squeezed(entry["official"])
        for said in map(letters.squeezed, entry["said"]):
            same.setdefault(said, []).append(official)
            same.setdefault(official, []).append(said)
    asking, weak, divides = (
        frozenset(letters.squeezed(word) for entry in data[name] for word in entry["words"])
        for name in ("asking", "weak", "divides")
    )
    return Words(
        {word: tuple(others) for word, others in same.items()}, asking, weak,
        frozenset(same) | asking | weak | divides,
    )  # fmt: skip


def others(word: str) -> tuple[str, ...]:
    """Return what else the thing is called, the nearest first."""
    near = words().same.get(word, ())
    return near[:MOST_ALTERNATIVES]


def divided(text: str, is_word: Test) -> list[str]:
    """Return a folded text in pieces: the longest words that are known, and what lies between."""
    pieces: list[str] = []
    rest = ""
    at = 0
    while at < len(text):
        length = _longest(text, at, is_word)
        if not length:
            rest += text[at]
            at += 1
            continue
        if rest:
            pieces.append(rest)
            rest = ""
        pieces.append(text[at : at + length])
        at += length
    return [*pieces, rest] if rest else pieces


def _longest(text: str, at: int, is_word: Test) -> int:
    known = words().known
    for length in range(min(LONGEST_WORD, len(text) - at), 0, -1):
        word = text[at : at + length]
        if word in known or (length > 1 and is_word(word)):
            return length
    return 0
