"""How much is public (公开统计): by category, month, body and channel."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.channels import queries as channels
from gongkai.office.publishing.queries import figures
from gongkai.office.publishing.queries.public import Wanted
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import figures as drawn
from gongkai.portal.pages import whose
from gongkai.web.facts.lists import Tab


@public_page
def show(request: HttpRequest) -> HttpResponse:
    """The charts of a body or of all, of the year that is asked for."""
    body = whose.asked(request)
    tree = [body] if body else bodies.everywhere()
    wanted = Wanted(body_ids=[body.pk] if body else ())
    first, last = figures.reach(wanted)
    years = list(range(last.year, first.year - 1, -1)) if first and last else []
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else (years or [timezone.localdate().year])[0]
    held = figures.by_category(wanted.body_ids)
    posted = channels.posted_by_channel(
        [each.pk for each in tree], from_on=date(year, 1, 1), until_on=date(year, 12, 31)
    )
    charts = (
        drawn.by_month(figures.by_month(wanted, year), year),
        drawn.by_category({key: each.count for key, each in held.items()}, body),
        drawn.by_body(figures.by_body(wanted), tree),
        drawn.by_channel(posted, year),
    )
    of_body = f"&body={body.code}" if body else ""
    context = {
        "charts": [each for each in charts if each],
        "total": sum(each.count for each in held.values()),
        "years": [Tab(str(each), f"?year={each}{of_body}", each == year) for each in years],
    }
    home = reverse("portal:body", args=[body.code]) if body else reverse("portal:home")
    place = Place(body, "statistics", ((_("首页"), home), (_("公开统计"), "")))
    return page(request, "portal/statistics.html", context, place=place)
