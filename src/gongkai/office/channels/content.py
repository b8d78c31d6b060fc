"""What is handed to the channels (投放内容): finished, frozen, with nothing left to look up.

The room above decides what is public and says it here in plain values; a delivery keeps it as
it was handed over, so that what was sent can be shown years later.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self


class Urgency(StrEnum):
    """How soon people must know."""

    ORDINARY = "ordinary"
    URGENT = "urgent"  # goes out in the quiet hours too: floods, cut-offs, health


@dataclass(frozen=True, slots=True)
class ContentFile:
    """An attachment or a picture: kept bytes by digest, and what it is called.

    `text` is the text alternative of a picture.
    """

    name: str
    digest: str
    size: int
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One version of one item, ready to be shown to anybody.

    `item_code` is the public code of the item, `short_text` what fits a message or a screen.
    """

    item_code: str
    version: int
    title: str
    publisher: str
    url: str
    published_on: date
    text: str = ""
    short_text: str = ""
    html: str = ""
    doc_no: str = ""
    attachments: tuple[ContentFile, ...] = ()
    pictures: tuple[ContentFile, ...] = ()
    language: str = "zh-CN"
    urgency: Urgency = Urgency.ORDINARY
    expires_on: date | None = None
    is_untitled: bool = False

    def untitled(self, publisher: str) -> Self:
        """Return what is left where the title itself must not be said again: a day and a number.

        `publisher` is the body's own name; what was written as publisher goes with the rest.
        """
        day = f"{self.published_on.year}年{self.published_on.month}月{self.published_on.day}日"
        return type(self)(
            item_code=self.item_code, version=self.version, title=f"{day}公开的信息",
            publisher=publisher, url=self.url, published_on=self.published_on,
            language=self.language, urgency=self.urgency, is_untitled=True,
        )  # fmt: skip

    @property
    def brief(self) -> str:
        """The short text, or the title where none was written."""
        return self.short_text or self.title

    @property
    def is_urgent(self) -> bool:
        """Whether it does not wait for the morning."""
        return self.urgency is Urgency.URGENT

    def as_json(self) -> dict[str, Any]:
        """Return it as the table keeps it."""
        said = asdict(self)
        said["published_on"] = self.published_on.isoformat()
        said["expires_on"] = self.expires_on.isoformat() if self.expires_on else None
        return said

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """Return the content that a table kept; what a later edition added has its default."""
        known = {each.name: said[each.name] for each in fields(cls) if each.name in said}
        for name in ("attachments", "pictures"):
            known[name] = tuple(ContentFile(**each) for each in known.get(name, ()))
        known["published_on"] = date.fromisoformat(known["published_on"])
        ends = known.get("expires_on")
        known["expires_on"] = date.fromisoformat(ends) if ends else None
        known["urgency"] = Urgency(known.get("urgency", Urgency.ORDINARY))
        return cls(**known)
