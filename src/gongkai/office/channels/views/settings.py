"""How a channel is served: by hand or by itself, and what that needs. Administrators only.

A channel is told where its messages and its credential go, so this is no clerk's page.
"""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import FormPage, answer
from gongkai.office.channels import actions, queries
from gongkai.office.channels.adapters import registry
from gongkai.office.channels.forms.settings import SettingsForm
from gongkai.office.channels.models import Channel, ChannelKind
from gongkai.web.facts.story import SummaryItem


@staff_page(Permission.ADMINISTER)
def configure(request: OfficeRequest, pk: int) -> HttpResponse:
    """Set how the channel is served."""
    channel: Channel = get_object_or_404(Channel.objects.all(), pk=pk)
    form = SettingsForm(request.POST or None, channel=channel, groups=list(queries.groups()))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            actions.configure(
                channel, settings=form.cleaned_data, by=request.user, at=timezone.now()
            )
            messages.success(
                request, _("已保存渠道“%(name)s”的办理设置。") % {"name": channel.name}
            )
            return redirect("channels:list", request.office.code)
    context = {
        "channel": channel, "form": form, "addresses": _addresses(request, channel),
        "has_token": channel.kind in (ChannelKind.LED_SCREEN, ChannelKind.KIOSK),
        "has_questions": bool(form.fields),
        "is_automatic": not registry.of(channel).is_manual,
    }  # fmt: skip
    return render(request, "channels/settings.html", context, status=status)


def _addresses(request: OfficeRequest, channel: Channel) -> list[SummaryItem]:
    """Return the addresses under which machines reach the channel."""
    base = [request.office.code, channel.pk]

    def whole(name: str, *more: Any) -> str:
        return request.build_absolute_uri(reverse(f"gateway:{name}", args=[*base, *more]))

    match channel.kind:
        case ChannelKind.LED_SCREEN:
            return [
                SummaryItem(_("播放内容（文本）"), whole("feed", channel.token, "txt")),
                SummaryItem(_("播放内容（JSON）"), whole("feed", channel.token, "json")),
                SummaryItem(_("第一屏画面"), whole("frame", channel.token, 1)),
            ]
        case ChannelKind.KIOSK:
            return [SummaryItem(_("查询内容（JSON）"), whole("feed", channel.token, "json"))]
        case ChannelKind.SMS:
            return [SummaryItem(_("状态报告回送地址"), whole("reports"))]
        case ChannelKind.WECHAT_OFFICIAL:
            return [SummaryItem(_("公众平台回调地址"), whole("wechat"))]
    return []


@staff_page(Permission.ADMINISTER)
def renew_address(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the channel a new address for machines."""
    channel: Channel = get_object_or_404(Channel.objects.all(), pk=pk)
    page = FormPage(
        _("更换取用地址"), _("更换地址"), _back(request, channel), channel.name,
        lead=_("更换后原地址立即失效，显示屏须改用新地址。"), kind="danger",
        done=_("已更换取用地址。"),
    )  # fmt: skip

    def act(_said: dict[str, Any]) -> None:
        actions.renew_token(channel, by=request.user, at=timezone.now())

    return answer(request, Form(request.POST if request.method == "POST" else None), page, act)


def _back(request: OfficeRequest, channel: Channel) -> str:
    """Return the way back to the settings."""
    return reverse("channels:settings", args=[request.office.code, channel.pk])
