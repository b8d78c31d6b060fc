"""What the hits mean for an item (扫描结论): whether review may begin and the item be released.

Pure counting over hits and the reasons given; who may give one is the office's matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.hits import Hit, Severity

SHORTEST_REASON = 6
FEWEST_DIFFERENT = 4


@dataclass(frozen=True, slots=True)
class Resolution:
    """A reviewer's reason (放行理由) for one hit, named by its fingerprint."""

    fingerprint: str
    reason: str
    by: str

    @property
    def is_reasoned(self) -> bool:
        """Return whether somebody signed it and it says something."""
        said = "".join(self.reason.split())
        enough = len(said) >= SHORTEST_REASON and len(set(said)) >= FEWEST_DIFFERENT
        return enough and bool(self.by.strip())


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an item stands after the scan.

    `open_blocking` wait for a reason or a correction, `to_correct` are those among them that no
    reason releases. `unreasoned` are resolutions that say too little, `unused` those whose hit is
    no longer there.
    """

    open_blocking: tuple[Hit, ...]
    to_correct: tuple[Hit, ...]
    resolved: tuple[Hit, ...]
    warnings: tuple[Hit, ...]
    advice: tuple[Hit, ...]
    remembered: tuple[Hit, ...]
    unreasoned: tuple[Resolution, ...]
    unused: tuple[Resolution, ...]

    @property
    def may_begin_review(self) -> bool:
        """Return whether reviewers may take it up: nothing is left that only a correction mends."""
        return not self.to_correct

    @property
    def may_be_released(self) -> bool:
        """Return whether every blocking hit has a reviewer's reason."""
        return not self.open_blocking


def verdict(
    hits: Iterable[Hit], resolutions: Mapping[str, Resolution] | Iterable[Resolution] = ()
) -> Verdict:
    """Return how an item stands with these hits and the reasons reviewers gave."""
    given = list(resolutions.values() if isinstance(resolutions, Mapping) else resolutions)
    hits = tuple(hits)
    reasons = {each.fingerprint for each in given if each.is_reasoned}
    blocking = [hit for hit in hits if hit.severity is Severity.BLOCKING]
    resolved = tuple(
        hit for hit in blocking if rulebook.rule(hit.rule).waivable and hit.fingerprint in reasons
    )
    still = tuple(hit for hit in blocking if hit not in resolved)
    known = {hit.fingerprint for hit in hits}
    return Verdict(
        open_blocking=still,
        to_correct=tuple(hit for hit in still if not rulebook.rule(hit.rule).waivable),
        resolved=resolved,
        warnings=tuple(hit for hit in hits if hit.severity is Severity.WARNING),
        advice=tuple(hit for hit in hits if hit.severity is Severity.ADVICE),
        remembered=tuple(hit for hit in hits if hit.severity is Severity.REMEMBERED),
        unreasoned=tuple(each for each in given if not each.is_reasoned),
        unused=tuple(each for each in given if each.fingerprint not in known),
    )
