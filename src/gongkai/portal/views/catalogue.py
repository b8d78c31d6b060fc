"""The catalogue (主动公开目录): its sections, and the items under one entry or under all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body
from gongkai.office.publishing.queries import figures
from gongkai.office.publishing.queries.public import Wanted
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import headings, terms, whose
from gongkai.portal.pages.listing import listing


@public_page
def show(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """The sections of the platform and the statutory entries, with counts; nothing is hidden."""
    body = whose.named(code)
    tree = [body] if body else bodies.everywhere()
    held = figures.by_category([body.pk] if body else ())
    on = timezone.localdate()
    context = {
        "headings": (
            headings.of_body(body, held, on) if body else headings.of_all(tree, held, on)
        ),
        "rules_url": headings.address(headings.RULES, body),
        "rules_text": headings.counted(held[headings.RULES].count if "rules" in held else 0),
        "bodies": [] if body else tree,
    }  # fmt: skip
    return page(
        request, "portal/catalogue.html", context,
        place=Place(body, "catalogue", _steps(body, _("公开目录"))),
    )  # fmt: skip


@public_page
def entry(request: HttpRequest, key: str, code: str | None = None) -> HttpResponse:
    """The items under one entry of the catalogue."""
    keys = headings.with_below(key)
    if not keys:
        raise Http404
    return _listed(request, whose.named(code), terms.category(key), keys)


@public_page
def latest(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """All items, newest first."""
    return _listed(request, whose.named(code), _("最新公开"), ())


def _listed(
    request: HttpRequest, body: Body | None, title: str, keys: tuple[str, ...]
) -> HttpResponse:
    wanted = Wanted(body_ids=[body.pk] if body else (), categories=keys)
    steps = _steps(body, title)
    if keys:
        name = "portal:body_catalogue" if body else "portal:catalogue"
        catalogue = (_("公开目录"), reverse(name, args=[body.code] if body else []))
        steps = (*steps[:-1], catalogue, steps[-1])
    context = {"listing": listing(request, wanted), "title": title}
    place = Place(body, "catalogue" if keys else "latest", steps)
    return page(request, "portal/listing.html", context, place=place)


def _steps(body: Body | None, last: str) -> tuple[tuple[str, str], ...]:
    home = reverse("portal:body", args=[body.code]) if body else reverse("portal:home")
    return ((_("首页"), home), (last, ""))
