"""How much is public in charts (公开统计), each with its table twin."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.portal.pages import headings, terms
from gongkai.web.charts import Chart, Point, Series

MONTHS = range(1, 13)


def by_month(counts: Mapping[int, int], year: int) -> Chart:
    """Return the items of each month of a year."""
    points = tuple(
        Point(_("%(month)s月") % {"month": month}, counts.get(month, 0)) for month in MONTHS
    )
    total = sum(int(each.value) for each in points)
    return Chart(
        "months", "columns", _("%(year)s年各月公开信息") % {"year": year},
        _("按现行版本的发布日期统计，全年共%(total)s条。") % {"total": total}, _("条"),
        (Series(_("公开信息"), points),), _("月份"),
    )  # fmt: skip


def by_category(counts: Mapping[str, int], body: Body | None) -> Chart | None:
    """Return the items under each entry of the catalogue."""
    points = tuple(
        Point(_short(terms.category(key)), count, headings.address(key, body))
        for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    if not points:
        return None
    return Chart(
        "categories", "bars", _("各类别公开信息"), _("按条数从多到少排列，类别名称从简。"), _("条"),
        (Series(_("公开信息"), points),), _("类别"),
    )  # fmt: skip


def by_body(counts: Mapping[int, int], tree: Sequence[Body]) -> Chart | None:
    """Return the items of each body that has some; None where there is one body."""
    points = tuple(
        Point(each.name, counts[each.pk])
        for each in sorted(tree, key=lambda body: (-counts.get(body.pk, 0), body.path))
        if counts.get(each.pk)
    )
    if len(tree) < 2 or not points:
        return None
    return Chart(
        "bodies", "bars", _("各机关公开信息"), _("没有公开信息的机关不列。"), _("条"),
        (Series(_("公开信息"), points),), _("机关"),
    )  # fmt: skip


def by_channel(counts: Sequence[tuple[str, int]], year: int) -> Chart | None:
    """Return what went out on each channel in a year."""
    if not counts:
        return None
    points = tuple(Point(name, total) for name, total in counts)
    return Chart(
        "channels", "bars", _("%(year)s年各渠道发布") % {"year": year},
        _("按发布登记统计，同一信息在多个渠道发布的分别计算。"), _("条"),
        (Series(_("发布"), points),), _("渠道"),
    )  # fmt: skip


def _short(text: str, most: int = 18) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
