"""The steps of a delivery: each a page that says what will happen, and one action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.channels import actions
from gongkai.office.channels.forms.steps import EvidenceForm, ReasonForm, ReplanForm
from gongkai.office.channels.models import Delivery
from gongkai.office.channels.pages import deliveries as words
from gongkai.office.channels.views.deliveries import found


@dataclass(frozen=True, slots=True)
class Step:
    """A step in words: its name, what it does, its button, and the word when done."""

    title: Promise
    lead: Promise
    verb: Promise
    done: Promise
    kind: str = ""


CONFIRM = Step(
    _("确认并上传凭证"),
    _("确认后计入发布登记，年度报告按渠道统计。凭证和经过随记录保存。"),
    _("确认"),
    _("已确认，凭证已保存。"),
)
CONFIRM_BACK = Step(
    _("确认已撤回"),
    _("确认这个渠道上已看不到这条信息。原来的发布仍计入统计，并注明撤回。"),
    _("确认"),
    _("已确认撤回，凭证已保存。"),
)
TAKE_DOWN = Step(
    _("确认已撤下"),
    _("张贴期满后撤下，拍一张公告栏现在的照片。"),
    _("确认"),
    _("已确认撤下，凭证已保存。"),
)
RETRY = Step(
    _("重新发送"),
    _("请先核实确实没有发出，再重新发送。已受理的接收人不会重复收到。"),
    _("重新发送"),
    _("已列入待发送。"),
)
GIVE_UP = Step(
    _("取消投放"),
    _("取消后不再发送，也不计入统计。以后可以改期重新安排。"),
    _("取消投放"),
    _("已取消。"),
    kind="danger",
)
WITHDRAW = Step(
    _("从这个渠道撤回"),
    _("只从这一个渠道撤回，其他渠道和信息本身不变。"),
    _("安排撤回"),
    _("已安排撤回。"),
    kind="danger",
)
REPLAN = Step(_("改期"), _("改为在所选日期办理。"), _("保存"), _("已改期。"))


def answer(
    request: Any, delivery: Delivery, step: Step, form: Any, act: Callable[[Any], Any],
    back: str,
) -> HttpResponse:  # fmt: skip
    """Show a step, or take it and go back; a refusal stays on the page."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(form)
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, str(step.done))
                return redirect(back)
    context = {
        "step": step, "form": form, "delivery": delivery, "back": back,
        "status": words.tag(delivery),
    }  # fmt: skip
    return render(request, "channels/step.html", context, status=status)


def evidence(request: Any, delivery: Delivery, kind: type[EvidenceForm]) -> EvidenceForm:
    """Return the form for proof, today and the channel's place filled in."""
    initial = {"on": timezone.localdate(), "place": delivery.channel.place}
    if request.method == "POST":
        return kind(request.POST, request.FILES, initial=initial)
    return kind(initial=initial)


def _back(request: Any, key: UUID) -> str:
    return reverse("channels:delivery", args=[request.office.code, key])


@staff_page(Permission.RECORD)
def confirm(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Confirm that it is done, with proof."""
    delivery = found(key)

    def act(form: EvidenceForm) -> None:
        actions.confirm(delivery, proof=form.evidence(), by=request.user, at=timezone.now())

    step = CONFIRM_BACK if delivery.is_withdrawal else CONFIRM
    form = evidence(request, delivery, EvidenceForm)
    return answer(request, delivery, step, form, act, _back(request, key))


@staff_page(Permission.RECORD)
def take_down(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Say that it has been taken down, with proof."""
    delivery = found(key)

    def act(form: EvidenceForm) -> None:
        actions.take_down(delivery, proof=form.evidence(), by=request.user, at=timezone.now())

    form = evidence(request, delivery, EvidenceForm)
    return answer(request, delivery, TAKE_DOWN, form, act, _back(request, key))


@staff_page(Permission.RECORD)
def retry(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Send once more."""
    delivery = found(key)

    def act(form: ReasonForm) -> None:
        reason = form.cleaned_data["reason"]
        actions.retry(delivery, reason=reason, by=request.user, at=timezone.now())

    form = ReasonForm(request.POST or None)
    return answer(request, delivery, RETRY, form, act, _back(request, key))


@staff_page(Permission.RECORD)
def give_up(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Leave it undone."""
    delivery = found(key)

    def act(form: ReasonForm) -> None:
        reason = form.cleaned_data["reason"]
        actions.give_up(delivery, reason=reason, by=request.user, at=timezone.now())

    form = ReasonForm(request.POST or None)
    return answer(request, delivery, GIVE_UP, form, act, _back(request, key))


@staff_page(Permission.RECORD)
def withdraw(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Take it back on this channel alone."""
    delivery = found(key)

    def act(form: ReasonForm) -> None:
        reason = form.cleaned_data["reason"]
        actions.withdraw(delivery, reason=reason, by=request.user, at=timezone.now())

    form = ReasonForm(request.POST or None)
    return answer(request, delivery, WITHDRAW, form, act, _back(request, key))


@staff_page(Permission.RECORD)
def replan(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Move it to another day."""
    delivery = found(key)

    def act(form: ReplanForm) -> None:
        on = timezone.make_aware(datetime.combine(form.cleaned_data["on"], time(9)))
        actions.replan(
            delivery, planned_for=max(on, timezone.now()), by=request.user, at=timezone.now()
        )

    form = ReplanForm(request.POST or None, initial={"on": timezone.localdate()})
    return answer(request, delivery, REPLAN, form, act, _back(request, key))
