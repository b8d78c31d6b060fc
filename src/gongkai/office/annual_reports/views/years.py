"""The list of years, and the start of a year's report."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.office.annual_reports import actions, queries
from gongkai.office.annual_reports.pages import years
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission


@staff_page(Permission.READ)
def show(request: Any) -> HttpResponse:
    """The years of a body: what is done, what is due."""
    rows = queries.years(today=timezone.localdate())
    may_draft = Permission.DRAFT in request.permissions
    cards = years.cards(rows, request.office.code, may_draft=may_draft)
    may_collect = Permission.COLLECT in request.permissions
    context = {"cards": cards, "actions": years.doors(request.office.code, may_collect=may_collect)}
    return render(request, "annual_reports/years.html", context)


@staff_page(Permission.READ)
def newest(request: Any, year: int) -> HttpResponse:
    """Lead to the newest version of a year's report."""
    version = queries.version_of(year=year)
    if version is None:
        raise Http404
    return redirect("annual_reports:report", request.office.code, year, version.number)


@staff_page(Permission.DRAFT)
def draft(request: Any, year: int) -> HttpResponse:
    """Build the report of a year from the ledger; who comes by an address is led to the button."""
    if request.method != "POST":
        return redirect("annual_reports:years", request.office.code)
    try:
        version = actions.draft(body=request.office, year=year, by=request.user, at=timezone.now())
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("annual_reports:years", request.office.code)
    return redirect("annual_reports:report", request.office.code, year, version.number)
