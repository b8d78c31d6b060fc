"""What follows when an item goes public or comes down: search, channels, addresses, attachments."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents import contents, rich_text
from gongkai.office.channels import actions as channels
from gongkai.office.channels.content import Content, ContentFile, Urgency
from gongkai.office.channels.models import Channel, ChannelKind
from gongkai.office.publishing.models import (
    Attachment,
    AttachmentRole,
    DocumentKind,
    Item,
    ItemVersion,
    NormativeDocument,
    PublicItem,
    Validity,
)
from gongkai.office.records import actions as records
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
    """Put an item that went public into the search and onto its channels, the own site included."""
    tell_search(copy)
    wanted = Channel.objects.filter(is_active=True).filter(
        Q(pk__in=version.channel_ids) | Q(kind=ChannelKind.PORTAL)
    )
    channels.plan(
        _content(copy, version), list(wanted.order_by("position", "pk")), planned_for=at,
        take_down_on=copy.expires_on, by=copy.release.released_by, at=at,
    )  # fmt: skip


def _content(copy: PublicItem, version: ItemVersion) -> Content:
    kept = [(each["role"], _content_file(copy, each)) for each in copy.attachments]
    return Content(
        item_code=copy.code, version=copy.version_number, title=copy.title,
        publisher=copy.publisher, url=address(copy.code),
        published_on=timezone.localdate(copy.published_at), text=_text(copy),
        short_text=copy.summary, html=copy.html, doc_no=copy.doc_no,
        attachments=tuple(file for role, file in kept if role != AttachmentRole.PICTURE),
        pictures=tuple(file for role, file in kept if role == AttachmentRole.PICTURE),
        urgency=Urgency.URGENT if version.is_urgent else Urgency.ORDINARY,
        expires_on=copy.expires_on,
    )  # fmt: skip


def _content_file(copy: PublicItem, said: dict[str, Any]) -> ContentFile:
    url = f"{settings.PUBLIC_ADDRESS}/files/{copy.code}/{said['code']}/{quote(said['name'])}"
    return ContentFile(said["name"], said["digest"], said["size"], url, said["alternative"])


def tell_search(copy: PublicItem, *, needs_every_file: bool = True) -> None:
    """Put what the public reads now into the search, the words of its files included.

    Raises FileLost where a file cannot be read, unless the item may be told without its words: a
    mark on what is public does not wait for a backup.
    """
    if copy.is_withdrawn:
        outbox.remove(copy.code, body_id=copy.body_id, at=copy.changed_at)
        return
    version = ItemVersion.objects.get(item_id=copy.item_id, number=copy.version_number)
    body = copy.body
    outbox.put(
        Entry(
            key=copy.code, body_id=body.pk, body_code=body.code, body_name=body.name,
            path=tuple(int(each) for each in body.path.strip("/").split("/")), title=copy.title,
            text=_text(copy), summary=copy.summary,
            attachments=tuple(_files(version, needs_every_file=needs_every_file)),
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


def _files(version: ItemVersion, *, needs_every_file: bool) -> Iterator[Found]:
    for each in version.attachments.select_related("file"):
        try:
            data = files.content(each.file)
        except files.FileLost:
            if needs_every_file:
                raise
            yield Found(each.name, each.alternative)
            continue
        read = contents.read(data, each.name)
        # Only what every reader of the file sees: what is hidden is no word to be found by.
        seen = "\n".join(passage.text for passage in read.passages if passage.hidden is None)
        yield Found(each.name, f"{seen}\n{each.alternative}".strip(), read.kind.value)


def withdraw(copy: PublicItem, *, reason: str, by: Any, at: datetime) -> None:
    """Take an item out of the search and down from every channel."""
    tell_search(copy)
    channels.withdraw_everywhere(
        body_id=copy.body_id, item_code=copy.code, reason=reason, by=by, at=at
    )


def tell_ledger(item: Item, *, ends_on: date | None, by: Any, at: datetime) -> None:
    """Let the ledger of normative documents follow a mark: the first day without force, or none."""
    for document in NormativeDocument.objects.standing().filter(item_code=item.code):
        day = ends_on
        if by is None and day is not None:
            day = max(day, document.made_on)  # nobody is there to be told of a day that is wrong
        if document.repealed_on == day:
            continue
        reason = _("主动公开信息标注为“%s”。") % Validity(item.validity).label
        records.correct(document, {"repealed_on": day}, reason=reason, by=by, at=at)


def hide_title(copy: PublicItem, *, reason: str, by: Any, at: datetime) -> None:
    """Let what is still to be said on the channels about a withdrawn item leave out its title."""
    channels.withdraw_everywhere(
        body_id=copy.body_id, item_code=copy.code, reason=reason, says_title=False, by=by, at=at
    )
