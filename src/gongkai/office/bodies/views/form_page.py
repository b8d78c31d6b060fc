"""A page with one form and one act: shown, refused with sentences, or done and left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render


@dataclass(frozen=True, slots=True)
class FormPage:
    """What a form page says: its title, a sentence below, the verb of its button, the way back."""

    title: str
    verb: str
    back_url: str
    back_label: str
    lead: str = ""
    kicker: str = ""
    note: str = ""
    kind: str = ""
    done: str = ""


def answer(
    request: Any, form: forms.BaseForm, page: FormPage, act: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    """Show the form, or do the act with what it says and go back; refusals stay on the page."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            if page.done:
                messages.success(request, page.done)
            return redirect(page.back_url)
    return render(
        request, "bodies/form.html", {"form": form, "page": page},
        status=422 if request.method == "POST" else 200,
    )  # fmt: skip


def refuse(form: forms.BaseForm, error: ValidationError) -> None:
    """Put an action's refusal beside the field it speaks of, or on top of the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
