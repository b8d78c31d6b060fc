"""Short messages cut into the segments that are sent and paid for (短信分段).

Chinese goes as UCS-2: 70 characters in one message, 67 in each part of a longer one. A text of
the GSM alphabet alone has 160 and 153. Source: 3GPP TS 23.038 and 23.040.
"""

from dataclasses import dataclass
from typing import Final

_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE: Final = frozenset("^{}\\[~]|€\f")
_ONE_UCS2, _PART_UCS2 = 70, 67
_ONE_GSM, _PART_GSM = 160, 153


@dataclass(frozen=True, slots=True)
class Cut:
    """A message in its parts; `length` in the units of its alphabet."""

    parts: tuple[str, ...]
    length: int
    is_gsm: bool


def cut(words: str) -> Cut:
    """Return the parts of a message. A character is never torn apart."""
    is_gsm = all(each in _GSM or each in _GSM_DOUBLE for each in words)
    size = _gsm_size if is_gsm else _ucs2_size
    one, part = (_ONE_GSM, _PART_GSM) if is_gsm else (_ONE_UCS2, _PART_UCS2)
    length = sum(size(each) for each in words)
    if length <= one:
        return Cut((words,), length, is_gsm)
    parts, held, room = [], "", part
    for each in words:
        if size(each) > room:
            parts.append(held)
            held, room = "", part
        held += each
        room -= size(each)
    return Cut((*parts, held), length, is_gsm)


def _gsm_size(character: str) -> int:
    return 2 if character in _GSM_DOUBLE else 1


def _ucs2_size(character: str) -> int:
    return len(character.encode("utf-16-be")) // 2
