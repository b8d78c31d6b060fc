"""The scan as the room uses it: a version as passages, hits as plain data, what is still open.

The rules are in `rules.scan`, the reading of files in `documents.contents`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from gongkai.documents import contents, rich_text
from gongkai.documents.term_finder import AutomatonFinder
from gongkai.office.bodies.models import Body
from gongkai.office.publishing.models import (
    Attachment,
    HitReason,
    ItemVersion,
    ScanTerm,
    TermKind,
)
from gongkai.office.records import files
from gongkai.rules import scan
from gongkai.rules.scan import rulebook
from gongkai.rules.scan.passages import Passage

BLOCKING = scan.Severity.BLOCKING.value


@dataclass(frozen=True, slots=True)
class Found:
    """What the scan found, as it is kept: hits, and faults of the attached files."""

    hits: list[dict[str, Any]]
    faults: list[dict[str, Any]]


def look(version: ItemVersion, *, at: datetime) -> Found:
    """Scan all that a version says: its fields, its text, its table and every attachment."""
    passages = list(_written(version))
    faults: list[dict[str, Any]] = []
    for each in version.attachments.select_related("file"):
        read = contents.read(files.content(each.file), each.name)
        passages += [_in(each, passage) for passage in read.passages]
        faults += [_fault(each, fault) for fault in read.faults]
    lists = _lists(version.body_id)
    hits = scan.scan(
        passages,
        metadata=_metadata(version),
        on=timezone.localdate(at),
        lists=lists,
        remembered=_remembered(version.body_id),
        find_terms=_finder(lists.words),
    )
    return Found([_told(hit) for hit in hits], faults)


def blocking_in(said: Mapping[str, str], *, body: Body, at: datetime) -> list[dict[str, Any]]:
    """Return what must not go out in texts of a body, each named by its place."""
    hits = scan.scan(
        [Passage(place, text) for place, text in said.items()],
        metadata=scan.Metadata(publisher=body.name, body_phones=(body.telephone,)),
        on=timezone.localdate(at),
        find_terms=_finder(_lists(body.pk).words),
        lists=_lists(body.pk),
        profile=scan.Profile.INSPECTION,
    )
    return [_told(hit) for hit in hits if hit.severity is scan.Severity.BLOCKING]


def newest(version: ItemVersion) -> list[dict[str, Any]]:
    """Return the hits of the newest scan of a version."""
    kept = version.scans.order_by("at", "pk").last()
    return kept.hits if kept is not None else []


def open_hits(version: ItemVersion) -> list[dict[str, Any]]:
    """Return the blocking hits of the newest scan that no reviewer let pass."""
    reasons = HitReason.objects.filter(item_id=version.item_id)
    given = set(reasons.values_list("fingerprint", flat=True))
    return [
        each
        for each in newest(version)
        if each["severity"] == BLOCKING
        if not (each["waivable"] and each["fingerprint"] in given)
    ]


def _written(version: ItemVersion) -> Iterator[Passage]:
    for place, text in (
        ("标题", version.title), ("内容概述", version.summary), ("关键词", version.keywords),
        ("修改说明", version.change_note), ("信息来源", version.source),
        ("正文", rich_text.plain(version.html)),
    ):  # fmt: skip
        if text:
            yield Passage(place, text)
    for number, row in enumerate(version.table_rows, 1):
        yield Passage(f"数据表第{number}行", "\t".join(str(cell) for cell in _cells(row)))
    for each in version.attachments.all():
        if each.alternative:
            yield Passage(f"附件“{each.name}”的替代文字", each.alternative)


def _cells(row: Any) -> list[Any]:
    return list(row.values()) if isinstance(row, Mapping) else list(row)


def _in(attachment: Attachment, passage: Passage) -> Passage:
    return replace(passage, place=f"附件“{attachment.name}”{passage.place}")


def _fault(attachment: Attachment, fault: contents.Fault) -> dict[str, Any]:
    return {
        "attachment": attachment.code, "name": attachment.name, "code": fault.code.value,
        "message": fault.message, "gloss": fault.message_en, "is_blocking": fault.is_blocking,
    }  # fmt: skip


def _metadata(version: ItemVersion) -> scan.Metadata:
    body = version.body
    return scan.Metadata(
        key=version.item.code, title=version.title, doc_no=version.doc_no,
        publisher=version.publisher, signed_on=version.signed_on, subject=version.subject,
        genre=version.genre, category=version.category, attribute=version.attribute,
        methods=tuple(version.methods), keywords=tuple(version.keywords.split()),
        summary=version.summary, level=body.level,
        body_phones=tuple(each for each in (body.telephone,) if each),
    )  # fmt: skip


def _told(hit: scan.Hit) -> dict[str, Any]:
    return {
        "rule": hit.rule, "severity": hit.severity.value, "place": hit.place,
        "hidden": hit.hidden.value if hit.hidden else "", "start": hit.start, "end": hit.end,
        "shown": hit.masked, "before": hit.before, "after": hit.after, "message": hit.message,
        "gloss": hit.gloss, "source": str(hit.source), "fingerprint": hit.fingerprint,
        "replacement": hit.replacement, "waivable": rulebook.rule(hit.rule).waivable,
    }  # fmt: skip


def _remembered(body_id: int) -> set[str]:
    kept = HitReason.objects.filter(body_id=body_id, is_remembered=True)
    return set(kept.values_list("fingerprint", flat=True))


def _lists(body_id: int) -> scan.Lists:
    """Return the built-in lists with the body's own words after them."""
    own = ScanTerm.objects.filter(body_id=body_id, removed_at=None).order_by("pk")
    terms, leaders = [], []
    for each in own:
        if each.kind == TermKind.LEADER:
            leaders.append(scan.Leader(each.text, tuple(each.suggestion.split("、"))))
        else:
            terms.append(scan.Term(scan.TermList(each.kind), each.text, each.suggestion))
    return scan.built_in().with_terms(terms, leaders) if terms or leaders else scan.built_in()


@lru_cache(maxsize=64)
def _finder(words: tuple[str, ...]) -> AutomatonFinder:
    return AutomatonFinder(words)
