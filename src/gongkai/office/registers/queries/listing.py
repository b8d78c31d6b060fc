"""What a list page shows: which records are asked for, one page of them, and their total.

The number of queries does not grow with the ledger; a page is found by key, not by counting
the records before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.http import QueryDict
from django.utils.translation import gettext as _

from gongkai.documents.values import UnreadableValue
from gongkai.office.registers.book import Book, Entry
from gongkai.office.registers.columns import OpenColumn
from gongkai.rules.ledger import Number
from gongkai.web import words

PAGE_SIZE = 50
COUNT_LIMIT = 100_000
YEARS_OFFERED = 60
ALL_YEARS = "all"
_TEXT = (Entry.TEXT, Entry.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which records of a book are asked for, and in what order.

    `year` None: all years; `month` None: the whole year; `chosen` holds the filters as clean
    values; `sort` is a field; `after` and `before` are the pk of the record where the page begins
    or ends.
    """

    year: int | None
    month: int | None = None
    chosen: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    sort: str = ""
    is_descending: bool = True
    after: int | None = None
    before: int | None = None

    def query(self, **changed: Any) -> str:
        """Return the address of the list with something changed; it begins at its first page."""
        other = replace(self, **{"after": None, "before": None, **changed})
        pairs: dict[str, Any] = {"year": other.year or ALL_YEARS, "month": other.month}
        pairs["q"] = other.text
        pairs |= {name: as_query(value) for name, value in other.chosen.items()}
        if other.sort:
            pairs["sort"] = f"-{other.sort}" if other.is_descending else other.sort
        pairs |= {"after": other.after, "before": other.before}
        return "?" + urlencode({name: value for name, value in pairs.items() if value})

    def without(self, name: str) -> str:
        """Return the address of the list with one filter taken away."""
        chosen = {each: value for each, value in self.chosen.items() if each != name}
        return self.query(chosen=chosen)


def as_query(value: Any) -> str:
    """Return a chosen value as an address carries it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


@dataclass(frozen=True, slots=True)
class Total:
    """How many records, and the sum of what they count: for all, or per choice with its unit."""

    count: int
    is_capped: bool
    sums: tuple[tuple[Any, Number], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of records with the keys of the pages beside it."""

    records: tuple[Any, ...]
    earlier: int | None
    later: int | None


def years(book: Book) -> list[int]:
    """Return every year from the latest that has records to the earliest; empty for none."""
    dated = book.standing().values_list(book.dated_by, flat=True)
    first = dated.order_by(book.dated_by).first()
    last = dated.order_by(f"-{book.dated_by}").first()
    found = range(last.year, first.year - 1, -1) if first and last else range(0)
    return list(found[:YEARS_OFFERED])


def criteria(asked: QueryDict, columns: Sequence[OpenColumn], *, year: int | None) -> Criteria:
    """Return what an address asks for; `year` where it names none. What it cannot mean is left
    out."""
    sort = asked.get("sort", "")
    name = sort.removeprefix("-")
    sortable = {column.field for column in columns if column.sorts}
    return Criteria(
        year=_year(asked.get("year", "")) if "year" in asked else year,
        month=_month(asked.get("month", "")),
        chosen=_chosen(asked, columns),
        text=asked.get("q", "").replace("\0", "").strip()[:100],  # no database looks for NUL
        sort=name if name in sortable else "",
        is_descending=sort.startswith("-") if name in sortable else True,
        after=_number(asked.get("after", "")),
        before=_number(asked.get("before", "")),
    )


def _chosen(asked: QueryDict, columns: Sequence[OpenColumn]) -> dict[str, Any]:
    chosen = {}
    for column in columns:
        words_asked = asked.get(column.field, "").strip()
        if not (column.column.is_filter and column.is_stored and words_asked):
            continue
        try:
            chosen[column.field] = column.read(words_asked)
        except UnreadableValue:
            continue
    return chosen


def _year(asked: str) -> int | None:
    return int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) else None


def _month(asked: str) -> int | None:
    return int(asked) if asked.isdecimal() and len(asked) < 3 and 1 <= int(asked) <= 12 else None


def _number(asked: str) -> int | None:
    return int(asked) if asked.isdecimal() and len(asked) < 19 else None


