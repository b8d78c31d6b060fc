"""Find the version a page speaks of, or say that it is not found."""

from typing import Any

from django.http import Http404

from gongkai.office.annual_reports import queries
from gongkai.rules.annual_report.form import CellKey


def reading(request: Any, year: int, number: int) -> queries.Reading:
    """Return the version of the body that the page is about, ready to be read."""
    version = queries.version_of(year=year, number=number)
    if version is None:
        raise Http404
    return queries.reading(version, request.office)


def cell_key(shown: queries.Reading, text: str) -> CellKey:
    """Return the key of a cell of the form; a cell that the edition lacks is not found."""
    try:
        key = CellKey.parse(text)
    except ValueError:
        raise Http404 from None
    if key not in shown.built.cells:
        raise Http404
    return key
