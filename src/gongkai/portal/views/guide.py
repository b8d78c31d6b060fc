"""The guide to disclosure (政府信息公开指南) of a body: what Art. 12 asks it to tell."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from gongkai.office.bodies import queries as bodies
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import contacts, headings


@public_page
def show(request: HttpRequest, code: str) -> HttpResponse:
    """How information is ordered, got, applied for, and who answers for it."""
    body = bodies.by_code(code)
    if body is None:
        raise Http404
    on = timezone.localdate()
    with scope(body=body.pk):
        leaders = list(bodies.leading_group(on=on))
        points = list(bodies.reading_points(on=on))
    context = {
        "leaders": leaders, "points": points, "visiting": contacts.visiting(body),
        "office": contacts.disclosure_office(body), "supervision": contacts.supervision(body),
        "rules_url": headings.address(headings.RULES, body),
        "catalogue_url": reverse("portal:body_catalogue", args=[body.code]),
        "apply_url": f"{reverse('portal:apply')}?body={body.code}",
    }  # fmt: skip
    home = reverse("portal:body", args=[body.code])
    place = Place(body, "guide", ((_("首页"), home), (_("政府信息公开指南"), "")))
    return page(request, "portal/guide.html", context, place=place)
