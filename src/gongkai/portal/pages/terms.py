"""Official labels on public pages: categories, genres, subjects, validity; in English their gloss.

A key that the lists do not know stands for itself: what was published keeps its words.
"""

from functools import cache

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import DocumentKind, Validity
from gongkai.rules import catalogue
from gongkai.rules.catalogue import terms
from gongkai.web.facts.parts import Tag, Tone
from gongkai.web.words import day as day_words
from gongkai.web.words import moment as moment_words


def is_english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "").startswith("en")


def day(on: object) -> str:
    """Return a day, or the local day of a moment, in words; "" for None."""
    if on is None:
        return ""
    local = timezone.localdate(on) if hasattr(on, "hour") else on  # type: ignore[arg-type] # a moment
    return day_words(local, get_language() or "")  # type: ignore[arg-type] # a day by now


def moment(at: object) -> str:
    """Return a moment in words; "" for None."""
    if at is None:
        return ""
    return moment_words(timezone.localtime(at), get_language() or "")  # type: ignore[arg-type] # a moment


@cache
def _categories() -> dict[str, tuple[str, str]]:
    return {each.key: (each.label, each.gloss) for each in catalogue.newest()}


@cache
def _genres() -> dict[str, tuple[str, str]]:
    listed = {each.key: (each.label, each.gloss) for each in terms.genres()}
    # Rules and normative documents are counted by the annual report and keep its two names.
    return {
        DocumentKind.REGULATION.value: ("规章", "Rules"),
        DocumentKind.NORMATIVE.value: ("行政规范性文件", "Normative documents"),
        **listed,
    }


@cache
def _methods() -> dict[str, tuple[str, str]]:
    return {each.key: (each.label, each.gloss) for each in terms.terms("method")}


def category(key: str) -> str:
    """Return the wording of a category."""
    return _worded(_categories(), key)


def genre(key: str) -> str:
    """Return the name of a genre."""
    return _worded(_genres(), key)


def method(key: str) -> str:
    """Return the name of a way of disclosure (公开方式)."""
    return _worded(_methods(), key)


@cache
def _subjects() -> dict[str, tuple[str, str]]:
    glosses = {each.key: each.gloss for each in terms.subjects()}
    return {
        each.shown: (
            each.shown,
            f"{glosses[each.parent]}: {each.gloss}" if each.parent else each.gloss,
        )
        for each in terms.subjects()
    }


def subject(kept: str) -> str:
    """Return a subject as it is printed, the class before its part."""
    return _worded(_subjects(), kept.replace("/", "\\"))


def _worded(known: dict[str, tuple[str, str]], key: str) -> str:
    label, gloss = known.get(key, (key, key))
    return gloss if is_english() else label


_TONES: dict[str, tuple[Tone, str]] = {
    Validity.IN_FORCE: ("good", "success"),
    Validity.AMENDED: ("attention", "edit"),
    Validity.REPEALED: ("bad", "cross"),
    Validity.EXPIRED: ("still", "clock"),
}


def validity_tag(validity: str) -> Tag:
    """Return whether a text holds, as a tag with icon and word."""
    tone, icon = _TONES[validity]
    return Tag(str(Validity(validity).label), tone, icon)


def about(count: int, *, more: bool) -> str:
    """Return a number of items in words; `more` says that counting stopped there."""
    if more:
        return _("超过%(count)s条") % {"count": count}
    return _("现有%(count)s条") % {"count": count}
