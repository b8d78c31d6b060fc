"""What may have been meant (您是不是要找): words of titles that sound or look almost the same.

The titles of the index are the word list; nothing is asked of anybody else.
"""

from collections import Counter
from collections.abc import Iterator

from tantivy import Query

from gongkai.office.search import letters, shelf, sounds
from gongkai.office.search.asking import marking
from gongkai.office.search.asking.planning import Planner

SHORTEST, LONGEST = 2, 10
TITLES = 40
MOST = 3


def instead(planner: Planner, word: str) -> list[str]:
    """Return words of titles that are near to a word which the index lacks, the likeliest first."""
    if not letters.is_han(word) or not SHORTEST <= len(word) <= LONGEST:
        return []
    found: Counter[str] = Counter()
    for near, worth in (*_sounding(planner, word), *_looking(planner, word)):
        found[near] += worth
    found.pop(word, None)
    return [near for near, _worth in found.most_common(MOST)]


def _sounding(planner: Planner, word: str) -> Iterator[tuple[str, int]]:
    """Yield the words that sound the same, also as dialects confuse sounds; more for the same."""
    exact = sounds.heard(word)
    row = [sounds.alike(each) for each in exact]
    for title in _titles(planner, Query.phrase_query(planner.schema, "sound", list(row))):
        for part in _windows(title, len(word)):
            heard = sounds.heard(part)
            if [sounds.alike(each) for each in heard] == row:
                yield part, 6 if heard == exact else 3


def _looking(planner: Planner, word: str) -> Iterator[tuple[str, int]]:
    """Yield words with one character other, missing, too many, or two exchanged."""
    if len(word) < SHORTEST + 1:
        return
    for at in range(len(word) - 1):
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        yield from _held(planner, swapped, 5)
    for at in range(len(word)):
        shorter = word[:at] + word[at + 1 :]
        if len(shorter) > SHORTEST:
            yield from _held(planner, shorter, 2)
        yield from _with_gap(planner, word[:at], word[at + 1 :])
        if at:
            yield from _with_gap(planner, word[:at], word[at:])


def _held(planner: Planner, word: str, worth: int) -> Iterator[tuple[str, int]]:
    query = planner.phrase("title", word)
    if query and shelf.how_many(planner.searcher, query):
        yield word, worth


def _with_gap(planner: Planner, before: str, after: str) -> Iterator[tuple[str, int]]:
    """Yield the words of titles that have any one character between two parts."""
    placed = [(place, pair) for place, pair in enumerate(map(str.__add__, before, before[1:]))]
    placed += [(len(before) + 1 + place, pair)
               for place, pair in enumerate(map(str.__add__, after, after[1:]))]  # fmt: skip
    length = len(before) + 1 + len(after)
    if not placed:
        return
    if len(placed) == 1:
        query = Query.term_query(planner.schema, "title", placed[0][1])
    else:
        first = placed[0][0]
        query = Query.phrase_query(
            planner.schema, "title", [(place - first, pair) for place, pair in placed]
        )
    for title in _titles(planner, query):
        for part in _windows(title, length):
            if part.startswith(before) and part.endswith(after):
                yield part, 1


def _titles(planner: Planner, query: Query) -> list[str]:
    hits = planner.searcher.search(query, TITLES, count=False).hits
    kept = (planner.searcher.doc(address).get_first("shown") for _score, address in hits)
    return [str(marking.shown(each).get("title", "")) for each in kept if each]


def _windows(title: str, length: int) -> Iterator[str]:
    """Yield each part of that length of the Chinese runs of a title, once."""
    seen = set()
    for run in letters.runs(title):
        if letters.is_han(run):
            seen |= {run[at : at + length] for at in range(len(run) - length + 1)}
    yield from sorted(seen)
