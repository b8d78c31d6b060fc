"""Staff pages of the tokens: the list, a new one whose secret is shown once, one ended."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import FormPage, answer, refuse
from gongkai.office.publishing import actions
from gongkai.office.publishing.models import ApiToken, TokenScope
from gongkai.office.publishing.queries import tokens
from gongkai.office.publishing.tokens.forms import TokenForm
from gongkai.web.facts.parts import Link, Tag
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.templatetags.gongkai import date_zh


@staff_page(Permission.ADMINISTER)
def browse(request: OfficeRequest) -> HttpResponse:
    """Show every token of the body."""
    code = request.office.code
    make_one = Link(_("新建口令"), reverse("tokens:make", args=[code]), "add")
    table = DataTable(
        caption=_("推送口令"),
        columns=(
            Column(_("系统名称"), "main"), Column(_("口令用途")), Column(_("经手人")),
            Column(_("有效期至"), "fixed"), Column(_("最近使用"), "fixed"),
            Column(_("状态"), "fixed"),
        ),
        rows=tuple(_row(code, each) for each in tokens.tokens()),
        empty=Empty(
            _("还没有推送口令"),
            _("其他系统要把草稿推送到本机关时，先在这里新建口令，再交给该系统的管理人员。"),
            make_one,
        ),
    )  # fmt: skip
    return render(request, "publishing/tokens/list.html", {"table": table, "actions": [make_one]})


def _row(code: str, token: ApiToken) -> Row:
    today = timezone.localdate()
    if token.revoked_at is not None:
        tag = Tag(_("已撤销"), "still", "pause")
    elif not token.is_good_on(today):
        tag = Tag(_("已到期"), "still", "pause")
    else:
        tag = Tag(_("有效"), "good", "check")
    url = "" if token.revoked_at else reverse("tokens:revoke", args=[code, token.pk])
    labels = [str(TokenScope(each).label) for each in token.scopes]
    return Row((
        Cell(token.name, "main", url, lang="zh-CN"), Cell("、".join(labels)),
        Cell(str(token.made_by), lang="zh-CN"), Cell(date_zh(token.expires_on), "fixed"),
        Cell(date_zh(token.last_used_on) if token.last_used_on else _("未使用"), "fixed"),
        Cell("", "fixed", tag=tag),
    ))  # fmt: skip


@staff_page(Permission.ADMINISTER)
def make(request: OfficeRequest) -> HttpResponse:
    """Make a token; its secret stands on the page that follows and nowhere else."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = actions.make_token(
                body=request.office, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            return _shown(request, token, secret)
    page = _page(request, _("新建口令"), _("新建口令"))
    status = 422 if request.method == "POST" else 200
    return render(request, "bodies/form.html", {"form": form, "page": page}, status=status)


def _shown(request: OfficeRequest, token: ApiToken, secret: str) -> HttpResponse:
    context: dict[str, Any] = {
        "token": token, "secret": secret,
        "back_url": reverse("tokens:list", args=[request.office.code]),
        "next_steps": [
            _("现在就把口令抄给该系统的管理人员；离开本页后任何人都不能再看到它。"),
            _("该系统推送的内容会出现在起草环节，由本机关照常审查后发布。"),
            _("口令泄露或者系统停用时，请立即在口令列表中撤销。"),
        ],
    }  # fmt: skip
    return render(request, "publishing/tokens/made.html", context)


@staff_page(Permission.ADMINISTER)
def revoke(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a token."""
    token: ApiToken = get_object_or_404(ApiToken.objects.all(), pk=pk)

    def act(_values: dict[str, Any]) -> None:
        actions.revoke_token(token, by=request.user, at=timezone.now())

    title = _("撤销口令：%s") % token.name
    page = _page(
        request, title, _("撤销口令"), kind="danger", done=_("口令已撤销，该系统不能再推送。"),
        note=_("撤销立即生效，不能恢复。已经推送的草稿不受影响。"),
    )  # fmt: skip
    return answer(request, forms.Form(request.POST or None), page, act)


def _page(request: OfficeRequest, title: str, verb: str, **also: Any) -> FormPage:
    back = reverse("tokens:list", args=[request.office.code])
    return FormPage(title=title, verb=verb, back_url=back, back_label=_("推送口令"), **also)
