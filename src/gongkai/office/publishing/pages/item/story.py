"""What happened to an item as a time line: steps, scans, reviews, and when it was public."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import (
    Item,
    PublicSpan,
    Scan,
    SecrecyReview,
    StepKind,
    VersionStep,
)
from gongkai.web.facts.parts import Link
from gongkai.web.facts.story import Happening
from gongkai.web.words import moment

_ICONS = {
    StepKind.WRITE: "edit", StepKind.SUBMIT: "forward", StepKind.SUBMIT_URGENT: "warning",
    StepKind.TAKE_BACK: "back", StepKind.ENDORSE: "check", StepKind.CLEAR: "lock",
    StepKind.REFER: "pause", StepKind.DETERMINE: "mail", StepKind.WITHHOLD: "lock",
    StepKind.SEND_BACK: "return", StepKind.RELEASE: "publish", StepKind.OPEN: "success",
    StepKind.ENDORSE_AFTERWARDS: "check", StepKind.DISCARD: "cross",
}  # fmt: skip


def told(
    item: Item,
    steps: Iterable[VersionStep],
    scans: Iterable[Scan],
    reviews: Iterable[SecrecyReview],
    spans: Iterable[PublicSpan],
) -> tuple[Happening, ...]:
    """Return everything that happened to an item, the latest first; savings in a row are one."""
    records = {(each.version_id, each.at): each for each in reviews}
    events = [
        *_steps(item, list(steps), records),
        *((each.at, _scan(each)) for each in scans),
        *((each.until_at, _ended(each)) for each in spans if each.until_at),
    ]
    return tuple(happening for _at, happening in sorted(events, key=lambda e: e[0], reverse=True))


def _steps(
    item: Item, steps: list[VersionStep], records: dict[tuple[int, datetime], SecrecyReview]
) -> Iterator[tuple[datetime, Happening]]:
    for place, step in enumerate(steps):
        following = steps[place + 1] if place + 1 < len(steps) else None
        if _is_same_saving(step, following):
            continue
        review = records.get((step.version_id, step.at))
        yield step.at, _step(item, step, review)


def _is_same_saving(step: VersionStep, following: VersionStep | None) -> bool:
    """Whether the same person saved the same version again right after, with nothing to tell."""
    return (
        following is not None
        and step.step == following.step == StepKind.WRITE
        and step.version_id == following.version_id
        and step.by_id == following.by_id
        and not step.note
    )


def _step(item: Item, step: VersionStep, review: SecrecyReview | None) -> Happening:
    links: tuple[Link, ...] = ()
    if review is not None:
        url = reverse("publishing:record", args=[item.body.code, item.code, review.pk])
        links = (Link(_("保密审查表"), url),)
    title = _("第%(number)s版：%(step)s") % {
        "number": step.version.number, "step": step.get_step_display(),
    }  # fmt: skip
    return _happening(step.at, title, by(step), step.note, _ICONS[StepKind(step.step)], links)


def by(step: VersionStep) -> str:
    """Return who took a step; somebody who stood in for another is shown with them."""
    if step.by is None:
        return _("系统")
    if step.on_behalf_of is not None:
        return _("%(by)s（代理%(other)s）") % {"by": step.by, "other": step.on_behalf_of}
    return str(step.by)


def _scan(scan: Scan) -> Happening:
    title = _("第%(number)s版：扫描") % {"number": scan.version.number}
    blocking = sum(each.get("severity") == "blocking" for each in scan.hits)
    text = _("发现%(hits)s处，其中必须处理%(blocking)s处；附件问题%(faults)s个。") % {
        "hits": len(scan.hits), "blocking": blocking, "faults": len(scan.faults),
    }  # fmt: skip
    if not scan.hits and not scan.faults:
        text = _("没有发现需要处理的内容。")
    return _happening(scan.at, title, _("系统"), text, "eye", ())


def _ended(span: PublicSpan) -> Happening:
    title = _("第%(number)s版不再公开") % {"number": span.version.number}
    text = _("由新的一版代替。") if span.ended_by == "replaced" else _("已撤下。")
    return _happening(span.until_at, title, "", text, "history", ())


def _happening(
    at: Any, title: str, who: str, text: str, icon: str, links: tuple[Link, ...]
) -> Happening:
    return Happening(
        when=moment(timezone.localtime(at), get_language() or ""), iso=at.isoformat(),
        title=title, by=who, text=text, icon=icon, links=links,
    )  # fmt: skip
