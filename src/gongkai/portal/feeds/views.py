"""The feeds: the newest items of all, of a body, of a category, and what runs out when."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gongkai.office.bodies.models import Body
from gongkai.office.publishing import categories
from gongkai.office.publishing.models import PublicItem
from gongkai.office.publishing.queries import bulk, public
from gongkai.office.search import queries as search
from gongkai.portal import addresses
from gongkai.portal.feeds import writing
from gongkai.portal.feeds.writing import Feed, Post
from gongkai.portal.opendata.serving import opened, problem

MOST = 50
MOST_DAYS = 500
LONGEST_QUESTION = 200
KEPT = timedelta(days=30)
_KINDS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "atom": (writing.atom, "application/atom+xml; charset=utf-8"),
    "rss": (writing.rss, "application/rss+xml; charset=utf-8"),
    "json": (writing.json_feed, "application/feed+json; charset=utf-8"),
    "ics": (writing.calendar, "text/calendar; charset=utf-8"),
}

FORMS = tuple(_KINDS)


@require_safe
def show(request: HttpRequest, kind: str, body: str = "", category: str = "") -> Any:
    """A feed, with a mark by which a reader is told that nothing changed."""
    return opened(_show)(request, kind, body, category)


def _show(request: HttpRequest, kind: str, body: str, category: str) -> HttpResponse:
    body = body or request.GET.get("body", "")
    category = category or request.GET.get("category", "")
    office = Body.objects.filter(code=body).first() if body else None
    known = {each.key for each in categories.categories()}
    if (body and office is None) or (category and category not in known):
        return problem(404, _("没有这个机关或者类别的订阅。请从开放数据页面选择。"))
    extent = bulk.Extent(body_id=office.pk if office else None, category=category)
    name = " ".join(filter(None, (
        office.name if office else "政府信息公开", categories.label(category) if category else "",
    )))  # fmt: skip
    copies = _copies(kind, extent)
    return _answer(request, kind, name, copies)


def _answer(
    request: HttpRequest, kind: str, name: str, copies: Sequence[PublicItem]
) -> HttpResponse:
    feed = Feed(
        title=name, home=addresses.whole(request, "/"),
        url=addresses.whole(request, request.get_full_path()),
        posts=[_post(each, request) for each in copies],
    )  # fmt: skip
    write, media_type = _KINDS[kind]
    response = HttpResponse(write(feed), content_type=media_type)
    if copies:
        response["Last-Modified"] = http_date(max(each.changed_at for each in copies).timestamp())
    return response


@require_safe
def found(request: HttpRequest, kind: str) -> Any:
    """A feed of what a question finds, the newest first: `?q=`."""
    return opened(_found)(request, kind)


def _found(request: HttpRequest, kind: str) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    if not words:
        return problem(422, _("请在参数 q 中写明要检索的词。"))
    question = search.Question(
        words=words, body=request.GET.get("body", ""), category=request.GET.get("category", ""),
        sort=search.Sort.NEWEST, page_size=MOST, wants_counts=False,
    )  # fmt: skip
    rows = public.by_codes([each.key for each in search.find(question).hits])
    copies = sorted(rows.values(), key=lambda each: (each.published_at, each.pk), reverse=True)
    return _answer(request, kind, f"政府信息公开 {words}", copies)


def _copies(kind: str, extent: bulk.Extent) -> list[PublicItem]:
    if kind == "ics":
        return bulk.running_out(extent, since=timezone.localdate() - KEPT, most=MOST_DAYS)
    return bulk.newest(extent, most=MOST)


def _post(copy: PublicItem, request: HttpRequest) -> Post:
    return Post(
        code=copy.code, url=addresses.whole(request, addresses.item(copy.code)), title=copy.title,
        summary=copy.summary, author=copy.publisher, category=categories.label(copy.category),
        published_at=copy.first_published_at, updated_at=copy.changed_at,
        expires_on=copy.expires_on,
    )  # fmt: skip
