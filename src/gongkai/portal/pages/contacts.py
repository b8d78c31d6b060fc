"""How a body is reached (联系方式), as rows for its pages; what it has not told is left out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.web.facts.story import SummaryItem


def visiting(body: Body) -> list[SummaryItem]:
    """Return address, telephone and hours of a body."""
    return _told(
        (_("办公地址"), body.address), (_("联系电话"), body.telephone),
        (_("办公时间"), body.office_hours),
    )  # fmt: skip


def disclosure_office(body: Body) -> list[SummaryItem]:
    """Return how the office is reached that receives requests (条例第四条、第十二条)."""
    return _told(
        (_("政府信息公开工作机构"), body.gid_office or body.name),
        (_("办公地址"), body.address),
        (_("邮政编码"), body.postal_code),
        (_("办公时间"), body.office_hours),
        (_("联系电话"), body.gid_telephone or body.telephone),
        (_("传真"), body.gid_fax),
        (_("电子邮箱"), body.gid_email),
    )


def supervision(body: Body) -> list[SummaryItem]:
    """Return where a complaint about disclosure goes (条例第四十七条、第五十一条)."""
    return _told((_("监督举报电话"), body.supervision_telephone or body.telephone))


def _told(*pairs: tuple[str, str]) -> list[SummaryItem]:
    return list(_items(pairs))


def _items(pairs: tuple[tuple[str, str], ...]) -> Iterator[SummaryItem]:
    for label, value in pairs:
        if value:
            yield SummaryItem(label, value, is_official=True)
