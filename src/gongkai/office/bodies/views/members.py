"""Accounts and roles: give a role, open an account, end a role."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from gongkai.office.bodies import actions, queries
from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.forms import DelegateForm, MemberForm, RenewForm, RoleEndForm, StaffForm
from gongkai.office.bodies.models import Membership, Staff
from gongkai.office.bodies.permissions import Permission, Role
from gongkai.office.bodies.views.form_page import FormPage, answer


def _page(request: OfficeRequest, title: str, verb: str, **also: Any) -> FormPage:
    back = reverse("bodies:organisation", args=[request.office.code])
    return FormPage(title=title, verb=verb, back_url=back, back_label=_("机构与人员"), **also)


@staff_page(Permission.ADMINISTER)
def add(request: OfficeRequest) -> HttpResponse:
    """Give a role to somebody who has an account."""
    form = MemberForm(request.POST or None, initial={"from_on": timezone.localdate()})

    def act(values: dict[str, Any]) -> None:
        actions.give_role(
            staff=_account(values.pop("username")),
            body=request.office,
            by=request.user,
            at=timezone.now(),
            **values,
        )

    page = _page(request, _("增加角色"), _("增加角色"), done=_("已增加角色。"))
    return answer(request, form, page, act)


def _account(username: str) -> Staff:
    staff = queries.staff_by_name(username)
    if staff is None:
        name = format_html('<span lang="en">{}</span>', username)
        sentence = _("没有用户名为“{}”的账号，请核对，或者先新建账号。")
        raise ValidationError({"username": format_html(sentence, name)})
    return staff


@staff_page(Permission.ADMINISTER)
def delegate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let somebody act in the place of who holds a role, for a time."""
    membership = get_object_or_404(
        Membership.objects.select_related("staff", "body"), pk=pk, body=request.office
    )
    form = DelegateForm(request.POST or None, initial={"from_on": timezone.localdate()})

    def act(values: dict[str, Any]) -> None:
        actions.delegate(
            membership=membership, to=_account(values.pop("username")), by=request.user,
            at=timezone.now(), **values,
        )  # fmt: skip

    page = _page(
        request,
        _("设代理人：%(who)s（%(role)s）")
        % {"who": membership.staff, "role": Role(membership.role).label},
        _("设代理人"), done=_("已设代理人。"),
        note=_("代理期间办理的事项注明由谁代理。本人写过的内容，代理人同样不能审查、发布。"),
    )  # fmt: skip
    return answer(request, form, page, act)


@staff_page(Permission.ADMINISTER)
def admit(request: OfficeRequest) -> HttpResponse:
    """Open an account with its first role."""
    form = StaffForm(request.POST or None, initial={"from_on": timezone.localdate()})

    def act(values: dict[str, Any]) -> None:
        staff = Staff(username=values.pop("username"), post=values.pop("post"))
        actions.admit(
            staff=staff, body=request.office, by=request.user, at=timezone.now(), **values
        )

    page = _page(
        request, _("新建账号"), _("新建账号"), done=_("账号已建立，请把初始密码当面交给本人。")
    )
    return answer(request, form, page, act)


@staff_page(Permission.ADMINISTER)
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a role; the account and what was done with it stay."""
    membership = get_object_or_404(
        Membership.objects.select_related("staff", "body"), pk=pk, body=request.office
    )
    form = RoleEndForm(request.POST or None, initial={"on": timezone.localdate()})

    def act(values: dict[str, Any]) -> None:
        actions.end_role(membership=membership, on=values["on"], by=request.user, at=timezone.now())

    page = _page(
        request,
        _("结束角色：%(who)s（%(role)s）")
        % {"who": membership.staff, "role": Role(membership.role).label},
        _("结束角色"), kind="danger", done=_("已结束角色。"),
        note=_("账号和办理过的记录都保留，只是此后不能再以这一角色办理。"),
    )  # fmt: skip
    return answer(request, form, page, act)


@staff_page(Permission.ADMINISTER)
def renew(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give an account a new initial password."""
    membership = get_object_or_404(
        Membership.objects.select_related("staff"), pk=pk, body=request.office
    )
    form = RenewForm(request.POST or None)

    def act(values: dict[str, Any]) -> None:
        actions.renew_password(staff=membership.staff, by=request.user, at=timezone.now(), **values)

    page = _page(
        request, _("重置密码：%(who)s") % {"who": membership.staff}, _("重置密码"),
        done=_("密码已重置，请把初始密码当面交给本人。"),
        note=_("请先核实本人身份。重置后，原密码和两步验证同时失效，已有的登录全部退出。"),
    )  # fmt: skip
    return answer(request, form, page, act)
