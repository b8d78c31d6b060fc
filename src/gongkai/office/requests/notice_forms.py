"""A holiday notice as staff copy it from the paper: its head, and a row for every holiday.

The answers become the text that `rules.workdays.parse_notice` reads; what it refuses is shown.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.forms import DayInput, SaysWhatIsMissing, day_field
from gongkai.rules.workdays import Notice, UnreadableNotice, parse_notice

ROWS = 8
FILE_LIMIT_BYTES = 50_000
_DATES = re.compile(r"[\s、，,;；]+")
_DATE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?")


class NoticeForm(forms.Form):
    """The head of a notice, or the file that holds it whole."""

    title = forms.CharField(
        label=_("通知名称"), max_length=200, required=False,
        help_text=_("如“国务院办公厅关于2027年部分节假日安排的通知”。"),
    )  # fmt: skip
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    published = day_field(_("公布日期"), required=False)
    year = forms.IntegerField(label=_("安排哪一年"), required=False)
    region = forms.CharField(
        label=_("行政区划代码"), max_length=6, required=False,
        help_text=_("只在本地放假的通知填写，6 位数字；全国的通知留空。"),
    )  # fmt: skip
    region_name = forms.CharField(
        label=_("地区名称"), max_length=60, required=False,
        help_text=_("只在本地放假的通知填写，如宁夏回族自治区。"),
    )  # fmt: skip
    amends = forms.BooleanField(
        label=_("只调整部分日期，不是全年安排"), required=False
    )  # fmt: skip
    file = forms.FileField(
        label=_("或者上传写好的通知文件"), required=False, allow_empty_file=True,
        help_text=_("与系统自带通知相同格式的文本文件，不超过 50 KB；上传后不看上面填写的内容。"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for the head where no file was sent."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("file") is None and "file" not in self.errors:
            for name, sentence in (
                ("title", _("请填写通知名称，或者上传通知文件。")),
                ("year", _("请填写通知安排的是哪一年。")),
            ):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return values

    def clean_file(self) -> str | None:
        """Return the text of the file. Refuse what is too large or no text."""
        file = self.cleaned_data.get("file")
        if file is None:
            return None
        if file.size > FILE_LIMIT_BYTES:
            raise forms.ValidationError(gettext("文件超过 50 KB，不像一份放假通知，请核对。"))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(
                gettext("文件的文字编码无法识别，请用记事本另存，编码选 UTF8，再重新上传。")
            ) from None


class HolidayForm(SaysWhatIsMissing, forms.Form):
    """One holiday: its days off and the weekend days worked for them."""

    name = forms.CharField(label=_("节日"), max_length=40)
    first = forms.DateField(label=_("放假首日"), widget=DayInput())
    last = forms.DateField(label=_("放假末日"), widget=DayInput())
    work = forms.CharField(label=_("调休上班日"), max_length=100, required=False)

    def clean_work(self) -> list[date]:
        """Return the make-up days, written one after another."""
        written = self.cleaned_data["work"].strip()
        return [self._day(word) for word in _DATES.split(written) if word]

    def _day(self, word: str) -> date:
        match = _DATE.fullmatch(word)
        try:
            if match:
                return date(*map(int, match.groups()))
        except ValueError:
            pass
        raise forms.ValidationError(
            gettext("“%s”不是有效日期，请写成 2027-01-31，几个日期之间用顿号隔开。") % word
        )


class _Rows(forms.BaseFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            row = (index or 0) + 1
            field.widget.attrs["aria-label"] = gettext("第%(row)s行%(label)s") % {
                "row": row, "label": field.label,
            }  # fmt: skip


HolidayRows = forms.formset_factory(HolidayForm, formset=_Rows, extra=ROWS, max_num=ROWS)


def refuse_rows(form: NoticeForm, rows: Any) -> None:
    """Say on top of the form which rows are to be put right."""
    faulty = [str(place) for place, row in enumerate(rows, start=1) if row.errors]
    if faulty:
        form.add_error(
            None,
            gettext("第%(rows)s行有内容需要改正，见表中说明。")
            % {"rows": gettext("、").join(faulty)},
        )


def text_of(form: NoticeForm, rows: Any) -> str:
    """Return the notice as the text that is kept: the file, or what was filled in."""
    values = form.cleaned_data
    if values["file"] is not None:
        return str(values["file"])
    lines = [
        f"{name} = {_written(values[name])}"
        for name in ("title", "number", "published", "year", "region", "region_name", "amends")
        if values[name]
    ]
    for row in rows:
        if row.cleaned_data:
            lines += ["", "[[holiday]]"]
            lines += [
                f"{name} = {_written(value)}" for name, value in row.cleaned_data.items() if value
            ]
    return "\n".join(lines) + "\n"


def _written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def read(form: forms.Form, text: str) -> Notice | None:
    """Return the notice that a text holds; a refusal is put on the form and None returned."""
    try:
        return parse_notice(text)
    except UnreadableNotice as error:
        english = (get_language() or "").startswith("en")
        # The sentence may name fields of the file, which are no words of either language.
        said = format_html("<span data-official>{}</span>", error.message_en if english else error)
        form.add_error(None, said)
        return None


def asked_again(notice: Notice) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what the head and the rows start from when a notice is changed before loading."""
    head: Mapping[str, Any] = {
        "title": notice.title, "number": notice.number, "published": notice.published_on,
        "year": notice.year, "region": notice.region, "region_name": notice.region_name,
        "amends": notice.amends,
    }  # fmt: skip
    rows = [
        {
            "name": holiday.name, "first": holiday.off[0], "last": holiday.off[-1],
            "work": "、".join(day.isoformat() for day in holiday.work),
        }
        for holiday in notice.holidays
    ]  # fmt: skip
    return dict(head), rows
