"""The reviewers' steps: business review, secrecy review, determination, the review afterwards."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.publishing import actions, queries
from gongkai.office.publishing.forms.questions import BusinessForm, SecrecyForm
from gongkai.office.publishing.forms.steps import DetermineForm
from gongkai.office.publishing.pages.item import record as record_page
from gongkai.office.publishing.views.finding_item import item_of
from gongkai.office.publishing.views.taking import StepPage, answer, taking
from gongkai.rules.gate.questions import Verdict
from gongkai.rules.gate.steps import Step

_ENDORSE = StepPage(
    _("业务审核"),
    _("核对内容是否准确、完整，能不能对外。通过后送保密审查；有问题的请退回修改。"),
    _("审核通过"),
    _("业务审核已通过，等待保密审查。"),
    shows_document=True,
)
_SECRECY = StepPage(
    _("保密审查"),
    _("逐项回答后作出结论（条例第十七条）。结论随内容封存，内容一改就要重新审查。"),
    _("作出结论"),
    _("保密审查结论已记录。"),
    shows_document=True,
)
_DETERMINE = StepPage(
    _("登记确定意见"),
    _("登记主管部门或者保密行政管理部门的确定意见，然后继续保密审查（条例第十七条第三款）。"),
    _("登记意见"),
    _("确定意见已登记，请继续保密审查。"),
)
_AFTERWARDS = StepPage(
    _("补办业务审核"),
    _("这条信息已紧急公开，现在补办业务审核。有问题的请修订或者撤下。"),
    _("审核通过"),
    _("业务审核已补办。"),
    shows_document=True,
)


@staff_page(Permission.REVIEW)
def endorse(request: Any, item: str) -> HttpResponse:
    """Pass the business review."""
    taken = taking(request, item, Step.ENDORSE, _ENDORSE)
    form = BusinessForm(request.POST or None, on=timezone.localdate())

    def act() -> Any:
        return actions.endorse(
            taken.version, answers=form.answers(), note=form.cleaned_data["note"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return answer(request, taken, form, act, may_send_back=True)


@staff_page(Permission.CHECK_SECRECY)
def secrecy(request: Any, item: str) -> HttpResponse:
    """Answer the questions of the secrecy review and give its verdict."""
    taken = taking(request, item, Step.CLEAR, _SECRECY)
    form = SecrecyForm(request.POST or None, on=timezone.localdate())

    def act() -> Any:
        return actions.conclude(
            taken.version, form.finding(), verdict=Verdict(form.cleaned_data["verdict"]),
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return answer(request, taken, form, act, may_send_back=True)


@staff_page(Permission.CHECK_SECRECY)
def determine(request: Any, item: str) -> HttpResponse:
    """Record what the authority determined that was asked."""
    taken = taking(request, item, Step.DETERMINE, _DETERMINE)
    form = DetermineForm(request.POST or None)

    def act() -> Any:
        return actions.determine(
            taken.version, note=form.cleaned_data["note"], by=request.user, at=timezone.now()
        )

    return answer(request, taken, form, act)


@staff_page(Permission.REVIEW)
def afterwards(request: Any, item: str) -> HttpResponse:
    """Record the business review that follows an urgent release."""
    taken = taking(request, item, Step.ENDORSE_AFTERWARDS, _AFTERWARDS)
    form = BusinessForm(request.POST or None, on=timezone.localdate())

    def act() -> Any:
        return actions.endorse_afterwards(
            taken.version, answers=form.answers(), note=form.cleaned_data["note"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return answer(request, taken, form, act)


@staff_page(Permission.READ)
def record(request: Any, item: str, pk: int) -> HttpResponse:
    """The record of a secrecy review (保密审查表), to be read and printed."""
    shown = item_of(request, item)
    review = queries.items.review_of(shown, pk)
    if review is None:
        raise Http404
    context = {"item": shown, "record": record_page.record(shown, review)}
    return render(request, "publishing/record.html", context)
