"""The doors of the front page: the five things people come for, and the bodies of the site."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.portal.pages.headings import counted
from gongkai.web.facts.parts import Link


@dataclass(frozen=True, slots=True)
class Door:
    """One of the five: its name, a sentence on what is behind it, an icon."""

    label: str
    text: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A body in the tree of the site: its depth, its page, how it is reached."""

    body: Body
    url: str
    depth: int
    count_text: str


def five(body: Body | None) -> tuple[Door, ...]:
    """Return the five things people come for, of a body or of the site."""
    newest = reverse("portal:body_latest", args=[body.code]) if body else reverse("portal:latest")
    of_body = f"?body={body.code}" if body else ""
    return (
        Door(_("最新公开"), _("按日期查看新公开的信息"), newest, "publish"),
        Door(
            _("办事与政策"), _("规章、规范性文件和政策解读"),
            reverse("portal:documents") + of_body, "book",
        ),
        Door(
            _("依申请公开"), _("没有找到的，可以申请"),
            reverse("portal:apply") + of_body, "request",
        ),
        Door(
            _("年度报告"), _("一年的公开工作和数字"), reverse("portal:reports") + of_body, "report"
        ),
        Door(_("意见反馈"), _("指出错误，提出建议"), reverse("portal:feedback") + of_body, "mail"),
    )  # fmt: skip


def branches(
    bodies: Sequence[Body],
    counts: Mapping[int, int],
    *,
    address: Callable[[Body], str] | None = None,
) -> list[Branch]:
    """Return bodies as a tree of links, with how many items each has where it was counted."""
    top = min((each.path.count("/") for each in bodies), default=0)
    return [
        Branch(
            body=each,
            url=address(each) if address else reverse("portal:body", args=[each.code]),
            depth=min(each.path.count("/") - top, 4),
            count_text=counted(counts.get(each.pk, 0)) if counts else "",
        )
        for each in bodies
    ]


def above(bodies: Iterable[Body]) -> tuple[Link, ...]:
    """Return links to the bodies above one."""
    return tuple(Link(each.name, reverse("portal:body", args=[each.code])) for each in bodies)
