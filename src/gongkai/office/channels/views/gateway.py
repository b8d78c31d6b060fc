"""The doors for machines and readers outside (对外接口): feeds of screens, reports, saying no.

Each names body and channel; a screen shows its token, a gateway signs, a reader brings what was
in the letter. What is wrong is "not found", and nothing says which part of it was.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing as django_signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django_scopes import scope

from gongkai.office.bodies.models import Body
from gongkai.office.channels import actions, queries
from gongkai.office.channels.actions.recipients import Report
from gongkai.office.channels.adapters.email import SALT
from gongkai.office.channels.content import Content
from gongkai.office.channels.media import making, screen
from gongkai.office.channels.models import Channel, ChannelKind
from gongkai.office.channels.wire import credentials, signing

_MOST_BYTES = 1024 * 1024
_MOST_REPORTS = 5000


def _door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the body by its code and enter its scope."""

    @wraps(view)
    def page(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        body = Body.objects.filter(code=code).first()
        if body is None:
            raise Http404
        with scope(body=body.pk):
            return view(request, body, *args, **kwargs)

    return page


@_door
def nothing_here(request: HttpRequest, body: Body, pk: int) -> HttpResponse:
    """The root of a channel's addresses shows nothing."""
    raise Http404


@_door
@require_http_methods(["GET", "HEAD"])
def feed(request: HttpRequest, body: Body, pk: int, token: str, kind: str) -> HttpResponse:
    """What a screen or a reading point shows now, as text or as JSON."""
    channel = _screen(pk, token)
    if kind not in ("txt", "json"):
        raise Http404
    shown = _showing(channel)
    if request.method == "GET" and channel.kind == ChannelKind.LED_SCREEN and shown:
        actions.note_taken(channel, by=None, at=timezone.now())
    items = [_entry(content, channel) for content in shown]
    if kind == "txt":
        lines = [part for each in items for part in each["screens"]]
        answer = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    else:
        answer = JsonResponse({"items": items}, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    return answer


@_door
@require_http_methods(["GET", "HEAD"])
def frame(request: HttpRequest, body: Body, pk: int, token: str, number: int) -> HttpResponse:
    """One screen of what is shown now, as a picture; they are numbered through."""
    channel = _screen(pk, token)
    left = number
    for content in _showing(channel):
        count = len(screen.pages(content, characters=_characters(channel)))
        if 1 <= left <= count:
            made = making.frame(content, channel.settings, left)
            if made is not None:
                return HttpResponse(made.data, content_type=made.kind)
        left -= count
    raise Http404


def _screen(pk: int, token: str) -> Channel:
    channel = queries.by_token(pk=pk, token=token)
    if channel is None or channel.kind not in (ChannelKind.LED_SCREEN, ChannelKind.KIOSK):
        raise Http404
    return channel


def _showing(channel: Channel) -> list[Content]:
    now = timezone.localtime(timezone.now())
    begins = str(channel.settings.get("from_time", "00:00"))
    ends = str(channel.settings.get("until_time", "24:00"))
    if channel.kind == ChannelKind.LED_SCREEN and not begins <= f"{now:%H:%M}" < ends:
        return []
    return [Content.from_json(each.content) for each in queries.showing(channel, on=now.date())]


def _characters(channel: Channel) -> int:
    return int(channel.settings.get("characters", 40))


def _entry(content: Content, channel: Channel) -> dict[str, Any]:
    return {
        "code": content.item_code,
        "version": content.version,
        "title": content.title,
        "publisher": content.publisher,
        "published_on": content.published_on.isoformat(),
        "url": content.url,
        "screens": list(screen.pages(content, characters=_characters(channel))),
    }


def _channel(pk: int, kind: ChannelKind) -> Channel:
    channel = Channel.objects.filter(pk=pk, kind=kind).first()
    if channel is None:
        raise Http404
    return channel


@csrf_exempt
@_door
@require_http_methods(["POST"])
def reports(request: HttpRequest, body: Body, pk: int) -> HttpResponse:
    """Signed reports of a gateway: what arrived, and who answered that they want no more."""
    channel = _channel(pk, ChannelKind.SMS)
    said = _signed(request, body, channel)
    if said is None:
        return JsonResponse({"error": "signature"}, status=403)
    listed = said.get("reports", []), said.get("refusals", [])
    if not all(isinstance(each, list) and len(each) <= _MOST_REPORTS for each in listed):
        return JsonResponse({"error": "shape"}, status=400)
    found = [_report(each) for each in listed[0] if isinstance(each, dict)]
    refusals = [str(each)[:100] for each in listed[1]]
    count = actions.take_reports(
        channel, reports=found, refusals=refusals, by=None, at=timezone.now()
    )
    return JsonResponse({"status": "accepted", "new": count})


def _signed(request: HttpRequest, body: Body, channel: Channel) -> dict[str, Any] | None:
    data = request.body
    if len(data) > _MOST_BYTES:
        return None
    try:
        secret = credentials.read(body.code, str(channel.settings.get("credential", "")))
    except credentials.CredentialMissing:
        return None
    if not signing.is_signed(secret, request.headers, data, at=timezone.now()):
        return None
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _report(said: dict[str, Any]) -> Report:
    return Report(
        reference=str(said.get("reference", ""))[:100], address=str(said.get("phone", ""))[:20],
        has_arrived=said.get("arrived") is True, text=str(said.get("text", ""))[:100],
    )  # fmt: skip


@csrf_exempt
@_door
@require_http_methods(["GET", "POST"])
def wechat(request: HttpRequest, body: Body, pk: int) -> HttpResponse:
    """The platform makes itself known; what it tells is asked for by the round in any case."""
    channel = _channel(pk, ChannelKind.WECHAT_OFFICIAL)
    asked = request.GET
    try:
        token = credentials.read(body.code, str(channel.settings.get("callback_credential", "")))
    except credentials.CredentialMissing:
        raise Http404 from None
    if not signing.is_from_wechat(
        token, timestamp=asked.get("timestamp", ""), nonce=asked.get("nonce", ""),
        given=asked.get("signature", ""),
    ):  # fmt: skip
        return HttpResponse(status=403)
    said = asked.get("echostr", "") if request.method == "GET" else "success"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


@csrf_exempt
@_door
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, body: Body, pk: int, token: str) -> HttpResponse:
    """A reader says no: a page with one button, or one call of the mail program."""
    try:
        channel_id, address = django_signing.loads(token, salt=SALT)
    except (django_signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    if channel_id != pk:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        actions.opt_out_by_phone(body_id=body.pk, address=str(address), by=None, at=timezone.now())
    return render(request, "channels/unsubscribe.html", {"body": body, "is_done": is_done})
