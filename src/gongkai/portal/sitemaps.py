"""The site map in parts of at most ten thousand pages, and what robots are told.

A part is a range of keys, so that a page published today changes one part.
"""

from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.office.publishing.queries import bulk
from gongkai.portal import addresses
from gongkai.portal.opendata.serving import finished

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Name the parts."""
    lines = [
        _entry("sitemap", addresses.whole(request, reverse("open:sitemap_part", args=[number])), at)
        for number, at in bulk.parts()
    ]
    return _xml(request, "sitemapindex", lines)


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """Name the pages of the items in one part."""
    if number > 1_000_000:
        raise Http404
    lines = [
        _entry("url", addresses.whole(request, addresses.item(code)), at)
        for code, at in bulk.part(number)
    ]
    if not lines:
        raise Http404
    return _xml(request, "urlset", lines)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let robots read what is public, and tell where the site map is."""
    lines = [
        "User-agent: *", "Disallow: /office/", "Disallow: /accounts/", "Disallow: /search/",
        f"Sitemap: {addresses.whole(request, reverse('open:sitemap'))}", "",
    ]  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _entry(name: str, address: str, at: datetime) -> str:
    when = at.isoformat(timespec="seconds")
    return f"<{name}><loc>{escape(address)}</loc><lastmod>{when}</lastmod></{name}>"


def _xml(request: HttpRequest, root: str, lines: list[str]) -> HttpResponse:
    text = f'{_HEAD}<{root} xmlns="{_SPACE}">\n' + "\n".join(lines) + f"\n</{root}>\n"
    answer: HttpResponse = finished(
        request, HttpResponse(text, content_type="application/xml; charset=utf-8")
    )
    return answer
