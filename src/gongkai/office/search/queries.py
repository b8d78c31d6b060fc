"""The reads of the room (检索查询): a question and its answer.

An answer names keys; who asks loads the rows and drops those that are gone. Any text gets an
answer, and none an error.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tantivy import DocAddress, FieldType, Occur, Query

from gongkai.office.search import schema, shelf
from gongkai.office.search.asking import counting, marking, parsing, suggesting
from gongkai.office.search.asking.parsing import Asked
from gongkai.office.search.asking.planning import SHARES, Plan, Planner
from gongkai.office.search.asking.question import (
    LARGEST_PAGE,
    Answer,
    Count,
    Hit,
    Marked,
    Match,
    Place,
    Question,
    Sort,
)

__all__ = ["Answer", "Count", "Hit", "Marked", "Match", "Place", "Question", "Sort", "find"]

# Pages by relevance end here: nobody reads on, and each costs what all before it cost.
DEEPEST = 1_000
# A question typed without spaces that has fewer hits is understood more freely.
ENOUGH = 10
_log = logging.getLogger(__name__)
_CURSOR = re.compile(r"(n|r)([0-9]{1,19})$")


@dataclass(frozen=True, slots=True)
class _Page:
    """The hits of one plan."""

    plan: Plan
    parts: list[counting.Part]
    addresses: list[tuple[Any, DocAddress]]
    total: int


def find(question: Question) -> Answer:
    """Return what answers a question: hits, their number, the counts of the filters."""
    reader = shelf.reader()
    if not reader:
        return Answer(is_ready=False)
    asked = parsing.read(question.words)
    if question.words.strip() and not asked.terms and not asked.excluded:
        return Answer(is_shortened=asked.is_shortened)
    planner = Planner(reader.index.schema, reader.searcher)
    filters = counting.chosen(question, reader)
    size = min(max(question.page_size, 1), LARGEST_PAGE)
    question = replace(question, page_size=size, sort=question.sort if asked.terms else Sort.NEWEST)
    page = _first_that_finds(reader, planner, asked, question, filters)
    if not page:
        return Answer(
            did_you_mean=tuple(_suggestions(planner, asked)), is_shortened=asked.is_shortened
        )
    counts: dict[str, tuple[Count, ...]] = {}
    is_estimated = False
    if question.wants_counts:
        words = f"{page.plan.match}\0{question.words}"
        counts, is_estimated = counting.counts(
            reader, page.parts, filters, question, page.total, words
        )
    return Answer(
        hits=tuple(_hits(reader, page)), total=page.total, counts=counts,
        are_counts_estimated=is_estimated, match=page.plan.match,
        did_you_mean=(page.plan.suggestion,) if page.plan.suggestion else (),
        next_after=_next(reader, page, question), is_shortened=asked.is_shortened,
    )  # fmt: skip


def _first_that_finds(
    reader: shelf.Reader, planner: Planner, asked: Asked, question: Question,
    filters: dict[str, Query],
) -> _Page | None:  # fmt: skip
    """Return the hits of the strictest understanding that finds enough, else of the best."""
    excluded = [(Occur.MustNot, planner.without(term)) for term in asked.excluded]
    if not asked.terms:
        position = Query.term_query(planner.schema, "key", schema.POSITION, index_option="basic")
        parts = [(Occur.Must, Query.all_query()), (Occur.MustNot, position), *excluded]
        return _searched(reader, Plan(Query.all_query(), Match.ALL), parts, question, filters)
    best: _Page | None = None
    pages: list[_Page] = []
    for plan in _plans(planner, asked, lambda: not pages):
        parts = [(Occur.Must, plan.query), *excluded]
        try:
            page = _searched(reader, plan, parts, question, filters)
        except ValueError:
            # The engine refuses a beginning that too many words continue; the next plan has none.
            _log.warning("A question of %s characters was refused.", len(question.words))
            continue
        if page.total and (best is None or page.total > best.total):
            best = page
            pages.append(page)
        if page.total >= ENOUGH or (page.total and not _may_be_freer(planner, asked, question)):
            break
    return best


def _may_be_freer(planner: Planner, asked: Asked, question: Question) -> bool:
    """Whether few hits are no answer yet: a question without spaces, the likeliest hits first."""
    return question.sort is Sort.RELEVANCE and planner.is_divided(asked)


def _plans(planner: Planner, asked: Asked, nothing_yet: Callable[[], bool]) -> Iterator[Plan]:
    """Yield ways to understand the question, from the strictest; a later one holds the earlier."""
    strict = planner.strict(asked)
    yield strict
    if all(term.is_exact for term in asked.terms):
        return
    reduced = planner.reduced(asked)
    if reduced:
        yield planner.joined([strict, reduced])
    if nothing_yet():
        for meant in _corrections(planner, asked):
            better = parsing.read(meant)
            either = [planner.strict(better), planner.reduced(better)]
            plan = planner.joined([each for each in either if each])
            yield replace(plan, match=Match.CORRECTED, suggestion=meant)
            if not nothing_yet():
                return
    for share in SHARES:
        partial = planner.partial(asked, share)
        if partial:
            yield planner.joined([strict, *([reduced] if reduced else []), partial])


def _corrections(planner: Planner, asked: Asked) -> Iterator[str]:
    """Yield the question with each word that the index lacks read as the likeliest near one."""
    whole = [term.squeezed for term in asked.terms if not term.is_exact]
    yield from _nearest(planner, asked, whole)
    yield from _nearest(planner, asked, planner.telling(asked))


def _nearest(planner: Planner, asked: Asked, words: list[str]) -> Iterator[str]:
    near = {
        word: suggesting.instead(planner, word) for word in words if not _is_held(planner, word)
    }
    if not near or not all(near.values()):
        return
    for number in range(max(map(len, near.values()))):
        meant = [term.squeezed for term in asked.terms]
        for word, others in near.items():
            other = others[min(number, len(others) - 1)]
            meant = [text.replace(word, other) for text in meant]
        yield " ".join(meant)


def _suggestions(planner: Planner, asked: Asked) -> Iterator[str]:
    for term in asked.terms:
        yield from suggesting.instead(planner, term.squeezed)


def _is_held(planner: Planner, word: str) -> bool:
    return bool(shelf.how_many(planner.searcher, planner.word(word)))


def _searched(
    reader: shelf.Reader, plan: Plan, parts: list[counting.Part], question: Question,
    filters: dict[str, Query],
) -> _Page:  # fmt: skip
    query = counting.narrowed(parts, filters)
    kind, place = _cursor(question)
    if question.sort is not Sort.NEWEST:
        found: Any = reader.searcher.search(
            query, question.page_size, offset=place, weight_by_field="weight"
        )
        return _Page(plan, parts, found.hits, found.count)
    total = -1
    if kind:
        total = shelf.how_many(reader.searcher, query)
        below = Query.range_query(
            reader.index.schema, "newest", FieldType.Unsigned, None, place, include_upper=False
        )
        query = Query.boolean_query([(Occur.Must, query), (Occur.Must, below)])
    found = reader.searcher.search(query, question.page_size, order_by_field="newest")
    return _Page(plan, parts, found.hits, found.count if total < 0 else total)


def _cursor(question: Question) -> tuple[str, int]:
    """Return what the cursor names: "" where it is none of this order."""
    found = _CURSOR.match(question.after)
    kind = "n" if question.sort is Sort.NEWEST else "r"
    if not found or found[1] != kind:
        return "", 0
    place = int(found[2])
    return kind, place if kind == "n" else min(place, DEEPEST)


def _next(reader: shelf.Reader, page: _Page, question: Question) -> str:
    """Return the cursor of the page after this one, "" where there is none."""
    if len(page.addresses) < question.page_size:
        return ""
    if question.sort is Sort.NEWEST:
        return f"n{page.addresses[-1][0]}"
    place = _cursor(question)[1] + len(page.addresses)
    return f"r{place}" if place < min(page.total, DEEPEST) else ""


def _hits(reader: shelf.Reader, page: _Page) -> Iterator[Hit]:
    marker = marking.Marker(page.plan.words, page.plan.sounds)
    for score, address in page.addresses:
        document = reader.searcher.doc(address)
        shown = marking.shown(document.get_first("shown") or b"{}")
        title = marker.title(shown.get("title", ""))
        passage, place, attachment = marker.passage(shown)
        is_ranked = page.plan.words and not isinstance(score, int)
        yield Hit(
            key=str(document.get_first("key")), title=title, snippet=passage,
            place=Place.TITLE if title.marks else place, attachment=attachment,
            score=float(score) if is_ranked else 0.0,
        )  # fmt: skip
