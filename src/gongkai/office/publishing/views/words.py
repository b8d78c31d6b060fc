"""The body's own words for the scan: listed, added, taken off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.publishing import actions
from gongkai.office.publishing.forms.terms import TermsForm
from gongkai.office.publishing.models import ScanTerm
from gongkai.office.publishing.pages import words as page

_KEEPS = (Permission.RECORD, Permission.ADMINISTER)


@staff_page(Permission.READ)
def show(request: Any) -> HttpResponse:
    """The words that the body added, list by list."""
    found = ScanTerm.objects.filter(removed_at=None).select_related("added_by").order_by("text")
    may = any(each in request.permissions for each in _KEEPS)
    groups = page.groups(found, request.office.code, may_change=may)
    return render(request, "publishing/words.html", {"groups": groups, "may_change": may})


@staff_page(*_KEEPS)
def add(request: Any) -> HttpResponse:
    """Add words, one or many."""
    form = TermsForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.list_terms(
                body=request.office, kind=form.cleaned_data["kind"],
                words=form.cleaned_data["words"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已增加%(count)s个词。") % {"count": count})
            return redirect("publishing:words", request.office.code)
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/add_words.html", {"form": form}, status=status)


@staff_page(*_KEEPS)
def drop(request: Any, pk: int) -> HttpResponse:
    """Take a word off its list."""
    term = ScanTerm.objects.filter(pk=pk, removed_at=None).first()
    if term is None:
        raise Http404
    if request.method == "POST":
        actions.drop_term(term, by=request.user, at=timezone.now())
        messages.success(request, _("已删除，扫描不再使用这个词。"))
        return redirect("publishing:words", request.office.code)
    return render(request, "publishing/drop_word.html", {"term": term})
