"""The front page (首页): search, the five things people come for, what is new, whom to reach."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body
from gongkai.office.publishing.queries import figures, public
from gongkai.office.publishing.queries.public import Wanted
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import contacts, doors, lines

NEWEST = 10


@public_page
def show(request: HttpRequest) -> HttpResponse:
    """The front page of the site: of its only body, or of all of them."""
    tree = bodies.everywhere()
    if len(tree) == 1:
        return _of_body(request, tree[0])
    newest = public.page(Wanted(), size=NEWEST)
    counts = figures.by_body(Wanted())
    context = {
        "doors": doors.five(None), "lines": lines.lines(newest.items),
        "more_url": reverse("portal:latest"), "branches": doors.branches(tree, counts),
    }  # fmt: skip
    return page(request, "portal/home.html", context, place=Place(section="home"))


@public_page
def show_body(request: HttpRequest, code: str) -> HttpResponse:
    """The front page of one body."""
    body = bodies.by_code(code)
    if body is None:
        raise Http404
    return _of_body(request, body)


def _of_body(request: HttpRequest, body: Body) -> HttpResponse:
    newest = public.page(Wanted(body_ids=[body.pk]), size=NEWEST)
    context = {
        "doors": doors.five(body), "lines": lines.lines(newest.items),
        "more_url": reverse("portal:body_latest", args=[body.code]),
        "contacts": contacts.visiting(body), "above": doors.above(bodies.ancestors(body)),
        "below": doors.branches(list(bodies.children(body)), {}),
    }  # fmt: skip
    return page(request, "portal/home.html", context, place=Place(body, "home"))
