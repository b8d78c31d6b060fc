"""The list of reports that came as documents, filtered, page by page."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.collected_reports import queries
from gongkai.office.collected_reports.forms import FilterForm
from gongkai.office.collected_reports.models import ReportState
from gongkai.office.collected_reports.pages import listing
from gongkai.office.collected_reports.queries import Wanted
from gongkai.web.facts.lists import Chip, Pager
from gongkai.web.facts.parts import Link

PAGE = 50
BATCHES = 5


@staff_page(Permission.READ)
def show(request: Any) -> HttpResponse:
    """The reports of a body's collection that were asked for, and its latest batches."""
    form = FilterForm(request.GET, years=queries.years())
    said = form.cleaned_data if form.is_valid() else {}
    wanted = Wanted(said.get("body", ""), said.get("year"), said.get("state", ""))
    number = request.GET.get("page", "")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
    found = list(queries.reports(wanted)[page * PAGE : (page + 1) * PAGE + 1])
    may_collect = Permission.COLLECT in request.permissions
    code = request.office.code
    upload = Link(
        _("读取已有报告"), reverse("collected_reports:upload", args=[code]), icon="upload"
    )
    context = {
        "filters": FilterForm(initial=said, years=queries.years()),
        "chips": _chips(wanted),
        "table": listing.reports_table(found[:PAGE], code, upload=upload if may_collect else None),
        "pager": _pager(wanted, page, len(found)),
        "actions": [upload] if may_collect else [],
        "batches": queries.batches()[:BATCHES],
        "has_records": bool(found),
    }
    return render(request, "collected_reports/list.html", context)


def _query(wanted: Wanted, **more: Any) -> str:
    asked = {"body": wanted.text, "year": wanted.year, "state": wanted.state, **more}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _chips(wanted: Wanted) -> list[Chip]:
    chosen = [
        (_("机关：%(value)s"), "body", wanted.text),
        (_("年度：%(value)s"), "year", wanted.year),
        (_("状态：%(value)s"), "state", wanted.state and ReportState(wanted.state).label),
    ]
    return [
        Chip(words % {"value": value}, _query(wanted, **{name: None}))
        for words, name, value in chosen
        if value
    ]


def _pager(wanted: Wanted, page: int, count: int) -> Pager:
    return Pager(
        count_text=_("本页%(count)s份报告") % {"count": min(count, PAGE)},
        previous_url=_query(wanted, page=page - 1) if page else "",
        next_url=_query(wanted, page=page + 1) if count > PAGE else "",
    )
