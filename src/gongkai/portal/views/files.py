"""The bytes of an attachment (附件文件) of what is public now, sent so that nothing in it can act.

What a browser cannot run is shown in it; pages and drawings, which it could, are only downloaded.
"""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from gongkai.office.audience.models import Reach
from gongkai.office.publishing.models import Attachment
from gongkai.office.publishing.queries import public
from gongkai.office.records import files
from gongkai.portal.audience import counted
from gongkai.portal.frame import public as public_page

# Shown in the browser; everything else, html and svg above all, is handed over as a file.
INLINE = frozenset((
    "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "audio/mpeg",
    "audio/mp4", "audio/ogg", "audio/wav", "audio/x-wav", "video/mp4", "video/webm", "video/ogg",
    "text/vtt", "text/plain",
))  # fmt: skip
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
# A viewer of PDF does not open in a sandbox; nothing else may be loaded from it.
PDF_POLICY = "default-src 'none'; object-src 'self'; frame-ancestors 'none'"
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})$")
MOST_AT_ONCE = 4 * 1024 * 1024
PARTIAL, UNSATISFIABLE = 206, 416


@public_page
def send(request: HttpRequest, code: str, attachment: str, name: str) -> HttpResponse:
    """One attachment, whole or the part that is asked for."""
    copy = public.by_code(code)
    held = public.attachment_of(copy, attachment) if copy is not None else None
    if copy is None or held is None:
        raise Http404
    tag = f'"{held.file.digest[:32]}"'
    asked = request.headers.get("Range", "")
    if not asked:
        counted.read(request, copy, Reach.DOWNLOAD)
    if asked and request.headers.get("If-Range", tag) == tag:
        return _safe(_part(held, asked), held, tag)
    response = HttpResponse(files.content(held.file))
    return _safe(response, held, tag)


def _part(held: Attachment, asked: str) -> HttpResponse:
    size = held.file.size
    span = _span(asked, size)
    if span is None:
        return HttpResponse(
            status=UNSATISFIABLE, headers={"Content-Range": f"bytes */{size}"}
        )  # fmt: skip
    first, last = span
    return HttpResponse(
        files.part(held.file, first, last), status=PARTIAL,
        headers={"Content-Range": f"bytes {first}-{last}/{size}"},
    )  # fmt: skip


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte asked for; None where there are none such."""
    found = _RANGE.match(asked.replace(" ", ""))
    if found is None or (not found[1] and not found[2]):
        return None
    if not found[1]:
        first, last = max(size - int(found[2]), 0), size - 1
    else:
        first = int(found[1])
        last = min(int(found[2]), size - 1) if found[2] else size - 1
    if first > last or first >= size:
        return None
    return first, min(last, first + MOST_AT_ONCE - 1)


def _safe(response: HttpResponse, held: Attachment, tag: str) -> HttpResponse:
    inline = held.media_type in INLINE
    headers: dict[str, Any] = response.headers  # type: ignore[assignment] # behaves as one
    headers["Content-Type"] = held.media_type if inline else "application/octet-stream"
    if held.media_type in ("text/plain", "text/vtt"):
        headers["Content-Type"] = f"{held.media_type}; charset=utf-8"
    headers["Content-Disposition"] = content_disposition_header(
        as_attachment=not inline, filename=held.name
    )
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Accept-Ranges"] = "bytes"
    headers["ETag"] = tag
    is_pdf = held.media_type == "application/pdf"
    headers["Content-Security-Policy"] = PDF_POLICY if is_pdf else SANDBOX
    patch_cache_control(response, public=True, max_age=60)
    return response
