"""The search (检索): a plain form and its answer, facets as links, an honest empty result."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.publishing.queries import public
from gongkai.office.search import queries as search
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import finding


@public_page
def show(request: HttpRequest) -> HttpResponse:
    """The form, and what was found where something was asked."""
    asked, form = finding.read(request)
    steps = ((_("首页"), reverse("portal:home")), (_("搜索"), ""))
    place = Place(None, "search", steps)
    known = {each.code: each for each in bodies.everywhere()}
    context = {"asked": asked, "form": form, "chips": list(finding.chips(asked, known))}
    if asked.is_blank:
        return page(request, "portal/search.html", context, place=place)
    answer = search.find(asked.question())
    rows = public.by_codes([each.key for each in answer.hits])
    context |= {
        "answer": answer, "results": list(finding.results(answer, rows)),
        "facets": list(finding.facets(answer, asked, known)), "sorts": finding.sorts(asked),
        "pager": finding.pager(answer, asked), "remark": finding.remark(answer),
        "meant": finding.meant(answer, asked), "count_text": finding.counted(answer),
        "apply_url": reverse("portal:apply"),
    }  # fmt: skip
    return page(request, "portal/search.html", context, place=place)
