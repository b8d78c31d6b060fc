"""The page of an item (信息页), its table as CSV, and its address as a picture to be scanned."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from gongkai.office.audience import queries as audience
from gongkai.office.publishing.models import PublicItem
from gongkai.office.publishing.queries import history, public
from gongkai.portal.audience import counted
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages.items import attachments, channels, item, scanned, text, ties, typed_table

GONE = 410


def found(code: str) -> PublicItem:
    """Return the public copy of an item, tombstones included. Raises Http404 where none was."""
    copy = public.by_code(code)
    if copy is None:
        raise Http404
    return copy


@public_page
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an item; 410 and what became of it where it was taken down."""
    copy = found(code)
    if copy.is_withdrawn:
        return gone(request, copy)
    counted.read(request, copy)
    known = public.ties(copy)
    context = {
        "item": copy, "metadata": item.metadata(copy), "force": ties.force(copy, known),
        "groups": ties.groups(known), "text": text.shown(copy.html),
        "table": typed_table.of_item(copy), "attachments": attachments.of_item(copy),
        "channels": channels.of_item(copy), "editions": history.editions(copy),
        "tags": item.tags(copy, request), "address": item.address(copy, request),
        "answers": audience.public_answers(body_id=copy.body_id, item_code=copy.code),
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
    copy = found(code)
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
    copy = found(code)
    drawn = scanned.picture(item.address(copy, request))
    return HttpResponse(drawn, content_type="image/svg+xml")
