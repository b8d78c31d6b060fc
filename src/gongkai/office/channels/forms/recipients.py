"""The forms of recipients: a group, a person, a list of people from a table."""

from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongkai.documents.intake.limits import DEFAULT
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.documents.sheet.reading import read_sheet
from gongkai.office.bodies.forms import SaysWhatIsMissing, day_field
from gongkai.office.channels.models import ConsentSource

_NAME, _PHONE, _EMAIL = "姓名", "手机号码", "电子邮箱"
COLUMNS: Final = (_NAME, _PHONE, _EMAIL)


class GroupForm(SaysWhatIsMissing, forms.Form):
    """What a group is called."""

    name = forms.CharField(
        label=_("接收组名称"), max_length=60, help_text=_("例如“冯记沟村村民”。")
    )


class ConsentForm(SaysWhatIsMissing, forms.Form):
    """How and when a person agreed."""

    consent = forms.ChoiceField(label=_("同意方式"), choices=ConsentSource.choices)
    consented_on = day_field(_("同意日期"))


class RecipientForm(ConsentForm):
    """One person."""

    field_order = ("name", "phone", "email", "consent", "consented_on")
    name = forms.CharField(label=_("姓名"), max_length=40, required=False)
    phone = forms.CharField(
        label=_("手机号码"), max_length=11, required=False,
        help_text=_("保存后只显示前三位和后四位。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("电子邮箱"), required=False)


class ImportForm(ConsentForm):
    """A table of people who agreed in the same way on the same day."""

    field_order = ("table", "consent", "consented_on")
    table = forms.FileField(
        label=_("表格"),
        help_text=_("XLSX 或 CSV，列名为“姓名”“手机号码”“电子邮箱”，至少有后两列之一。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_table(self) -> list[dict[str, Any]]:
        """Return the rows of the table, each with its line."""
        file = self.cleaned_data["table"]
        if file.size > DEFAULT.file_bytes:
            raise forms.ValidationError(_("文件超过 10 MB，请分成几个文件导入。"))
        try:
            sheet = read_sheet(file.read(), str(file.name), columns=COLUMNS)
        except UnreadableDocument as refusal:
            raise forms.ValidationError(
                _now("文件“%(name)s”不能作为表格读取，请另存为 XLSX 后重新选择。")
                % {"name": file.name.rpartition(".")[0] or file.name}
            ) from refusal
        if not {_PHONE, _EMAIL} & set(sheet.header):
            raise forms.ValidationError(
                _now("表格中没有“手机号码”或“电子邮箱”列，请核对第 %(line)s 行的列名。")
                % {"line": sheet.header_row}
            )
        return [
            {
                "line": row.number,
                "name": _text(sheet.cell(row, _NAME))[:40],
                "phone": _phone(_text(sheet.cell(row, _PHONE))),
                "email": _text(sheet.cell(row, _EMAIL)),
            }
            for row in sheet.rows
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows with how the people agreed."""
        said = self.cleaned_data
        how = {"consent": said["consent"], "consented_on": said["consented_on"]}
        return [{**row, **how} for row in said["table"]]


def _text(cell: Any) -> str:
    value = getattr(cell, "value", None)
    if value is None or isinstance(value, date | datetime):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _phone(said: str) -> str:
    plain = "".join(each for each in said if each not in " -－—\u3000")
    return plain.removeprefix("+86").removesuffix(".0")
