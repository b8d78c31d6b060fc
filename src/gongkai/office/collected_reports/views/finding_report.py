"""Find the report a page speaks of, or say that it is not found."""

from typing import Any
from uuid import UUID

from django.http import Http404

from gongkai.office.collected_reports import queries
from gongkai.office.collected_reports.queries import Standing
from gongkai.rules.annual_report.form import CellKey


def standing(request: Any, key: UUID) -> Standing:
    """Return the report of the body that the page is about, as it stands."""
    report = queries.report_of(key=key)
    if report is None:
        raise Http404
    report.body = request.office
    return queries.standing(report)


def cell_of(shown: Standing, text: str) -> CellKey:
    """Return the key of a cell of the report; one that it does not have is not found."""
    try:
        key = CellKey.parse(text)
        shown.column(key)
    except (KeyError, ValueError):
        raise Http404 from None
    return key


def seen(request: Any) -> int:
    """Return the revision that the person read, 0 where the page does not say."""
    said = request.POST.get("seen", "") or request.GET.get("seen", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
