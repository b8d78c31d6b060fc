"""The original as a file to keep, and a page of it as a picture. Nothing of it is served inline."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.collected_reports import pictures
from gongkai.office.collected_reports.views.finding_report import standing
from gongkai.office.records import files

_AN_HOUR = "private, max-age=3600"


@staff_page(Permission.READ)
def original(request: Any, key: UUID) -> HttpResponse:
    """The file byte for byte, to be saved; a browser is never asked to show it."""
    report = standing(request, key).report
    try:
        data = files.content(report.source)
    except files.FileLost as lost:
        messages.error(request, str(lost))
        return redirect("collected_reports:look", request.office.code, key)
    response = HttpResponse(data, content_type="application/octet-stream")
    name = report.source.name.rpartition("/")[2]
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@staff_page(Permission.READ)
def page(request: Any, key: UUID, number: int) -> HttpResponse:
    """A page of a PDF as a picture."""
    shown = standing(request, key)
    if not shown.document.is_pdf:
        raise Http404
    source = shown.report.source
    try:
        drawn = pictures.picture(source.digest, number, lambda: files.content(source))
    except (pictures.NoSuchPage, files.FileLost):
        raise Http404 from None
    response = HttpResponse(drawn, content_type="image/png")
    response["Cache-Control"] = _AN_HOUR
    return response
