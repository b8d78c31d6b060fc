"""Lists of what was first published in a month, in pages that stay as they are.

An item keeps its month and its turn in it. What is published today changes today's list; a list of
an earlier year changes only where something in it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from gongkai.office.bodies.models import Body
from gongkai.office.publishing import categories
from gongkai.office.publishing.models import PublicItem
from gongkai.office.publishing.queries import bulk
from gongkai.office.publishing.queries.bulk import Extent, Month

PAGE = 100


@dataclass(frozen=True, slots=True)
class Shelf:
    """Whose list it is: of all, of a body, of a category."""

    kind: str
    key: str
    name: str
    extent: Extent

    @property
    def url(self) -> str:
        """The path of the page with its months."""
        if self.kind == "all":
            return reverse("open:months")
        return reverse("open:months_of", args=[self.kind, self.key])

    def page_url(self, month: Month, number: int = 1) -> str:
        """Return the path of a page of a month."""
        return reverse(
            "open:month",
            args=[self.kind, self.key, f"{month.year:04}", f"{month.month:02}", number],
        )


def shelf(kind: str, key: str) -> Shelf | None:
    """Return a list by its address; None: there is no such one."""
    if kind == "all":
        return Shelf("all", "all", "", Extent()) if key == "all" else None
    if kind == "body":
        body = Body.objects.filter(code=key).first()
        return Shelf(kind, key, body.name, Extent(body_id=body.pk)) if body else None
    if kind == "category":
        known = any(each.key == key for each in categories.categories())
        return Shelf(kind, key, categories.label(key), Extent(category=key)) if known else None
    return None


def within(shelf: Shelf, month: Month) -> Extent:
    """Return what a list shows of a month."""
    return Extent(body_id=shelf.extent.body_id, category=shelf.extent.category, month=month)


def page(shelf: Shelf, month: Month, number: int) -> tuple[Sequence[PublicItem], bool]:
    """Return one page of a month, and whether another follows."""
    first = (number - 1) * PAGE
    rows = list(bulk.readable(within(shelf, month))[first : first + PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE


def pages_of(shelf: Shelf, month: Month) -> int:
    """Return how many pages a month has."""
    return -(-bulk.readable(within(shelf, month)).order_by().count() // PAGE)
