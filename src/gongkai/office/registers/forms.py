"""The forms of the pages, made from a book's columns. They read; they decide nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.documents.values import UnreadableValue
from gongkai.office.registers.book import Entry
from gongkai.office.registers.columns import OpenColumn, in_words, lang_of


class ChoiceSelect(forms.Select):
    """A list of choices; those that are data say their language."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the option with its language, where it is not that of the page."""
        option = super().create_option(name, value, label, *args, **kwargs)
        if lang := lang_of(str(label)):
            option["attrs"]["lang"] = lang
        return option


class ColumnField(forms.Field):
    """A column as a question; it reads as an import does."""

    def __init__(self, column: OpenColumn) -> None:
        self.column = column
        super().__init__(
            label=column.label,
            help_text=str(column.column.hint),
            required=column.column.required,
            widget=_widget(column),
        )

    def clean(self, value: Any) -> Any:
        """Return the clean value. Raises ValidationError with the column's name before it."""
        try:
            return self.column.read(value)
        except UnreadableValue as error:
            raise ValidationError(
                _("%(label)s：%(value)s") % {"label": self.column.label, "value": in_words(error)}
            ) from error


def _widget(column: OpenColumn) -> forms.Widget:
    match column.column.entry:
        case Entry.DATE:
            return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        case Entry.MONTH:
            return forms.DateInput(format="%Y-%m", attrs={"type": "month"})
        case Entry.COUNT:
            return forms.TextInput(attrs={"inputmode": "numeric", "size": 12})
        case Entry.MONEY:
            return forms.TextInput(attrs={"inputmode": "decimal", "size": 16})
        case Entry.YES_NO:
            return forms.CheckboxInput()
        case Entry.CHOICE:
            return ChoiceSelect(choices=[("", _("请选择")), *column.choices])
        case Entry.LONG_TEXT:
            return forms.Textarea(attrs={"rows": 4, "maxlength": column.limit})
        case _:
            return forms.TextInput(attrs={"maxlength": column.limit})


class _RefusingForm(forms.Form):
    """A form that shows what an action refused."""

    def refuse(self, error: ValidationError) -> None:
        """Show a refusal beside the field it speaks of, or on top."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: [error]}
        for name, errors in by_field.items():
            place = next((each for each in (name, f"{name}_id") if each in self.fields), None)
            for each in errors:
                self.add_error(place, each)


class EntryForm(_RefusingForm):
    """One record: a question per column and, for a correction, the reason."""

    def __init__(
        self, columns: Sequence[OpenColumn], *args: Any, asks_reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = tuple(columns)
        for column in columns:
            self.fields[column.field] = ColumnField(column)
        if asks_reason:
            self.fields["reason"] = reason_field(gettext_lazy("更正理由"))

    def values(self) -> dict[str, Any]:
        """Return the clean values of the columns."""
        return {column.field: self.cleaned_data[column.field] for column in self.columns}


class ReasonForm(_RefusingForm):
    """Why a record is withdrawn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(gettext_lazy("撤销理由"))


def reason_field(label: Any) -> forms.Field:
    """Return the question for a reason, which is kept with the record."""
    return forms.CharField(
        label=label,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("理由随记录保存，查阅记录的人都能看到。"),
        error_messages={
            "required": _("请写明理由，理由将随记录保存。"),
            "max_length": _("理由最多300字，请精简。"),
        },
    )


class UploadForm(forms.Form):
    """The file to import and, where the book is kept by the year, the year of its dates."""

    file = forms.FileField(
        label=gettext_lazy("填好的文件"),
        help_text=gettext_lazy("XLSX 或 CSV 文件，最多20000行。"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": gettext_lazy("请选择要导入的文件。")},
    )

    def __init__(self, *args: Any, years: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if years:
            self.fields["year"] = forms.TypedChoiceField(
                label=_("登记年度"),
                choices=[(year, _("%(year)s年") % {"year": year}) for year in years],
                coerce=int,
                help_text=_("文件中日期不在这一年度的行会被指出，不会导入。"),
            )
            self.order_fields(["year", "file"])


def initial_of(columns: Sequence[OpenColumn], record: Any) -> Mapping[str, Any]:
    """Return what a record says, as the form shows it."""
    return {column.field: _shown(column, column.of(record)) for column in columns}


def _shown(column: OpenColumn, value: Any) -> Any:
    return column.tell(value) if column.column.entry is Entry.MONEY else value
