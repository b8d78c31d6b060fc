"""The list of items by their place in the gate, filtered, page by key."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.publishing import queries
from gongkai.office.publishing.forms.filters import FilterForm
from gongkai.office.publishing.pages import catalogue as catalogue_page
from gongkai.office.publishing.pages import deadline, listing, names
from gongkai.office.publishing.queries import places
from gongkai.office.publishing.queries.places import Key, Place, Viewer, Wanted
from gongkai.office.publishing.views.finding_item import today_of
from gongkai.web.facts.lists import Chip, Pager
from gongkai.web.facts.parts import Link

PAGE = 50


@staff_page(Permission.READ)
def show(request: Any) -> HttpResponse:
    """The items at a place of the gate; what waits for me comes first."""
    form = FilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    today = today_of(request)
    viewer = Viewer(request.user, request.permissions)
    signed_by = deadline.last_late_day(today)
    counts = places.counts(viewer, signed_by=signed_by)
    place = _place(said.get("place", ""), counts)
    wanted = Wanted(place, said.get("category", ""), said.get("q", ""), signed_by)
    page = places.page(wanted, viewer, size=PAGE, after=_after(request.GET.get("after", "")))
    may_write = Permission.WRITE in request.permissions
    new = Link(_("起草信息"), reverse("publishing:new", args=[request.office.code]), "add")
    context = {
        "tabs": listing.tabs(counts, place, _query(wanted, lead="&", place="")),
        "filters": FilterForm(initial={**said, "place": place.value}),
        "chips": _chips(wanted),
        "clear_url": f"?place={place.value}",
        "table": listing.table(
            page, place, request.office.code, today=today, action=new if may_write else None
        ),
        "pager": Pager(listing.count_words(page), _first(request, wanted), _next(wanted, page)),
        "has_rows": bool(page.items),
        "actions": [new] if may_write else [],
        "late": counts[Place.LATE] if place is not Place.LATE else 0,
    }
    return render(request, "publishing/list.html", context)


def _place(said: str, counts: dict[Place, int]) -> Place:
    if said in Place.values:
        return Place(said)
    return Place.MINE if counts[Place.MINE] else Place.PUBLISHED


def _query(wanted: Wanted, *, lead: str = "?", **more: Any) -> str:
    asked = {"place": wanted.place.value, "category": wanted.category, "q": wanted.text, **more}
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"{lead}{told}" if told else ""


def _chips(wanted: Wanted) -> list[Chip]:
    chips = []
    if wanted.text:
        words = _("文字：%(text)s") % {"text": wanted.text}
        chips.append(Chip(words, _query(wanted, q="")))
    if wanted.category:
        words = _("类别：%(category)s") % {"category": names.category(wanted.category)}
        chips.append(Chip(words, _query(wanted, category="")))
    return chips


def _after(said: str) -> Key | None:
    """Return the key that a link named; one that nobody could have made is left out."""
    at, _comma, pk = said.partition(",")
    try:
        moment: datetime | None = parse_datetime(at)
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None or not (pk.isascii() and pk.isdecimal()):
        return None
    return Key(moment, int(pk)) if len(pk) < 18 else None


def _next(wanted: Wanted, page: places.Page) -> str:
    if page.next_key is None:
        return ""
    return _query(wanted, after=f"{page.next_key.at.isoformat()},{page.next_key.pk}")


def _first(request: Any, wanted: Wanted) -> str:
    return _query(wanted) if request.GET.get("after") else ""


@staff_page(Permission.READ)
def catalogue(request: Any) -> HttpResponse:
    """What the body has to publish: what is there, how fresh it is, and by when to renew it."""
    today = today_of(request)
    may_write = Permission.WRITE in request.permissions
    table = catalogue_page.table(
        catalogue_page.entries(request.office, today.on), queries.items.catalogue_records(),
        request.office.code, today=today, may_write=may_write,
    )  # fmt: skip
    return render(request, "publishing/catalogue.html", {"table": table})
