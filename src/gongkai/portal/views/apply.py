"""Where a request begins (依申请公开), and where an opinion goes (意见反馈)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import contacts, doors, whose


@public_page
def show(request: HttpRequest) -> HttpResponse:
    """How to ask for information, of the body that is named or of each."""
    return _told(request, "portal/apply.html", "apply", _("依申请公开"))


@public_page
def feedback(request: HttpRequest) -> HttpResponse:
    """Where faults are pointed out, opinions and complaints received."""
    return _told(request, "portal/feedback.html", "feedback", _("意见反馈"))


def _told(request: HttpRequest, template: str, section: str, title: str) -> HttpResponse:
    body = whose.asked(request)
    tree = [] if body else bodies.everywhere()
    if len(tree) == 1:
        body = tree[0]
    context = {
        "office": contacts.disclosure_office(body) if body else [],
        "supervision": contacts.supervision(body) if body else [],
        "guide_url": reverse("portal:guide", args=[body.code]) if body else "",
        "branches": [] if body else _choices(tree, request.path),
    }
    home = reverse("portal:body", args=[body.code]) if body else reverse("portal:home")
    place = Place(body, section, ((_("首页"), home), (title, "")))
    return page(request, template, context, place=place)


def _choices(tree: list[Body], path: str) -> list[doors.Branch]:
    return doors.branches(tree, {}, address=lambda each: f"{path}?body={each.code}")
