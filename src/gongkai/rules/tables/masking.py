"""What is left of a name or a number when the public sees it (脱敏). Source: practice; see
docs/decisions/2026-11-25-what-a-table-shows-of-a-person.md.
"""

from collections.abc import Callable
from typing import Final

from gongkai.rules.scan import rulebook
from gongkai.rules.tables.definition import Mask

_STAR: Final = "*"
_TAIL: Final = 4


def masked(value: str, mask: Mask) -> str:
    """Return what the public sees of a value; a value too short to hide is hidden whole."""
    return _MASKS[mask](value.strip())


def _surname(name: str) -> str:
    """张小田 → 张某某, 李四 → 李某, 欧阳小田 → 欧阳某某, 古丽·买买提 → 古某某."""
    if not name:
        return ""
    # A surname of two signs that is not on file keeps less of the name, not more.
    family = name[:2] if name[:2] in rulebook.words("surnames") and len(name) > 2 else name[:1]
    return family + "某" * min(2, max(1, len(name) - len(family)))


def _middle(name: str) -> str:
    """张小田 → 张*田, 李四 → 李*; a name of many signs keeps its first and last."""
    if len(name) <= 1:
        return _STAR * len(name)
    if len(name) == 2:
        return name[0] + _STAR
    return name[0] + _STAR * (len(name) - 2) + name[-1]


def _tail(number: str) -> str:
    """An identity number or a telephone keeps its last four signs."""
    if len(number) <= 2 * _TAIL:
        return _STAR * len(number)
    return _STAR * (len(number) - _TAIL) + number[-_TAIL:]


_MASKS: Final[dict[Mask, Callable[[str], str]]] = {
    Mask.NONE: str,
    Mask.SURNAME: _surname,
    Mask.MIDDLE: _middle,
    Mask.TAIL: _tail,
}
