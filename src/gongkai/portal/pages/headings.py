"""The catalogue as a page (公开目录): the sections of the platform and what stands under each.

Nothing is left out because it is empty.
Source: 政府信息公开条例 Art. 20, 21; 国办公开办函〔2019〕61号.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.queries.figures import Held
from gongkai.portal.pages import terms
from gongkai.rules import catalogue
from gongkai.rules.catalogue import CatalogueEntry

STATUTORY, RULES = "statutory", "rules"


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the catalogue: its words, how many items, the newest day, what is below it."""

    key: str
    label: str
    url: str
    count: int
    count_text: str
    newest_text: str
    newest_iso: str
    below: tuple["Heading", ...] = ()


def of_body(body: Body, held: Mapping[str, Held], on: date) -> tuple[Heading, ...]:
    """Return the statutory content of a body as its level and kind require it."""
    return _statutory(catalogue.for_body(body.level, body.kind, on), body, held)


def of_all(bodies: Sequence[Body], held: Mapping[str, Held], on: date) -> tuple[Heading, ...]:
    """Return the statutory content of all bodies together, each entry once."""
    kept = {
        each.key
        for level, kind in {(body.level, body.kind) for body in bodies}
        for each in catalogue.walk(catalogue.for_body(level, kind, on))
    }
    return tuple(_heading(each, None, held) for each in _pruned(_tree(on), kept))


def _tree(on: date) -> Iterator[CatalogueEntry]:
    level, kind = "county", "government"
    for section in catalogue.for_body(level, kind, on, chosen=[each.key for each in _every(on)]):
        if section.key == STATUTORY:
            yield from section.children


def _every(on: date) -> tuple[CatalogueEntry, ...]:
    return catalogue.every(on)


def _pruned(entries: Iterator[CatalogueEntry], kept: set[str]) -> Iterator[CatalogueEntry]:
    return (each for each in entries if each.key in kept)


def _statutory(
    sections: Sequence[CatalogueEntry], body: Body, held: Mapping[str, Held]
) -> tuple[Heading, ...]:
    for section in sections:
        if section.key == STATUTORY:
            return tuple(_heading(each, body, held) for each in section.children)
        if section.key == "village":
            return (_heading(section, body, held),)
    return ()


def _heading(entry: CatalogueEntry, body: Body | None, held: Mapping[str, Held]) -> Heading:
    below = tuple(_heading(each, body, held) for each in entry.children)
    own = held.get(entry.key)
    count = (own.count if own else 0) + sum(each.count for each in below)
    newest = max(
        [*([timezone.localdate(own.newest_at).isoformat()] if own else []),
         *(each.newest_iso for each in below)], default="",
    )  # fmt: skip
    return Heading(
        key=entry.key,
        label=entry.gloss if terms.is_english() else entry.label,
        url=address(entry.key, body),
        count=count,
        count_text=counted(count),
        newest_text=terms.day(date.fromisoformat(newest)) if newest else "",
        newest_iso=newest,
        below=below,
    )


def counted(count: int) -> str:
    """Return how many items there are, in words."""
    if not count:
        return _("暂无")
    words = npgettext("items of the catalogue", "%(count)s条", "%(count)s条", count)
    return words % {"count": count}


def address(key: str, body: Body | None) -> str:
    """Return where the items of an entry are listed."""
    if body is None:
        return reverse("portal:category", args=[key])
    return reverse("portal:body_category", args=[body.code, key])


def above(key: str) -> tuple[str, ...]:
    """Return the entries whose lists show what stands under an entry besides its own."""
    return tuple(
        each.key for each in catalogue.newest() if key != each.key and key in with_below(each.key)
    )


def with_below(key: str) -> tuple[str, ...]:
    """Return an entry and the entries below it, as the items under it are asked for; "": none."""
    known = [each for each in catalogue.newest() if each.key == key]
    if not known:
        return ()
    return (key, *(each.key for each in catalogue.newest() if each.parent == key))
