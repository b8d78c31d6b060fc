"""An item as a line of a list: title, day, whose it is, and whether it still holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import LinkKind, PublicItem, Validity
from gongkai.office.publishing.queries.public import Tie
from gongkai.portal.pages import terms
from gongkai.web.facts.parts import Link, Tag


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a list. `changes` leads to what amended, repealed or replaced it."""

    title: str
    url: str
    on_text: str
    on_iso: str
    publisher: str
    doc_no: str
    tags: tuple[Tag, ...]
    changes: tuple[tuple[str, Link], ...] = ()
    summary: str = ""


def lines(
    items: Iterable[PublicItem], *, changers: Mapping[int, Sequence[Tie]] = {},
    shows_force: bool = False,
) -> list[Line]:  # fmt: skip
    """Return the lines of a list. `shows_force` also marks what is in force."""
    return [_line(each, changers.get(each.item_id, ()), shows_force=shows_force) for each in items]


def _line(item: PublicItem, changers: Sequence[Tie], *, shows_force: bool) -> Line:
    on = timezone.localdate(item.published_at)
    return Line(
        title=item.title,
        url=reverse("portal:item", args=[item.code]),
        on_text=terms.day(on),
        on_iso=on.isoformat(),
        publisher=item.publisher,
        doc_no=item.doc_no,
        tags=tuple(_tags(item, shows_force=shows_force)),
        changes=tuple((changed_by(tie.kind), item_link(tie.other)) for tie in changers),
        summary=item.summary,
    )


def _tags(item: PublicItem, *, shows_force: bool) -> Iterable[Tag]:
    if shows_force or item.validity != Validity.IN_FORCE:
        yield terms.validity_tag(item.validity)
    if item.is_interpretation:
        yield Tag(_("政策解读"), "active", "info")


def item_link(item: PublicItem) -> Link:
    """Return the link to an item, named by its title."""
    return Link(item.title, reverse("portal:item", args=[item.code]))


def changed_by(kind: LinkKind) -> str:
    """Return how an item is spoken of that another one changed."""
    return {
        LinkKind.REPLACES: _("由以下文件代替"),
        LinkKind.REPEALS: _("由以下文件废止"),
        LinkKind.AMENDS: _("由以下文件修改"),
    }[kind]
