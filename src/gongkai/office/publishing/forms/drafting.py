"""The draft form (起草): everything a version says, with what the law says beside the questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import nh3
from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.forms import SaysWhatIsMissing, day_field
from gongkai.office.bodies.models import Body
from gongkai.office.channels import queries as channels
from gongkai.office.publishing.forms import plain_text
from gongkai.office.publishing.models import Attribute, Format, ItemVersion, OnExpiry
from gongkai.office.publishing.pages import names

# Asked before a draft can be sent on, though it may be saved without.
NEEDED_LATER = {"signed_on", "genre", "html"}


class TextInput(forms.Textarea):
    """The text of an item: a plain text area, which the editor takes over where there is script."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 18, "data-gongkai-editor": "", "spellcheck": "false"})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Show plain text where nothing is lost by it, with the HTML beside it for the editor."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        html = plain_text.to_html(value or "")
        context["widget"]["attrs"]["data-gongkai-html"] = nh3.clean(html)
        context["widget"]["value"] = plain_text.to_plain(html)
        return context


class DraftForm(SaysWhatIsMissing, forms.Form):
    """A version as its writer sees it. `seen` is the revision that they had before them."""

    title = forms.CharField(
        label=_("标题"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("写完整的标题，不用简称，也不写文号。"),
    )  # fmt: skip
    doc_no = forms.CharField(
        label=_("文号"),
        max_length=60,
        required=False,
        help_text=_("如“冯政发〔2026〕5号”，没有的留空。"),
    )
    signed_on = day_field(
        _("成文日期"), required=False,
        help_text=_("公开期限自次日起算20个工作日（条例第二十六条）。"),
    )  # fmt: skip
    publisher = forms.CharField(
        label=_("发布机构"),
        max_length=100,
        help_text=_("制作机关；几个机关共同制作的由牵头机关公开（条例第十条）。"),
    )
    category = forms.ChoiceField(
        label=_("公开类别"), help_text=_("条例第二十条的项次，决定它在目录中的位置和年报中的统计。")
    )
    genre = forms.ChoiceField(
        label=_("体裁分类"),
        required=False,
        help_text=_("规章、行政规范性文件请如实选择，公开后自动登记台账。"),
    )
    subject = forms.ChoiceField(label=_("主题分类"), required=False)
    html = forms.CharField(
        label=_("正文"), required=False, max_length=1_000_000, widget=TextInput(),
        help_text=_("每段一行；小标题前写 ## 和空格，列表每项前写 - 和空格。"),
    )  # fmt: skip
    methods = forms.MultipleChoiceField(
        label=_("公开方式"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("条例第二十三条。"),
    )  # fmt: skip
    channel_ids = forms.TypedMultipleChoiceField(
        label=_("公开渠道"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("批准发布后同时发往勾选的渠道，并留存发布凭证。"),
    )  # fmt: skip
    audience = forms.CharField(
        label=_("公开范围"), max_length=60, required=False, help_text=_("面向全社会的留空。")
    )
    attribute = forms.ChoiceField(
        label=_("公开属性"),
        choices=Attribute.choices,
        help_text=_("不是“主动公开”的不能送审发布。"),
    )
    format = forms.ChoiceField(label=_("表现形式"), choices=Format.choices)
    is_interpretation = forms.BooleanField(label=_("这是政策解读"), required=False)
    is_nil_return = forms.BooleanField(
        label=_("本期无数据"), required=False,
        help_text=_("按期应当公开而本期没有内容的勾选，正文可以不写。"),
    )  # fmt: skip
    keywords = forms.CharField(
        label=_("关键词"), max_length=200, required=False, help_text=_("用空格或者顿号分开。")
    )
    summary = forms.CharField(
        label=_("内容概述"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一两句话，显示在列表和搜索结果中。"),
    )  # fmt: skip
    source = forms.CharField(
        label=_("信息来源"),
        max_length=100,
        required=False,
        help_text=_("转载或者从别处获取的写明来源。"),
    )
    topics = forms.CharField(
        label=_("民生主题"),
        max_length=200,
        required=False,
        help_text=_("如教育、医疗、社保，用空格或者顿号分开。"),
    )
    expires_on = day_field(
        _("公开期限至"), required=False, help_text=_("公示、预警等有期限的填写最后一天，其他留空。")
    )
    on_expiry = forms.ChoiceField(label=_("期满处理"), choices=OnExpiry.choices)
    change_note = forms.CharField(
        label=_("修改说明"),
        max_length=300,
        required=False,
        help_text=_("公众会看到：这一版改了什么，为什么。"),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, body: Body, is_first: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = [("", _("请选择"))]
        # Words of the law and of official lists stand on the page as they are printed.
        for name in ("subject", "category", "genre"):
            self.fields[name].widget.attrs["data-official"] = ""
        self._choose("category", [*nothing, *names.category_choices(body)])
        self._choose("genre", [*nothing, *names.genre_choices()])
        self._choose("subject", [*nothing, *names.subject_choices()])
        self._choose("methods", names.term_choices("method"))
        self._choose("channel_ids", [
            (each.pk, format_html('<span lang="zh-CN" data-official>{}</span>', each.label))
            for each in channels.in_use()
        ])  # fmt: skip
        if is_first:
            del self.fields["change_note"]
        if not self.fields["channel_ids"].choices:  # type: ignore[attr-defined] # a choice field
            del self.fields["channel_ids"]

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a choice field

    def clean_html(self) -> str:
        """Return the text as HTML, plain paragraphs made into marks."""
        return plain_text.to_html(self.cleaned_data["html"])

    def clean_topics(self) -> list[str]:
        """Return the topics one by one, each once."""
        said = self.cleaned_data["topics"]
        for mark in "、，,；;/":
            said = said.replace(mark, " ")
        return list(dict.fromkeys(said.split()))

    def values(self) -> dict[str, Any]:
        """Return what the version says from now on."""
        said = dict(self.cleaned_data)
        said.pop("seen", None)
        return said

    def sections(self) -> Iterator["Section"]:
        """Yield the questions in groups, the needed ones first."""
        for title, hint, folded, members in _SECTIONS:
            asked = [self[name] for name in members if name in self.fields]
            has_answer = any(self._is_answered(each.name) or each.errors for each in asked)
            rows = [(field, self._is_marked(field.name)) for field in asked]
            if rows:
                yield Section(title, hint, rows, is_folded=folded, is_open=has_answer)

    def _is_marked(self, name: str) -> bool:
        """Whether the question counts as one that must be answered."""
        return name in NEEDED_LATER or self.fields[name].required

    def _is_answered(self, name: str) -> bool:
        value = self[name].value()
        return bool(value) and value != self.fields[name].initial and name not in _ALWAYS_SET


@dataclass(frozen=True, slots=True)
class Section:
    """A group of questions: its name, a word about it, each question and whether it is needed."""

    title: Promise
    hint: Promise | str
    rows: list[tuple[forms.BoundField, bool]]
    is_folded: bool
    is_open: bool


_ALWAYS_SET = {"attribute", "format", "on_expiry"}
_SECTIONS: tuple[tuple[Promise, Promise | str, bool, tuple[str, ...]], ...] = (
    (_("是什么"), "", False,
     ("title", "doc_no", "signed_on", "publisher", "category", "genre", "subject")),
    (_("内容"), "", False, ("html",)),
    (_("往哪里公开"), "", False, ("methods", "channel_ids")),
    (_("更多说明"), _("都可以不填，填了便于查找。"), True,
     ("summary", "keywords", "source", "topics", "audience", "format", "is_interpretation",
      "is_nil_return")),
    (_("期限和属性"), _("公示、预警等有期限的信息在这里填写。"), True,
     ("expires_on", "on_expiry", "attribute")),
    (_("这一版改了什么"), "", False, ("change_note",)),
)  # fmt: skip


def initial_of(version: ItemVersion) -> dict[str, Any]:
    """Return what the form starts from for a version."""
    said = {name: getattr(version, name) for name in DraftForm.base_fields if name != "seen"}
    return {**said, "topics": names.joined(version.topics), "seen": version.revision}


_NOT_COPIED = {"doc_no", "signed_on", "change_note", "expires_on", "seen"}


def copied_from(version: ItemVersion) -> dict[str, Any]:
    """Return what a new draft takes over from an earlier item: not its number and its dates."""
    return {name: value for name, value in initial_of(version).items() if name not in _NOT_COPIED}


def blank(publisher: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an empty draft starts from."""
    return {"publisher": publisher, "methods": ["website"], **given}
