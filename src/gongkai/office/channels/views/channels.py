"""Staff pages of the channels: the list, a new one, and one changed or retired."""

import json
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.models import Level
from gongkai.office.bodies.permissions import Permission
from gongkai.office.channels import actions, queries
from gongkai.office.channels.adapters import registry
from gongkai.office.channels.forms.channels import ChannelForm, said_by
from gongkai.office.channels.models import Channel
from gongkai.web.facts.parts import Link, Tag
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row


@staff_page(Permission.READ)
def browse(request: OfficeRequest) -> HttpResponse:
    """Show every channel of the body."""
    may_record = Permission.RECORD in request.permissions
    may_configure = Permission.ADMINISTER in request.permissions
    code = request.office.code
    add_one = Link(_("增加渠道"), reverse("channels:add", args=[code]), "add")
    table = DataTable(
        caption=_("公开渠道"),
        columns=(
            Column(_("渠道名称"), "main"), Column(_("类型")), Column(_("归类")),
            Column(_("所在地点")), Column(_("办理方式")), Column(_("状态"), "fixed"),
        ),
        rows=tuple(
                _row(code, each, may_record=may_record, may_configure=may_configure)
                for each in queries.channels()
            ),
        empty=Empty(
            _("还没有登记公开渠道"),
            _("登记网站、短信平台、微信群、公告栏等渠道后，才能登记在上面发布了什么。"),
            add_one if may_record else None,
        ),
    )  # fmt: skip
    context = {"table": table, "actions": [add_one] if may_record else []}
    return render(request, "channels/list.html", context)


def _way(code: str, channel: Channel, *, may_configure: bool) -> Cell:
    adapter = registry.of(channel)
    words = _("人工办理") if adapter.is_manual else _("自动发送")
    url = reverse("channels:settings", args=[code, channel.pk]) if may_configure else ""
    return Cell(words, url=url)


def _row(code: str, channel: Channel, *, may_record: bool, may_configure: bool) -> Row:
    url = reverse("channels:change", args=[code, channel.pk]) if may_record else ""
    in_use, retired = Tag(_("正在使用"), "good", "check"), Tag(_("已停用"), "still", "pause")
    return Row((
        Cell(channel.name, "main", url, lang="zh-CN"),
        Cell(channel.get_kind_display()),
        Cell(str(channel.family.label)),
        Cell(channel.place, lang="zh-CN"),
        _way(code, channel, may_configure=may_configure),
        Cell("", "fixed", tag=in_use if channel.is_active else retired),
    ))  # fmt: skip


@staff_page(Permission.RECORD)
def add(request: OfficeRequest) -> HttpResponse:
    """Enter a new channel."""
    form = ChannelForm(request.POST or None, villages=_villages(request))
    if request.method == "POST" and form.is_valid():
        try:
            channel = actions.add(
                body_id=request.office.pk, by=request.user, at=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("已增加渠道“%(name)s”。") % {"name": channel.name})
            return redirect("channels:list", request.office.code)
    return _form(request, _("增加渠道"), form)


@staff_page(Permission.RECORD)
def change(request: OfficeRequest, pk: int) -> HttpResponse:
    """Rename, move, retire or take up a channel again."""
    channel: Channel = get_object_or_404(Channel.objects.all(), pk=pk)
    form = ChannelForm(request.POST or None, initial=said_by(channel), villages=_villages(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                channel, form.cleaned_data, seen=_seen(request), by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("已保存渠道“%(name)s”。") % {
                "name": form.cleaned_data["name"],
            })  # fmt: skip
            return redirect("channels:list", request.office.code)
    return _form(request, _("修改渠道"), form, seen=_sealed(channel))


def _form(request: OfficeRequest, title: str, form: ChannelForm, seen: str = "") -> HttpResponse:
    context = {"title": title, "form": form, "seen": seen}
    return render(request, "channels/form.html", context)


def _villages(request: OfficeRequest) -> list[tuple[int, str]]:
    """Return the villages whose staff may post for the body."""
    found = bodies.subtree(request.office).filter(level=Level.VILLAGE)
    return list(found.values_list("pk", "name"))


def _sealed(channel: Channel) -> str:
    """Return what the channel says now, so that a later save can tell whether it still does."""
    return signing.dumps(json.dumps(said_by(channel)))


def _seen(request: OfficeRequest) -> dict[str, Any]:
    try:
        return dict(json.loads(signing.loads(request.POST.get("seen", ""))))
    except signing.BadSignature:
        return {}
