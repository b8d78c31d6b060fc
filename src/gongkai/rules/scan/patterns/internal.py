"""Papers for internal use (内部资料、工作秘密、过程稿), and a printed attribute that contradicts.

A phrase that fills a line marks the paper; within a sentence it is only looked at.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.page import Mark, Page

LONGEST_MARK = 40
FILLING = re.compile(r"[\s（）()【】\[\]〔〕“”\"，,。.、；;：:！!★☆*—-]+")
ATTRIBUTE = re.compile(
    r"(?:[（(]?(?:此件|本件|此文|本文件)|(?:信息)?公开(?:属性|类别|形式|选项)[:：])\s{0,4}"
    r"(?P<said>主动公开|依申请公开|不予公开|不公开|非公开|公开发布|公开)"
)
DRAFT = re.compile(
    r"[（(【](?P<kind>征求意见稿|送审稿|讨论稿|过程稿|报批稿|代拟稿|修改稿|初稿|内部稿|审议稿)"
    r"(?:[0-9一二三四五六七八九十]{1,3})?[）)】]"
    r"|^(?P<bare>征求意见稿|送审稿|讨论稿|过程稿|报批稿|初稿)$|(?P<minutes>讨论记录|会议记录|磋商函)$|的(?P<asks>请示)$"
)
OPEN_DRAFTS = {"征求意见稿", "送审稿", "修改稿", "草案"}
CONSULTED = re.compile("征求意见|征集|征求.{0,60}意见|公示|听证")
TITLE_LENGTH = 80


def marks(page: Page) -> Iterator[Mark]:
    """Yield marks of internal use, phrases of it, drafts and contradicted attributes."""
    marked = list(_lines(page))
    yield from marked
    starts = [line.start for line in marked]
    for mark in _phrases(page):
        line = bisect_right(starts, mark.start) - 1
        if line < 0 or mark.end > marked[line].end:
            yield mark
    yield from _attributes(page)
    yield from _drafts(page)


def _lines(page: Page) -> Iterator[Mark]:
    for start, end in page.lines():
        line = page.clean[start:end]
        if len(line) > LONGEST_MARK:
            continue
        bare = FILLING.sub("", line)
        phrase = rulebook.pattern("internal_mark")
        if phrase.search(bare) and not rulebook.pattern("internal_filling").sub(
            "", phrase.sub("", bare)
        ):
            yield page.mark("internal-mark", start, end)


def _phrases(page: Page) -> Iterator[Mark]:
    text = page.folded.tight
    for found in rulebook.pattern("internal_phrase").finditer(text):
        start, end = found.span()
        around = text[max(start - 6, 0) : end + 6]
        if not rulebook.pattern("internal_unless").search(around):
            yield page.mark("internal-phrase", *page.folded.clean_span(start, end))


def _attributes(page: Page) -> Iterator[Mark]:
    entered = _key(page.metadata.attribute)
    if not entered or "公开" not in page.clean:
        return
    for found in ATTRIBUTE.finditer(page.clean):
        said = _key(found["said"])
        if said != entered:
            name, gloss = rulebook.labels("attribute")[entered]
            yield page.mark(
                "attribute-conflict", *found.span(), detail=f"“{name}”", detail_en=f"“{gloss}”"
            )


def _key(words: str) -> str:
    """Return the key of an attribute given by key or by its words, "" where it is neither."""
    known = rulebook.labels("attribute")
    if words in known:
        return words
    return next((key for key in known if words in rulebook.words(f"attribute_{key}")), "")


def _drafts(page: Page) -> Iterator[Mark]:
    """Yield drafts named in a title or a line of its length, unless the public is consulted."""
    meta = page.metadata
    told = f"{meta.title}{meta.genre}{meta.category}{meta.subject}"
    for start, end in page.lines():
        if end - start > TITLE_LENGTH:
            continue
        whole = page.clean[start:end]
        for found in DRAFT.finditer(whole):
            consulted = CONSULTED.search(_without_drafts(whole)) or CONSULTED.search(
                _without_drafts(told)
            )
            if (found["kind"] or found["bare"]) in OPEN_DRAFTS and consulted:
                continue
            first, last = found.span()
            yield page.mark("draft-paper", start + first, start + last)


def _without_drafts(text: str) -> str:
    return text.replace("征求意见稿", "")
