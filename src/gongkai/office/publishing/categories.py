"""The categories of information to be published on one's own initiative (Art. 20, 21).

The list is the law's (`rules.catalogue`); here it is only asked as forms need it.
"""

from functools import cache

from gongkai.rules import catalogue
from gongkai.rules.catalogue import CatalogueEntry

_ARTICLE = "20."
# Sections and heads under which nothing itself is published.
_NOT_FOR_ITEMS = {
    "statutory", "annual_report", "on_request", "21.city_county", "21.township", "village",
}  # fmt: skip
_PARENTS = {
    "21.city_county": "（21市县）", "21.township": "（21乡镇）", "village": "（村务）",
}  # fmt: skip


@cache
def categories() -> tuple[CatalogueEntry, ...]:
    """Return the fifteen items in the order of the article.

    Source: OGI Regulations (Decree 711), Art. 20.
    """
    return tuple(
        each
        for each in catalogue.newest()
        if each.key.startswith(_ARTICLE) and each.parent == "statutory"
    )


def choices() -> list[tuple[str, str]]:
    """Return code and wording of all that may be published under, as forms ask for them.

    The fifteen items of Art. 20 come first, as they are counted; then what stands below them, what
    Art. 21 adds by level, and the sections of the platform that hold texts.
    """
    fifteen = [(each.key, f"（{each.key}）{each.label}") for each in categories()]
    known = {key for key, _label in fifteen}
    others = (each for each in catalogue.newest() if each.key not in known | _NOT_FOR_ITEMS)
    return fifteen + [(each.key, f"{_mark(each)}{each.label}") for each in others]


def _mark(each: CatalogueEntry) -> str:
    return _PARENTS.get(each.parent) or (f"（{each.parent}）" if "." in each.parent else "")


def label(code: str) -> str:
    """Return the wording of a category; an unknown code stands for itself."""
    return next((each.label for each in catalogue.newest() if each.key == code), code)
