"""The scan itself (发布前扫描): every rule over every passage, weighed, worded and in order.

It is told the day and the lists; it reads no file, knows no clock and decides no release.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from gongkai.rules.scan import hidden, rulebook
from gongkai.rules.scan.fields import dates, number, required
from gongkai.rules.scan.finder import PairFinder, TermFinder
from gongkai.rules.scan.folding import fold
from gongkai.rules.scan.hits import (
    AROUND,
    Hit,
    Profile,
    Severity,
    fingerprint,
    mask,
    mask_runs,
)  # fmt: skip
from gongkai.rules.scan.lists import Lists, built_in
from gongkai.rules.scan.metadata import Metadata
from gongkai.rules.scan.page import Mark, Page
from gongkai.rules.scan.passages import Passage
from gongkai.rules.scan.patterns import (
    contacts,
    identity,
    internal,
    leaders,
    links,
    numbers,
    papers,
    rows,
    script,
    secrecy,
    sensitive,
    terms,
)  # fmt: skip

SHOWN = 60
RANK = {severity: rank for rank, severity in enumerate(Severity)}
BY_PAGE = (
    secrecy.marks, internal.marks, identity.marks, numbers.marks, papers.marks, contacts.marks,
    sensitive.marks, links.marks, script.marks, number.marks, dates.marks,
)  # fmt: skip
BY_ITEM = (hidden.marks, secrecy.copy_numbers, rows.marks, number.heads, dates.ends)


class OutdatedFinder(ValueError):
    """A finder was made for other words than those of the lists."""


def scan(
    passages: Sequence[Passage],
    *,
    metadata: Metadata,
    on: date,
    lists: Lists | None = None,
    remembered: Collection[str] = (),
    find_terms: TermFinder | None = None,
    profile: Profile = Profile.GATE,
) -> tuple[Hit, ...]:
    """Return every hit in the passages and the metadata, gravest first, then by place.

    `lists` are the built-in ones where none are given. `find_terms` is a finder made for
    `lists.words`; without one, a slower one is made. A hit whose fingerprint is `remembered` is
    returned last, as REMEMBERED: it asks for nothing and can still be seen.

    Raises:
        OutdatedFinder: the finder does not look for the words of the lists.

    Source: 政府信息公开条例 Art. 14 to 17.
    """
    lists = built_in() if lists is None else lists
    finder = _checked(lists, find_terms)
    pages = [
        Page(passage, metadata, on, place)
        for place, passage in enumerate(_with_fields(passages, metadata))
    ]
    marked = chain(
        ((page, mark) for page in pages for rule in BY_PAGE for mark in rule(page)),
        chain.from_iterable(rule(pages) for rule in BY_ITEM),
        ((page, mark) for page in pages for mark in terms.marks(page, lists, finder)),
        ((page, mark) for page in pages for mark in leaders.marks(page, lists)),
        _of_fields(metadata, on, len(pages)),
    )
    weigh = _Scale(profile, on, frozenset(remembered), metadata.item)
    found: dict[tuple[int, str, int, int, str], tuple[int, int, int, int, Hit]] = {}
    for page, mark in marked:
        severity = weigh.weight(mark)
        if severity is not None:
            hit = weigh.hit(page, mark, severity)
            key = (page.number, hit.rule, hit.start, hit.end, mark.about)
            found.setdefault(key, (RANK[hit.severity], page.number, hit.start, hit.end, hit))
    return tuple(each[-1] for each in sorted(found.values(), key=lambda each: each[:-1]))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Weighs marks and words them."""

    profile: Profile
    on: date
    remembered: frozenset[str]
    item: str

    def weight(self, mark: Mark) -> Severity | None:
        """Return how grave a mark is, None where its rule does not ask here or not yet."""
        rule = rulebook.rule(mark.rule)
        weight = rule.weights[self.profile]
        if weight is None or self.on < rule.from_on:
            return None
        return mark.weight or weight

    def hit(self, page: Page, mark: Mark, severity: Severity) -> Hit:
        rule = rulebook.rule(mark.rule)
        text, passage = page.passage.text, page.passage
        quote = text[mark.start : mark.end]
        before = text[max(mark.start - AROUND, 0) : mark.start]
        after = text[mark.end : mark.end + AROUND]
        name = fingerprint(
            rule.id, rule.memory, self.item, _bare(quote), _bare(_tail(text, mark.start)),
            _bare(_head(text, mark.end)), str(passage.hidden or ""), mark.about,
        )  # fmt: skip
        masked = mask(quote) if mark.private else mask_runs(quote)
        told = {
            "quote": mark.shown or (masked if len(masked) <= SHOWN else masked[:SHOWN] + "…"),
            "detail": mark.detail,
            "detail_en": mark.detail_en or mark.detail,
            "suggestion": mark.suggestion,
            "count": mark.count,
        }
        message, gloss = rule.message.format_map(told), rule.message_en.format_map(told)
        if passage.hidden and severity is Severity.BLOCKING:
            kind, kind_en = rulebook.labels("hidden")[passage.hidden]
            message += (
                f"它在隐藏内容（{kind}）里，看不见也会被下载文件的人还原，必须在原文件中删除。"
            )
            gloss += f" It is in hidden content ({kind_en}): readers of the file can uncover it."
        known = name in self.remembered and rule.waivable
        return Hit(
            rule=rule.id, severity=Severity.REMEMBERED if known else severity,
            place=passage.place, hidden=passage.hidden, start=mark.start, end=mark.end,
            quote=quote, masked=masked, before=mask_runs(before), after=mask_runs(after),
            message=message, gloss=gloss, source=rule.source, fingerprint=name,
            replacement=mark.suggestion,
        )  # fmt: skip


def _checked(lists: Lists, finder: TermFinder | None) -> TermFinder:
    if finder is None:
        return PairFinder(lists.words)
    if finder.words is not lists.words and tuple(finder.words) != lists.words:
        raise OutdatedFinder(
            "词表已变，查找器还是旧的，会漏掉新词。请用 lists.words 重新生成查找器。"
        )
    return finder


def _with_fields(passages: Sequence[Passage], metadata: Metadata) -> list[Passage]:
    """Return the passages, before them the fields that are published and not among them yet."""
    given = {passage.place for passage in passages}
    fields = (
        ("标题", metadata.title),
        ("内容概述", metadata.summary),
        ("关键词", "、".join(metadata.keywords)),
    )
    return [*(Passage(*each) for each in fields if each[1] and each[0] not in given), *passages]


def _of_fields(metadata: Metadata, on: date, count: int) -> Iterator[tuple[Page, Mark]]:
    """Yield the marks on what was entered, each on a page that holds the value of the field."""
    every = chain(required.marks(metadata), dates.entered(metadata, on), number.entered(metadata))
    for order, (field, value, mark) in enumerate(every):
        name = rulebook.labels("field")[field][0]
        yield Page(Passage(f"登记项“{name}”", value), metadata, on, count + order), mark


def _bare(text: str) -> str:
    return "".join(fold(text).split())


def _tail(text: str, start: int) -> str:
    return _bare(text[max(start - 2 * AROUND, 0) : start])[-AROUND:]


def _head(text: str, end: int) -> str:
    return _bare(text[end : end + 2 * AROUND])[:AROUND]
