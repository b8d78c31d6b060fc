"""Which addresses become files: pages in every language, other files once, the rest not at all.

A sort is named by the name of the view, so that a page that does not exist yet costs nothing and a
new one of a known name is baked without further ado.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.urls import Resolver404, resolve


class Sort(Enum):
    """What becomes of an address."""

    PAGE = auto()
    """A page, written in every language."""
    FILE = auto()
    """A file that is the same in every language, written once."""
    STATIC = auto()
    """A static file of the program."""
    LIVE = auto()
    """Answered by the application alone."""
    STAFF = auto()
    """Not for the public: never linked."""
    NONE = auto()
    """Nothing of ours."""


PAGES: Final = frozenset({
    "portal:home", "portal:body", "portal:guide", "portal:body_catalogue", "portal:body_category",
    "portal:body_latest", "portal:latest", "portal:catalogue", "portal:category", "portal:item",
    "portal:versions", "portal:version", "portal:compare", "portal:documents", "portal:reports",
    "portal:report", "portal:statistics", "open:guide", "open:months", "open:months_of",
    "open:month",
})  # fmt: skip
FILES: Final = frozenset({
    "portal:item_table", "portal:item_qr", "portal:file", "portal:report_file",
    "open:openapi", "open:catalog", "open:export_period", "open:sitemap", "open:sitemap_part",
    "open:robots", "feeds:items", "feeds:body", "feeds:category", "stylesheet",
})  # fmt: skip
ITEM: Final = "portal:item"
# Views whose address names an item as `code`: they go when the item goes.
OF_AN_ITEM: Final = frozenset({
    "portal:item", "portal:versions", "portal:version", "portal:compare", "portal:item_table",
    "portal:item_qr", "portal:file",
})  # fmt: skip
_STAFF_PREFIXES: Final = ("/office/", "/accounts/", "/style/")


@dataclass(frozen=True, slots=True)
class Known:
    """An address: its sort, and the view that answers it with what the address says."""

    sort: Sort
    name: str = ""
    view: Any = None
    kwargs: Any = None

    @property
    def owner(self) -> str:
        """The item that it belongs to; empty: none."""
        return str(self.kwargs["code"]) if self.name in OF_AN_ITEM else ""


@lru_cache(maxsize=100_000)
def sort_of(path: str) -> Sort:
    """Return the sort of a path."""
    return known(path).sort


@lru_cache(maxsize=10_000)
def known(path: str) -> Known:
    """Return what a path is to the baked site."""
    if path.startswith(settings.STATIC_URL):
        return Known(Sort.STATIC)
    if path.startswith(_STAFF_PREFIXES):
        return Known(Sort.STAFF)
    try:
        match = resolve(path)
    except Resolver404:
        return Known(Sort.NONE)
    name = match.view_name
    sort = Sort.PAGE if name in PAGES else Sort.FILE if name in FILES else Sort.LIVE
    return Known(sort, name, match.func, match.kwargs)
