"""Annual reports (年度报告) that were frozen: the list, one of them, its files."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from gongkai.documents import formats
from gongkai.documents.report import CannotBeWritten
from gongkai.office.annual_reports import queries as annual_reports
from gongkai.office.annual_reports.pages import report as office_page
from gongkai.office.annual_reports.queries import Reading
from gongkai.office.bodies import queries as bodies
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import report, terms, whose


@public_page
def show(request: HttpRequest) -> HttpResponse:
    """The reports of a body or of all, the latest years first."""
    body = whose.asked(request)
    tree = {each.pk: each for each in ([body] if body else bodies.everywhere())}
    rows: list[dict[str, Any]] = [
        {
            "body": tree[each.body_id], "year": each.year, "on": terms.day(each.frozen_at),
            "number": each.number,
            "url": reverse("portal:report", args=[tree[each.body_id].code, each.year]),
        }
        for each in annual_reports.frozen([body.pk] if body else ())
    ]  # fmt: skip
    home = reverse("portal:body", args=[body.code]) if body else reverse("portal:home")
    place = Place(body, "reports", ((_("首页"), home), (_("年度报告"), "")))
    return page(request, "portal/reports.html", {"rows": rows}, place=place)


@public_page
def read(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One report: its six sections with the statutory tables, charts, files."""
    reading = _found(code, year)
    title = report.title(reading)
    context = {
        "title": title, "sections": list(report.sections(reading)),
        "charts": report.year_in_charts(reading), "files": report.files(reading),
        "frozen_on": terms.day(reading.version.frozen_at), "number": reading.version.number,
        "why": reading.version.why,
    }  # fmt: skip
    steps = (
        (_("首页"), reverse("portal:body", args=[code])),
        (_("年度报告"), f"{reverse('portal:reports')}?body={code}"), (title, ""),
    )  # fmt: skip
    return page(
        request, "portal/report.html", context, place=Place(reading.body, "reports", steps),
        changed_at=reading.version.frozen_at,
    )  # fmt: skip


@public_page
def download(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """One report as a file."""
    if kind not in office_page.FORMATS:
        raise Http404
    reading = _found(code, year)
    file_format = formats.Format(kind)
    try:
        data = formats.write(
            report.composed(reading), file_format, font_folder=settings.FONT_FOLDER
        )
    except CannotBeWritten:
        raise Http404 from None
    response = HttpResponse(data, content_type=formats.MEDIA_TYPES[file_format])
    response.headers["Content-Disposition"] = str(
        content_disposition_header(
            as_attachment=True, filename=office_page.file_name(reading, kind)
        )
    )
    return response


def _found(code: str, year: int) -> Reading:
    body = bodies.by_code(code)
    reading = annual_reports.frozen_reading(body, year) if body is not None else None
    if reading is None:
        raise Http404
    return reading
