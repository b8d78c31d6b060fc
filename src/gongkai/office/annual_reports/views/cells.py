"""One figure: the records that made it, what the checks say, and setting it by hand."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from gongkai.office.annual_reports import actions
from gongkai.office.annual_reports.forms import Amend
from gongkai.office.annual_reports.pages import cell as cell_page
from gongkai.office.annual_reports.pages import report as report_page
from gongkai.office.annual_reports.queries import Reading
from gongkai.office.annual_reports.views.finding_version import cell_key, reading
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.rules.annual_report.form import CellKey, printed
from gongkai.rules.ledger import Fact
from gongkai.web import labels


@staff_page(Permission.READ)
def show(request: Any, year: int, number: int, cell: str) -> HttpResponse:
    """A figure of the tables and the records behind it."""
    shown = reading(request, year, number)
    return _page(request, shown, cell_key(shown, cell), form=None)


@staff_page(Permission.DRAFT)
def amend(request: Any, year: int, number: int, cell: str) -> HttpResponse:
    """Set a figure by hand with a reason, or take it back to the ledger's."""
    shown = reading(request, year, number)
    key = cell_key(shown, cell)
    restores = "restore" in request.GET
    now = printed(shown.filled[key])
    form = Amend(request.POST or None, initial={"seen": now}, restores=restores)
    if request.method == "POST" and form.is_valid():
        change = actions.CellChange(
            cell=key,
            text=None if restores else form.cleaned_data["value"],
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        )
        try:
            actions.amend(
                version=shown.version, body=request.office, change=change, by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except ValidationError as refused:
            _add(form, refused)
            shown = reading(request, year, number)
            form.data = {**request.POST.dict(), "seen": printed(shown.filled[key])}
        else:
            return redirect(_url("report", shown, request) + f"#cell-{key}".replace(".", "-"))
    return _page(request, shown, key, form=form, restores=restores)


def _add(form: Amend, refused: ValidationError) -> None:
    if hasattr(refused, "error_dict"):
        for field, errors in refused.error_dict.items():
            form.add_error(field if field in form.fields else None, errors)
    else:
        form.add_error(None, refused)


def _url(name: str, shown: Reading, request: Any, *more: str) -> str:
    version = shown.version
    args = [request.office.code, version.report.year, version.number, *more]
    return reverse(f"annual_reports:{name}", args=args)


def _page(
    request: Any, shown: Reading, key: CellKey, *, form: Amend | None, restores: bool = False
) -> HttpResponse:
    table, row, column = labels.parts(shown.form, key)
    url = _url("cell", shown, request, str(key))
    context = {
        "reading": shown,
        "key": str(key),
        "table_name": table,
        "title": f"{row} · {column}",
        "figure": printed(shown.filled[key]),
        "ledger_figure": printed(shown.built[key]),
        "findings": [
            report_page.entry(shown, each)
            for each in shown.findings
            if key == each.cell or key in each.cells
        ],
        "amendments": [each for each in shown.version.amendments.all() if each.cell == str(key)],
        "is_amended": key in shown.amendments,
        "opened": _opened(request, shown, shown.built[key].facts, url),
        "form": form,
        "restores": restores,
        "may_amend": shown.version.is_open and Permission.DRAFT in request.permissions,
    }  # fmt: skip
    return render(request, "annual_reports/cell.html", context)


def _opened(request: Any, shown: Reading, facts: tuple[Fact, ...], url: str) -> cell_page.Opened:
    trail = cell_page.Trail(facts, url, get_language() or "zh-hans")
    return cell_page.opened(
        shown, trail, chosen=request.GET.get("group", ""), after=request.GET.get("after", "")
    )


@staff_page(Permission.READ)
def count(request: Any, year: int, number: int, index: int) -> HttpResponse:
    """A count told in words and the records behind it."""
    shown = reading(request, year, number)
    counts = shown.proposal.narrative_counts
    if not 0 < index <= len(counts):
        raise Http404
    told = counts[index - 1]
    url = _url("count", shown, request, str(index))
    context = {
        "reading": shown,
        "told": told,
        "opened": _opened(request, shown, told.facts, url),
    }
    return render(request, "annual_reports/count.html", context)
