"""The working-day calendar of a body: the notices on file, and loading a new one.

It stands in this room because a new notice moves the due dates of open requests.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.requests import actions, notice_forms
from gongkai.office.requests.notice_forms import HolidayRows, NoticeForm
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
    """Ask for a notice, show what it says and moves, and put it on file when confirmed."""
    if "text" in request.POST:
        return _after_preview(request, request.POST["text"])
    if request.method != "POST":
        return _ask(request, NoticeForm(), HolidayRows(prefix="holiday"))
    form = NoticeForm(request.POST, request.FILES)
    rows = HolidayRows(request.POST, prefix="holiday")
    form_holds, rows_hold = form.is_valid(), bool(request.FILES) or rows.is_valid()
    if form_holds and rows_hold:
        text = notice_forms.text_of(form, rows)
        notice = notice_forms.read(form, text)
        if notice:
            return _preview(request, notice, text)
    elif not rows_hold:
        notice_forms.refuse_rows(form, rows)
    return _ask(request, form, rows)


def _after_preview(request: OfficeRequest, text: str) -> HttpResponse:
    form = NoticeForm({})
    notice = notice_forms.read(form, text)
    if notice and "confirm" in request.POST:
        try:
            moved = actions.adopt_notice(
                body=request.office, text=text, by=request.user, at=timezone.now()
            )
        except ValidationError as error:
            refuse(form, error)
            return _ask(request, form, HolidayRows(prefix="holiday"))
        messages.success(
            request,
            _("放假通知已录入，%(count)s 件在办申请的答复期限已重新计算。") % {"count": len(moved)},
        )
        return redirect(reverse("requests:calendar", args=[request.office.code]))
    if notice is None:
        return _ask(request, form, HolidayRows(prefix="holiday"))
    head, rows = notice_forms.asked_again(notice)
    return _ask(request, NoticeForm(initial=head), HolidayRows(initial=rows, prefix="holiday"))


def _preview(request: OfficeRequest, notice: workdays.Notice, text: str) -> HttpResponse:
    preview = calendar_facts.preview(request.office, notice, text)
    return render(request, "requests/notice_preview.html", {"preview": preview})


def _ask(request: OfficeRequest, form: NoticeForm, rows: Any) -> HttpResponse:
    faulty = form.errors or (rows.is_bound and any(rows.errors))
    return render(
        request, "requests/notice.html", {"form": form, "rows": rows},
        status=422 if faulty else 200,
    )  # fmt: skip
