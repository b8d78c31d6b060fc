"""The one question of the check page: a report as a file or as text, last year's if at hand."""

from typing import Any, Final

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongkai.portal.checking.reading import PREVIOUS, REPORT, Given
from gongkai.portal.checking.uploads import MOST_BYTES, MOST_MEBIBYTES
from gongkai.web.words import size

KINDS: Final = ".docx,.pdf,.xlsx,.html,.htm,.txt,.md,.csv,.json"
MOST_CHARACTERS: Final = 500_000
_PASTED: Final = "粘贴的文字"
_KINDS_IN_WORDS: Final = _(
    "DOCX、PDF、XLSX、HTML（网页）、CSV 或纯文本，不超过{most} MB。扫描件和图片无法读取。"
)
_TOO_LARGE: Final = _(
    "文件“%(name)s”有%(size)s，超过%(most)s MB。请只留报告正文和表格，另存后再选。"
)


class CheckForm(forms.Form):
    """A report to check."""

    report = forms.FileField(
        label=_("年度报告"),
        required=False,
        allow_empty_file=True,
        help_text=format_lazy(_KINDS_IN_WORDS, most=MOST_MEBIBYTES),
        widget=forms.FileInput(attrs={"accept": KINDS, "data-gongkai-most-bytes": MOST_BYTES}),
    )
    text = forms.CharField(
        label=_("或者粘贴文字"),
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        help_text=_("打开报告的网页，全选、复制，粘贴到这里；表格变成一串数字也可以。"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )
    previous = forms.FileField(
        label=_("上一年度报告"),
        required=False,
        allow_empty_file=True,
        help_text=_("用于核对两年之间的数字，例如上年结转、现行有效件数。"),
        widget=forms.FileInput(attrs={"accept": KINDS, "data-gongkai-most-bytes": MOST_BYTES}),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="check-%s")

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one report, and for files of a size that is read."""
        cleaned = super().clean() or {}
        for name in ("report", "previous"):
            file = cleaned.get(name)
            if file is not None and file.size > MOST_BYTES:
                told = {"name": file.name, "size": size(file.size), "most": MOST_MEBIBYTES}
                self.add_error(name, _TOO_LARGE % told)
        has_text = bool((cleaned.get("text") or "").strip())
        if self.errors:
            return cleaned
        if cleaned.get("report") is None and not has_text:
            self.add_error("report", _now("还没有报告。请选择一个文件，或者在下面粘贴报告的文字。"))
        elif cleaned.get("report") is not None and has_text:
            self.add_error("text", _now("文件和文字只用一种。请清空这里的文字，或者不选文件。"))
        return cleaned

    def given(self) -> list[Given]:
        """Return what was handed in, ready for reading."""
        report, previous = self.cleaned_data.get("report"), self.cleaned_data.get("previous")
        if report is None:
            files = [Given(REPORT, _PASTED, self.cleaned_data["text"].encode("utf-8", "replace"))]
        else:
            files = [Given(REPORT, report.name, report.read())]
        if previous is not None:
            files.append(Given(PREVIOUS, previous.name, previous.read()))
        return files
