"""The year in charts, each mark a link and each chart with its table."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.office.annual_reports.pages import charts
from gongkai.office.annual_reports.views.finding_version import reading
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission


@staff_page(Permission.READ)
def show(request: Any, year: int, number: int) -> HttpResponse:
    """The charts of the year."""
    shown = reading(request, year, number)
    return render(
        request, "annual_reports/charts.html", {"reading": shown, "charts": charts.of_year(shown)}
    )
