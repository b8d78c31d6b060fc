"""Lists of parts against the total that the sentence states for them (W4).

Only a list that claims to be complete is held against its total: one that ends in the rest
(其他) or says 分别为. Parts named by the way (其中) may leave something out or overlap.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gongkai.rules.annual_report import rulebook
from gongkai.rules.annual_report.form import Finding, Section
from gongkai.rules.annual_report.rulebook import NUMERALS, show
from gongkai.rules.annual_report.telling.counts import Told, same_unit, stretches, within
from gongkai.rules.annual_report.telling.words import wording

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_OPENS, _CLOSES = re.compile(r"[（(]"), re.compile(r"[)）]")
_MOST = 60  # parts: a longer list is no sentence that anybody wrote
_NAME = 60
_REACH = 1_000
_OF = re.compile(r"^[^，。；]{0,12}中[，,]")


def findings(sections: Iterable[Section]) -> Iterator[Finding]:
    """Yield a finding W4 for every complete list that does not add up to its total."""
    for section in sections:
        for text in stretches(section.paragraphs):
            sentences = _SENTENCE.findall(text)
            for sentence, following in pairwise([*sentences, ""]):
                yield from _of_sentence(section, sentence, following)


def _of_sentence(section: Section, sentence: str, following: str) -> Iterator[Finding]:
    told = list(within(sentence))
    depths = _depths(sentence, told)
    for position, total in enumerate(told[:-1]):
        between = sentence[total.end : told[position + 1].start]
        if not (wording().parts.search(between) or _OF.search(between)):
            continue
        rest = _inside(between, told[position + 1 : position + 1 + _MOST], depths)
        parts = [p for p in same_unit(rest, total.count.unit) if _counts(p, total)]
        last = _complete(parts, sentence, between)
        if last is None:
            continue
        level = depths[parts[last].start]
        listed = [p for p in parts[: last + 1] if depths[p.start] == level]
        after = [p for p in parts[last + 1 :] if depths[p.start] == level]
        after += same_unit(list(within(following[:_REACH])), total.count.unit)
        among = [each for each in rest if listed and each.start <= listed[-1].start]
        exact = all(each.is_exact for each in (total, *listed)) and not _is_mixed(among, total)
        if exact and len(listed) > 1 and not _adds_up(listed, after, total):
            yield _finding(section, total, listed)
        return


def _inside(between: str, told: list[Told], depths: Mapping[int, int]) -> list[Told]:
    """Return the counts that may be parts: a list in brackets ends with them."""
    if not _OPENS.search(between):
        return told
    level = depths[told[0].start]
    outside = [i for i, each in enumerate(told) if depths[each.start] < level]
    return told[: outside[0]] if outside else told


def _is_mixed(told: Sequence[Told], total: Told) -> bool:
    """Tell whether the list has parts of several units, and they give the total together."""
    units = {each.count.unit for each in told}
    return len(units) > 1 and sum(each.count.n for each in told) == total.count.n


def _counts(part: Told, total: Told) -> bool:
    """Tell whether a count is a part: the total said again is none."""
    return part.count.n != total.count.n


def _complete(parts: Sequence[Told], sentence: str, between: str) -> int | None:
    """Return the position of the last part of a list that claims to be complete, else None."""
    rest = [i for i, part in enumerate(parts) if wording().rest.search(_named(sentence, part))]
    if rest:
        return rest[0]
    return len(parts) - 1 if parts and wording().whole.search(between) else None


def _named(sentence: str, part: Told) -> str:
    """Return the name of a part, an explanation in brackets left out."""
    before = re.sub(r"[（(][^（()）]*[)）]$", "", sentence[max(0, part.start - _NAME) : part.start])
    return re.split(r"[，；：、（(,;:]", before)[-1]


def _depths(sentence: str, told: Iterable[Told]) -> dict[int, int]:
    """Return in how many brackets each count stands, by its place."""
    depths, depth, at = {}, 0, 0
    for each in told:
        passed = sentence[at : each.start]
        depth += len(_OPENS.findall(passed)) - len(_CLOSES.findall(passed))
        at = each.start
        depths[at] = depth
    return depths


def _adds_up(listed: Sequence[Told], after: Sequence[Told], total: Told) -> bool:
    """Tell whether the list, begun anywhere and continued at will, gives the total.

    It may also give the part before it: that part is then broken down, not the total.
    """
    for first in range(len(listed)):
        totals = {total.count.n, *(part.count.n for part in listed[:first])}
        together = sum(part.count.n for part in listed[first:])
        if together in totals:
            return True
        for part in after:
            together += part.count.n
            if together in totals:
                return True
    return False


def _finding(section: Section, total: Told, parts: Sequence[Told]) -> Finding:
    together = sum(part.count.n for part in parts)
    written = " + ".join(show(part.count.n) for part in parts)
    words = {
        "section": NUMERALS[section.number - 1],
        "section_number": str(section.number),
        "quote": total.count.quote,
        "against": "所列各类之和",
        "against_en": "the sum of its parts",
        "arithmetic_en": f"{written} = {show(together)}",
    }
    return rulebook.finding(
        "W4",
        None,
        expected=together,
        found=total.count.n,
        arithmetic=f"{written} = {show(together)}",
        words=words,
    )
