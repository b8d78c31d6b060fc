"""A place that the scan points at (命中), and how it is remembered when a person calls it false.

A hit carries its words ready, masked where they are somebody's number. It decides no release.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from gongkai.rules.scan.passages import Hidden
from gongkai.rules.sources import Source

# How many characters on either side a reviewer is shown, and a false alarm is remembered with.
AROUND = 20
SHOWN_BEFORE, SHOWN_AFTER = 3, 4
_RUN = re.compile(r"[0-9０-９][0-9０-９ \-]{9,30}[0-9０-９xXＸｘ]")
SHORTEST_MASKED = 11


class Severity(StrEnum):
    """What a hit does to the release of an item, gravest first."""

    BLOCKING = "blocking"  # 阻断: no release without a reviewer's reason
    WARNING = "warning"  # 提示: a person looks
    ADVICE = "advice"  # 建议
    REMEMBERED = "remembered"  # 已确认的误报: shown, and it asks for nothing


class Profile(StrEnum):
    """Whom the scan serves: the gate before publishing, or the inspection of what is public."""

    GATE = "gate"
    INSPECTION = "inspection"


class Memory(StrEnum):
    """How far a false alarm that a person confirmed is remembered."""

    ITEM = "item"  # for this item alone: numbers, marks
    SENTENCE = "sentence"  # for the same words in the same surroundings, in any item


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a rule points at (命中).

    `start` and `end` are offsets in the text of the passage; both are 0 where the hit is about
    something that is missing. `quote` is the text as it stands there and may be private: show
    `masked`. `before` and `after` are the words around it, masked too. `replacement` is what could
    stand there instead, or "".
    """

    rule: str
    severity: Severity
    place: str
    hidden: Hidden | None
    start: int
    end: int
    quote: str
    masked: str
    before: str
    after: str
    message: str
    gloss: str
    source: Source
    fingerprint: str
    replacement: str = ""


def mask(number: str) -> str:
    """Return a number with its middle hidden: 640***********1234; a short one keeps its ends."""
    if len(number) > SHOWN_BEFORE + SHOWN_AFTER + 1:
        hidden = len(number) - SHOWN_BEFORE - SHOWN_AFTER
        return number[:SHOWN_BEFORE] + "*" * hidden + number[-SHOWN_AFTER:]
    return number[:1] + "*" * max(len(number) - 1, 0)


def mask_runs(text: str) -> str:
    """Return a text with every long run of digits in it masked."""
    return _RUN.sub(lambda found: mask(found[0]), text)


def fingerprint(rule: str, memory: Memory, item: str, *parts: str) -> str:
    """Return the name under which a false alarm is remembered, 32 hexadecimal digits.

    It is made of the rule, the normalised quotation and its surroundings. Where the memory is
    that of the item, the item is part of it: a confirmed number stays an alarm anywhere else.
    """
    whole = (rule, item if memory is Memory.ITEM else "", *parts)
    told = "".join(f"{len(part)}:{part}" for part in whole)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
