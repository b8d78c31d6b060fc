"""What follows when an item goes public or comes down: search, channels, addresses, attachments."""

from datetime import datetime
from typing import Any

from django.conf import settings

from gongkai.office.publishing.models import Attachment, DocumentKind, ItemVersion, PublicItem

# Genres that are counted as rules or normative documents (条例第二十条第一项).
_KINDS = {"regulation": DocumentKind.REGULATION, "normative": DocumentKind.NORMATIVE}


def address(code: str) -> str:
    """Return where the public reads an item; whole where the site knows its own address."""
    return f"{settings.PUBLIC_ADDRESS}/items/{code}/"


def attachment(each: Attachment) -> dict[str, Any]:
    """Return what the public copy says of an attachment."""
    return {
        "code": each.code, "name": each.name, "role": each.role, "media_type": each.media_type,
        "size": each.file.size, "digest": each.file.digest, "alternative": each.alternative,
    }  # fmt: skip


def normative_kind(copy: PublicItem) -> str:
    """Return which kind of normative document an item is; empty: none."""
    return _KINDS.get(copy.genre, "") if copy.category == "20.1" else ""


def tell(copy: PublicItem, version: ItemVersion, *, at: datetime) -> None:
    """Put an item that went public into the search and onto its channels."""
    tell_search(copy)


def tell_search(copy: PublicItem) -> None:
    """Put what the public reads now into the search."""


def withdraw(copy: PublicItem, *, reason: str, by: Any, at: datetime) -> None:
    """Take an item out of the search and down from every channel."""
