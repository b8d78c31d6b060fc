"""The scan as the room uses it: a version as passages, hits as plain data, what is still open.

The rules are in `rules.scan`, the reading of files in `documents.contents`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import unquote

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents import contents, rich_text
from gongkai.documents.term_finder import AutomatonFinder
from gongkai.office.bodies.models import Body
from gongkai.office.publishing.models import (
    Attachment,
    HitReason,
    ItemVersion,
    ScanTerm,
    TermKind,
    VersionStep,
)
from gongkai.office.records import files
from gongkai.rules import scan
from gongkai.rules.gate.steps import Step
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
    lists = _lists(body.pk)
    hits = scan.scan(
        [Passage(place, text) for place, text in said.items()],
        metadata=scan.Metadata(publisher=body.name, body_phones=(body.telephone,)),
        on=timezone.localdate(at),
        find_terms=_finder(lists.words),
        lists=lists,
        profile=scan.Profile.INSPECTION,
    )
    return [_told(hit) for hit in hits if hit.severity is scan.Severity.BLOCKING]


def newest(version: ItemVersion) -> list[dict[str, Any]]:
    """Return the hits of the newest scan of a version."""
    kept = version.scans.order_by("at", "pk").last()
    return kept.hits if kept is not None else []


def open_hits(version: ItemVersion) -> list[dict[str, Any]]:
    """Return the blocking hits of the newest scan that no reviewer let pass."""
    reasons = HitReason.objects.filter(item_id=version.item_id).exclude(by__in=_writers(version))
    given = set(reasons.values_list("fingerprint", flat=True))
    return [
        each
        for each in newest(version)
        if each["severity"] == BLOCKING
        if not (each["waivable"] and each["fingerprint"] in given)
    ]


def _writers(version: ItemVersion) -> Any:
    """Return who wrote the item: whoever gave a reason before and writes now judges no more."""
    steps = VersionStep.objects.filter(version__item_id=version.item_id, step=Step.WRITE.value)
    return steps.exclude(by=None).values("by")


def blocked(version: ItemVersion) -> list[str]:
    """Return why the scan itself keeps a submitted version back, beside its hits.

    It is of another content, or a file could not be looked at; no reason is given for either.
    """
    kept = version.scans.order_by("at", "pk").last()
    if kept is None or kept.digest != version.digest:
        return [_("扫描结果不是这一内容的，请退回修改后重新送审。")]
    told = "gloss" if (get_language() or "").startswith("en") else "message"
    return [each[told] for each in kept.faults if each["is_blocking"]]


def _written(version: ItemVersion) -> Iterator[Passage]:
    for place, text in (
        ("标题", version.title), ("内容概述", version.summary), ("关键词", version.keywords),
        ("修改说明", version.change_note), ("信息来源", version.source),
        ("文号", version.doc_no), ("发布机构", version.publisher), ("公开范围", version.audience),
        ("主题分类", version.subject), ("体裁分类", version.genre),
        ("公开方式", "、".join(version.methods)), ("民生主题", "、".join(version.topics)),
        ("数据表", version.table_key), ("数据期间", version.table_period),
        ("正文", rich_text.plain(version.html)), ("正文的链接和图片", _beside(version.html)),
    ):  # fmt: skip
        if text:
            yield Passage(place, text)
    # The heads as the row before the first: they are written by people, and say what is personal.
    heads = dict.fromkeys(
        key for row in version.table_rows if isinstance(row, Mapping) for key in row
    )
    if heads:
        yield Passage("数据表第0行", "\t".join(heads))
    for number, row in enumerate(version.table_rows, 1):
        yield Passage(f"数据表第{number}行", "\t".join(str(cell) for cell in _cells(row)))
    for each in version.attachments.all():
        yield Passage(f"附件“{each.name}”的文件名", each.name.rpartition(".")[0] or each.name)
        if each.alternative:
            yield Passage(f"附件“{each.name}”的替代文字", each.alternative)


_ATTRIBUTE = re.compile(r'\s(?:href|src|alt|title)="([^"]*)"')


def _beside(html: str) -> str:
    """Return what the text says in attributes: addresses and text alternatives, one a line.

    An address is given as it stands and as a reader of it gets it, without its signs of percent.
    """
    found = [unescape(each) for each in _ATTRIBUTE.findall(html)]
    return "\n".join(dict.fromkeys([*found, *(unquote(each) for each in found)]))


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
