"""Terms of the lists in a text (词表命中): the longest counts, but in a phrase that allows it.

A term spread with spaces, or written wide or in traditional characters, is found all the same.
"""

import re
from collections.abc import Iterator

from gongkai.rules.scan.finder import Found, TermFinder, settle
from gongkai.rules.scan.lists import Lists, Term, TermList
from gongkai.rules.scan.page import Mark, Page

RULES = {
    TermList.SENSITIVE: "sensitive-word",
    TermList.WRONG: "wrong-word",
    TermList.BODIES: "outdated-body",
}
# What stands before the name of a body in history, and behind it in the number of an old paper.
FORMER = re.compile(
    r"(?:原|前身(?:是|为)?|时任|撤销|不再保留|更名前的?|原来的|旧称)[^，。；]{0,6}$"
)
# A sentence that tells of a reform names the old bodies one after another.
REFORM = re.compile("(?:不再保留|撤销|整合|合并|划入|组建|更名)[^。；]{0,60}$")
OLD_PAPER = re.compile(
    r"[^，。；]{0,4}(?:令|公告)?(?:第[0-9一二三四五六七八九十百]{1,4}号|[〔\[(（]?[0-9]{4}[〕\])）]?年?第?[0-9]{1,4}号)|(?:更名|改名|改组|并入|撤销|不再保留|职责|的职责)"
)
SPACE = re.compile(r"[ \u3000\u00a0]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
REACH = 60


def marks(page: Page, lists: Lists, finder: TermFinder) -> Iterator[Mark]:
    """Yield the terms in force for the day of the text."""
    text = page.folded.tight
    counting: dict[Found, tuple[Term, ...]] = {}
    for found in finder.find(text):
        day = page.metadata.dated(page.on)
        word = finder.words[found[0]]
        terms = tuple(term for term in lists.by_word.get(word, ()) if term.counts_on(day))
        if terms and not _is_chance(page, found):
            counting[found] = terms
    # What lies in a longer phrase is not settled, so that one that allows leaves only itself.
    for found in settle(counting):
        if _allows(counting[found]):
            continue
        for term in counting[found]:
            if term.list is not TermList.BODIES or not _is_history(text, found):
                yield _mark(page, found, term)


def _allows(terms: tuple[Term, ...]) -> bool:
    return any(term.list is TermList.ALLOWED for term in terms)


def _mark(page: Page, found: Found, term: Term) -> Mark:
    start, end = page.folded.clean_span(found[1], found[2])
    note = f"（{term.note}）" if term.note else ""
    return page.mark(
        RULES[term.list], start, end, detail=note, detail_en=f" ({term.note})" if term.note else "",
        suggestion=term.suggestion, weight=term.severity, about=term.text,
    )  # fmt: skip


def _is_chance(page: Page, found: Found) -> bool:
    """Return whether two characters meet only because a space between two words was left out."""
    _index, start, end = found
    if end - start > len("机密"):
        return False
    first, last = page.folded.clean_span(start, end)
    if not SPACE.search(page.clean, first, last):
        return False
    beside = page.clean[max(first - 1, 0) : first], page.clean[last : last + 1]
    return all(CHINESE.match(each) for each in beside)


def _is_history(text: str, found: Found) -> bool:
    """Return whether an old name stands in history, in a quoted title or an old paper's number."""
    _index, start, end = found
    before = text[max(start - 12, 0) : start]
    around = text[max(start - REACH, 0) : start]
    if FORMER.search(before) or REFORM.search(around) or OLD_PAPER.match(text, end):
        return True
    return around.rfind("《") > around.rfind("》")
