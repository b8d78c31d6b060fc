"""The page of an item (信息页), its table as CSV, and its address as a picture to be scanned."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from gongkai.office.publishing.models import PublicItem
from gongkai.portal.audience import counted
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages.items import (
    attachments,
    channels,
    facts,
    item,
    scanned,
    text,
    ties,
    typed_table,
)

GONE = 410


@public_page
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an item; 410 and what became of it where it was taken down."""
    copy = facts.copy_of(request, code)
    if copy.is_withdrawn:
        return gone(request, copy)
    counted.read(request, copy)
    known = facts.of(request, copy)
    context = {
        "item": copy, "metadata": item.metadata(copy), "force": ties.force(copy, known.ties),
        "groups": ties.groups(known.ties), "text": text.shown(copy.html),
        "table": typed_table.of_item(copy), "attachments": attachments.of_item(copy),
        "channels": channels.of_item(copy, known.channels), "editions": known.editions,
        "tags": item.tags(copy, request), "address": item.address(copy, request),
        "answers": known.answers,
    }  # fmt: skip
    place = Place(copy.body, "catalogue", item.steps(copy))
    return page(request, "portal/item.html", context, place=place, changed_at=copy.changed_at)


def gone(request: HttpRequest, copy: PublicItem) -> HttpResponse:
    """Say what was taken down, why, when, and whom to ask."""
    context = {"item": copy, "told": item.tombstone(copy)}
    place = Place(copy.body, "catalogue", item.steps(copy))
    return page(request, "portal/tombstone.html", context, place=place, status=GONE)


@public_page
def table(request: HttpRequest, code: str) -> HttpResponse:
    """The rows of an item's table as CSV."""
    copy = facts.copy_of(request, code)
    if copy.is_withdrawn:
        return gone(request, copy)
    if not copy.table_rows:
        raise Http404
    response = HttpResponse(typed_table.as_csv(copy), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{copy.title}.csv"
    ) or ""  # fmt: skip
    return response


@public_page
def code_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The address of an item as a QR code."""
    copy = facts.copy_of(request, code)
    drawn = scanned.picture(item.address(copy, request))
    return HttpResponse(drawn, content_type="image/svg+xml")
