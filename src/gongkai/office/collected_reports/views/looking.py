"""A report beside its original, cell by cell, and what was done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.collected_reports import actions
from gongkai.office.collected_reports.actions.standing import subject
from gongkai.office.collected_reports.forms import CellForm
from gongkai.office.collected_reports.pages import look, story
from gongkai.office.collected_reports.pages import original as originals
from gongkai.office.collected_reports.queries import Standing
from gongkai.office.collected_reports.views.finding_report import cell_of, standing
from gongkai.office.records import queries as records
from gongkai.rules.annual_report.form import CellKey
from gongkai.rules.annual_report.origin import NOWHERE


@staff_page(Permission.READ)
def show(request: Any, key: UUID) -> HttpResponse:
    """The tables, the findings, the original; with `?cell=` one cell and its source."""
    shown = standing(request, key)
    text = request.GET.get("cell", "")
    return _page(request, shown, cell_of(shown, text) if text else None)


@staff_page(Permission.COLLECT)
def set_cell(request: Any, key: UUID, cell: str) -> HttpResponse:
    """Set a cell to what the original says, or confirm that it says so; lead to the next one."""
    shown = standing(request, key)
    chosen = cell_of(shown, cell)
    if request.method != "POST":
        return redirect(look.cell_url(shown.report, chosen))
    form = _form(shown, chosen, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        setting = actions.CellSetting(chosen, said["value"], said["reason"], said["seen"])
        act = actions.confirm_cell if "confirm" in request.POST else actions.correct_cell
        try:
            act(shown.report, setting, by=request.user, at=timezone.now())
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            return _onward(request, key, chosen)
    shown = standing(request, key)
    form.data = {**request.POST.dict(), "seen": str(shown.report.revision)}
    return _page(request, shown, chosen, form=form, status=422)


def _onward(request: Any, key: UUID, chosen: CellKey) -> HttpResponse:
    now = standing(request, key)
    following = look.next_after(now, chosen)
    if following is None:
        messages.success(request, _("没有待核对的格了，可以保存报告。"))
        return redirect(look.cell_url(now.report, chosen))
    return redirect(look.cell_url(now.report, following))


def _form(shown: Standing, key: CellKey, data: Any = None) -> CellForm:
    return CellForm(
        data, initial={"seen": shown.report.revision}, is_open=key in shown.open_cells,
        unit=look.chosen(shown, key).hint,
    )  # fmt: skip


def _page(
    request: Any, shown: Standing, key: CellKey | None, *, form: CellForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    may_set = shown.report.is_open and Permission.COLLECT in request.permissions
    if key is not None and may_set and form is None:
        form = _form(shown, key)
    asked = request.GET.get("page", "")
    waiting = look.todo(shown)
    context = {
        "report": shown.report,
        "title": look.title(shown.report),
        "tag": look.state_tag(shown.report),
        "facts": look.facts(shown),
        "steps": look.steps(shown, request.permissions),
        "tables": look.tables(shown, key),
        "groups": look.groups(shown),
        "counts": shown.counts,
        "waiting": len(waiting),
        "first_url": look.cell_url(shown.report, waiting[0]) if waiting else "",
        "chosen": look.chosen(shown, key) if key else None,
        "form": form if may_set else None,
        "original": originals.original(
            shown.report, shown.document, shown.read[key].provenance if key else NOWHERE,
            page=int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 0,
            here=f"{look.url(shown.report)}?cell={key}" if key else f"{look.url(shown.report)}?",
        ),
        "sections": shown.read.sections,
        "may_name": may_set,
    }  # fmt: skip
    return render(request, "collected_reports/look.html", context, status=status)


@staff_page(Permission.READ)
def history(request: Any, key: UUID) -> HttpResponse:
    """Everything that was done with the report, from the audit trail."""
    shown = standing(request, key)
    acts = records.history(body_id=request.office.pk, subject=subject(shown.report))
    context = {
        "report": shown.report,
        "report_title": look.title(shown.report),
        "events": story.happenings(shown.form, acts),
    }
    return render(request, "collected_reports/history.html", context)
