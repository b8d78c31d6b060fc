"""The organisation of a body: its leading group, posts, people and the bodies below it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies import actions
from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.forms import BodyForm, NewBodyForm
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import FormPage, answer
from gongkai.office.bodies.views.organisation_facts import adding_links, organisation_facts
from gongkai.office.bodies.views.point_in_time import day_asked


@staff_page(Permission.READ)
def show(request: OfficeRequest) -> HttpResponse:
    """Show the organisation as it stood on a day, today unless another is asked for."""
    on, day_form = day_asked(request)
    facts = organisation_facts(request.office, on, permissions=request.permissions)
    return render(
        request, "bodies/organisation.html",
        {"facts": facts, "day_form": day_form, "adding": adding_links(request.office)},
    )  # fmt: skip


@staff_page(Permission.ADMINISTER)
def edit(request: OfficeRequest) -> HttpResponse:
    """Change what the body says of itself."""
    form = BodyForm(request.POST or None, instance=_copy(request.office))

    def act(values: dict[str, Any]) -> None:
        actions.describe(body=request.office, changed=values, by=request.user, at=timezone.now())

    page = FormPage(
        title=_("机关信息"), verb=_("保存"), done=_("机关信息已更新。"),
        back_url=_organisation(request), back_label=_("机构与人员"),
    )  # fmt: skip
    return answer(request, form, page, act)


@staff_page(Permission.ADMINISTER)
def new_body(request: OfficeRequest) -> HttpResponse:
    """Enter a new body below this one."""
    form = NewBodyForm(request.POST or None, initial={"level": request.office.level})

    def act(values: dict[str, Any]) -> None:
        actions.found(parent=request.office, by=request.user, at=timezone.now(), **values)

    page = FormPage(
        title=_("增加下级机关"), verb=_("增加下级机关"), done=_("下级机关已建立。"),
        back_url=_organisation(request), back_label=_("机构与人员"),
        lead=_("建立后，请为它增加工作人员和角色。"),
    )  # fmt: skip
    return answer(request, form, page, act)


def _organisation(request: OfficeRequest) -> str:
    return reverse("bodies:organisation", args=[request.office.code])


def _copy(body: Any) -> Any:
    """Return a twin to check a form on, so that a refused name does not show in the header."""
    return type(body).objects.get(pk=body.pk)
