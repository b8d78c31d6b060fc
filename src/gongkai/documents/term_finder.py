"""Finding the terms of a list with an automaton in machine code (ahocorasick_rs).

It keeps the promise of `rules.scan.finder.TermFinder`; the rules themselves know no such library.
"""

from collections.abc import Iterable, Sequence

import ahocorasick_rs

from gongkai.rules.scan.finder import Found


class AutomatonFinder:
    """Find many thousand words in one pass. Make it once for a version of the lists."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(words), matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def find(self, text: str) -> Iterable[Found]:
        """Return every occurrence of every word, overlapping ones included."""
        found: list[Found] = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return found
