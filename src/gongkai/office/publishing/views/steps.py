"""The clerk's and the approver's steps: submit, take back, send back, release, discard, revise."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.publishing import actions, queries
from gongkai.office.publishing.forms.questions import SelfCheckForm, UrgentForm
from gongkai.office.publishing.forms.steps import NoteForm, ReasonForm, ReleaseForm
from gongkai.office.publishing.views.taking import StepPage, answer, taking
from gongkai.rules.gate.steps import Step

_SUBMIT = StepPage(
    _("自查并送审"),
    _(
        "逐项自查后送业务审核。送审后内容封存，不能再改；需要修改的可以撤回。系统同时扫描全文和附件。"
    ),
    _("送审"),
    _("已送审，等待业务审核。"),
    shows_document=True,
)
_SUBMIT_URGENT = StepPage(
    _("紧急送审"),
    _("先保密审查、公开，业务审核在公开后补办。只用于突发事件、预警等不能等待的信息。"),
    _("紧急送审"),
    _("已紧急送审，等待保密审查。"),
    kind="danger",
    shows_document=True,
)
_TAKE_BACK = StepPage(
    _("撤回送审"),
    _("撤回后成为新的草稿，可以修改后重新送审；已经办过的审查留在记录中，要重新办理。"),
    _("撤回送审"),
    _("已撤回，现在可以修改。"),
)
_SEND_BACK = StepPage(
    _("退回修改"),
    _("退回起草人修改，理由显示在草稿上方。修改后要重新送审，已办的审查重新办理。"),
    _("退回修改"),
    _("已退回起草人。"),
    shows_document=True,
)
_RELEASE = StepPage(
    _("批准发布"),
    _("批准后向公众公开，并发往起草时勾选的渠道。公开的内容就是保密审查通过的内容。"),
    _("批准发布"),
    _("已批准发布。"),
    shows_document=True,
)
_RETRY = StepPage(
    _("重新公开"),
    _(
        "已批准的发布没有办成。原因消除后（例如附件已恢复），在这里公开原来批准的内容；内容要改的，请退回修改。"
    ),
    _("重新公开"),
    _("已公开。"),
    shows_document=True,
)
_DISCARD = StepPage(
    _("作废"),
    _("作废的草稿不再办理，内容和理由仍然留存，可以查看。"),
    _("作废"),
    _("草稿已作废。"),
    kind="danger",
)
_REVISE = StepPage(
    _("修订为新的一版"),
    _("以最新一版为底稿起草新的一版，重新经过审查后代替现在的内容；在此之前公众看到的不变。"),
    _("开始修订"),
    _("已生成新的一版草稿。"),
)


@staff_page(Permission.WRITE)
def submit(request: Any, item: str) -> HttpResponse:
    """Answer the self-check and send the draft to the business review."""
    taken = taking(request, item, Step.SUBMIT, _SUBMIT)
    form = SelfCheckForm(request.POST or None, on=timezone.localdate())

    def act() -> Any:
        return actions.submit(
            taken.version, answers=form.answers(), note=form.cleaned_data["note"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return answer(request, taken, form, act)


@staff_page(Permission.WRITE)
def submit_urgent(request: Any, item: str) -> HttpResponse:
    """Answer the self-check and send the draft straight to the secrecy review."""
    taken = taking(request, item, Step.SUBMIT_URGENT, _SUBMIT_URGENT)
    form = UrgentForm(request.POST or None, on=timezone.localdate())

    def act() -> Any:
        return actions.submit(
            taken.version, answers=form.answers(),
            urgent_reason=form.cleaned_data["urgent_reason"], by=request.user, at=timezone.now(),
        )  # fmt: skip

    return answer(request, taken, form, act)


@staff_page(Permission.WRITE)
def take_back(request: Any, item: str) -> HttpResponse:
    """Take one's own version back out of review."""
    taken = taking(request, item, Step.TAKE_BACK, _TAKE_BACK)
    form = ReasonForm(request.POST or None)

    def act() -> Any:
        return actions.take_back(
            taken.version, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )

    return answer(request, taken, form, act)


@staff_page(Permission.REVIEW, Permission.CHECK_SECRECY, Permission.RELEASE)
def send_back(request: Any, item: str) -> HttpResponse:
    """Send a version back to its writer with the reason."""
    taken = taking(request, item, Step.SEND_BACK, _SEND_BACK)
    form = ReasonForm(request.POST or None)

    def act() -> Any:
        return actions.send_back(
            taken.version, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )

    return answer(request, taken, form, act)


@staff_page(Permission.RELEASE)
def release(request: Any, item: str) -> HttpResponse:
    """Order the publication of what was cleared, now or at a time."""
    taken = taking(request, item, Step.RELEASE, _RELEASE)
    form = ReleaseForm(request.POST or None)

    def act() -> Any:
        return actions.release(
            taken.version, publish_at=form.publish_time(), note=form.cleaned_data["note"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return answer(request, taken, form, act)


@staff_page(Permission.RELEASE)
def retry_release(request: Any, item: str) -> HttpResponse:
    """Open a release that stopped, once what stopped it is mended."""
    taken = taking(request, item, None, _RETRY)
    stopped = queries.items.about(taken.item).stopped
    if stopped is None:
        raise Http404
    form = ReasonForm(request.POST or None)

    def act() -> Any:
        return actions.retry_release(
            stopped, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )

    return answer(request, taken, form, act)


@staff_page(Permission.WRITE)
def discard(request: Any, item: str) -> HttpResponse:
    """Give a draft up."""
    taken = taking(request, item, Step.DISCARD, _DISCARD)
    form = ReasonForm(request.POST or None)

    def act() -> Any:
        return actions.discard(
            taken.version, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )

    return answer(request, taken, form, act)


@staff_page(Permission.WRITE)
def revise(request: Any, item: str) -> HttpResponse:
    """Begin the next version, a draft."""
    taken = taking(request, item, None, _REVISE)
    form = NoteForm(request.POST or None)

    def act() -> Any:
        return actions.revise(
            taken.item, note=form.cleaned_data["note"], by=request.user, at=timezone.now()
        )

    return answer(request, taken, form, act, then="edit")
