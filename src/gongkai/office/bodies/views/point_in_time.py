"""The day for which a page is asked (`?on=2024-03-05`); today when none or no day is named."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.forms import day_field


class DayForm(forms.Form):
    """The question for the day."""

    on = day_field(_("日期"), required=False)


def day_asked(request: Any) -> tuple[date, DayForm]:
    """Return the day and the form that asks for another."""
    today = timezone.localdate()
    form = DayForm(request.GET if "on" in request.GET else {"on": today.isoformat()})
    chosen = form.cleaned_data["on"] if form.is_valid() else None
    return chosen or today, form
