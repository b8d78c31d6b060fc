"""Filters and how many hits each of their values has (筛选与计数).

The counts of a filter honour all other filters, so that one can be exchanged for another. Over
very many hits they are estimated from a sixteenth, chosen by the key's hash.
"""

from dataclasses import replace
from typing import Any

from tantivy import FieldType, Occur, Query

from gongkai.office.bodies.models import Body
from gongkai.office.search import schema, shelf
from gongkai.office.search.asking.question import Count, Question

MOST_VALUES = 60
ESTIMATED_ABOVE = 60_000
Part = tuple[Occur, Query]
Counted = tuple[dict[str, tuple[Count, ...]], bool]


def chosen(question: Question, reader: shelf.Reader) -> dict[str, Query]:
    """Return the query of each filter that the question names."""
    plan = reader.index.schema
    found = {
        name: Query.term_query(plan, name, value, index_option="basic")
        for name in schema.FILTERS
        if (value := getattr(question, name))
    }
    if question.body and question.include_below:
        found["body"] = _below(question.body, reader)
    if question.from_on or question.until_on:
        first, last = question.from_on, question.until_on
        found["day"] = Query.range_query(
            plan, "day", FieldType.Unsigned, first.toordinal() if first else 1,
            last.toordinal() if last else None,
        )  # fmt: skip
    return found


def _below(code: str, reader: shelf.Reader) -> Query:
    pk = Body.objects.filter(code=code).values_list("pk", flat=True).first()
    if pk is None:
        return Query.empty_query()
    return Query.term_query(reader.index.schema, "path", pk, index_option="basic")


def narrowed(parts: list[Part], filters: dict[str, Query]) -> Query:
    """Return the query for words and filters together; filters do not change the score."""
    chosen_parts = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in filters.values()]
    return Query.boolean_query([*parts, *chosen_parts])


def counts(
    reader: shelf.Reader, parts: list[Part], filters: dict[str, Query], question: Question,
    total: int, words: str,
) -> Counted:  # fmt: skip
    """Return the counts of every filter, and whether they are estimates."""
    bare = replace(question, after="", page_size=0, words="")
    key = f"{words}\0{bare}"
    found: Counted | None = reader.counts.get(key)
    if found is None:
        found = _counts(reader, parts, filters, total)
        reader.remember(key, found)
    return found


def _counts(
    reader: shelf.Reader, parts: list[Part], filters: dict[str, Query], total: int
) -> Counted:
    open_names = [name for name in schema.FILTERS if name not in filters]
    is_estimated = total > ESTIMATED_ABOVE
    query = narrowed(parts, filters)
    if is_estimated:
        found = _asked(reader, _sampled(reader, query), open_names, times=schema.SAMPLES)
    else:
        found = _asked(reader, query, open_names)
    for name in filters:
        if name in schema.FILTERS:
            others = {each: query for each, query in filters.items() if each != name}
            query = narrowed(parts, others)
            estimate = _estimated(reader, query, [name])
            found |= estimate or _asked(reader, query, [name])
            is_estimated = is_estimated or estimate is not None
    return found, is_estimated


def _asked(
    reader: shelf.Reader, query: Query, names: list[str], *, times: int = 1
) -> dict[str, tuple[Count, ...]]:
    wanted: dict[str, Any] = {
        name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names
    }
    answer = reader.searcher.aggregate(query, wanted) if wanted else {}
    return {
        name: tuple(Count(each["key"], each["doc_count"] * times) for each in found["buckets"])
        for name, found in answer.items()
    }


def _estimated(
    reader: shelf.Reader, query: Query, names: list[str]
) -> dict[str, tuple[Count, ...]] | None:
    """Return the counts estimated from a sixteenth; None where that shows not many hits."""
    found = _asked(reader, _sampled(reader, query), names, times=schema.SAMPLES)
    seen = max((sum(each.count for each in counts) for counts in found.values()), default=0)
    return found if seen > ESTIMATED_ABOVE else None


def _sampled(reader: shelf.Reader, query: Query) -> Query:
    """Return the query for that sixteenth of the hits from which many are estimated."""
    sample = Query.term_query(reader.index.schema, "sample", 0, index_option="basic")
    return Query.boolean_query(
        [(Occur.Must, query), (Occur.Must, Query.const_score_query(sample, 0.0))]
    )
