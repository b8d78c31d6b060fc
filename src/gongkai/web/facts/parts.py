"""Small facts that several components take: a link, a tag, a due date."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "active", "good", "attention", "bad", "still"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a button that is one. `kind`: "" is the main act of the page."""

    label: str
    url: str
    icon: str = ""
    kind: Literal["", "secondary", "danger", "quiet"] = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in a word, with a hue and an icon beside it."""

    text: str
    tone: Tone = "plain"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A due date in words: `text` "还剩 3 个工作日", `on_text` the day, `url` why that day."""

    text: str
    tone: Tone
    icon: str = "clock"
    on_text: str = ""
    url: str = ""
