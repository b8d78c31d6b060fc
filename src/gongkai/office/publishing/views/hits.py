"""The scan: run again, a hit let pass with a reason, the false alarms that a body remembers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.publishing import actions, queries, scanner
from gongkai.office.publishing.forms.steps import HitReasonForm
from gongkai.office.publishing.models import HitReason
from gongkai.office.publishing.pages import words as alarms
from gongkai.office.publishing.pages.item import links
from gongkai.office.publishing.views.finding_item import item_of, newest
from gongkai.office.records.files import FileLost

_READS = (Permission.WRITE, Permission.REVIEW, Permission.CHECK_SECRECY)


@staff_page(*_READS)
@require_POST
def scan(request: Any, item: str) -> HttpResponse:
    """Scan the newest version as it stands."""
    shown = item_of(request, item)
    try:
        made = actions.scan(newest(shown), by=request.user, at=timezone.now())
    except FileLost as lost:
        messages.error(request, str(lost))
        return redirect(links.url(shown, "item"))
    found = len(made.hits) + len(made.faults)
    messages.success(
        request,
        _("扫描完成，发现%(count)s处。") % {"count": found} if found
        else _("扫描完成，没有发现需要处理的内容。"),
    )  # fmt: skip
    return redirect(f"{links.url(shown, 'item')}#scan")


@staff_page(Permission.REVIEW, Permission.CHECK_SECRECY)
def reason(request: Any, item: str, fingerprint: str) -> HttpResponse:
    """Give the reason for which a hit may pass."""
    shown = item_of(request, item)
    version = newest(shown)
    hit = next((e for e in scanner.newest(version) if e["fingerprint"] == fingerprint), None)
    if hit is None:
        raise Http404
    form = HitReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_reason(
                version, fingerprint=fingerprint, reason=form.cleaned_data["reason"],
                remember=form.cleaned_data["remember"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("放行理由已记录。"))
            return redirect(f"{links.url(shown, 'item')}#scan")
    context = {"item": shown, "hit": hit, "form": form, "back_url": links.url(shown, "item")}
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/hit.html", context, status=status)


@staff_page(Permission.READ)
def remembered(request: Any) -> HttpResponse:
    """The false alarms that the body remembers."""
    may = Permission.CHECK_SECRECY in request.permissions
    found = queries.items.remembered()[:500]
    context = {"alarms": alarms.remembered(found, request.office.code, may_forget=may)}
    return render(request, "publishing/false_alarms.html", context)


@staff_page(Permission.CHECK_SECRECY)
def forget(request: Any, pk: int) -> HttpResponse:
    """Take a false alarm off the memory, so that it is pointed at again."""
    given = HitReason.objects.filter(pk=pk, is_remembered=True).select_related("item").first()
    if given is None:
        raise Http404
    if request.method == "POST":
        actions.forget(given, by=request.user, at=timezone.now())
        messages.success(request, _("已删除，以后会再次提示。"))
        return redirect("publishing:false_alarms", request.office.code)
    return render(request, "publishing/forget.html", {"given": given})
