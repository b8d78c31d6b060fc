"""What is withheld (不予公开), and the periodic look at it (条例第十八条)."""

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
from gongkai.office.publishing import actions, queries
from gongkai.office.publishing.forms.steps import ReassessForm
from gongkai.office.publishing.pages import withheld as page


@staff_page(Permission.READ)
def show(request: Any) -> HttpResponse:
    """What is withheld now, what is due to be looked at again first."""
    may = Permission.CHECK_SECRECY in request.permissions
    found = queries.items.withheld()[:500]
    table = page.table(found, request.office.code, today=timezone.localdate(), may_reassess=may)
    return render(request, "publishing/withheld.html", {"table": table})


@staff_page(Permission.CHECK_SECRECY)
def reassess(request: Any, pk: int) -> HttpResponse:
    """Look again at what is withheld: it stays so until a day, or becomes a draft."""
    held = queries.items.withheld().filter(pk=pk).first()
    if held is None:
        raise Http404
    form = ReassessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        until = said["until"] if said["outcome"] == "keep" else None
        try:
            actions.reassess(
                held, reason=said["reason"], until=until, by=request.user, at=timezone.now()
            )
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("评估结论已记录。"))
            return redirect("publishing:withheld", request.office.code)
    context = {"held": held, "facts": page.facts(held), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/reassess.html", context, status=status)
