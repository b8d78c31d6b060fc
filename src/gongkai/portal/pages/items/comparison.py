"""Two versions of a text beside each other (版本比对): paragraphs aligned, words marked.

Characters are compared one by one, and what is alike only by chance between two changes is taken
into the change, so that a person reads words and not letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.translation import gettext as _

from gongkai.office.publishing.models import ItemVersion
from gongkai.portal.pages import terms
from gongkai.portal.pages.items import text, typed_table

Kind = Literal["same", "gone", "new"]
_TOKENS = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
_BY_CHANCE = 2
_LONGEST = 1_500
_MOST_PARAGRAPHS = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its pieces, and whether anything in it changed."""

    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether a piece went or came."""
        return any(each.kind != "same" for each in self.pieces)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of two versions: its name and its paragraphs."""

    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it changed."""
        return any(each.is_changed for each in self.paragraphs)


def of_versions(old: ItemVersion, new: ItemVersion) -> list[Section]:
    """Return what changed from one version to another, part by part."""
    return [
        Section(title, tuple(compared(was, now)))
        for title, was, now in _parts(old, new)
        if was or now
    ]


def _parts(old: ItemVersion, new: ItemVersion) -> Iterator[tuple[str, list[str], list[str]]]:
    facts = (
        (_("标题"), lambda each: each.title),
        (_("发文字号"), lambda each: each.doc_no),
        (_("成文日期"), lambda each: terms.day(each.signed_on)),
        (_("内容概述"), lambda each: each.summary),
    )
    for title, told in facts:
        was, now = told(old), told(new)
        if was != now:
            yield title, [was] if was else [], [now] if now else []
    yield _("正文"), text.paragraphs(old.html), text.paragraphs(new.html)
    yield _("数据表"), _rows(old), _rows(new)
    yield _("附件"), _files(old), _files(new)


def _rows(version: ItemVersion) -> list[str]:
    rows = typed_table.named(version.table_rows)
    names = typed_table.columns(rows)
    return [" | ".join(typed_table.text(row.get(name)) for name in names) for row in rows]


def _files(version: ItemVersion) -> list[str]:
    return [each.name for each in version.attachments.all()]


def compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of two texts in one, with what went before what came."""
    old, new = old[:_MOST_PARAGRAPHS], new[:_MOST_PARAGRAPHS]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for step, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if step == "equal":
            yield from (Paragraph((Piece("same", each),)) for each in old[old_from:old_to])
            continue
        went, came = old[old_from:old_to], new[new_from:new_to]
        for place in range(max(len(went), len(came))):
            was = went[place] if place < len(went) else ""
            now = came[place] if place < len(came) else ""
            yield from _paragraphs(was, now)


def _paragraphs(was: str, now: str) -> Iterator[Paragraph]:
    pieces = words(was, now)
    same = sum(len(each.text) for each in pieces if each.kind == "same")
    if was and now and same * 3 < max(len(was), len(now)):
        # Too little in common to be read as one paragraph that was changed.
        yield Paragraph((Piece("gone", was),))
        yield Paragraph((Piece("new", now),))
        return
    yield Paragraph(pieces)


def words(was: str, now: str) -> tuple[Piece, ...]:
    """Return two paragraphs as one run of pieces."""
    if max(len(was), len(now)) > _LONGEST:
        return tuple(_whole(was, now))
    old, new = _TOKENS.findall(was), _TOKENS.findall(now)
    runs: list[tuple[str, str, str]] = []
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        runs.append((step, "".join(old[a:b]), "".join(new[c:d])))
    return tuple(_pieces(_without_chance(runs)))


def _whole(was: str, now: str) -> Iterator[Piece]:
    if was == now:
        yield Piece("same", was)
        return
    if was:
        yield Piece("gone", was)
    if now:
        yield Piece("new", now)


def _without_chance(runs: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Take what is alike only by chance into the changes on both sides of it."""
    found: list[tuple[str, str, str]] = []
    for place, (step, was, now) in enumerate(runs):
        is_inside = 0 < place < len(runs) - 1
        if step == "equal" and not (is_inside and len(was) < _BY_CHANCE):
            found.append((step, was, now))
        elif found and found[-1][0] != "equal":
            _step, before, after = found.pop()
            found.append(("replace", before + was, after + now))
        else:
            found.append(("replace", was, now))
    return found


def _pieces(runs: list[tuple[str, str, str]]) -> Iterator[Piece]:
    for step, was, now in runs:
        if step == "equal":
            yield Piece("same", was)
            continue
        if was:
            yield Piece("gone", was)
        if now:
            yield Piece("new", now)
