"""The scan as the room uses it: a version as passages, hits as plain data, what is still open.

The rules are in `rules.scan`, the reading of files in `documents.contents`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.office.publishing.models import HitReason, ItemVersion


@dataclass(frozen=True, slots=True)
class Found:
    """What the scan found, as it is kept: hits, and faults of the attached files."""

    hits: list[dict[str, Any]]
    faults: list[dict[str, Any]]


def look(version: ItemVersion, *, at: datetime) -> Found:
    """Scan a version as it stands."""
    return Found([], [])


def newest(version: ItemVersion) -> list[dict[str, Any]]:
    """Return the hits of the newest scan of a version."""
    scan = version.scans.order_by("at", "pk").last()
    return scan.hits if scan is not None else []


def open_hits(version: ItemVersion) -> list[dict[str, Any]]:
    """Return the blocking hits of the newest scan that no reviewer gave a reason for."""
    reasons = HitReason.objects.filter(item_id=version.item_id)
    given = set(reasons.values_list("fingerprint", flat=True))
    return [
        each for each in newest(version)
        if each["severity"] == "blocking" and each["fingerprint"] not in given
    ]  # fmt: skip
