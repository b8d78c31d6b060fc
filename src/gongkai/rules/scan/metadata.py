"""What an item says of itself beside its text (元数据), as plain values.

The scan compares it with the text; it does not know how an item is stored.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The entered fields of an item.

    `key` names the item for the memory of false alarms; without it, its number and title do.
    `attribute` and `methods` may be the words or the keys (主动公开 or `proactive`). `body_phones`
    and `body_mails` are what the body itself has published as its own.
    """

    key: str = ""
    title: str = ""
    doc_no: str = ""
    publisher: str = ""
    signed_on: date | None = None
    published_on: date | None = None
    subject: str = ""
    genre: str = ""
    category: str = ""
    attribute: str = ""
    methods: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    summary: str = ""
    level: str = ""
    body_phones: tuple[str, ...] = ()
    body_mails: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        """Return what tells this item from every other."""
        return self.key or f"{self.doc_no}|{self.title}"

    def dated(self, otherwise: date) -> date:
        """Return the day the text is of: signed, else published, else `otherwise`."""
        return self.signed_on or self.published_on or otherwise
