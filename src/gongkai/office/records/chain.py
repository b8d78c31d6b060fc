"""The hash chain of the audit trail: how an entry is digested and how a chain is proven whole.

Pure: it knows entries by their fields, not the database.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

BEGINNING = "0" * 64


class Entry(Protocol):
    """The fields of an audit entry that the digest covers."""

    body_id: int
    sequence: int
    at: datetime
    staff_id: int | None
    staff_label: str
    verb: str
    subject: str
    details: Any
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold, and what is wrong there."""

    body_id: int
    sequence: int
    fault: str
    message: str


def digest(entry: Entry) -> str:
    """Return the SHA-256 of everything the entry says, the digest before it included."""
    spoken = [
        entry.body_id,
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.staff_id,
        entry.staff_label,
        entry.verb,
        entry.subject,
        entry.details,
        entry.previous,
    ]
    line = json.dumps(spoken, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def breaks(
    body_id: int, entries: Iterable[Entry], *, head_sequence: int, head_digest: str
) -> Iterator[Break]:
    """Yield every place where one body's chain fails; `entries` come in order of sequence."""
    expected, previous = 1, BEGINNING
    for entry in entries:
        if entry.sequence != expected:
            yield _missing(body_id, expected, entry.sequence - 1)
        elif entry.previous != previous:
            yield Break(
                body_id, entry.sequence, "reordered",
                f"第 {entry.sequence} 条与上一条不衔接，记录被调换或替换。",
            )  # fmt: skip
        if digest(entry) != entry.digest:
            yield Break(
                body_id, entry.sequence, "changed", f"第 {entry.sequence} 条内容被改动。"
            )  # fmt: skip
        expected, previous = entry.sequence + 1, entry.digest
    if expected - 1 < head_sequence:
        yield _missing(body_id, expected, head_sequence)
    elif expected - 1 > head_sequence:
        yield Break(
            body_id, expected - 1, "unknown", f"第 {head_sequence} 条之后有来历不明的记录。"
        )
    elif previous != head_digest:
        yield Break(body_id, head_sequence, "changed", "链尾摘要与最后一条记录不一致。")


def _missing(body_id: int, first: int, last: int) -> Break:
    span = f"第 {first} 条" if first == last else f"第 {first} 至 {last} 条"
    return Break(body_id, first, "missing", f"缺少{span}记录。")
