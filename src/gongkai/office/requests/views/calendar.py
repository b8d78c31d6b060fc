"""The working-day calendar of a body: the notices on file, and loading a new one.

It stands in this room because a new notice moves the due dates of open requests.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.requests import actions
from gongkai.office.requests.forms import NoticeForm
from gongkai.office.requests.views import calendar_facts
from gongkai.rules import workdays


@staff_page(Permission.READ)
def show(request: OfficeRequest) -> HttpResponse:
    """Show which years' notices are on file, where each came from, and what is missing."""
    facts = calendar_facts.on_file(
        request.office,
        today=timezone.localdate(),
        may_load=Permission.ADMINISTER in request.permissions,
    )
    return render(request, "requests/calendar.html", {"facts": facts})


@staff_page(Permission.ADMINISTER)
def load(request: OfficeRequest) -> HttpResponse:
    """Read a notice, show what it says and moves, and put it on file when confirmed."""
    form = NoticeForm(request.POST or None, request.FILES or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        notice = _read(form)
        if notice and "confirm" in request.POST and _adopt(request, form):
            return redirect(reverse("requests:calendar", args=[request.office.code]))
        if notice and not form.errors and "edit" not in request.POST:
            preview = calendar_facts.preview(request.office, notice, form.cleaned_data["text"])
    return render(
        request, "requests/notice.html",
        {"form": form, "preview": preview, "example": calendar_facts.EXAMPLE},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _read(form: forms.Form) -> workdays.Notice | None:
    try:
        return workdays.parse_notice(form.cleaned_data["text"])
    except workdays.UnreadableNotice as error:
        english = (get_language() or "").startswith("en")
        place = "file" if form.cleaned_data.get("file") else "text"
        form.add_error(place, error.message_en if english else str(error))
        return None


def _adopt(request: OfficeRequest, form: forms.Form) -> bool:
    try:
        moved = actions.adopt_notice(
            body=request.office, text=form.cleaned_data["text"], by=request.user, at=timezone.now()
        )
    except ValidationError as error:
        refuse(form, error)
        return False
    messages.success(
        request,
        _("放假通知已录入，%(count)s 件在办申请的答复期限已重新计算。") % {"count": len(moved)},
    )
    return True
