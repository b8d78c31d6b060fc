"""What programs may read: bodies, categories, items, annual reports, numbers.

Lists go by key. A program that keeps a copy follows `changed_since` and meets tombstones there.
"""

import base64
import binascii
from datetime import UTC, date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date, urlencode
from django.utils.translation import gettext_lazy as _
from django_scopes import scope
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from gongkai.documents import json_file
from gongkai.office.annual_reports import queries as annual_reports
from gongkai.office.bodies.models import Body
from gongkai.office.publishing import categories
from gongkai.office.publishing.models import PublicItem
from gongkai.office.publishing.queries import bulk, public
from gongkai.office.search import queries as search
from gongkai.portal import addresses
from gongkai.portal.opendata import entries
from gongkai.portal.opendata.entries import BodyName, Entry, Tombstone, WholeEntry
from gongkai.portal.opendata.refusal import Problem, Refused

router = Router()
MOST = 200
MOST_WITH_TEXT = 50


class BodyEntry(BaseModel):
    """A body and its place in the tree."""

    code: str
    name: str
    short_name: str
    level: str
    kind: str
    parent: str | None
    credit_code: str
    division_code: str
    address: str
    telephone: str
    office_hours: str


class CategoryEntry(BaseModel):
    """A category of what is published on one's own initiative, in the words of Art. 20."""

    code: str
    label: str
    label_en: str
    source: str


class ItemsAsked(BaseModel):
    """Which items, and how many of them at once."""

    body: str = ""
    category: str = ""
    subject: str = ""
    genre: str = ""
    validity: Literal["", "in_force", "amended", "repealed", "expired"] = ""
    from_on: date | None = Field(None, alias="from")
    until_on: date | None = Field(None, alias="until")
    changed_since: datetime | None = None
    include: Literal["", "text"] = ""
    cursor: str = ""
    size: int = Field(50, ge=1, le=MOST)


class ItemsPage(BaseModel):
    """A page of a list, and the address of the next one; null: this is the last."""

    items: list[WholeEntry | Entry | Tombstone]
    next: str | None


class SearchAsked(BaseModel):
    """Words to be found, and what narrows them."""

    q: str = Field(max_length=200)
    body: str = ""
    category: str = ""
    genre: str = ""
    from_on: date | None = Field(None, alias="from")
    until_on: date | None = Field(None, alias="until")
    sort: Literal["relevance", "newest"] = "relevance"
    cursor: str = ""
    size: int = Field(20, ge=1, le=100)


class HitEntry(BaseModel):
    """An item that was found, and the passage in which it was."""

    item: Entry
    snippet: str


class Found(BaseModel):
    """What was found; `next_cursor` is empty on the last page."""

    total: int
    next_cursor: str
    did_you_mean: list[str]
    hits: list[HitEntry]


class LinkEntry(BaseModel):
    """A link to another item. `is_from_here`: this item speaks of the other."""

    kind: str
    is_from_here: bool
    code: str
    title: str
    url: str


class SpanEntry(BaseModel):
    """From when until when a version was public."""

    version: int
    from_at: datetime
    until_at: datetime | None


class OneItem(WholeEntry):
    """An item with everything that the public page shows."""

    links: list[LinkEntry]
    spans: list[SpanEntry]


class ReportEntry(BaseModel):
    """A frozen annual report."""

    body: BodyName
    year: int
    edition: str
    version: int
    frozen_at: datetime | None
    url: str


class Statistics(BaseModel):
    """How much is public, of one body or of all."""

    body: str
    items: int
    withdrawn: int
    by_category: dict[str, int]
    by_month: dict[str, int]


@router.get("/bodies", response=list[BodyEntry], operation_id="bodies", url_name="bodies")
def bodies(request: HttpRequest) -> Any:
    """List the bodies."""
    names = ("code", "name", "short_name", "level", "kind", "credit_code", "division_code",
             "address", "telephone", "office_hours")  # fmt: skip
    return [
        BodyEntry(
            **{name: getattr(each, name) for name in names},
            parent=each.parent.code if each.parent else None,
        )
        for each in Body.objects.select_related("parent")
    ]


@router.get("/categories", response=list[CategoryEntry], operation_id="categories")
def catalogue(request: HttpRequest) -> Any:
    """List the categories."""
    return [
        CategoryEntry(code=each.key, label=each.label, label_en=each.gloss, source=str(each.source))
        for each in categories.categories()
    ]


@router.get("/items", response={200: ItemsPage, 422: Problem}, operation_id="items",
            url_name="items")  # fmt: skip
def items(request: HttpRequest, response: HttpResponse, asked: ItemsAsked = Query(...)) -> Any:  # noqa: B008 - ninja's way
    """List items, newest first; with `changed_since`, by their last change, oldest first."""
    size = min(asked.size, MOST_WITH_TEXT) if asked.include else asked.size
    wanted = public.Wanted(
        body_ids=[known_body(asked.body).pk] if asked.body else (),
        categories=[asked.category] if asked.category else (), subject=asked.subject,
        genre=asked.genre, validity=asked.validity, from_on=asked.from_on, until_on=asked.until_on,
    )  # fmt: skip
    after = _place(asked.cursor)
    if asked.changed_since is not None:
        since = asked.changed_since
        since = since if since.tzinfo else timezone.make_aware(since)
        rows, following = bulk.changed(wanted, since=since, size=size, after=after)
    else:
        page = public.page(wanted, size=size, after=after)
        rows, following = list(page.items), page.next_place
    texts = bulk.texts(rows) if asked.include else {}
    if rows:
        response["Last-Modified"] = http_date(max(each.changed_at for each in rows).timestamp())
    return ItemsPage(
        items=[_listed(each, texts, request) for each in rows], next=_next(request, following)
    )


