"""Shows why a thing was found (命中标示): ranges in the title, and the passage that tells most.

Ranges are places of characters in the text as it was put; no markup is made here.
"""

import json
from collections.abc import Sequence
from typing import Any

from gongkai.office.search import letters, sounds
from gongkai.office.search.asking.question import Marked, Place

Ranges = list[tuple[int, int]]

SNIPPET = 96
BEFORE = 18
MOST_MARKS = 400
_ENDS = "。；！？\n"


class Marker:
    """Marks texts for one question; what it is asked again and again it works out once."""

    def __init__(self, words: Sequence[str], spoken: Sequence[Sequence[str]]) -> None:
        self._words = sorted({word for word in words if word}, key=len, reverse=True)
        self._spoken = spoken

    def title(self, text: str) -> Marked:
        """Return the title with its marks; syllables are marked here alone."""
        found = self.ranges(text)
        return Marked(text, tuple(_joined(found + self._heard(text))))

    def ranges(self, text: str) -> Ranges:
        """Return where the words of the question stand in a text."""
        plain, places = letters.squeezed_with_places(text)
        found: Ranges = []
        for word in self._words:
            at = plain.find(word)
            while at >= 0 and len(found) < MOST_MARKS:
                if _stands_alone(plain, places, at, word):
                    found.append((places[at], places[at + len(word) - 1] + 1))
                at = plain.find(word, at + len(word))
        return _joined(found)

    def passage(self, shown: dict[str, Any]) -> tuple[Marked, Place, str]:
        """Return the passage that answers most, where it stands, and the name of its attachment."""
        texts = [
            (Place.SUMMARY, "", shown.get("summary", "")),
            (Place.TEXT, "", shown.get("text", "")),
        ]
        for name, text in shown.get("files", ()):
            texts += [(Place.ATTACHMENT, name, name), (Place.ATTACHMENT, name, text)]
        best: tuple[int, Marked, Place, str] | None = None
        for place, name, text in texts:
            told, passage = self._cut(text)
            if told and (best is None or told > best[0]):
                best = (told, passage, place, name)
        if best:
            return best[1:]
        opening = next((text for _place, _name, text in texts if text), "")
        keys = " ".join(shown.get("keys", ()))
        where = Place.KEYWORDS if self.ranges(keys) else Place.NOWHERE
        return Marked(_opening(opening)), where, ""

    def _cut(self, text: str) -> tuple[int, Marked]:
        """Return how much a text tells at its best place, and the passage there."""
        found = self.ranges(text)
        if not found:
            return 0, Marked("")
        best, start = 0, found[0][0]
        for number, (begin, _end) in enumerate(found):
            inside = [
                (a, b) for a, b in found[number : number + 40] if b <= begin + SNIPPET - BEFORE
            ]
            told = sum(len(word) for word in {text[a:b] for a, b in inside})
            if told > best:
                best, start = told, begin
        begin = _beginning(text, start)
        end = min(len(text), begin + SNIPPET)
        marks = [(max(a, begin) - begin, min(b, end) - begin)
                 for a, b in found if a < end and b > begin]  # fmt: skip
        return max(best, 1), Marked(text[begin:end], tuple(marks))

    def _heard(self, text: str) -> Ranges:
        if not self._spoken:
            return []
        plain, places = letters.squeezed_with_places(text)
        heard: list[tuple[str, int, int]] = []
        for run in letters.runs(text):
            at = plain.find(run, heard[-1][2] if heard else 0)
            if at < 0:
                return []
            if letters.is_han(run):
                heard += [(each, at + n, at + n + 1) for n, each in enumerate(sounds.heard(run))]
            else:
                heard.append((run, at, at + len(run)))
        found: Ranges = []
        for way in self._spoken:
            for number in range(len(heard) - len(way) + 1):
                part = heard[number : number + len(way)]
                if way and [each[0] for each in part] == list(way):
                    found.append((places[part[0][1]], places[part[-1][2] - 1] + 1))
        return found


def shown(kept: bytes) -> dict[str, Any]:
    """Return what the index kept of an entry to show it."""
    found: dict[str, Any] = json.loads(bytes(kept))
    return found


def _stands_alone(plain: str, places: list[int], at: int, word: str) -> bool:
    """Whether a figure or word is not the middle of a longer one: 5 is not in 15."""
    end = at + len(word)
    before = at and places[at] - places[at - 1] == 1 and _same_sort(plain[at - 1], word[0])
    after = end < len(plain) and places[end] - places[end - 1] == 1 and _same_sort(
        plain[end], word[-1]
    )  # fmt: skip
    return not before and not after


def _same_sort(one: str, other: str) -> bool:
    return (one.isdigit() and other.isdigit()) or (
        one.isascii() and other.isascii() and one.isalpha() and other.isalpha()
    )


def _joined(ranges: Ranges) -> Ranges:
    """Return ranges in order, those that touch made one."""
    found: Ranges = []
    for begin, end in sorted(ranges):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _beginning(text: str, start: int) -> int:
    """Return where the passage begins: at its sentence where that is near, else a little before."""
    least = max(0, start - BEFORE)
    sentence = max(text.rfind(end, least, start) for end in _ENDS) + 1
    return max(sentence, least)


def _opening(text: str) -> str:
    return " ".join(text[: SNIPPET * 2].split())[:SNIPPET]
