"""What this room hands to the annual report: documents, powers, counts and items published.

A document or a power is in force from its first day until the day on which it is repealed or
cancelled; on that day it is no longer counted.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Case, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from gongkai.office.publishing import categories
from gongkai.office.publishing.amounts import SCALE, WholeField
from gongkai.office.publishing.models import (
    CountedMeasure,
    MonthlyCount,
    NormativeDocument,
    PowerItem,
    Publication,
)
from gongkai.office.publishing.models.monthly_count import DECISIONS
from gongkai.office.records.counting import RecordLine, RoomLedger, Rows, Tally
from gongkai.rules.ledger import Measure, Number


def _span(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _standing(model: type[Any], as_of: datetime | None) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.standing(as_of)
    return found


def _in(model: type[Any], field: str, **also: Any) -> Rows:
    """Return the rows whose date falls into the year."""

    def rows(year: int, as_of: datetime | None) -> QuerySet[Any]:
        return _standing(model, as_of).filter(**{f"{field}__range": _span(year)}, **also)

    return rows


def _still(field: str, on: date) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__gt": on})


def _public(year: int, as_of: datetime | None) -> QuerySet[Any]:
    # The form does not define 对外公开总数量. A repealed document stays open to the public,
    # marked as such, so it is counted; 现行有效 of the later form asks the other question.
    return _standing(NormativeDocument, as_of).filter(published_on__lte=_span(year)[1])


def _in_force(year: int, as_of: datetime | None) -> QuerySet[Any]:
    last = _span(year)[1]
    standing = _standing(NormativeDocument, as_of).filter(made_on__lte=last)
    return standing.filter(_still("repealed_on", last))


def _powers_before(year: int, as_of: datetime | None) -> QuerySet[Any]:
    last = date(year - 1, 12, 31)
    standing = _standing(PowerItem, as_of).filter(from_on__lte=last)
    return standing.filter(_still("until_on", last))


def _powers_changed(year: int, as_of: datetime | None) -> QuerySet[Any]:
    began, ended = Q(from_on__range=_span(year)), Q(until_on__range=_span(year))
    changed = _standing(PowerItem, as_of).filter(began | ended)
    annotated: QuerySet[Any] = changed.annotate(
        change=Case(When(began, then=Value(1)), default=Value(0))
        - Case(When(ended, then=Value(1)), default=Value(0))
    )
    return annotated


def _monthly(*measures: CountedMeasure) -> Rows:
    return _in(MonthlyCount, "month", measure__in=[each.value for each in measures])


_whole = ExpressionWrapper(F("quantity") / Value(SCALE), output_field=WholeField())

Line = Callable[[Any, Number], RecordLine]


def _line(book: str, dated_by: str, text: Callable[[Any], str]) -> Line:
    def line(record: Any, counted: Number) -> RecordLine:
        return RecordLine(
            on=getattr(record, dated_by), text=text(record), quantity=counted,
            origin=record.origin, book=book, key=str(record.key),
        )  # fmt: skip

    return line


def _document(dated_by: str) -> Line:
    return _line("normative_documents", dated_by, lambda each: f"{each.title}{each.doc_no}")


def _power(dated_by: str) -> Line:
    return _line("power_items", dated_by, lambda each: f"{each.get_power_display()}：{each.name}")


_count = _line(
    "monthly_counts", "month",
    lambda each: _("%(department)s：%(measure)s，来源：%(system)s") % {
        "department": each.department, "measure": each.get_measure_display(),
        "system": each.source_system,
    },
)  # fmt: skip
_publication = _line(
    "publications",
    "published_on",
    lambda each: f"{each.title}（{categories.label(each.category)}）",
)

_DOCUMENTS = (
    Tally(
        Measure.NORMATIVE_MADE, _in(NormativeDocument, "made_on"), _document("made_on"),
        traits={"document": "kind"}, dated_by="made_on",
    ),
    Tally(
        Measure.NORMATIVE_PUBLISHED, _in(NormativeDocument, "published_on"),
        _document("published_on"), traits={"document": "kind"}, dated_by="published_on",
    ),
    Tally(
        Measure.NORMATIVE_PUBLIC_TOTAL, _public, _document("published_on"),
        traits={"document": "kind"},
    ),
    Tally(
        Measure.NORMATIVE_REPEALED, _in(NormativeDocument, "repealed_on"),
        _document("repealed_on"), traits={"document": "kind"}, dated_by="repealed_on",
    ),
    Tally(
        Measure.NORMATIVE_IN_FORCE, _in_force, _document("made_on"), traits={"document": "kind"},
    ),
)  # fmt: skip
_POWERS = (
    Tally(
        Measure.POWER_ITEMS_BEFORE, _powers_before, _power("from_on"), traits={"power": "power"},
    ),
    Tally(
        Measure.POWER_ITEMS_CHANGE, _powers_changed, _power("from_on"),
        traits={"power": "power"}, quantity="change",
    ),
)  # fmt: skip
_COUNTS = (
    Tally(
        Measure.DECISIONS, _monthly(*DECISIONS), _count,
        traits={"power": "measure"}, quantity=_whole, dated_by="month",
    ),
    Tally(
        Measure.FEE_INCOME_WAN, _monthly(CountedMeasure.FEE_INCOME_WAN), _count,
        quantity="quantity", dated_by="month",
    ),
    Tally(
        Measure.PROCUREMENT_ITEMS, _monthly(CountedMeasure.PROCUREMENT_ITEMS), _count,
        quantity=_whole, dated_by="month",
    ),
    Tally(
        Measure.PROCUREMENT_AMOUNT_WAN, _monthly(CountedMeasure.PROCUREMENT_AMOUNT_WAN), _count,
        quantity="quantity", dated_by="month",
    ),
)  # fmt: skip
_ITEMS = (
    Tally(
        Measure.ITEMS_PUBLISHED, _in(Publication, "published_on"), _publication,
        traits={"category": "category"}, dated_by="published_on",
    ),
    Tally(
        Measure.INTERPRETATIONS, _in(Publication, "published_on", is_interpretation=True),
        _publication,
        traits={"format": "format"}, dated_by="published_on",
    ),
)  # fmt: skip

LEDGER = RoomLedger("publishing", (*_DOCUMENTS, *_POWERS, *_COUNTS, *_ITEMS))
facts = LEDGER.facts