def _listed(
    copy: PublicItem, texts: dict[int, PublicItem], request: HttpRequest
) -> Entry | Tombstone:
    if copy.is_withdrawn:
        return entries.tombstone(copy, request)
    if copy.pk in texts:
        return entries.whole(texts[copy.pk], request)
    return entries.entry(copy, request)


@router.get("/items/{code}", response={200: OneItem, 404: Problem, 410: Tombstone},
            operation_id="item", url_name="item")  # fmt: skip
def item(request: HttpRequest, response: HttpResponse, code: str) -> Any:
    """Give one item with everything; 410 with what is left where it was taken down."""
    copy = public.by_code(code)
    if copy is None:
        raise Refused(404, _("没有公开过这条信息。请核对代码，或者从列表查找。"))
    response["Last-Modified"] = http_date(copy.changed_at.timestamp())
    if copy.is_withdrawn:
        return Status(410, entries.tombstone(copy, request))
    return OneItem(
        **dict(entries.whole(copy, request)),
        links=[
            LinkEntry(
                kind=each.kind.value, is_from_here=each.is_from_here, code=each.other.code,
                title=each.other.title,
                url=addresses.whole(request, addresses.item(each.other.code)),
            )
            for each in public.ties(copy)
        ],
        spans=[
            SpanEntry(version=each.version.number, from_at=each.from_at, until_at=each.until_at)
            for each in public.spans(copy)
        ],
    )  # fmt: skip


@router.get("/search", response={200: Found, 422: Problem, 503: Problem}, operation_id="search")
def find(request: HttpRequest, asked: SearchAsked = Query(...)) -> Any:  # noqa: B008 - ninja's way
    """Search what is public; the best first, or the newest."""
    answer = search.find(
        search.Question(
            words=asked.q, body=asked.body, category=asked.category, genre=asked.genre,
            from_on=asked.from_on, until_on=asked.until_on, sort=search.Sort(asked.sort),
            page_size=asked.size, after=asked.cursor, wants_counts=False,
        )
    )  # fmt: skip
    if not answer.is_ready:
        raise Refused(503, _("检索正在准备，请过几分钟再试。"))
    rows = public.by_codes([each.key for each in answer.hits])
    return Found(
        total=answer.total, next_cursor=answer.next_after,
        did_you_mean=list(answer.did_you_mean),
        hits=[
            HitEntry(item=entries.entry(rows[hit.key], request), snippet=hit.snippet.text)
            for hit in answer.hits if hit.key in rows
        ],
    )  # fmt: skip


@router.get("/reports", response={200: list[ReportEntry], 404: Problem}, operation_id="reports")
def reports(request: HttpRequest, body: str = "") -> Any:
    """List the frozen annual reports, of one body or of all."""
    return [
        ReportEntry(
            body=BodyName(code=office.code, name=office.name), year=version.report.year,
            edition=version.edition, version=version.number, frozen_at=version.frozen_at,
            url=addresses.whole(
                request, reverse("api:report", args=[office.code, version.report.year])
            ),
        )
        for office in ([known_body(body)] if body else Body.objects.all())
        for version in _frozen(office)
    ]  # fmt: skip


@router.get("/reports/{body}/{int:year}", response={200: dict[str, Any], 404: Problem},
            operation_id="report", url_name="report")  # fmt: skip
def report(request: HttpRequest, body: str, year: int) -> Any:
    """Give a frozen annual report: every figure of its form, its sections, its findings."""
    office = known_body(body)
    version = next((each for each in _frozen(office) if each.report.year == year), None)
    if version is None:
        raise Refused(404, _("该机关这一年度没有已定稿的年度报告。请在报告列表中核对年度。"))
    with scope(body=office.pk):
        reading = annual_reports.reading(version, office)
        return json_file.dump(reading.filled, reading.findings)


def _frozen(office: Body) -> list[Any]:
    with scope(body=office.pk):
        return annual_reports.frozen_versions()


@router.get("/statistics", response={200: Statistics, 404: Problem}, operation_id="statistics")
def statistics(request: HttpRequest, body: str = "") -> Any:
    """Count what is public: by category and by the month of first publication."""
    extent = bulk.Extent(body_id=known_body(body).pk if body else None)
    counted = bulk.numbers(extent)
    return Statistics(
        body=body, items=counted.readable, withdrawn=counted.withdrawn,
        by_category=counted.by_category,
        by_month={str(month): count for month, count in bulk.months(extent)},
    )  # fmt: skip


def known_body(code: str) -> Body:
    """Return the body of a code. Raises Refused where there is none."""
    found = Body.objects.filter(code=code).first()
    if found is None:
        raise Refused(404, _("没有代码为此的机关。请从机关列表取得代码。"))
    return found


def _next(request: HttpRequest, place: public.Place | None) -> str | None:
    if place is None:
        return None
    given = {name: str(value) for name, value in request.GET.items() if name != "cursor"}
    cursor = f"{int(place.published_at.timestamp() * 1_000_000)}.{place.pk}"
    given["cursor"] = base64.urlsafe_b64encode(cursor.encode()).decode()
    return addresses.whole(request, f"{request.path}?{urlencode(given)}")


def _place(cursor: str) -> public.Place | None:
    if not cursor:
        return None
    try:
        moment, pk = base64.urlsafe_b64decode(cursor.encode()).decode("ascii").split(".")
        microseconds = int(moment)
        at = datetime.fromtimestamp(microseconds // 1_000_000, tz=UTC)
        return public.Place(at.replace(microsecond=microseconds % 1_000_000), int(pk) % 2**63)
    except (ValueError, OverflowError, OSError, binascii.Error) as error:
        raise Refused(
            422, _("参数 cursor 不是列表给出的。请使用上一页结果中 next 的地址。")
        ) from error
