"""One step of the gate as a page: what will happen, the form, one action, and where it leads.

Who has no part in the step is refused at the door; who may not take it on this version reads why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.publishing import queries
from gongkai.office.publishing.actions import moving
from gongkai.office.publishing.models import Item, ItemVersion
from gongkai.office.publishing.pages import listing
from gongkai.office.publishing.pages.item import links, offers
from gongkai.office.publishing.views.finding_item import (
    item_of,
    newest,
    refuse_wrong_role,
    viewer_of,
)
from gongkai.office.publishing.views.looking import document_with_marks
from gongkai.office.records.files import FileLost
from gongkai.rules.gate.steps import Stage, Step


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step in words: its name, what will happen, the button, and the word when done."""

    title: Promise
    what: Promise
    button: Promise
    done: Promise
    kind: str = ""
    shows_document: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """A step being taken: on which version, by which step of the gate (None: outside of it)."""

    item: Item
    version: ItemVersion
    step: Step | None
    page: StepPage


def taking(request: Any, code: str, step: Step | None, page: StepPage) -> Taking:
    """Find the item and refuse who has no part in this step at its stage."""
    shown = item_of(request, code)
    version = newest(shown)
    if step is not None:
        refuse_wrong_role(request, version, step)
    return Taking(shown, version, step, page)


def answer(
    request: Any, taken: Taking, form: forms.BaseForm, act: Callable[[], Any], *,
    then: str = "item", **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show the page of a step, or take it and lead on; refusals stay on the page."""
    why = _why_not(request, taken)
    if request.method == "POST" and not why and form.is_valid():
        try:
            act()
        except ValidationError as refusal:
            refuse(form, refusal)
        except FileLost as lost:
            refuse(form, ValidationError(str(lost)))
        else:
            messages.success(request, str(taken.page.done))
            return redirect(f"publishing:{then}", request.office.code, taken.item.code)
    context = {
        "item": taken.item,
        "version": taken.version,
        "title": taken.version.title,
        "page": taken.page,
        "form": form,
        "why_not": why,
        "tag": listing.tag_of(taken.item),
        "back_url": links.url(taken.item, "item"),
        **more,
    }
    if taken.page.shows_document:
        about = queries.items.about(taken.item)
        context["document"], context["verdict"] = document_with_marks(
            taken.item, taken.version, about, request.permissions
        )
    is_refused = request.method == "POST"
    return render(request, "publishing/step.html", context, status=422 if is_refused else 200)


def _why_not(request: Any, taken: Taking) -> str:
    if taken.step is None:
        return ""
    stage = Stage(taken.version.state)
    found = offers.refusal(stage, moving.taken_on(taken.version), taken.step, viewer_of(request))
    if not found:
        return ""
    return _("这一版目前“%(state)s”。%(why)s") % {
        "state": taken.version.get_state_display(), "why": found,
    }  # fmt: skip
