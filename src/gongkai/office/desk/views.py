"""The desk of a body and the choice of bodies."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.desk import pages, queries
from gongkai.office.publishing.pages import deadline
from gongkai.office.publishing.pages.deadline import Today


@login_required
def start(request: Any) -> HttpResponse:
    """Lead to one's body; who works for several chooses."""
    own = list(bodies.memberships(staff=request.user, on=timezone.localdate()))
    if len({each.body_id for each in own}) == 1:
        return redirect("desk:body", own[0].body.code)
    return render(request, "desk/start.html", {"memberships": own})


@staff_page(Permission.READ)
def body(request: Any) -> HttpResponse:
    """What the body's ledgers hold of the year, its report, and what was done last."""
    today = timezone.localdate()
    year = queries.latest_year(today=today)
    report = queries.newest_report(year=year)
    day = Today(today, bodies.calendar_for(request.office))
    context = {
        "waiting": pages.waiting(
            queries.publishing(
                staff=request.user,
                permissions=request.permissions,
                signed_by=deadline.last_late_day(day),
                today=today,
            ),
            request.office.code,
            today=day,
        ),
        "year": year,
        "counts": pages.counts(queries.counts(year=year), request.office.code),
        "task": pages.report_task(
            report, year=year, code=request.office.code, permissions=request.permissions
        ),
        "events": pages.happenings(queries.latest_acts(body_id=request.office.pk)),
        "subordinate_count": bodies.subordinate_count(
            staff=request.user, body=request.office, on=today
        ),
    }
    return render(request, "desk/body.html", context)


@staff_page(Permission.READ)
def subordinates(request: Any) -> HttpResponse:
    """The bodies below that one may see."""
    found = bodies.below(staff=request.user, body=request.office, on=timezone.localdate())
    return render(request, "desk/subordinates.html", {"table": pages.bodies_table(found)})
