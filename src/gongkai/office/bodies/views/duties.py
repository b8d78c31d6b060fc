"""Seats, posts of disclosure work and reading points: enter, set right, leave."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.bodies import actions
from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.forms import (
    ClosingForm,
    LeavingForm,
    PointCorrection,
    PointForm,
    PostCorrection,
    PostForm,
    SeatCorrection,
    SeatForm,
    initial_of,
)
from gongkai.office.bodies.models import LeadingGroupMember, ReadingPoint, StaffPost
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import FormPage, answer
from gongkai.office.records import actions as records


@dataclass(frozen=True, slots=True)
class _Kind:
    model: type[LeadingGroupMember] | type[StaffPost] | type[ReadingPoint]
    form: type[forms.Form]
    correction: type[forms.Form]
    adding: Promise
    leaving: Promise
    end: type[forms.Form] = LeavingForm


_KINDS = {
    "seat": _Kind(
        LeadingGroupMember, SeatForm, SeatCorrection,
        gettext_lazy("增加领导小组成员"), gettext_lazy("登记离任"),
    ),
    "post": _Kind(
        StaffPost, PostForm, PostCorrection,
        gettext_lazy("增加工作岗位"), gettext_lazy("登记离岗"),
    ),
    "point": _Kind(
        ReadingPoint, PointForm, PointCorrection,
        gettext_lazy("增加查阅点"), gettext_lazy("登记停用"), ClosingForm,
    ),
}  # fmt: skip


def _page(request: OfficeRequest, title: Any, verb: str, **also: Any) -> FormPage:
    back = reverse("bodies:organisation", args=[request.office.code])
    return FormPage(title=str(title), verb=verb, back_url=back, back_label=_("机构与人员"), **also)


@staff_page(Permission.ADMINISTER)
def add(request: OfficeRequest, kind: str) -> HttpResponse:
    """Enter a seat, a post or a reading point."""
    shape = _KINDS[kind]
    form = shape.form(request.POST or None, initial={"from_on": timezone.localdate()})

    def act(values: dict[str, Any]) -> None:
        duty: Any = shape.model(body=request.office, **values)
        actions.take_up(duty, by=request.user, at=timezone.now())

    return answer(
        request, form, _page(request, shape.adding, _("保存"), done=_("已登记。")), act
    )  # fmt: skip


@staff_page(Permission.ADMINISTER)
def correct(request: OfficeRequest, kind: str, key: UUID) -> HttpResponse:
    """Set a seat, a post or a reading point right, with the reason."""
    shape = _KINDS[kind]
    standing = get_object_or_404(shape.model.objects.standing(), key=key)
    form = shape.correction(request.POST or None, initial=initial_of(standing))

    def act(values: dict[str, Any]) -> None:
        seen = _seen(shape, key, values.pop("version"))
        reason = values.pop("reason")
        records.correct(seen, values, reason=reason, by=request.user, at=timezone.now())

    page = _page(
        request, _("更正：%(what)s") % {"what": standing}, _("保存更正"), done=_("已更正。"),
        note=_("原来的内容和更正理由一并保留。"),
    )  # fmt: skip
    return answer(request, form, page, act)


@staff_page(Permission.ADMINISTER)
def leave(request: OfficeRequest, kind: str, key: UUID) -> HttpResponse:
    """Enter the day on which a seat or a post is left, a reading point closed."""
    shape = _KINDS[kind]
    standing = get_object_or_404(shape.model.objects.standing(), key=key)
    form = shape.end(
        request.POST or None, initial={"version": standing.pk, "on": timezone.localdate()}
    )

    def act(values: dict[str, Any]) -> None:
        seen = _seen(shape, key, values["version"])
        actions.leave(seen, on=values["on"], by=request.user, at=timezone.now())

    title = _("%(label)s：%(value)s") % {"label": shape.leaving, "value": standing}
    return answer(
        request, form, _page(request, title, _("登记"), done=_("已登记。")), act
    )  # fmt: skip


def _seen(shape: _Kind, key: UUID, version: int) -> Any:
    """Return the version that the person had before them; an ended one is refused later on."""
    return get_object_or_404(shape.model.objects, key=key, pk=version)
