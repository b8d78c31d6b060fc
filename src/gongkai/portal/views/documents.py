"""Documents by validity (规章和规范性文件): what holds, what does not, what came after it."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import DocumentKind, Validity
from gongkai.office.publishing.queries import figures, public
from gongkai.office.publishing.queries.public import Wanted
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import lines, listing, terms, whose
from gongkai.web.facts.lists import Tab

SIZE = 30


@public_page
def show(request: HttpRequest) -> HttpResponse:
    """The rules and normative documents of a body or of all, by whether they hold."""
    body = whose.asked(request)
    wanted = Wanted(
        body_ids=[body.pk] if body else (), categories=("20.1",), genres=DocumentKind.values
    )
    counts = figures.by_value("validity", wanted)
    asked = request.GET.get("validity", "")
    chosen = asked if asked in Validity.values else Validity.IN_FORCE.value
    narrowed = replace(wanted, validity=chosen)
    shown = public.page(
        narrowed, size=SIZE, after=listing.place_in(request, "after"),
        before=listing.place_in(request, "before"),
    )  # fmt: skip
    kept = {"validity": chosen, **({"body": body.code} if body else {})}
    context = {
        "tabs": [
            Tab(
                str(each.label), f"?{listing.query({**kept, 'validity': each.value})}",
                each == chosen, str(counts.get(each.value, 0)),
            )
            for each in Validity
        ],
        "lines": lines.lines(shown.items, changers=public.changers(shown.items), shows_force=True),
        "pager": listing.pager(shown, kept, terms.about(counts.get(chosen, 0), more=False)),
        "empty": listing.empty(is_filtered=False),
    }  # fmt: skip
    home = reverse("portal:body", args=[body.code]) if body else reverse("portal:home")
    place = Place(body, "documents", ((_("首页"), home), (_("政策文件"), "")))
    return page(request, "portal/documents.html", context, place=place)
