"""What the catalogue's terms are called on a page: category, subject, genre, ways, grounds.

Chinese pages print the official word itself, English ones its gloss.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from gongkai.office.bodies.models import Body
from gongkai.office.publishing import categories
from gongkai.rules import catalogue
from gongkai.rules.catalogue import attributes, terms

JOINT = "/"


def is_english() -> bool:
    """Return whether the page is in English."""
    return (get_language() or "").startswith("en")


def said(thing: Any) -> str:
    """Return the label of anything with a label and a gloss in the language of the page."""
    return str(thing.gloss if is_english() else thing.label)


def category(code: str) -> str:
    """Return the wording of a category with its number."""
    return next((words for key, words in category_choices() if key == code), code)


def category_choices(body: Body | None = None) -> list[tuple[str, str]]:
    """Return code and words of the categories: all of them, or those of a body's level and kind."""
    known = {each.key: each for each in catalogue.newest()}
    own = keys_for(body) if body is not None else set(known)
    return [
        (key, f"({key}) {known[key].gloss}" if is_english() else words)
        for key, words in categories.choices()
        if key in own
    ]


def keys_for(body: Body) -> set[str]:
    """Return the keys of the catalogue of a body, as of today's catalogue."""
    found = catalogue.for_body(body.level, body.kind, timezone.localdate())
    return {each.key for each in catalogue.walk(found)}


def genre(key: str) -> str:
    """Return the word for a genre; an unknown one stands for itself."""
    return next((said(each) for each in terms.genres() if each.key == key), key)


def genre_choices() -> list[tuple[str, str]]:
    """Return key and word of every genre, official documents first."""
    return [(each.key, said(each)) for each in terms.genres()]


def subject(stored: str) -> str:
    """Return the words for a subject as it is stored (综合政务/政务公开)."""
    if not is_english():
        return stored
    parts = list(_subject_steps(stored))
    return f" {JOINT} ".join(parts) or stored


def _subject_steps(stored: str) -> Iterator[str]:
    above = ""
    for part in stored.split(JOINT):
        above = f"{above}\\{part}" if above else part
        found = terms.subject_shown_as(above)
        yield found.gloss if found else part


def subject_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the subjects as groups: each class with itself and its parts."""
    groups: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for each in terms.subjects():
        stored = each.shown.replace("\\", JOINT)
        if not each.parent:
            groups[each.key] = (said(each), [(stored, said(each))])
        else:
            groups[each.parent][1].append((stored, said(each)))
    return list(groups.values())


def term_choices(name: str) -> list[tuple[str, str]]:
    """Return key and word of a list: "method" or "audience"."""
    return [(each.key, said(each)) for each in terms.terms(name)]


def term(name: str, key: str) -> str:
    """Return the word for a term of a list; an unknown one stands for itself."""
    return dict(term_choices(name)).get(key, key)


def joined(words: Iterable[str]) -> str:
    """Join words as the language of the page does."""
    return (", " if is_english() else "、").join(words)


def ground(key: str) -> str:
    """Return the words for a ground of withholding; of a whole article, those of its parts."""
    found = [said(each) for each in attributes.grounds() if each.key.startswith(key)]
    return joined(found) or key
