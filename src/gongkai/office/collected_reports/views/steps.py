"""The steps of a report: naming it, saving it, opening it again, setting it aside.

Each is a page that says what will happen (GET) and one action (POST).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.collected_reports import actions
from gongkai.office.collected_reports.forms import KeepForm, NameForm, StepForm
from gongkai.office.collected_reports.models import ReportState
from gongkai.office.collected_reports.pages import look
from gongkai.office.collected_reports.queries import Standing
from gongkai.office.collected_reports.views.finding_report import seen, standing

MOST_NAMES = 300


@dataclass(frozen=True, slots=True)
class Step:
    """One step in words: its name, what will happen, the button, and the word when done."""

    title: Promise
    what: Promise
    button: Promise
    done: Promise
    from_states: tuple[str, ...]
    kind: str = ""


_KEEP = Step(
    _("保存报告"),
    _("保存为该机关该年度的报告，原件一并留存。原件中不相符的数字照原件保存，核对结果随报告保留。"),
    _("保存报告"),
    _("报告已保存。"),
    (ReportState.OPEN,),
)
_REOPEN = Step(
    _("退回核对"),
    _("退回后可以继续更正。退回期间，这份报告不参加下一年度报告的核对。"),
    _("退回核对"),
    _("已退回，可以继续核对。"),
    (ReportState.SAVED, ReportState.SET_ASIDE),
)
_SET_ASIDE = Step(
    _("作废"),
    _("作废后不再出现在列表中，原件和读取结果仍然留存，可以退回核对。同一文件可以重新读取。"),
    _("作废"),
    _("已作废。"),
    (ReportState.OPEN,),
    kind="danger",
)
_NAMING = Step(
    _("机关和年度"),
    _("填写这是哪个机关、哪个年度的报告。系统已按文件内容预填。"),
    _("确定"),
    _("机关和年度已更新。"),
    (ReportState.OPEN,),
)


def _step(
    request: Any, shown: Standing, step: Step, form: Any, act: Callable[[dict[str, Any]], Any],
    **more: Any,
) -> HttpResponse:  # fmt: skip
    report, status = shown.report, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(form.cleaned_data)
            except ValidationError as refusal:
                refuse(form, refusal)
            else:
                messages.success(request, str(step.done))
                return redirect("collected_reports:look", request.office.code, report.key)
    context = {
        "step": step,
        "form": form,
        "report": report,
        "report_title": look.title(report),
        "is_possible": report.state in step.from_states,
        "state": ReportState(report.state).label,
        "counts": shown.counts,
        **more,
    }
    return render(request, "collected_reports/step.html", context, status=status)


@staff_page(Permission.COLLECT)
def name_report(request: Any, key: UUID) -> HttpResponse:
    """Say whose report of which year it is."""
    shown = standing(request, key)
    report = shown.report
    form = NameForm(request.POST or None, initial={
        "about": report.about_name, "year": report.year, "seen": report.revision,
    })  # fmt: skip

    def act(said: dict[str, Any]) -> None:
        actions.name_report(
            report, body=request.office, name=said["about"], year=said["year"], seen=said["seen"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    names = bodies.subtree(request.office).values_list("name", flat=True)[:MOST_NAMES]
    return _step(request, shown, _NAMING, form, act, names=names)


@staff_page(Permission.COLLECT)
def keep(request: Any, key: UUID) -> HttpResponse:
    """Save the reading as the report of its body and year."""
    shown = standing(request, key)
    initial = {"seen": seen(request) or shown.report.revision}
    form = KeepForm(request.POST or None, initial=initial, open_count=shown.counts.open)

    def act(said: dict[str, Any]) -> None:
        actions.keep(
            shown.report, leaving_open=said.get("leaving_open", False), seen=said["seen"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return _step(request, shown, _KEEP, form, act, is_saving=True)


@staff_page(Permission.COLLECT)
def reopen(request: Any, key: UUID) -> HttpResponse:
    """Open a saved report to be corrected."""
    shown = standing(request, key)

    def act(said: dict[str, Any]) -> None:
        actions.reopen(shown.report, reason=said["reason"], by=request.user, at=timezone.now())

    return _step(request, shown, _REOPEN, StepForm(request.POST or None), act)


@staff_page(Permission.COLLECT)
def set_aside(request: Any, key: UUID) -> HttpResponse:
    """Set aside a reading that should not count."""
    shown = standing(request, key)

    def act(said: dict[str, Any]) -> None:
        actions.set_aside(shown.report, reason=said["reason"], by=request.user, at=timezone.now())

    return _step(request, shown, _SET_ASIDE, StepForm(request.POST or None), act)
