"""The document as it will be public: its text, its metadata table, its files."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import Attachment, AttachmentRole, Item, ItemVersion
from gongkai.office.publishing.pages.item import differences
from gongkai.web.facts.lists import FileEntry
from gongkai.web.facts.story import SummaryItem
from gongkai.web.words import day

_METADATA = (
    "category", "subject", "genre", "attribute", "methods", "audience", "keywords", "source",
    "topics", "expires_on", "change_note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the document with its text alternative."""

    url: str
    alternative: str
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """A version as the public will read it."""

    title: str
    doc_no: str
    publisher: str
    signed_on: str
    index_no: str
    html: SafeString
    metadata: tuple[SummaryItem, ...]
    pictures: tuple[Picture, ...]
    files: tuple[FileEntry, ...]
    is_nil: bool
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    table_caption: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return not (self.html or self.files or self.pictures or self.rows or self.is_nil)


def document(item: Item, version: ItemVersion, *, html: str | None = None) -> Document:
    """Return a version as a document; `html` is its text with marks, where it has some."""
    attachments = list(version.attachments.all())
    return Document(
        title=version.title,
        doc_no=version.doc_no,
        publisher=version.publisher,
        signed_on=day(version.signed_on, "zh") if version.signed_on else "",
        index_no=item.index_no,
        html=mark_safe(version.html if html is None else html),  # noqa: S308 - cleaned when saved
        metadata=tuple(_metadata(item, version)),
        pictures=tuple(
            Picture(_url(item, each), each.alternative or each.name, each.name)
            for each in attachments
            if each.role == AttachmentRole.PICTURE
        ),
        files=tuple(
            _file(item, each) for each in attachments if each.role != AttachmentRole.PICTURE
        ),
        is_nil=version.is_nil_return,
        heads=tuple(version.table_rows[0]) if version.table_rows else (),
        rows=tuple(tuple(str(cell) for cell in row.values()) for row in version.table_rows),
        table_caption=f"{version.title} {version.table_period}".strip(),
    )


def _metadata(item: Item, version: ItemVersion) -> list[SummaryItem]:
    found = [
        SummaryItem(differences.label_of(name), said, is_official=True)
        for name in _METADATA
        if (said := differences.shown(version, name))
    ]
    if version.signed_on:
        on = day(version.signed_on, get_language() or "")
        found.insert(0, SummaryItem(_("成文日期"), on))
    if item.index_no:
        found.insert(0, SummaryItem(_("索引号"), item.index_no, is_official=True))
    return found


def _file(item: Item, attachment: Attachment) -> FileEntry:
    return FileEntry(
        name=attachment.name, url=_url(item, attachment), kind=kind_of(attachment.name),
        size=attachment.file.size, note=str(attachment.get_role_display()),
    )  # fmt: skip


def kind_of(name: str) -> str:
    """Return the kind of a file in a word: DOCX."""
    front, _dot, last = name.rpartition(".")
    return last.upper() if front and len(last) <= 5 else ""


def _url(item: Item, attachment: Attachment) -> str:
    return reverse("publishing:file", args=[item.body.code, item.code, attachment.code])
