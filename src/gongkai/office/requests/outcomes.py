"""The outcomes of a request (办理结果) on the pages: words, families, what a reply must say.

What each outcome rests on is `rules.outcomes`' matter; here it is asked and kept.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from gongkai.rules import outcomes as law
from gongkai.rules.lifecycle import Kind
from gongkai.rules.outcomes import Grounds, Outcome

# The families of table 3, by the beginning of the codes.
FAMILIES: dict[str, Promise] = {
    "GRANT": _("予以公开"),
    "PARTIAL": _("部分公开"),
    "DENY": _("不予公开"),
    "NA": _("无法提供"),
    "NP": _("不予处理"),
    "OT": _("其他处理"),
}


def family(code: str) -> str:
    """Return the family of an outcome, a key of `FAMILIES`."""
    return code.split("_", maxsplit=1)[0]


def label(code: str) -> str:
    """Return an outcome in words; an unknown code as it stands."""
    try:
        return in_words(law.get(code))
    except law.UnknownOutcome:
        return code


def in_words(thing: Outcome | law.Need) -> str:
    """Return the official label, or its English gloss for those who read English."""
    return thing.gloss if (get_language() or "").startswith("en") else thing.label


def ends_by(code: str) -> Kind:
    """Return the event that brings an outcome: a reply, or closing without one."""
    return Kind.CLOSED if family(code) == "OT" else Kind.REPLIED


def choices() -> list[tuple[str, str]]:
    """Return all outcomes in the order of table 3."""
    return [(outcome.code, in_words(outcome)) for outcome in law.every()]


def ending_by(kind: Kind) -> list[Outcome]:
    """Return the outcomes that an ending event may bring."""
    return [outcome for outcome in law.every() if ends_by(outcome.code) is kind]


def check(kind: Kind, details: Mapping[str, Any]) -> None:
    """Refuse an outcome that the event cannot bring, or one that lacks its grounds."""
    code = details.get("outcome", "")
    if code not in {outcome.code for outcome in ending_by(kind)}:
        raise ValidationError(
            {"outcome": gettext("“%s”不是这一步的办理结果，请重新选择。") % label(code)}
        )
    grounds = Grounds(tuple(details.get("articles", ())), details.get("facts", {}))
    lacks = law.check(law.get(code), grounds)
    if lacks:
        english = (get_language() or "").startswith("en")
        raise ValidationError(
            {lack.field: lack.message_en if english else lack.message for lack in lacks}
        )


def grounds_text(details: Mapping[str, Any]) -> str:
    """Return what an ending rests on, in one paragraph, as the register shows it."""
    parts = list(details.get("articles", ()))
    if details.get("facts"):
        said = {need.key: need.label for need in law.get(details["outcome"]).needs}
        parts += [f"{said.get(key, key)}：{text}" for key, text in details["facts"].items()]
    if details.get("grounds"):
        parts.append(details["grounds"])
    return "；".join(parts)[:2000]
