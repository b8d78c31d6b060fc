"""How every public page is answered: in its frame, for caches to keep, without a cookie.

An answer depends on the address, on the language and on the two cookies of the look, and on nothing
else (docs/decisions/2026-11-25-public-pages-set-no-cookie.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from gongkai.office.bodies.models import Body

SECONDS = 60
_SESSION = settings.SESSION_COOKIE_NAME


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its body, the part of the site, the steps that lead to it."""

    body: Body | None = None
    section: str = ""
    steps: tuple[tuple[str, str], ...] = ()


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, place: Place = Place(),
    status: int = 200, changed_at: datetime | None = None,
) -> HttpResponse:  # fmt: skip
    """Render a public page in the frame of its body. `changed_at` is told as Last-Modified."""
    body = place.body
    given: dict[str, Any] = {
        "place": place, "section": place.section, "body": body, "canonical": _canonical(request),
        **context,
    }  # fmt: skip
    if body is not None:
        given["demonstration"] = settings.DEMONSTRATION or body.is_demonstration
        given["current_body"] = {
            "name": body.name, "url": reverse("portal:body", args=[body.code]), "code": body.code,
        }  # fmt: skip
    response = render(request, template, given, status=status)
    if changed_at is not None:
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())
    return response


def _canonical(request: HttpRequest) -> str:
    return f"{settings.PUBLIC_ADDRESS}{request.path}" if settings.PUBLIC_ADDRESS else ""


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let everybody and every cache keep an answer for a minute, and ask again by its tag."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        if _SESSION in request.COOKIES:
            patch_cache_control(response, private=True, no_cache=True)
            return response
        if response.status_code not in (200, 410):
            return response
        if "Cache-Control" not in response.headers:
            patch_cache_control(response, public=True, max_age=SECONDS)
        if response.status_code == 200 and "ETag" not in response.headers:
            response.headers["ETag"] = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
        found: HttpResponseBase | None = get_conditional_response(
            request, etag=response.headers.get("ETag"), response=response
        )
        return found or response

    return answered
