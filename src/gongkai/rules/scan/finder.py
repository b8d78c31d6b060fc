"""Finding many terms in one pass (词表匹配): what a finder promises, and one that needs nothing.

A finder reports every occurrence, also those that overlap; which of them count is settled here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import add
from typing import Protocol

Found = tuple[int, int, int]


class TermFinder(Protocol):
    """What finds terms in a folded text.

    `words` are the terms it was made for, in folded writing; `find` returns for each occurrence
    the index of its word, its start and its end, overlapping ones included.
    """

    @property
    def words(self) -> Sequence[str]:
        """Return the words it looks for."""

    def find(self, text: str) -> Iterable[Found]:
        """Return every occurrence of every word."""


class PairFinder:
    """Find words of two characters and more by their first pair; nothing but the standard library.

    One step for each character of the text; where a pair begins words, one for each of their
    lengths.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        beginnings: defaultdict[str, defaultdict[int, dict[str, int]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for index, word in enumerate(words):
            beginnings[word[:2]][len(word)][word] = index
        self._beginnings = {
            pair: tuple(sorted(lengths.items())) for pair, lengths in beginnings.items()
        }

    def find(self, text: str) -> Iterable[Found]:
        """Return every occurrence of every word, by start and then by length."""
        known = self._beginnings
        if not known:
            return
        starts = [start for start, pair in enumerate(map(add, text, text[1:])) if pair in known]
        for start in starts:
            for length, words in known[text[start : start + 2]]:
                index = words.get(text[start : start + length])
                if index is not None:
                    yield index, start, start + length


def settle(found: Iterable[Found]) -> list[Found]:
    """Return the occurrences that count, by place: one that lies within a longer one does not.

    Two that only overlap both count.
    """
    settled: list[Found] = []
    furthest = -1
    for each in sorted(found, key=lambda one: (one[1], -one[2])):
        if each[2] > furthest:
            settled.append(each)
            furthest = each[2]
    return settled
