"""How open data answers: anybody may ask, from any page, so often a minute, and need not ask twice.

A refusal is a problem document (RFC 9457) with a sentence in Chinese and in English.
"""

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.functional import Promise
from django.utils.http import parse_http_date_safe
from django.utils.translation import gettext_lazy as _

from gongkai.portal.opendata import limits

View = Callable[..., Any]
FRESH_SECONDS = 60


def problem(
    status: int, sentence: str | Promise, *, fields: dict[str, str] | None = None
) -> HttpResponse:
    """Return a problem document that says what happened and what to do, in both languages."""
    said = {"type": "about:blank", "status": status}
    for language, name in (("zh-hans", "detail"), ("en", "detail_en")):
        with translation.override(language):
            said[name] = str(sentence)
    said["title"] = said["detail"]
    if fields:
        said["fields"] = fields
    response = HttpResponse(
        json.dumps(said, ensure_ascii=False), status=status, content_type="application/problem+json"
    )
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def opened(view: View, *, action: str = "open_data") -> View:
    """Make a view answer everybody: counted per address, readable from other pages, conditional."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        if not _is_baked(request) and not limits.is_within(request, action):
            return too_often()
        return finished(request, view(request, *args, **kwargs))

    return answer


def too_often() -> HttpResponse:
    """Return the refusal of one who asks too often."""
    response = problem(
        429, _("同一网络地址请求过于频繁，请一分钟后再试。需要全部数据的，请下载导出文件。")
    )
    response["Retry-After"] = "60"
    return response


def finished(request: HttpRequest, response: Any) -> Any:
    """Put on the headers of open data, and answer 304 where the reader has it already."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Retry-After, Link"
    patch_vary_headers(response, ["Accept-Encoding"])
    if response.status_code not in (200, 410):
        return response
    response.setdefault("Cache-Control", f"public, max-age={FRESH_SECONDS}")
    if not response.streaming and not response.has_header("ETag"):
        response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    if response.status_code != 200:
        return response
    modified = response.headers.get("Last-Modified")
    return get_conditional_response(
        request,
        etag=response.headers.get("ETag"),
        last_modified=parse_http_date_safe(modified) if modified else None,
        response=response,
    )


def _is_baked(request: HttpRequest) -> bool:
    return getattr(request, "baked", None) is not None
