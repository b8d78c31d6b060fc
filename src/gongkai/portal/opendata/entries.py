"""What open data says of an item (条目): typed, for the read API and for every export alike.

Only what the public page shows; who wrote, reviewed or released it is nowhere in it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel

from gongkai.office.publishing import categories
from gongkai.office.publishing.models import PublicItem
from gongkai.portal import addresses, plain_text


class BodyName(BaseModel):
    """A body by its address and name."""

    code: str
    name: str


class AttachmentEntry(BaseModel):
    """A file of an item: where it is, how large, and the SHA-256 of its bytes."""

    code: str
    name: str
    role: str
    media_type: str
    size: int
    digest: str
    alternative: str
    url: str


class Entry(BaseModel):
    """An item as lists show it: everything but its text, rows and files."""

    code: str
    url: str
    index_no: str
    body: BodyName
    title: str
    doc_no: str
    publisher: str
    signed_on: date | None
    category: str
    category_label: str
    subject: str
    genre: str
    methods: list[str]
    audience: str
    keywords: list[str]
    summary: str
    source: str
    topics: list[str]
    format: str
    is_interpretation: bool
    validity: str
    validity_label: str
    validity_from_on: date | None
    expires_on: date | None
    table_key: str
    table_period: str
    is_nil_return: bool
    version: int
    change_note: str
    first_published_at: datetime
    published_at: datetime
    changed_at: datetime


class WholeEntry(Entry):
    """An item with its text in both forms, the rows of its table and its files."""

    html: str
    text: str
    table_rows: list[Any]
    attachments: list[AttachmentEntry]


class Tombstone(BaseModel):
    """What is left of an item that was taken down: that it was there, and why it is not."""

    code: str
    url: str
    index_no: str
    body: BodyName
    title: str
    is_withdrawn: bool = True
    withdrawn_at: datetime | None
    reason: str
    reason_label: str
    changed_at: datetime


def entry(copy: PublicItem, request: HttpRequest) -> Entry:
    """Return what a list says of an item."""
    return Entry(**_said(copy, request))


def whole(copy: PublicItem, request: HttpRequest) -> WholeEntry:
    """Return all that open data says of an item."""
    return WholeEntry(
        **_said(copy, request), html=copy.html, text=plain_text.of(copy.html),
        table_rows=_rows(copy.table_rows),
        attachments=[
            AttachmentEntry(
                **{name: each.get(name, "") for name in _FILE},
                size=each["size"],
                url=addresses.whole(request, addresses.attachment(copy, each)),
            )
            for each in copy.attachments
        ],
    )  # fmt: skip


_FILE = ("code", "name", "role", "media_type", "digest", "alternative")


def tombstone(copy: PublicItem, request: HttpRequest) -> Tombstone:
    """Return what is said of an item that was taken down."""
    return Tombstone(
        code=copy.code, url=addresses.whole(request, addresses.item(copy.code)),
        index_no=copy.index_no, body=_body(copy), title=copy.title,
        withdrawn_at=copy.withdrawn_at, reason=copy.withdrawal_reason,
        reason_label=str(copy.get_withdrawal_reason_display()), changed_at=copy.changed_at,
    )  # fmt: skip


_SAME = (
    "code", "index_no", "title", "doc_no", "publisher", "signed_on", "category", "subject",
    "genre", "methods", "audience", "summary", "source", "topics", "format", "is_interpretation",
    "validity", "validity_from_on", "expires_on", "table_key", "table_period", "is_nil_return",
    "change_note", "first_published_at", "published_at", "changed_at",
)  # fmt: skip


def _said(copy: PublicItem, request: HttpRequest) -> dict[str, Any]:
    said = {name: getattr(copy, name) for name in _SAME}
    said |= {
        "url": addresses.whole(request, addresses.item(copy.code)),
        "body": _body(copy),
        "category_label": categories.label(copy.category),
        "validity_label": str(copy.get_validity_display()),
        "keywords": words(copy.keywords),
        "version": copy.version_number,
    }
    return said


def words(keywords: str) -> list[str]:
    """Return keywords one by one, whatever stands between them."""
    for mark in "；;，,、\n\t　":
        keywords = keywords.replace(mark, " ")
    return keywords.split()


def _rows(rows: Any) -> list[Any]:
    return list(rows) if isinstance(rows, Sequence) and not isinstance(rows, str) else []


def _body(copy: PublicItem) -> BodyName:
    return BodyName(code=copy.body.code, name=copy.body.name)
