"""The years of one body (历年报告): which of many reports is the one of the year before.

A body is known by the name its report gives, a year by the report itself. What is not told is
not guessed, and where two different reports claim one year neither is taken as the year before.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from gongkai.rules.annual_report import check
from gongkai.rules.annual_report.form import FilledForm, Finding

_Years = defaultdict[int, list[int]]
_PLACE = re.compile(r".{1,24}[省市州盟区县旗]")
_SHORTEST = 4  # characters of a name that says enough to be known without its place


@dataclass(frozen=True, slots=True)
class Entry:
    """One of many reports: body "" and year 0 are not told; equal content, equal figures."""

    body: str
    year: int
    content: Hashable = None


class Obstacle(StrEnum):
    """Why reports are not checked across years, or what was taken for granted."""

    UNTOLD = "untold"  # no body or no year
    COPY = "copy"  # the same report several times; the first is taken
    RIVAL = "rival"  # different reports of one body and year; none is taken
    GAP = "gap"  # years are missing in between
    NAMES = "names"  # no obstacle: a name with its place before it was taken as the same body


@dataclass(frozen=True, slots=True)
class Note:
    """An obstacle: the reports it concerns by their place, the body and the years."""

    obstacle: Obstacle
    entries: tuple[int, ...]
    body: str = ""
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """The place of the year before, by the place of each report that has one, and the notes."""

    previous: Mapping[int, int]
    notes: tuple[Note, ...]


def arrange(entries: Sequence[Entry]) -> Series:
    """Return for each report the one of the same body and the year before, and what stood in
    the way."""
    untold = tuple(at for at, each in enumerate(entries) if not (each.body and each.year))
    notes = [Note(Obstacle.UNTOLD, untold)] if untold else []
    bodies: defaultdict[str, _Years] = defaultdict(lambda: defaultdict(list))
    for at, entry in enumerate(entries):
        if entry.body and entry.year:
            bodies[name_key(entry.body)][entry.year].append(at)
    notes += _joined(entries, bodies)
    previous: dict[int, int] = {}
    for years in bodies.values():
        notes += _notes(entries, years)
        for year, places in years.items():
            before = years.get(year - 1, [])
            if before and not _are_rivals(entries, before):
                previous |= dict.fromkeys(places, before[0])
    return Series(previous, tuple(notes))


def is_one_body(name: str, other: str) -> bool:
    """Return whether two names are told and mean the same body, be it with its place before it."""
    short, long = sorted(map(name_key, (name, other)), key=len)
    return bool(short) and (short == long or _is_longer(long, short))


def name_key(name: str) -> str:
    """Return a name without what does not tell bodies apart: spaces, full and half width."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def across(filled: FilledForm, previous: FilledForm) -> tuple[Finding, ...]:
    """Return what is found only when last year's report lies beside (H4, W1, W2, W7, W9).

    Raises:
        ValueError: `previous` is of another year than the one before.
    """
    alone = set(check.findings(filled))
    return tuple(each for each in check.findings(filled, previous=previous) if each not in alone)


def _is_longer(long: str, short: str) -> bool:
    """Return whether a name is another one with a place before it: 某市某区政府, 某区政府."""
    before = long.removesuffix(short)
    return before != long and len(short) >= _SHORTEST and bool(_PLACE.fullmatch(before))


def _joined(entries: Sequence[Entry], bodies: dict[str, _Years]) -> Iterator[Note]:
    """Join a body with the one whose name is the same but for the place before it, and tell it.

    Not where several names would do, nor where both have a report of one year that differ.
    """
    for short in sorted(bodies, key=len, reverse=True):
        longer = [name for name in bodies if _is_longer(name, short)]
        if len(longer) != 1:
            continue
        ours, theirs = bodies[short], bodies[longer[0]]
        both = {year: [*theirs[year], *ours[year]] for year in ours.keys() & theirs.keys()}
        if any(_are_rivals(entries, places) for places in both.values()):
            continue
        for year, places in ours.items():
            theirs[year] = sorted([*theirs[year], *places])
        firsts = tuple(min(at for places in years.values() for at in places)
                       for years in (ours, theirs))  # fmt: skip
        del bodies[short]
        yield Note(Obstacle.NAMES, firsts, f"{short}、{longer[0]}")


def _notes(entries: Sequence[Entry], years: Mapping[int, list[int]]) -> Iterator[Note]:
    for year in sorted(years):
        places = tuple(years[year])
        if len(places) > 1:
            is_rival = _are_rivals(entries, places)
            obstacle = Obstacle.RIVAL if is_rival else Obstacle.COPY
            yield Note(obstacle, places, entries[places[0]].body, (year,))
    for before, after in pairwise(sorted(years)):
        if after != before + 1:
            places = (years[before][0], years[after][0])
            yield Note(Obstacle.GAP, places, entries[places[0]].body, (before, after))


def _are_rivals(entries: Sequence[Entry], places: Sequence[int]) -> bool:
    return len({entries[at].content for at in places}) > 1
