"""Words from readers: the list, one of them, its answer, and the answer made public."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.audience import actions, pages, queries
from gongkai.office.audience.forms import AnswerForm, CloseForm
from gongkai.office.audience.models import Feedback, FeedbackState
from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views import form_page
from gongkai.office.bodies.views.form_page import FormPage
from gongkai.web.facts.parts import Link


@staff_page(Permission.READ)
def browse(request: OfficeRequest) -> HttpResponse:
    """List the words from readers, by state."""
    state = request.GET.get("state", "")
    state = state if state in FeedbackState.values else ""
    after = request.GET.get("after", "")
    last = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    rows = list(queries.feedback(state=state, after=last)[: queries.SIZE + 1])
    shown = rows[: queries.SIZE]
    code = request.office.code
    context = {
        "tabs": pages.tabs(code, state),
        "table": pages.listed(code, shown),
        "pager": pages.pager(code, state, shown, is_more=len(rows) > len(shown)),
    }
    return render(request, "audience/list.html", context)


def _found(key: UUID) -> Feedback:
    found = queries.one(key)
    if found is None:
        raise Http404
    return found


@staff_page(Permission.READ)
def show(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Show one word from a reader and what may be done with it."""
    feedback = _found(key)
    context = {
        "feedback": feedback,
        "tag": pages.state_tag(feedback),
        "actions": _links(request, feedback),
        "item_url": reverse("portal:item", args=[feedback.item_code]),
    }
    return render(request, "audience/feedback.html", context)


def _links(request: OfficeRequest, feedback: Feedback) -> list[Link]:
    address = [request.office.code, feedback.key]
    links = []
    is_open = feedback.state in (FeedbackState.NEW, FeedbackState.ANSWERED)
    if Permission.WRITE in request.permissions and is_open:
        links.append(Link(_("答复"), reverse("audience:answer", args=address), "edit"))
        links.append(
            Link(_("办结，不公开"), reverse("audience:close", args=address), "check", "quiet")
        )
    if Permission.RELEASE in request.permissions and feedback.state == FeedbackState.ANSWERED:
        links.insert(0, Link(_("审核并公开"), reverse("audience:publish", args=address), "publish"))
    return links


def _page(request: OfficeRequest, feedback: Feedback, title: str, verb: str, done: str) -> FormPage:
    return FormPage(
        title=title, verb=verb, done=done, lead=feedback.text, kicker=feedback.item_title,
        back_url=reverse("audience:feedback", args=[request.office.code, feedback.key]),
        back_label=_("意见反馈"),
    )  # fmt: skip


@staff_page(Permission.WRITE)
def answer(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Answer a reader."""
    feedback = _found(key)
    form = AnswerForm(
        request.POST or None,
        initial={"answer": feedback.answer, "public_text": feedback.public_text or feedback.text},
    )

    def act(said: dict[str, Any]) -> None:
        actions.answer(
            feedback, text=said["answer"], public_text=said["public_text"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    page = _page(
        request, feedback, _("答复读者"), _("保存答复"), _("答复已保存，待另一人审核公开。")
    )
    return form_page.answer(request, form, page, act)


@staff_page(Permission.RELEASE)
def publish(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Make question and answer public."""
    feedback = _found(key)

    def act(_said: dict[str, Any]) -> None:
        actions.publish_answer(feedback, by=request.user, at=timezone.now())

    page = _page(
        request, feedback, _("审核并公开答复"), _("予以公开"), _("问题和答复已在信息页面公开。")
    )
    return form_page.answer(request, forms.Form(request.POST or None), page, act)


@staff_page(Permission.WRITE)
def close(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Close a reader's word without a public answer."""
    feedback = _found(key)

    def act(said: dict[str, Any]) -> None:
        actions.close(feedback, reason=said["reason"], by=request.user, at=timezone.now())

    page = _page(request, feedback, _("办结意见反馈"), _("办结"), _("意见反馈已办结。"))
    return form_page.answer(request, CloseForm(request.POST or None), page, act)
