"""Labels as they really stand in documents: other widths, spaces, numbers, small misprints.

A label is recognised only when one candidate is clearly nearest; a tie is no match.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

_NUMBER = re.compile(r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.:](?!\d)|\d{1,2}(?=[^\d\W]))+")
_BRACKETED = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]")
_NOT_WORD = re.compile(r"[\W_]+")
_CUT_AT_LEAST = 6


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Return the words of a label: NFKC, without spaces, punctuation and leading number."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    bare = _NUMBER.sub("", folded)
    return _NOT_WORD.sub("", bare or folded)


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[str, ...]:
    """Return the ways to read a label: as it stands, and without its bracketed remarks."""
    whole, short = normal(text), normal(_BRACKETED.sub("", text))
    return tuple(dict.fromkeys(each for each in (whole, short) if each))


def nearest(text: str, known: Mapping[str, str]) -> str | None:
    """Return the key of the label that the text is, None where none or several could be meant.

    `known` maps normal labels to keys. A label is found as it stands, by its beginning where
    the text is cut (six characters at least), or with a misprint: one in four characters, one
    more for every five beyond.
    """
    found = readings(text)
    exact = next((known[each] for each in found if each in known), None)
    return exact or _only(found, known, _is_cut) or _only(found, known, _is_misprinted)


def _only(
    found: tuple[str, ...], known: Mapping[str, str], alike: Callable[[str, str], bool]
) -> str | None:
    keys = {key for label, key in known.items() for each in found if alike(each, label)}
    return keys.pop() if len(keys) == 1 else None


def _is_cut(text: str, label: str) -> bool:
    return len(text) >= _CUT_AT_LEAST and label.startswith(text)


def _is_misprinted(text: str, label: str) -> bool:
    allowed = max(1, len(label) // 5) if len(label) >= 4 else 0
    if abs(len(text) - len(label)) > allowed:
        return False
    if len(_characters(label).difference(text)) > allowed:
        return False
    return distance(text, label) <= allowed


def distance_at_end(text: str, label: str, most: int) -> int | None:
    """Return how many characters must be changed so that a text ends with a label, None where
    they are more than `most`."""
    window = text[-len(label) - most :]
    if len(_characters(label).difference(window)) > most:
        return None
    above = list(range(len(window) + 1))
    for i, a in enumerate(reversed(label), 1):
        line = [i]
        for j, b in enumerate(reversed(window), 1):
            line.append(min(above[j] + 1, line[-1] + 1, above[j - 1] + (a != b)))
        if min(line) > most:
            return None
        above = line
    return min(above)


@lru_cache(maxsize=1024)
def _characters(label: str) -> frozenset[str]:
    return frozenset(label)


def distance(one: str, other: str) -> int:
    """Return how many characters must be put in, left out or changed to make one the other."""
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        line = [i]
        for j, b in enumerate(other, 1):
            line.append(min(above[j] + 1, line[-1] + 1, above[j - 1] + (a != b)))
        above = line
    return above[-1]
