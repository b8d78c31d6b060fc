"""What every page is given: the office's name, the body it works in, the side navigation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Level
from gongkai.office.bodies.permissions import Permission
from gongkai.office.registers import catalogue


def office(request: HttpRequest) -> dict[str, Any]:
    """Return the context that the base templates read."""
    body = getattr(request, "office", None)
    context: dict[str, Any] = {
        "office_name": _("公开"),
        "demonstration": settings.DEMONSTRATION or bool(body and body.is_demonstration),
        "current_body": None,
        "navigation": [],
    }
    if body is not None:
        context["current_body"] = {
            "name": body.name,
            "level_label": body.level_label,
            "url": reverse("desk:body", args=[body.code]),
            "ancestors": [(each.name, "") for each in bodies.ancestors(body)],
        }
        context["navigation"] = _navigation(request, body.code)
        context["may"] = {each.value: each in request.permissions for each in Permission}  # type: ignore[attr-defined] # set by the door
    return context


def _navigation(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    def item(label: Any, url: str, icon: str) -> dict[str, Any]:
        current = request.path == url or (url.count("/") > 3 and request.path.startswith(url))
        return {"label": label, "url": url, "icon": icon, "current": current, "count": None}

    registers = [
        item(book.title, reverse("registers:list", args=[code, book.key]), book.icon)
        for book in catalogue.books().values()
    ]
    return [
        {
            "label": _("工作"),
            "items": [
                item(_("工作台"), reverse("desk:body", args=[code]), "desk"),
                item(_("信息发布"), reverse("publishing:list", args=[code]), "publish"),
                item(_("渠道投放"), reverse("channels:deliveries", args=[code]), "forward"),
                *_village(request, code, item),
                item(_("意见反馈"), reverse("audience:list", args=[code]), "mail"),
                item(_("阅读统计"), reverse("audience:reach", args=[code]), "chart"),
                item(_("年度报告"), reverse("annual_reports:years", args=[code]), "report"),
                item(_("已有报告"), reverse("collected_reports:list", args=[code]), "archive"),
            ],
        },
        {"label": _("台账"), "items": registers},
        {
            "label": _("机关"),
            "items": [
                item(_("机构与人员"), reverse("bodies:organisation", args=[code]), "people"),
                item(_("公开渠道"), reverse("channels:list", args=[code]), "channel"),
                item(_("工作日历"), reverse("requests:calendar", args=[code]), "calendar"),
            ],
        },
    ]


def _village(request: HttpRequest, code: str, item: Any) -> list[dict[str, Any]]:
    """A village has the boards on which it posts for the township."""
    if request.office.level != Level.VILLAGE:  # type: ignore[attr-defined] # set by the door
        return []
    return [item(_("公告栏任务"), reverse("channels:board", args=[code]), "place")]
