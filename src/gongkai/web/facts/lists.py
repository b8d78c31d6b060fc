"""The facts round a list: chosen filters, pages by key, tabs, files and steps."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter in words ("渠道：短信平台") and the link that takes it away."""

    text: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Pager:
    """A page of a list walked by key. `count_text` says "约" when the count is not exact."""

    count_text: str
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing; each is a page of its own."""

    label: str
    url: str
    is_current: bool = False
    count_text: str = ""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file: what it is called, its kind in a word (DOCX), its size in bytes."""

    name: str
    url: str
    kind: str
    size: int | None = None
    note: str = ""
    icon: Literal["file", "text", "sheet", "picture", "archive"] = "file"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a task that has one question a page."""

    label: str
    state: Literal["done", "current", "next"]
    url: str = ""
