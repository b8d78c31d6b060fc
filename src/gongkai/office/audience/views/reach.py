"""Who reads what: readers by month and way, what is read most, what nobody finds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.office.audience import pages, queries
from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission


@staff_page(Permission.READ)
def show(request: OfficeRequest) -> HttpResponse:
    """Show a year of reading; the year may be chosen."""
    today = timezone.localdate()
    known = queries.years() or [today.year]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in known else known[0]
    facts = pages.reach(request.office.code, year=year, today=today)
    return render(request, "audience/reach.html", {"facts": facts, "years": known})
