"""The steps of a version: rebuild, submit, send back, sign, freeze, revise.

Each is a page that says what will happen (GET) and one action (POST).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.office.annual_reports import actions
from gongkai.office.annual_reports.forms import Reason
from gongkai.office.annual_reports.models import State
from gongkai.office.annual_reports.queries import Reading
from gongkai.office.annual_reports.views.finding_version import reading
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission


@dataclass(frozen=True, slots=True)
class Step:
    """One step in words: its name, what will happen, the button, and the word when done."""

    title: Promise
    what: Promise
    button: Promise
    done: Promise
    from_states: tuple[State, ...]
    asks_reason: bool = False


Act = Callable[[Any, Reading, str], Any]


def _step(request: Any, year: int, number: int, step: Step, act: Act) -> HttpResponse:
    shown = reading(request, year, number)
    form = Reason(request.POST or None) if step.asks_reason else None
    refusal = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            made = act(request, shown, form.cleaned_data["reason"] if form else "")
        except ValidationError as refused:
            refusal = refused.messages[0]
        else:
            messages.success(request, str(step.done))
            return redirect(
                "annual_reports:report", request.office.code, year, getattr(made, "number", number)
            )
    context = {
        "step": step,
        "form": form,
        "reading": shown,
        "refusal": refusal,
        "is_possible": shown.version.state in step.from_states,
        "seen": request.GET.get("seen") or shown.version.revision,
    }
    return render(request, "annual_reports/step.html", context)


def _seen(request: Any) -> int:
    """Return the revision that the person read, 0 where the page does not say."""
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0


_REBUILD = Step(
    _("重新汇总台账"),
    _("按台账现在的记录重新计算全部数字。手工修改的单元格和已编辑的文字保留，并重新核对。"),
    _("重新汇总"),
    _("已按最新台账重新汇总，请查看核对结果。"),
    (State.DRAFT,),
)
_SUBMIT = Step(
    _("送审"),
    _("报告送分管领导签发。送审后不能再修改；如需修改，由签发人退回。"),
    _("送审"),
    _("已送审，等待分管领导签发。"),
    (State.DRAFT,),
)
_SEND_BACK = Step(
    _("退回"),
    _("报告退回经办人修改，退回理由会显示在报告上方。"),
    _("退回"),
    _("已退回经办人。"),
    (State.IN_REVIEW, State.SIGNED),
    asks_reason=True,
)
_SIGN = Step(
    _("签发"),
    _("您确认报告的数字和文字属实，同意公开。签发人和时间随报告保存。"),
    _("签发"),
    _("已签发。定稿后即可下载正式文件。"),
    (State.IN_REVIEW,),
)
_FREEZE = Step(
    _("定稿"),
    _("定稿后这一版永不改变，每个数字仍能打开当时的台账记录；以后的更正另成新版。"),
    _("定稿"),
    _("已定稿。"),
    (State.SIGNED,),
)
_REVISE = Step(
    _("修订"),
    _("按台账现在的记录编制新的一版，原版保留不变。"),
    _("开始修订"),
    _("已生成新的一版，请核对后送审。"),
    (State.FROZEN,),
    asks_reason=True,
)


@staff_page(Permission.DRAFT)
def rebuild(request: Any, year: int, number: int) -> HttpResponse:
    """Build an open version again from the ledger."""

    def act(request: Any, shown: Reading, reason: str) -> None:
        actions.rebuild(version=shown.version, by=request.user, at=timezone.now())

    return _step(request, year, number, _REBUILD, act)


@staff_page(Permission.DRAFT)
def submit(request: Any, year: int, number: int) -> HttpResponse:
    """Hand the draft to the approver."""

    def act(request: Any, shown: Reading, reason: str) -> None:
        actions.submit(
            version=shown.version, body=request.office, by=request.user, at=timezone.now(),
            seen=_seen(request),
        )  # fmt: skip

    return _step(request, year, number, _SUBMIT, act)


@staff_page(Permission.SIGN)
def send_back(request: Any, year: int, number: int) -> HttpResponse:
    """Return the report to the clerk."""

    def act(request: Any, shown: Reading, reason: str) -> None:
        actions.send_back(version=shown.version, reason=reason, by=request.user, at=timezone.now())

    return _step(request, year, number, _SEND_BACK, act)


@staff_page(Permission.SIGN)
def sign(request: Any, year: int, number: int) -> HttpResponse:
    """Sign the report."""

    def act(request: Any, shown: Reading, reason: str) -> None:
        actions.sign(
            version=shown.version, body=request.office, by=request.user, at=timezone.now(),
            seen=_seen(request),
        )  # fmt: skip

    return _step(request, year, number, _SIGN, act)


@staff_page(Permission.DRAFT)
def freeze(request: Any, year: int, number: int) -> HttpResponse:
    """Close the signed version for good."""

    def act(request: Any, shown: Reading, reason: str) -> None:
        actions.freeze(
            version=shown.version, body=request.office, by=request.user, at=timezone.now()
        )

    return _step(request, year, number, _FREEZE, act)


@staff_page(Permission.DRAFT)
def revise(request: Any, year: int, number: int) -> HttpResponse:
    """Make a new version of a frozen report."""

    def act(request: Any, shown: Reading, reason: str) -> Any:
        return actions.revise(
            version=shown.version, reason=reason, by=request.user, at=timezone.now()
        )

    return _step(request, year, number, _REVISE, act)
