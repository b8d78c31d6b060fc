"""What follows when an item goes public or comes down: search, channels, addresses, attachments."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongkai.documents import contents, rich_text
from gongkai.office.publishing.models import (
    Attachment,
    DocumentKind,
    ItemVersion,
    PublicItem,
    Validity,
)
from gongkai.office.records import files
from gongkai.office.search import outbox
from gongkai.office.search.entries import Attachment as Found
from gongkai.office.search.entries import Entry

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
    """Put what the public reads now into the search, the words of its files included."""
    if copy.is_withdrawn:
        outbox.remove(copy.code, body_id=copy.body_id, at=copy.changed_at)
        return
    version = ItemVersion.objects.get(item_id=copy.item_id, number=copy.version_number)
    body = copy.body
    outbox.put(
        Entry(
            key=copy.code, body_id=body.pk, body_code=body.code, body_name=body.name,
            path=tuple(int(each) for each in body.path.strip("/").split("/")), title=copy.title,
            text=_text(copy), summary=copy.summary, attachments=tuple(_files(version)),
            keywords=tuple(copy.keywords.split()), index_no=copy.index_no, doc_no=copy.doc_no,
            kind="item", category=copy.category, genre=copy.genre,
            subject=tuple(part for part in copy.subject.split("/") if part),
            channels=("portal",), validity=copy.validity,
            is_in_force=copy.validity in (Validity.IN_FORCE, Validity.AMENDED),
            topics=tuple(copy.topics), published_on=timezone.localdate(copy.published_at),
        ),
        at=copy.changed_at,
    )  # fmt: skip


def _text(copy: PublicItem) -> str:
    rows = ("\t".join(map(str, each.values() if isinstance(each, dict) else each))
            for each in copy.table_rows)  # fmt: skip
    return "\n".join([rich_text.plain(copy.html), *rows])


def _files(version: ItemVersion) -> Iterator[Found]:
    for each in version.attachments.select_related("file"):
        read = contents.read(files.content(each.file), each.name)
        # Only what every reader of the file sees: what is hidden is no word to be found by.
        seen = "\n".join(passage.text for passage in read.passages if passage.hidden is None)
        yield Found(each.name, f"{seen}\n{each.alternative}".strip(), read.kind.value)


def withdraw(copy: PublicItem, *, reason: str, by: Any, at: datetime) -> None:
    """Take an item out of the search and down from every channel."""
    tell_search(copy)
