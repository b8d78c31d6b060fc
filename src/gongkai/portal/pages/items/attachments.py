"""Attachments on the page of an item (附件): files, pictures, sound and film with captions."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import AttachmentRole, PublicItem
from gongkai.web.facts.lists import FileEntry

# What a browser shows safely by itself; everything else is downloaded.
_SHOWN = ("application/pdf",)
_SHEETS = (".xls", ".xlsx", ".csv", ".et", ".ods")
_ARCHIVES = (".zip", ".rar", ".7z")


@dataclass(frozen=True, slots=True)
class File:
    """A file to open or to download."""

    entry: FileEntry
    opens: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it shows in words."""

    url: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound or a film, its captions and its words."""

    kind: Literal["audio", "video"]
    name: str
    url: str
    media_type: str
    captions_url: str
    transcript: str
    size: int


@dataclass(frozen=True, slots=True)
class Attachments:
    """Everything that hangs on an item."""

    files: tuple[File, ...]
    pictures: tuple[Picture, ...]
    recordings: tuple[Recording, ...]


def of_item(copy: PublicItem) -> Attachments:
    """Return the attachments of what is public now."""
    known = list(copy.attachments)
    captions = [each for each in known if each["role"] == AttachmentRole.CAPTIONS]
    return Attachments(
        files=tuple(
            _file(copy, each) for each in known if each["role"] == AttachmentRole.ATTACHMENT
        ),
        pictures=tuple(
            Picture(address(copy, each), each["alternative"])
            for each in known
            if each["role"] == AttachmentRole.PICTURE
        ),
        recordings=tuple(_recordings(copy, known, captions)),
    )


def address(copy: PublicItem, attachment: dict[str, Any]) -> str:
    """Return where an attachment is read."""
    name = attachment["name"].replace("/", "_").replace("\\", "_") or attachment["code"]
    return reverse("portal:file", args=[copy.code, attachment["code"], name])


def _file(copy: PublicItem, attachment: dict[str, Any]) -> File:
    suffix = PurePosixPath(attachment["name"]).suffix.lower()
    icon: Literal["text", "sheet", "archive"] = "text"
    if suffix in _SHEETS:
        icon = "sheet"
    elif suffix in _ARCHIVES:
        icon = "archive"
    opens = attachment["media_type"] in _SHOWN
    entry = FileEntry(
        attachment["name"], address(copy, attachment), suffix.lstrip(".").upper(),
        attachment["size"], note=_("可在线阅读") if opens else "", icon=icon,
    )  # fmt: skip
    return File(entry, opens)


def _recordings(
    copy: PublicItem, known: list[dict[str, Any]], captions: list[dict[str, Any]]
) -> Iterator[Recording]:
    kinds: dict[str, Literal["audio", "video"]] = {
        AttachmentRole.AUDIO: "audio", AttachmentRole.VIDEO: "video",
    }  # fmt: skip
    played = [each for each in known if each["role"] in kinds]
    for each in played:
        stem = PurePosixPath(each["name"]).stem
        own = [cap for cap in captions if PurePosixPath(cap["name"]).stem == stem]
        if not own and len(played) == 1:
            own = captions
        yield Recording(
            kinds[each["role"]], each["name"], address(copy, each), each["media_type"],
            address(copy, own[0]) if own else "", each["alternative"], each["size"],
        )  # fmt: skip
