"""What the scan found (扫描结论), place by place: marked in the text, or named by its file.

Hits are plain data as the scan kept them; what is private in them comes masked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.publishing.models import HitReason, Item, Scan
from gongkai.office.publishing.pages.names import is_english
from gongkai.web.facts.parts import Tag, Tone

# Where the scan says that a hit stands in the text itself.
TEXT = "正文"
_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_SEVERITIES: dict[str, tuple[Promise, Tone, str, Promise]] = {
    "blocking": (
        gettext_lazy("必须处理"), "bad", "error",
        gettext_lazy("改好，或者由审查人员逐处写明放行理由；否则不能通过保密审查和发布。"),
    ),
    "warning": (
        gettext_lazy("请核对"), "attention", "warning",
        gettext_lazy("请逐处看一遍，确认可以公开。"),
    ),
    "advice": (
        gettext_lazy("建议"), "active", "info", gettext_lazy("改不改由您决定。"),
    ),
    "remembered": (
        gettext_lazy("已确认的误报"), "plain", "check",
        gettext_lazy("以前确认过不是问题，不需要办理。"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HitFacts:
    """One hit on the page: its anchor, where, what it says, what to do, whether a reason is given.

    `mark_url` leads to the marked place in the text where it is there, `reason_url` to the form
    for a reviewer's reason, empty where none may be given.
    """

    anchor: str
    place: str
    before: str
    shown: str
    after: str
    message: str
    tag: Tag
    is_hidden: bool = False
    replacement: str = ""
    mark_url: str = ""
    reason_url: str = ""
    must_be_mended: bool = False
    reason: str = ""
    reason_by: str = ""


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one gravity with what that means."""

    title: str
    text: str
    tag: Tag
    hits: tuple[HitFacts, ...]


@dataclass(frozen=True, slots=True)
class FaultFacts:
    """What is wrong with an attached file, and the page where it is mended."""

    name: str
    message: str
    tag: Tag
    mend_url: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the newest scan of a version says; `is_current`: the content is still the same."""

    is_made: bool
    is_current: bool
    at: Any
    groups: tuple[HitGroup, ...] = ()
    faults: tuple[FaultFacts, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not self.groups and not self.faults

    @property
    def open_count(self) -> int:
        """How many blocking hits still wait for a reason or a correction."""
        return sum(
            not hit.reason
            for group in self.groups if group.tag.tone == "bad"
            for hit in group.hits
        )  # fmt: skip


NOT_SCANNED = Verdict(is_made=False, is_current=False, at=None)


@dataclass(frozen=True, slots=True)
class Shown:
    """How the scan is shown: whose reasons were given, whether the viewer may give one or mend."""

    reasons: Iterable[HitReason]
    may_reason: bool = False
    may_mend: bool = False


def verdict(item: Item, scan: Scan | None, marked: set[str], digest: str, shown: Shown) -> Verdict:
    """Return what a scan found, gravest first. `marked` are the hits marked in the text."""
    if scan is None:
        return NOT_SCANNED
    given = {each.fingerprint: each for each in shown.reasons}
    groups = []
    for severity, (title, tone, icon, text) in _SEVERITIES.items():
        tag = Tag(str(title), tone, icon)
        hits = tuple(
            _hit(item, each, tag, given, marked, may_reason=shown.may_reason)
            for each in scan.hits if each.get("severity") == severity
        )  # fmt: skip
        if hits:
            groups.append(HitGroup(f"{title} {len(hits)}", str(text), tag, hits))
    faults = tuple(_fault(item, each, may_mend=shown.may_mend) for each in scan.faults)
    return Verdict(
        is_made=True, is_current=scan.digest == digest, at=scan.at, groups=tuple(groups),
        faults=faults,
    )  # fmt: skip


def anchor(fingerprint: str) -> str:
    """Return the id of a marked place."""
    return f"hit-{fingerprint[:16]}"


def _hit(
    item: Item, hit: dict[str, Any], tag: Tag, given: dict[str, HitReason], marked: set[str],
    *, may_reason: bool,
) -> HitFacts:  # fmt: skip
    fingerprint = str(hit["fingerprint"])
    reason = given.get(fingerprint)
    is_blocking, is_waivable = hit["severity"] == "blocking", bool(hit.get("waivable"))
    url = reverse("publishing:hit", args=[item.body.code, item.code, fingerprint])
    return HitFacts(
        anchor=f"found-{fingerprint[:16]}",
        place=str(hit.get("place", "")),
        before=str(hit.get("before", "")),
        shown=str(hit.get("shown", "")),
        after=str(hit.get("after", "")),
        message=str(hit.get("gloss" if is_english() else "message", "")),
        tag=tag,
        is_hidden=bool(hit.get("hidden")),
        replacement=str(hit.get("replacement", "")),
        mark_url=f"#{anchor(fingerprint)}" if fingerprint in marked else "",
        reason_url=url if is_blocking and is_waivable and may_reason and reason is None else "",
        must_be_mended=is_blocking and not is_waivable,
        reason=reason.reason if reason else "",
        reason_by=str(reason.by) if reason else "",
    )


def _fault(item: Item, fault: dict[str, Any], *, may_mend: bool) -> FaultFacts:
    blocks = bool(fault.get("is_blocking"))
    tag = Tag(_("必须处理"), "bad", "error") if blocks else Tag(_("请核对"), "attention", "warning")
    url = reverse("publishing:files", args=[item.body.code, item.code]) if may_mend else ""
    words = fault.get("gloss") if is_english() else fault.get("message")
    return FaultFacts(str(fault.get("name", "")), str(words or ""), tag, url)


def marked_text(html: str, hits: Iterable[dict[str, Any]]) -> tuple[str, set[str]]:
    """Return a text with every hit in it marked where it stands, and which those are.

    What is private is marked as it stands: whoever reads this page reads the whole text. The scan
    counts in the text without its marks, so the marks are set between them.
    """
    wanted = sorted(
        (each for each in hits if each.get("place") == TEXT and each["start"] < each["end"]),
        key=lambda each: (each["start"], -each["end"]),
    )
    pieces, at = [], 0
    found: set[str] = set()
    for piece in _TAG.split(html):
        if _TAG.fullmatch(piece):
            pieces.append(piece)
            continue
        pieces.append(_marked(piece, at, wanted, found))
        at += len(piece)
    return "".join(pieces), found


def _marked(piece: str, at: int, wanted: list[dict[str, Any]], found: set[str]) -> str:
    """Return a run of text with the parts of hits that lie in it marked; overlaps are left out."""
    told, done = [], 0
    for hit in wanted:
        begin, end = max(hit["start"] - at, done), min(hit["end"] - at, len(piece))
        if begin >= end:
            continue
        name = str(hit["fingerprint"])
        named = "" if name in found else f' id="{anchor(name)}"'
        found.add(name)
        told.append(piece[done:begin])
        told.append(f'<mark{named} class="hit hit--{hit["severity"]}">{piece[begin:end]}</mark>')
        done = end
    return "".join([*told, piece[done:]])
