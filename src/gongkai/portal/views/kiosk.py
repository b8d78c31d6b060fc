"""The screen at a reading point (查询机): large, without log-in, back to its start by itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from gongkai.office.audience.models import Reach
from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body
from gongkai.office.publishing.queries import figures, public
from gongkai.office.publishing.queries.public import Wanted
from gongkai.portal.audience import counted
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import contacts, headings, kiosk, listing, terms
from gongkai.portal.pages.items import text, ties, typed_table

NEWEST, SIZE = 5, 8


@public_page
def start(request: HttpRequest, code: str) -> HttpResponse:
    """What is new, the entries of the catalogue, and a search."""
    body = _body(code)
    held = figures.by_category([body.pk])
    newest = public.page(Wanted(body_ids=[body.pk]), size=NEWEST)
    entries = headings.of_body(body, held, timezone.localdate())
    context = {
        "newest": kiosk.touchable(body, newest.items), "entries": kiosk.entries(body, entries),
        "contacts": contacts.visiting(body),
    }  # fmt: skip
    return _page(request, "portal/kiosk/start.html", context, body)


@public_page
def listed(request: HttpRequest, code: str) -> HttpResponse:
    """The items of an entry, or those whose title holds some words."""
    body = _body(code)
    key, words = request.GET.get("category", ""), request.GET.get("q", "").strip()[:50]
    wanted = Wanted(
        body_ids=[body.pk], categories=headings.with_below(key) if key else (), words=words
    )
    shown = public.page(
        wanted, size=SIZE, after=listing.place_in(request, "after"),
        before=listing.place_in(request, "before"),
    )  # fmt: skip
    count, more = public.count(wanted)
    kept = {"category": key, "q": words}
    context = {
        "lines": kiosk.touchable(body, shown.items), "words": words,
        "title": kiosk.list_title(key, words),
        "pager": listing.pager(shown, kept, terms.about(count, more=more)),
        "empty": kiosk.nothing(words),
    }  # fmt: skip
    return _page(request, "portal/kiosk/list.html", context, body)


@public_page
def read(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One item in large type, to be read, printed, or taken along as a picture to scan."""
    body = _body(code)
    copy = public.by_code(item)
    if copy is None or copy.body_id != body.pk:
        raise Http404
    context = {
        "item": copy, "text": text.shown(copy.html), "table": typed_table.of_item(copy),
        "force": ties.force(copy, public.ties(copy)), "published_on": terms.day(copy.published_at),
    }  # fmt: skip
    if not copy.is_withdrawn:
        counted.read(request, copy, Reach.KIOSK)
    status = 410 if copy.is_withdrawn else 200
    return _page(request, "portal/kiosk/item.html", context, body, status=status)


def _body(code: str) -> Body:
    body = bodies.by_code(code)
    if body is None:
        raise Http404
    return body


def _page(
    request: HttpRequest, template: str, context: dict[str, object], body: Body, status: int = 200
) -> HttpResponse:
    context = {**context, "start_url": reverse("portal:kiosk", args=[body.code])}
    return page(request, template, context, place=Place(body, "kiosk"), status=status)
