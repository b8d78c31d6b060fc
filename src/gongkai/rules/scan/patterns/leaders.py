"""Leaders in a text (领导人姓名、职务、排序) against the list that the body keeps.

Who is not in the list is not judged.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from gongkai.rules.scan.folding import fold
from gongkai.rules.scan.lists import Leader, Lists
from gongkai.rules.scan.page import Mark, Page

AND = re.compile(r"[、，,和与及]")
FORMER = ("原", "前", "时任", "副")
REACH = 3


def marks(page: Page, lists: Lists) -> Iterator[Mark]:
    """Yield wrong titles, names one character off their title, and leaders out of order."""
    day = page.metadata.dated(page.on)
    serving = tuple(each for each in lists.leaders if each.serves_on(day))
    if not serving:
        return
    text = page.folded.tight
    yield from _pairings(page, text, serving)
    yield from _orders(page, text, serving)


def _pairings(page: Page, text: str, serving: tuple[Leader, ...]) -> Iterator[Mark]:
    titles = _titles(serving)
    for found in _any(tuple(titles)).finditer(text):
        title = found[0]
        if text.endswith(FORMER, 0, found.start()):
            continue
        holders = titles[title]
        for leader in serving:
            name = fold(leader.name)
            if leader not in holders and _beside(text, found, name):
                said = f"{leader.name}的职务是{'、'.join(leader.titles)}"
                told = f"{leader.name} is {', '.join(leader.titles)}"
                start, end = _both(text, found, name)
                yield _mark(page, start, end, said, told)
        yield from _misspelt(page, text, found, holders)


def _beside(text: str, title: re.Match[str], name: str) -> bool:
    return text.startswith(name, title.end()) or (
        text.endswith(name, 0, title.start()) and not _names_follow(text, title.end())
    )


def _names_follow(text: str, end: int) -> bool:
    """Return whether a title belongs to what follows it: 、县长李明."""
    return bool(re.match(r"[\u4e00-\u9fff]", text[end : end + 1]))


def _both(text: str, title: re.Match[str], name: str) -> tuple[int, int]:
    if text.startswith(name, title.end()):
        return title.start(), title.end() + len(name)
    return title.start() - len(name), title.end()


def _misspelt(
    page: Page, text: str, title: re.Match[str], holders: tuple[Leader, ...]
) -> Iterator[Mark]:
    """Yield a name behind a title that is one character off the name of its only holder."""
    if len(holders) != 1:
        return
    name = fold(holders[0].name)
    said = text[title.end() : title.end() + len(name)]
    wrong = sum(one != other for one, other in zip(said, name, strict=False))
    if len(said) == len(name) >= REACH and wrong == 1 and said[0] == name[0]:
        told = f"{title[0]}是{holders[0].name}"
        yield _mark(page, title.start(), title.end() + len(name), told,
                    f"{title[0]} is {holders[0].name}")  # fmt: skip


def _orders(page: Page, text: str, serving: tuple[Leader, ...]) -> Iterator[Mark]:
    """Yield enumerations of leaders, with or without titles, that the list orders otherwise."""
    ranks = {fold(each.name): rank for rank, each in enumerate(serving)}
    titles = tuple(_titles(serving))
    run: list[re.Match[str]] = []
    for found in [*_any(tuple(ranks)).finditer(text), None]:
        if run and (found is None or not _joined(text[run[-1].end() : found.start()], titles)):
            yield from _order(page, run, ranks)
            run = []
        if found is not None:
            run.append(found)


def _joined(between: str, titles: tuple[str, ...]) -> bool:
    for title in sorted(titles, key=len, reverse=True):
        between = between.replace(title, "")
    return len(between) <= REACH and bool(AND.match(between)) and not AND.sub("", between)


def _order(page: Page, run: list[re.Match[str]], ranks: Mapping[str, int]) -> Iterator[Mark]:
    said = [found[0] for found in run]
    right = sorted(said, key=lambda name: ranks[name])
    if said != right:
        told = "、".join(right)
        place = page.folded.clean_span(run[0].start(), run[-1].end())
        yield page.mark("leader-order", *place, detail=told, detail_en=told)


def _mark(page: Page, start: int, end: int, said: str, told: str) -> Mark:
    place = page.folded.clean_span(start, end)
    return page.mark("leader-title", *place, detail=said, detail_en=told, about=said)


def _titles(serving: tuple[Leader, ...]) -> dict[str, tuple[Leader, ...]]:
    found: dict[str, tuple[Leader, ...]] = {}
    for leader in serving:
        for title in leader.titles:
            found[fold(title)] = (*found.get(fold(title), ()), leader)
    return found


@lru_cache(maxsize=64)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda each: (-len(each), each)))))
