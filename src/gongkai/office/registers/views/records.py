"""One record of a book: enter it, see it with its versions, correct it, withdraw it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.office.registers import actions
from gongkai.office.registers.book import Book
from gongkai.office.registers.catalogue import book_or_404
from gongkai.office.registers.columns import open_columns
from gongkai.office.registers.forms import EntryForm, ReasonForm, initial_of
from gongkai.office.registers.queries import history
from gongkai.office.registers.views.lists import record_url
from gongkai.web.facts.parts import Link


@staff_page(Permission.RECORD)
def add(request: OfficeRequest, book: str) -> HttpResponse:
    """Enter one record."""
    shown = book_or_404(book)
    form = EntryForm(open_columns(shown), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record = actions.add(
                shown, body_id=request.office.pk, values=form.values(),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            form.refuse(error)
        else:
            return _after_adding(request, shown, record)
    return render(request, "registers/add.html", {"book": shown, "form": form})


def _after_adding(request: OfficeRequest, book: Book, record: Any) -> HttpResponse:
    messages.success(request, _("已登记“%(record)s”。") % {"record": record})
    if request.POST.get("then") == "another":
        return redirect("registers:add", request.office.code, book.key)
    return redirect(record_url(request.office.code, book, record))


@staff_page(Permission.READ)
def show(request: OfficeRequest, book: str, key: UUID) -> HttpResponse:
    """Show a record, how it came to say what it says, and the audit trail of it."""
    shown = book_or_404(book)
    told = _history(request, shown, key)
    if shown.detail_url:
        return redirect(shown.detail_url(request.office.code, told.latest))
    may_change = told.stands and Permission.RECORD in request.permissions
    here = [request.office.code, shown.key, key]
    links = [
        Link(_("更正"), reverse("registers:correct", args=here), "edit"),
        Link(_("撤销"), reverse("registers:withdraw", args=here), "remove", "secondary"),
    ]
    made_from = shown.source_link(request.office.code, told.latest) if shown.source_link else None
    actions_shown = [*([made_from] if made_from else []), *(links if may_change else [])]
    context = {"book": shown, "told": told, "actions": actions_shown}
    return render(request, "registers/record.html", context)


@staff_page(Permission.RECORD)
def correct(request: OfficeRequest, book: str, key: UUID) -> HttpResponse:
    """Correct a record with a reason; somebody else's change in between is never overwritten."""
    shown = book_or_404(book)
    told = _history(request, shown, key)
    if not told.stands:
        return _refuse_withdrawn(request, shown, told)
    old = told.version(request.POST.get("version", "")) or told.latest
    columns = open_columns(shown)
    initial = initial_of(columns, told.latest)
    form = EntryForm(columns, request.POST or None, initial=initial, asks_reason=True)
    is_overtaken = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(
                shown, old, form.values(), reason=form.cleaned_data["reason"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except EditedMeanwhile as error:
            is_overtaken = True
            form.refuse(error)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("已更正。原来的内容保留在记录的历次版本中。"))
            return redirect(record_url(request.office.code, shown, told.latest))
    context = {
        "book": shown,
        "told": told,
        "form": form,
        # Having seen what stands now, the person may send the same words again on purpose.
        "version": told.latest.pk if is_overtaken else old.pk,
        "overtaken": history.beside(told.latest, form) if is_overtaken else None,
        "record_url": record_url(request.office.code, shown, told.latest),
    }
    return render(request, "registers/correct.html", context)


@staff_page(Permission.RECORD)
def withdraw(request: OfficeRequest, book: str, key: UUID) -> HttpResponse:
    """Take a record out of the ledger, with the reason."""
    shown = book_or_404(book)
    told = _history(request, shown, key)
    if not told.stands:
        return _refuse_withdrawn(request, shown, told)
    old = told.version(request.POST.get("version", "")) or told.latest
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                shown, old, reason=form.cleaned_data["reason"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("已撤销，不再计入台账。记录和理由仍可查阅。"))
            return redirect("registers:list", request.office.code, shown.key)
    context = {
        "book": shown,
        "told": told,
        "form": form,
        "version": told.latest.pk,
        "record_url": record_url(request.office.code, shown, told.latest),
    }
    return render(request, "registers/withdraw.html", context)


def _history(request: OfficeRequest, book: Book, key: UUID) -> history.History:
    told = history.of(book, key, body_id=request.office.pk, columns=open_columns(book))
    if told is None:
        raise Http404
    return told


def _refuse_withdrawn(request: OfficeRequest, book: Book, told: history.History) -> HttpResponse:
    messages.error(request, _("这条记录已经撤销，不能再更正或撤销。"))
    return redirect(record_url(request.office.code, book, told.latest))
