"""What stands beside an item: its links, its notices, its versions, its public address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.channels.models import Act, Delivery, DeliveryState
from gongkai.office.publishing import outward
from gongkai.office.publishing.models import (
    Item,
    ItemLink,
    ItemVersion,
    LinkKind,
    PublicItem,
    PublicSpan,
    Validity,
    VersionState,
)
from gongkai.office.publishing.pages import listing
from gongkai.office.publishing.queries.items import About
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.words import day, moment


@dataclass(frozen=True, slots=True)
class TieFacts:
    """A link to another item in words, its address, and the form that takes it away."""

    kind: str
    title: str
    url: str
    unlink_url: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What became of a version on one channel, and the way to its proof."""

    channel: str
    version: str
    state: str
    url: str


def deliveries(item: Item, found: Iterable[Delivery]) -> tuple[DeliveryFacts, ...]:
    """Return where the item went, the newest version first."""
    return tuple(
        DeliveryFacts(
            channel=str(each.channel),
            version=_("第%(number)s版") % {"number": each.version},
            state=f"{Act(each.act).label} · {DeliveryState(each.state).label}",
            url=reverse("channels:delivery", args=[item.body.code, each.key]),
        )
        for each in found
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice above the item: kind, title, text."""

    kind: str
    title: str
    text: str


def url(item: Item, page: str, *more: object) -> str:
    """Return the address of a page of an item."""
    return reverse(f"publishing:{page}", args=[item.body.code, item.code, *more])


def ties(item: Item, found: Iterable[ItemLink], *, may_unlink: bool) -> tuple[TieFacts, ...]:
    """Return the links of an item, those it makes itself first."""
    told = []
    for tie in found:
        own = tie.source_id == item.pk
        other = tie.target if own else tie.source
        title = other.newest_version.title if other.newest_version else other.code
        kind = str(LinkKind(tie.kind).label) if own else _backwards(tie.kind)
        unlink = url(item, "unlink", tie.pk) if own and may_unlink else ""
        address = reverse("publishing:item", args=[item.body.code, other.code])
        told.append((not own, TieFacts(kind, title, address, unlink)))
    return tuple(each for _own, each in sorted(told, key=lambda pair: pair[0]))


def _backwards(kind: str) -> str:
    return {
        LinkKind.INTERPRETS: _("有解读"), LinkKind.REPLACES: _("已被代替"),
        LinkKind.AMENDS: _("已被修改"), LinkKind.REPEALS: _("已被废止"),
        LinkKind.CORRECTS: _("已被更正"), LinkKind.RELATES: _("相关"),
    }[LinkKind(kind)]  # fmt: skip


def notes(item: Item, version: ItemVersion, about: About) -> tuple[Notice, ...]:
    """Return what must be known before anything is done with the item."""
    found = []
    returned = about.returned_because(version)
    if returned:
        found.append(Notice("warning", _("已退回修改"), returned))
    if version.is_urgent and version.state != VersionState.PUBLISHED:
        found.append(Notice("warning", _("紧急件"), version.urgent_reason))
    if about.owes_afterwards and about.release is not None and about.release.afterwards_by_on:
        by = day(about.release.afterwards_by_on, get_language() or "")
        text = _("紧急公开，应当在%(by)s前补办业务审核。") % {"by": by}
        found.append(Notice("warning", _("业务审核待补办"), text))
    if about.release is not None and about.release.stopped_because:
        found.append(Notice("error", _("没有按时公开"), about.release.stopped_because))
    if item.validity != Validity.IN_FORCE:
        since = day(item.validity_from_on, get_language() or "") if item.validity_from_on else ""
        text = _("自%(since)s起。") % {"since": since} if since else ""
        found.append(Notice("info", str(Validity(item.validity).label), text))
    if about.copy is not None and about.copy.is_withdrawn:
        text = _("公众看到的说明：%(reason)s") % {
            "reason": about.copy.get_withdrawal_reason_display(),
        }  # fmt: skip
        found.append(Notice("info", _("已撤下"), text))
    return tuple(found)


def public_url(copy: PublicItem | None) -> str:
    """Return where the public reads the item; empty where it does not."""
    return outward.address(copy.code) if copy is not None else ""


def versions_table(
    item: Item, versions: Sequence[ItemVersion], spans: Iterable[PublicSpan]
) -> DataTable:
    """Return the versions with their state and when each was public."""
    public: dict[int, list[str]] = {}
    for span in spans:
        public.setdefault(span.version_id, []).append(_span(span))
    rows = tuple(
        Row((
            Cell(_("第%(number)s版") % {"number": each.number}, kind="main"),
            Cell(kind="fixed", tag=listing.state_tag(each)),
            Cell(str(each.written_by or _("系统")), under=_local(each.written_at), lang="zh-CN"),
            Cell("\n".join(public.get(each.pk, [])) or _("没有公开过")),
            Cell(each.change_note or "—", lang="zh-CN"),
        ))
        for each in reversed(versions)
    )  # fmt: skip
    return DataTable(
        caption=_("各版"),
        columns=(
            Column(_("版次"), "main"), Column(_("状态"), "fixed"), Column(_("起草")),
            Column(_("公开时段")), Column(_("修改说明")),
        ),
        rows=rows, empty=Empty(_("还没有版本。")), is_still=True,
    )  # fmt: skip


def _span(span: PublicSpan) -> str:
    begun = _local(span.from_at)
    if span.until_at is None:
        return _("%(begun)s至今") % {"begun": begun}
    return _("%(begun)s至%(ended)s") % {"begun": begun, "ended": _local(span.until_at)}


def _local(at: object) -> str:
    return moment(timezone.localtime(at), get_language() or "")  # type: ignore[arg-type] # a moment
