"""The report as a file: DOCX, PDF, XLSX, HTML, JSON, CSV."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header

from gongkai.documents import annual_report, formats
from gongkai.documents.report import CannotBeWritten
from gongkai.documents.report import State as Printed
from gongkai.office.annual_reports.models import State
from gongkai.office.annual_reports.pages import report as page
from gongkai.office.annual_reports.queries import Reading
from gongkai.office.annual_reports.views.finding_version import reading
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission

_PRINTED = {State.SIGNED: Printed.SIGNED, State.FROZEN: Printed.FROZEN}


@staff_page(Permission.READ)
def download(request: Any, year: int, number: int, kind: str) -> HttpResponse:
    """One file of the report; an unfrozen one says on every page that it is a draft."""
    if kind not in page.FORMATS:
        raise Http404
    shown = reading(request, year, number)
    file_format = formats.Format(kind)
    try:
        data = formats.write(_composed(shown), file_format, font_folder=settings.FONT_FOLDER)
    except CannotBeWritten as refused:
        messages.error(request, str(refused))
        return redirect("annual_reports:report", request.office.code, year, number)
    response = HttpResponse(data, content_type=formats.MEDIA_TYPES[file_format])
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=page.file_name(shown, kind)
    )
    return response


def _composed(shown: Reading) -> Any:
    version = shown.version
    is_demonstration = settings.DEMONSTRATION or shown.body.is_demonstration
    return annual_report.compose(
        shown.filled,
        made_at=version.frozen_at or version.as_of,
        state=_PRINTED.get(State(version.state), Printed.DRAFT),
        signed_on=timezone.localdate(version.signed_at) if version.signed_at else None,
        findings=shown.findings,
        notice="演示数据，不是正式文件" if is_demonstration else "",
    )
