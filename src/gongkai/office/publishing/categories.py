"""The categories of information to be published on one's own initiative (Art. 20).

The list is the law's (`rules.catalogue`); here it is only asked as forms need it.
"""

from functools import cache

from gongkai.rules import catalogue
from gongkai.rules.catalogue import CatalogueEntry

_ARTICLE = "20."


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
    """Return code and wording, as forms ask for them."""
    return [(each.key, f"（{each.key}）{each.label}") for each in categories()]


def label(code: str) -> str:
    """Return the wording of a category; an unknown code stands for itself."""
    return next((each.label for each in categories() if each.key == code), code)
