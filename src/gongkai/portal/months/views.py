"""The pages of what was published month by month: a list of months, and the items of one."""

from datetime import MAXYEAR

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.office.publishing.models import PublicItem
from gongkai.office.publishing.queries import bulk
from gongkai.office.publishing.queries.bulk import Month
from gongkai.portal import addresses
from gongkai.portal.months import lists
from gongkai.portal.months.lists import Shelf
from gongkai.web.facts.parts import Tag
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.templatetags.gongkai import date_zh


@require_safe
def index(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The months of a list, the newest first, with how many items each holds."""
    shelf = _shelf(kind, key)
    table = DataTable(
        caption=_("各月公开的信息"),
        columns=(Column(_("月份"), "main"), Column(_("条数"), "figure")),
        rows=tuple(
            Row((
                Cell(_month(month), "main", shelf.page_url(month)), Cell(str(count), "figure"),
            ))
            for month, count in reversed(bulk.months(shelf.extent))
        ),
        empty=Empty(_("还没有公开的信息"), _("公开信息后，这里按月列出。")),
        is_still=True,
    )  # fmt: skip
    context = {"shelf": shelf, "table": table}
    return render(request, "portal/months/index.html", context)


@require_safe
def show(
    request: HttpRequest, kind: str, key: str, year: int, month: int, number: int
) -> HttpResponse:
    """One page of the items of a month, in the order in which they were first published."""
    shelf = _shelf(kind, key)
    if not (1 <= month <= 12 and 1 < year < MAXYEAR and 1 <= number < 10_000):
        raise Http404
    of = Month(year, month)
    rows, is_followed = lists.page(shelf, of, number)
    if not rows:
        raise Http404
    table = DataTable(
        caption=_("%s公开的信息") % _month(of),
        columns=(
            Column(_("标题"), "main"), Column(_("文号")), Column(_("公开日期"), "fixed"),
            Column(_("有效性"), "fixed"),
        ),
        rows=tuple(_row(each) for each in rows),
        empty=Empty(_("没有信息")),
    )  # fmt: skip
    context = {
        "shelf": shelf, "table": table, "month_label": _month(of),
        "previous_url": shelf.page_url(of, number - 1) if number > 1 else "",
        "next_url": shelf.page_url(of, number + 1) if is_followed else "",
    }  # fmt: skip
    return render(request, "portal/months/month.html", context)


def _row(copy: PublicItem) -> Row:
    label = str(copy.get_validity_display())
    holds = copy.validity == "in_force"
    tag = Tag(label, "good", "check") if holds else Tag(label, "still", "pause")
    return Row((
        Cell(copy.title, "main", addresses.item(copy.code), under=copy.publisher, lang="zh-CN"),
        Cell(copy.doc_no, lang="zh-CN"),
        Cell(date_zh(timezone.localdate(copy.first_published_at)), "fixed"),
        Cell("", "fixed", tag=tag),
    ))  # fmt: skip


def _shelf(kind: str, key: str) -> Shelf:
    found = lists.shelf(kind, key)
    if found is None:
        raise Http404
    return found


def _month(month: Month) -> str:
    return _("%(year)s年%(month)s月") % {"year": month.year, "month": month.month}
