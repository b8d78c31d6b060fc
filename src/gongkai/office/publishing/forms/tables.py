"""The typed table of a draft (专题表): a file that is read, judged cell by cell, and masked.

What is kept is what the public will see; what is not shown of a person never reaches the item.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.documents import typed_tables
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.office.publishing.pages.names import is_english
from gongkai.rules import tables
from gongkai.rules.tables import TableDefinition

MOST_FAULTS = 200


def names_of(definition: TableDefinition) -> str:
    """Return what a table is called in the language of the page."""
    return definition.gloss if is_english() else definition.title


class TableForm(forms.Form):
    """Which table, of which period, and the filled file; or that the table is emptied."""

    table = forms.ChoiceField(label=_("数据表"))
    period = forms.CharField(
        label=_("数据期间"), max_length=20, required=False, help_text=_("如 2026年第一季度。")
    )
    document = forms.FileField(
        label=_("填好的文件"), required=False,
        help_text=_("先下载模板填写。隐去的项目在保存时就已隐去，不会留在这条信息里。"),
        error_messages={"empty": _("文件是空的，请检查后再上传。")},
    )  # fmt: skip
    is_emptied = forms.BooleanField(label=_("清空数据表"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, category: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = tables.every(timezone.localdate())
        own = [each for each in every if each.category == category]
        self.tables = own or list(every)
        self.faults: list[tuple[str, str, str]] = []
        self._rows: list[dict[str, str]] = []
        field = self.fields["table"]
        field.choices = [  # type: ignore[attr-defined] # a choice field
            ("", _("请选择")), *((each.key, names_of(each)) for each in self.tables)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the file and keep every fault of it by row."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("is_emptied") or not said.get("table"):
            return said
        if not said.get("document"):
            raise ValidationError({"document": _("请选择填好的文件，或者勾选“清空数据表”。")})
        self._read(said["table"], said["document"])
        return said

    def _read(self, key: str, document: Any) -> None:
        today = timezone.localdate()
        definition = tables.get(key, today)
        try:
            found = typed_tables.read(definition, document.read(), str(document.name), today=today)
        except UnreadableDocument as refusal:
            words = refusal.message_en if is_english() else refusal.message
            self.add_error("document", words)
            return
        if found.faults:
            self.faults = [
                (each.address or str(each.row), each.column,
                 each.message_en if is_english() else each.message)
                for each in found.faults[:MOST_FAULTS]
            ]  # fmt: skip
            self.add_error("document", _("文件中有内容需要改正，逐处列在下面；改好后重新上传。"))
            return
        shown = tables.public_table(definition, found.rows)
        self._rows = [dict(zip(shown.heads, row, strict=True)) for row in shown.texts]

    def values(self) -> dict[str, Any]:
        """Return what the version says from now on."""
        said = self.cleaned_data
        if said["is_emptied"]:
            return {"table_key": "", "table_period": "", "table_rows": []}
        return {
            "table_key": said["table"], "table_period": said["period"], "table_rows": self._rows,
            "is_nil_return": False,
        }  # fmt: skip
