"""Where baking begins (页面来源): the addresses of a whole site, and those that a change touches.

Everything else is found by following the links of pages. A provider names what its views show; a
view that does not exist gives nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.models import PublicItem
from gongkai.office.publishing.queries import bulk
from gongkai.office.publishing.queries.bulk import Extent, Month
from gongkai.portal.baking.manifest import Manifest
from gongkai.portal.datasets.exports import Kind
from gongkai.portal.feeds.views import FORMS
from gongkai.portal.months import lists
from gongkai.portal.pages import headings

# What stands for the whole site and tells of any change.
_FRONT = (
    "portal:home", "portal:latest", "portal:catalogue", "portal:documents", "portal:reports",
    "portal:statistics", "open:guide", "open:months", "open:catalog", "open:openapi",
    "open:sitemap", "open:robots",
)  # fmt: skip
_OF_A_BODY = ("portal:body", "portal:body_latest", "portal:body_catalogue", "portal:guide")


@dataclass(frozen=True, slots=True)
class Touched:
    """An item that changed: where it stands now, and the category in which it stood."""

    pk: int
    code: str
    item_id: int
    body_code: str
    category: str
    category_before: str
    month: Month


def _paths(*names: str, args: Sequence[str] = ()) -> Iterator[str]:
    for name in names:
        try:
            yield reverse(name, args=args)
        except NoReverseMatch:
            continue


def fixed() -> Iterator[str]:
    """Yield what is there once."""
    yield from _paths(*_FRONT)
    for form in FORMS:
        yield reverse("feeds:items", args=[form])


def everything() -> Iterator[str]:
    """Yield the addresses of the whole site but for its items."""
    yield from fixed()
    for code in Body.objects.values_list("code", flat=True):
        yield from _of_body(code)
        yield from _months_of("body", code)
    for category in bulk.categories_used(Extent()):
        yield from _of_category(category)
        yield from _months_of("category", category)
    yield from _months_of("all", "all")
    for month, _count in bulk.months(Extent()):
        yield from _exports(month)
    for number, _at in bulk.parts():
        yield reverse("open:sitemap_part", args=[number])


def items() -> Iterator[tuple[str, str]]:
    """Yield every item that is public or was, with its category."""
    found = PublicItem.everywhere.order_by("pk").values_list("code", "category")
    rows: Iterator[tuple[str, str]] = found.iterator(chunk_size=5000)
    return rows


def item_page(code: str) -> Iterator[str]:
    """Yield the addresses that every item has, so that they are baked together."""
    return _paths("portal:item", "portal:item_qr", args=[code])


def touched(
    changes: Iterable[Touched], tied: Iterable[tuple[str, str, str]], known: Manifest
) -> Iterator[str]:
    """Yield every address that tells of changed items, lists and exports and feeds included.

    `tied` are the items that a link joins to changed ones, by code, body and category: their pages
    and the lists with them may name a changed item.
    """
    bodies: set[str] = set()
    categories: set[str] = set()
    shelves: set[tuple[str, str]] = set()
    for code, body_code, category in tied:
        yield from item_page(code)
        shelves.add((body_code, category))
    months: set[tuple[str, str, Month]] = set()
    for change in changes:
        yield from item_page(change.code)
        yield from known.paths_of(change.code)
        yield reverse("open:sitemap_part", args=[bulk.part_of(change.pk)])
        bodies.add(change.body_code)
        stood = {change.category, change.category_before} - {""}
        categories |= stood
        shelves |= {(change.body_code, each) for each in stood}
        months |= {("all", "all", change.month), ("body", change.body_code, change.month)}
        months |= {("category", each, change.month) for each in stood}
    for code in bodies:
        yield from _of_body(code)
        yield reverse("open:months_of", args=["body", code])
    for category in categories:
        yield from _of_category(category)
        yield reverse("open:months_of", args=["category", category])
    # A list that is not there yet is found by the links of the catalogue.
    yield from (path for path in _of_shelves(shelves) if known.holds(path))
    for kind, key, month in months:
        yield from _pages_of(kind, key, month)
        yield from known.paths_below(f"/months/{kind}/{key}/{month}/")
    for month in {each[2] for each in months}:
        yield from _exports(month)


def reports(known: Manifest) -> Iterator[str]:
    """Yield the pages and files of the annual reports that are in the tree."""
    yield from known.paths_below("/reports/")


def _of_body(code: str) -> Iterator[str]:
    yield from _paths(*_OF_A_BODY, args=[code])
    yield from (reverse("feeds:body", kwargs={"body": code, "kind": form}) for form in FORMS)


def _of_shelves(shelves: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the lists of categories and of those above them, of all bodies and of each."""
    for body_code, category in shelves:
        yield from _paths("portal:body", "portal:body_latest", args=[body_code])
        for key in (category, *headings.above(category)):
            yield from _paths("portal:category", args=[key])
            yield from _paths("portal:body_category", args=[body_code, key])


def _of_category(category: str) -> Iterator[str]:
    for form in FORMS:
        yield reverse("feeds:category", kwargs={"category": category, "kind": form})


def _months_of(kind: str, key: str) -> Iterator[str]:
    shelf = lists.shelf(kind, key)
    if shelf is None:
        return
    yield shelf.url
    for month, count in bulk.months(shelf.extent):
        for number in range(1, -(-count // lists.PAGE) + 1):
            yield shelf.page_url(month, number)


def _pages_of(kind: str, key: str, month: Month) -> Iterator[str]:
    shelf = lists.shelf(kind, key)
    if shelf is not None:
        for number in range(1, lists.pages_of(shelf, month) + 1):
            yield shelf.page_url(month, number)


def _exports(month: Month) -> Iterator[str]:
    for kind in Kind:
        yield reverse("open:export_period", kwargs={"period": str(month), "kind": kind.value})
