"""A village's own pages (村级公告栏): what to post, to print, to confirm, to take down.

The deliveries are the township's; `boards` is the one narrow way to them. Made for a telephone.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.channels import actions, boards
from gongkai.office.channels.forms.steps import EvidenceForm, VillageEvidenceForm
from gongkai.office.channels.models import Delivery
from gongkai.office.channels.pages import boards as tasks
from gongkai.office.channels.pages import deliveries as words
from gongkai.office.channels.views import steps
from gongkai.office.channels.views.deliveries import made


@staff_page(Permission.READ)
def browse(request: OfficeRequest) -> HttpResponse:
    """What the village has to post and to take down, and what hangs."""
    work = boards.for_village(request.office, on=timezone.localdate())
    context = {"groups": tasks.groups(work, request.office.code)}
    return render(request, "channels/board.html", context)


@staff_page(Permission.READ)
def show(request: OfficeRequest, key: UUID) -> HttpResponse:
    """One delivery for a board of the village: the sheet to print, and the next step."""
    code = request.office.code

    def address(name: str) -> str:
        return reverse("channels:board_media", args=[code, key, name])

    with boards.entered(request.office, key) as delivery:
        shown = _theirs(delivery)
        preview = words.preview(shown)
        may_record = Permission.RECORD in request.permissions
        context = {
            "delivery": shown, "status": words.tag(shown), "facts": words.facts(shown),
            "preview": preview, "files": words.media(shown, preview.files, address),
            "steps": tasks.steps(shown, code) if may_record else [],
        }  # fmt: skip
        return render(request, "channels/board_task.html", context)


@staff_page(Permission.READ)
def media(request: OfficeRequest, key: UUID, name: str) -> HttpResponse:
    """The sheet to print."""
    with boards.entered(request.office, key) as delivery:
        answer = made(_theirs(delivery), name)
    if answer is None:
        raise Http404
    return answer


@staff_page(Permission.RECORD)
def confirm(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Confirm with a photograph that it hangs, or that it is gone."""
    with boards.entered(request.office, key) as delivery:
        shown = _theirs(delivery)

        def act(form: EvidenceForm) -> None:
            actions.confirm(shown, proof=form.evidence(), by=request.user, at=timezone.now())

        step = steps.CONFIRM_BACK if shown.is_withdrawal else steps.CONFIRM
        return _step(request, shown, step, act)


@staff_page(Permission.RECORD)
def take_down(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Confirm with a photograph that it has been taken down."""
    with boards.entered(request.office, key) as delivery:
        shown = _theirs(delivery)

        def act(form: EvidenceForm) -> None:
            actions.take_down(shown, proof=form.evidence(), by=request.user, at=timezone.now())

        return _step(request, shown, steps.TAKE_DOWN, act)


def _step(request: Any, delivery: Delivery, step: steps.Step, act: Any) -> HttpResponse:
    form = steps.evidence(request, delivery, VillageEvidenceForm)
    back = reverse("channels:board", args=[request.office.code])
    return steps.answer(request, delivery, step, form, act, back)


def _theirs(delivery: Delivery | None) -> Delivery:
    if delivery is None:
        raise Http404
    return delivery
