"""Links between items in words (信息关联): which way each speaks, whether a text still holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.publishing.models import LinkKind, PublicItem, Validity
from gongkai.office.publishing.queries.public import Tie
from gongkai.portal.pages import terms
from gongkai.portal.pages.lines import item_link
from gongkai.web.facts.parts import Link, Tag

_WORDS: dict[tuple[LinkKind, bool], Promise] = {
    (LinkKind.INTERPRETS, True): gettext_lazy("本文解读的文件"),
    (LinkKind.INTERPRETS, False): gettext_lazy("政策解读"),
    (LinkKind.REPLACES, True): gettext_lazy("本文件代替"),
    (LinkKind.REPLACES, False): gettext_lazy("由以下文件代替"),
    (LinkKind.AMENDS, True): gettext_lazy("本文件修改"),
    (LinkKind.AMENDS, False): gettext_lazy("由以下文件修改"),
    (LinkKind.REPEALS, True): gettext_lazy("本文件废止"),
    (LinkKind.REPEALS, False): gettext_lazy("由以下文件废止"),
    (LinkKind.CORRECTS, True): gettext_lazy("本文更正"),
    (LinkKind.CORRECTS, False): gettext_lazy("由以下信息更正"),
    (LinkKind.RELATES, True): gettext_lazy("相关信息"),
    (LinkKind.RELATES, False): gettext_lazy("相关信息"),
}
_OF_FORCE = (LinkKind.REPLACES, LinkKind.AMENDS, LinkKind.REPEALS)


@dataclass(frozen=True, slots=True)
class Group:
    """Items that stand in one relation to this one."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Force:
    """Whether a text still holds: the tag, the sentence, and what changed that."""

    tag: Tag
    text: str
    kind: str
    groups: tuple[Group, ...]


def groups(ties: Iterable[Tie]) -> tuple[Group, ...]:
    """Return the links of an item under their names, those by which it was changed left out."""
    return _grouped(tie for tie in ties if tie.is_from_here or tie.kind not in _OF_FORCE)


def force(copy: PublicItem, ties: Sequence[Tie]) -> Force:
    """Return whether the text holds, with the ways to what amended, repealed or replaced it."""
    on = terms.day(copy.validity_from_on)
    said = {
        Validity.IN_FORCE: _("本文现行有效。"),
        Validity.AMENDED: _("本文自%(on)s起已作修改，请对照修改文件阅读。"),
        Validity.REPEALED: _("本文自%(on)s起废止，不再作为办事依据。"),
        Validity.EXPIRED: _("本文自%(on)s起失效，仅供查阅。"),
    }[Validity(copy.validity)]
    changed = [tie for tie in ties if not tie.is_from_here and tie.kind in _OF_FORCE]
    return Force(
        tag=terms.validity_tag(copy.validity),
        text=said % {"on": on} if copy.validity != Validity.IN_FORCE else said,
        kind="info" if copy.validity == Validity.IN_FORCE else "warning",
        groups=_grouped(changed),
    )


def _grouped(ties: Iterable[Tie]) -> tuple[Group, ...]:
    found: dict[str, list[Link]] = {}
    for tie in ties:
        found.setdefault(str(_WORDS[tie.kind, tie.is_from_here]), []).append(_link(tie.other))
    return tuple(Group(title, tuple(links)) for title, links in found.items())


def _link(other: PublicItem) -> Link:
    link = item_link(other)
    if not other.is_withdrawn:
        return link
    return Link(_("%(title)s（已撤下）") % {"title": other.title}, link.url)