def matching(book: Book, asked: Criteria, columns: Sequence[OpenColumn]) -> QuerySet[Any]:
    """Return the standing records that are asked for, in no order."""
    found = book.standing() if asked.year is None else book.within(asked.year)
    if asked.month is not None:
        found = found.filter(**{f"{book.dated_by}__month": asked.month})
    for column in columns:
        if column.field in asked.chosen:
            lookup = "__icontains" if column.column.entry in _TEXT else ""
            found = found.filter(**{f"{column.field}{lookup}": asked.chosen[column.field]})
    if asked.text:
        anywhere = Q()
        for column in columns:
            if column.is_stored and column.column.entry in _TEXT:
                anywhere |= Q(**{f"{column.field}__icontains": asked.text})
        found = found.filter(anywhere)
    return found


def ordered(book: Book, asked: Criteria, records: QuerySet[Any]) -> QuerySet[Any]:
    """Return the records in the order asked for; the newest date first where none is."""
    mark = "-" if asked.is_descending else ""
    return records.order_by(f"{mark}{asked.sort or book.dated_by}", f"{mark}pk")


def page(book: Book, asked: Criteria, columns: Sequence[OpenColumn]) -> Page:
    """Return one page of the records asked for."""
    records = ordered(book, asked, matching(book, asked, columns))
    is_back = asked.before is not None
    edge = asked.before if is_back else asked.after
    if is_back:
        records = records.reverse()
    if edge is not None:
        records = _beyond(book, asked, records, edge, is_back=is_back)
    found = list(records[: PAGE_SIZE + 1])
    has_more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if is_back:
        found.reverse()
    has_earlier, has_later = (has_more, True) if is_back else (edge is not None, has_more)
    return Page(
        records=tuple(found),
        earlier=found[0].pk if found and has_earlier else None,
        later=found[-1].pk if found and has_later else None,
    )


def _beyond(
    book: Book, asked: Criteria, records: QuerySet[Any], edge: int, *, is_back: bool
) -> QuerySet[Any]:
    """Keep what comes after the record `edge` in the order asked for."""
    name = asked.sort or book.dated_by
    value = book.model.objects.filter(pk=edge).values_list(name, flat=True).first()
    if value is None:
        return records
    side = "lt" if asked.is_descending != is_back else "gt"
    return records.filter(Q(**{f"{name}__{side}": value}) | Q(**{name: value, f"pk__{side}": edge}))


def total(book: Book, asked: Criteria, columns: Sequence[OpenColumn]) -> Total:
    """Return count and sum of the records asked for; past the limit only that it was passed."""
    found = matching(book, asked, columns).order_by()
    by = book.counts_by
    wanted = [name for name in ("pk", book.counts) if name]
    sums = {"sum": Sum(book.counts)} if book.counts else {}
    capped = found.values(*wanted)[: COUNT_LIMIT + 1].aggregate(count=Count("pk"), **sums)
    if capped["count"] > COUNT_LIMIT:
        return Total(COUNT_LIMIT, is_capped=True)
    if by is not None:
        rows = found.values(by).annotate(sum=Sum(book.counts)).order_by(by)
        parts = tuple((row[by], row["sum"]) for row in rows)
    else:
        parts = ((None, capped["sum"] or 0),) if sums else ()
    return Total(capped["count"], is_capped=False, sums=parts)


def in_words(book: Book, found: Total, columns: Sequence[OpenColumn]) -> str:
    """Return the total as a sentence: 共 12 条记录，合计180条。"""
    if found.is_capped:
        return _("约%(count)s条以上记录，合计不再计算；请缩小年度或筛选范围。") % {
            "count": found.count
        }
    if not found.count:
        return ""
    records = _("共%(count)s条记录") % {"count": found.count}
    return records + "".join(_summed(book, found, columns)) + _("。")


def _summed(book: Book, found: Total, columns: Sequence[OpenColumn]) -> list[str]:
    by = {column.field: column for column in columns}.get(book.counts_by or "")
    sums = []
    for choice, quantity in found.sums:
        digits = words.plain(Decimal(quantity) if isinstance(quantity, Decimal) else quantity)
        if by is None:
            sums.append(_("，合计%(sum)s%(unit)s") % {"sum": digits, "unit": book.unit})
        else:
            sums.append(_("；%(choice)s%(sum)s") % {"choice": by.tell(choice), "sum": digits})
    return sums
