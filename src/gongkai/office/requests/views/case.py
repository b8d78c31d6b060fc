"""The page of one case: the line of truth, what happened, why that date, what may be done."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.requests import queries
from gongkai.office.requests.models import CaseStanding
from gongkai.office.requests.views.case_facts import case_facts


def standing_or_404(key: UUID) -> CaseStanding:
    """Return the standing of a case of the scoped body."""
    standing = queries.latest(key)
    if standing is None or not standing.stands:
        raise Http404
    return standing


@staff_page(Permission.READ)
def show(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Show one case as it stands today; one that was taken out stays readable."""
    latest = queries.latest(key)
    if latest is None:
        raise Http404
    facts = case_facts(
        request.office,
        latest,
        today=timezone.localdate(),
        may_record=latest.stands and Permission.RECORD in request.permissions,
    )
    return render(request, "requests/case.html", {"facts": facts})
