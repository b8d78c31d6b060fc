"""Exports, the catalogue of data sets, files of items, and the page that tells how to use them."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.queries import bulk
from gongkai.portal.datasets import dcat, exports
from gongkai.portal.datasets.exports import Kind
from gongkai.portal.opendata import description
from gongkai.portal.opendata.serving import opened, problem
from gongkai.web.facts.parts import Link

_PERIOD = re.compile(r"^(?P<year>[12][0-9]{3})(-(?P<month>0[1-9]|1[0-2]))?$")


@require_safe
def export(request: HttpRequest, kind: str, period: str = "", body: str = "", gz: str = "") -> Any:
    """Everything within an extent as one file, written while it is sent."""
    return opened(_export, action="export")(request, kind, period, body, gz)


def _export(request: HttpRequest, kind: str, period: str, body: str, gz: str) -> Any:
    extent = _extent(period or request.GET.get("year", ""), body or request.GET.get("body", ""))
    if extent is None:
        return problem(404, _("没有这个机关或者年月的数据。请从数据目录选择。"))
    changed = bulk.newest_change()
    etag = f'W/"{changed.timestamp() if changed else 0}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    form = Kind(kind)
    pieces = exports.write(form, exports.records(extent, request))
    is_squeezed = not gz and form is not Kind.PARQUET and "gzip" in request.headers.get(
        "Accept-Encoding", ""
    )  # fmt: skip
    response = StreamingHttpResponse(
        exports.compressed(pieces) if gz or is_squeezed else pieces,
        content_type="application/gzip" if gz else form.media_type,
    )
    if is_squeezed:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    name = "-".join(filter(None, ("items", body, period))) + f".{kind}{gz}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _extent(period: str, body: str) -> bulk.Extent | None:
    """Return the extent that is asked for; None: there is no such body or time."""
    body_id = Body.objects.filter(code=body).values_list("pk", flat=True).first() if body else None
    if body and body_id is None:
        return None
    if not period:
        return bulk.Extent(body_id=body_id)
    found = _PERIOD.match(period)
    if not found:
        return None
    year, month = int(found["year"]), found["month"]
    if month:
        return bulk.Extent(body_id=body_id, month=bulk.Month(year, int(month)))
    return bulk.Extent(body_id=body_id, year=year)


@require_safe
def catalog(request: HttpRequest) -> Any:
    """The data sets in the vocabulary of data catalogues (DCAT), as JSON-LD."""
    return opened(_catalog)(request)


def _catalog(request: HttpRequest) -> HttpResponse:
    return HttpResponse(dcat.written(request), content_type="application/ld+json; charset=utf-8")


@require_safe
def openapi(request: HttpRequest) -> Any:
    """The description of the API for programs (OpenAPI)."""
    return opened(_openapi)(request)


def _openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(description.written(), content_type="application/json")


@require_safe
def guide(request: HttpRequest) -> Any:
    """How to use the data: files by month, the API operation by operation."""
    months = [
        {
            "label": str(month), "count": count,
            "files": [
                Link(kind.upper(), _file_of(month, kind)) for kind in Kind
            ],
        }
        for month, count in reversed(bulk.months(bulk.Extent()))
    ]  # fmt: skip
    context = {"months": months, "operations": description.operations()}
    return render(request, "portal/open/guide.html", context)


def _file_of(month: bulk.Month, kind: Kind) -> str:
    return reverse("open:export_period", kwargs={"period": str(month), "kind": kind.value})
