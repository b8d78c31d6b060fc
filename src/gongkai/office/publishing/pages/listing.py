"""The list of items as a table of words: where each stands, by when, who wrote it last."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import Item, ItemVersion, VersionState
from gongkai.office.publishing.pages import deadline, names
from gongkai.office.publishing.pages.deadline import Today
from gongkai.office.publishing.queries.places import COUNTED_TO, Page, Place
from gongkai.web.facts.lists import Tab
from gongkai.web.facts.parts import Due, Link, Tag, Tone
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.words import moment

_TAGS: dict[str, tuple[Tone, str]] = {
    VersionState.DRAFT: ("plain", "edit"),
    VersionState.BUSINESS_REVIEW: ("active", "eye"),
    VersionState.SECRECY_REVIEW: ("active", "lock"),
    VersionState.REFERRED: ("still", "pause"),
    VersionState.CLEARED: ("attention", "publish"),
    VersionState.RELEASED: ("active", "clock"),
    VersionState.PUBLISHED: ("good", "check"),
    VersionState.RETURNED: ("attention", "return"),
    VersionState.WITHHELD: ("still", "lock"),
    VersionState.DISCARDED: ("plain", "cross"),
}
_OWED: tuple[str, ...] = (
    VersionState.DRAFT, VersionState.BUSINESS_REVIEW, VersionState.SECRECY_REVIEW,
    VersionState.REFERRED, VersionState.CLEARED, VersionState.RELEASED,
)  # fmt: skip


def newest(item: Item) -> ItemVersion:
    """Return the newest version of an item; every item has one from its first moment."""
    version: ItemVersion | None = item.newest_version
    if version is None:
        raise LookupError(f"The item {item.code} has no version.")
    return version


def state_tag(version: ItemVersion) -> Tag:
    """Return where a version stands, in a word."""
    tone, icon = _TAGS[version.state]
    return Tag(str(VersionState(version.state).label), tone, icon)


def tag_of(item: Item) -> Tag:
    """Return where an item stands: its newest version, or that it was taken down."""
    version = newest(item)
    copy = getattr(item, "public_copy", None)
    if version.state == VersionState.PUBLISHED and copy is not None and copy.is_withdrawn:
        return Tag(_("已撤下"), "bad", "remove")
    return state_tag(version)


def tabs(counts: Mapping[Place, int], current: Place, query: str) -> list[Tab]:
    """Return the places as tabs with their counts; empty ones stay where a person looks for them.

    What is rare (送请确定, 定时, 已作废) shows only where there is something or one is there.
    """
    rare = {Place.LATE, Place.REFERRED, Place.RELEASED, Place.WITHDRAWN, Place.DISCARDED}
    return [
        Tab(str(place.label), f"?place={place.value}{query}", place is current, str(counts[place]))
        for place in Place
        if counts[place] or place not in rare or place is current
    ]


def table(page: Page, place: Place, code: str, *, today: Today, action: Link | None) -> DataTable:
    """Return one page of items as a table."""
    rows = tuple(_row(item, code, today) for item in page.items)
    return DataTable(
        caption=str(place.label),
        columns=(
            Column(_("标题"), "main"), Column(_("所处环节"), "fixed"),
            Column(_("公开期限"), "fixed"), Column(_("公开类别")), Column(_("最近修改"), "fixed"),
        ),
        rows=rows,
        empty=Empty(*_nothing(place), action),
    )  # fmt: skip


def _row(item: Item, code: str, today: Today) -> Row:
    version = newest(item)
    words = [version.doc_no, _("紧急") if version.is_urgent else ""]
    local = moment(timezone.localtime(version.written_at), get_language() or "")
    return Row((
        Cell(version.title, kind="main", url=reverse("publishing:item", args=[code, item.code]),
             under=" · ".join(each for each in words if each), lang="zh-CN"),
        Cell(kind="fixed", tag=tag_of(item)),
        Cell(_public_since(item), kind="fixed", due=_due(item, code, today)),
        Cell(names.category(version.category)),
        Cell(local, kind="fixed", under=str(version.written_by or _("系统"))),
    ))  # fmt: skip


def _due(item: Item, code: str, today: Today) -> Due | None:
    version = newest(item)
    if version.state not in _OWED:
        return None
    changed_at = getattr(item, "version_began_at", None) if deadline.was_public(item) else None
    due = deadline.due_of(version, changed_at=changed_at, today=today)
    if due is None:
        return Due(_("未填成文日期"), "plain", "question")
    return deadline.tag(due, today=today, url=reverse("publishing:due", args=[code, item.code]))


def _public_since(item: Item) -> str:
    copy = getattr(item, "public_copy", None)
    if copy is None or newest(item).state in _OWED:
        return ""
    at = copy.withdrawn_at or copy.published_at
    words = _("%(at)s撤下") if copy.withdrawn_at else _("%(at)s公开")
    return words % {"at": moment(timezone.localtime(at), get_language() or "")}


def _nothing(place: Place) -> tuple[str, str]:
    if place is Place.MINE:
        return _("没有等您办理的信息。"), _("新起草的信息、轮到您审查或者批准的信息会出现在这里。")
    if place is Place.LATE:
        return _("没有逾期未公开的信息。"), _("成文之日起20个工作日内没有公开的会列在这里。")
    return _("这个环节没有信息。"), _("可以换一个环节或者清除筛选条件。")


def count_words(page: Page) -> str:
    """Return how many items there are, with "about" where counting stopped."""
    if not page.is_counted:
        return _("%(count)s条以上") % {"count": COUNTED_TO}
    return _("共%(count)s条") % {"count": page.count}
