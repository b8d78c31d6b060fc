"""What is put into the index (索引条目): plain words and filters under a public key.

An entry holds only what everybody may read. It is kept as JSON in the outbox, from which every
index can be built anew.
"""

from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside a text: its name, its words, its type (docx, pdf)."""

    name: str
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One public thing that can be found. `path` lists the body and the bodies above it by id."""

    key: str
    body_id: int
    body_code: str
    body_name: str
    title: str
    path: tuple[int, ...] = ()
    text: str = ""
    summary: str = ""
    attachments: tuple[Attachment, ...] = ()
    keywords: tuple[str, ...] = ()
    index_no: str = ""
    doc_no: str = ""
    kind: str = ""
    category: str = ""
    subject: tuple[str, ...] = ()
    genre: str = ""
    channels: tuple[str, ...] = ()
    validity: str = ""
    is_in_force: bool = True
    topics: tuple[str, ...] = ()
    published_on: date | None = None
    importance: float = 1.0

    @property
    def year(self) -> str:
        """The year of publication, "" where no day is known."""
        return str(self.published_on.year) if self.published_on else ""

    @property
    def file_types(self) -> tuple[str, ...]:
        """The types of the attachments, each once."""
        return tuple(dict.fromkeys(each.kind for each in self.attachments if each.kind))

    def to_json(self) -> dict[str, Any]:
        """Return the entry as the outbox keeps it, without what is empty."""
        found = {name: value for name, value in asdict(self).items() if value not in ("", (), None)}
        if self.published_on:
            found["published_on"] = self.published_on.isoformat()
        return found

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return the entry that the outbox kept; names of an older program are passed over."""
        known = {each.name for each in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in kept.items()
            if name in known
        }
        if day := values.get("published_on"):
            values["published_on"] = date.fromisoformat(day)
        values["attachments"] = tuple(Attachment(**each) for each in kept.get("attachments", ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the outbox as the indexer reads it; without an entry the key is taken out."""

    sequence: int
    key: str
    entry: Entry | None = field(default=None)
