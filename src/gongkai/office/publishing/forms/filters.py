"""Which items the list shows: by category and text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.office.publishing.pages import names


class FilterForm(forms.Form):
    """The filters of the list of items."""

    place = forms.CharField(widget=forms.HiddenInput, required=False)
    q = forms.CharField(
        label=_("标题、文号或者索引号"), max_length=100, required=False,
        widget=forms.TextInput(attrs={"data-gongkai-search": "", "autocomplete": "off"}),
    )  # fmt: skip
    category = forms.ChoiceField(label=_("公开类别"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["category"]
        field.choices = [("", _("全部")), *names.category_choices()]  # type: ignore[attr-defined] # a choice field
