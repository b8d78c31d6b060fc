"""The small forms of single steps: a reason, a time, a word about validity, a reassessment."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.forms import SaysWhatIsMissing, day_field
from gongkai.office.publishing.models import Item, LinkKind, Validity, WithdrawalReason


class ReasonForm(SaysWhatIsMissing, forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("随这条信息保存，经办和审查的人都能看到。"),
    )  # fmt: skip


class DetermineForm(SaysWhatIsMissing, forms.Form):
    """What the authority determined that was asked."""

    note = forms.CharField(
        label=_("确定意见"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明哪个机关、何时、以什么文号答复，意见是什么。"),
    )  # fmt: skip


class NoteForm(SaysWhatIsMissing, forms.Form):
    """What changes in the next version; the public reads it."""

    note = forms.CharField(
        label=_("修改说明"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("公众会看到：这一版改了什么，为什么。"),
    )  # fmt: skip


class MomentInput(forms.DateTimeInput):
    """A day and a time, picked in the browser's own way."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ReleaseForm(forms.Form):
    """When a cleared version is made public."""

    when = forms.ChoiceField(
        label=_("什么时候公开"), choices=[("now", _("立即公开")), ("later", _("定时公开"))],
        widget=forms.RadioSelect, initial="now",
        error_messages={"required": _("请选择什么时候公开。")},
    )  # fmt: skip
    publish_at = forms.DateTimeField(
        label=_("公开时间"), required=False, widget=MomentInput(),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        help_text=_("北京时间，选“定时公开”时填写，如 2026-03-05 09:00。"),
        error_messages={"invalid": _("时间应写成 2026-03-05 09:00 的形式，请重新填写。")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("批示"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the time where it is to be later."""
        said: dict[str, Any] = super().clean() or {}
        is_missing = not said.get("publish_at") and "publish_at" not in self.errors
        if said.get("when") == "later" and is_missing:
            raise ValidationError({"publish_at": _("请填写公开时间，或者选择“立即公开”。")})
        return said

    def publish_time(self) -> datetime | None:
        """Return when it is to be public; None: at once."""
        found: datetime | None = self.cleaned_data["publish_at"]
        return found if self.cleaned_data["when"] == "later" else None


class WithdrawForm(SaysWhatIsMissing, forms.Form):
    """Why an item is taken down: fixed words for the public, a reason for the file."""

    public_reason = forms.ChoiceField(
        label=_("对外说明"), choices=WithdrawalReason.choices, widget=forms.RadioSelect,
        help_text=_("公众在原网址看到的话，从下列选项中选择。"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("内部理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不对外，随信息保存。"),
    )  # fmt: skip
    hides_title = forms.BooleanField(
        label=_("标题、文号也不能再公开，一并隐去"), required=False,
        help_text=_("标题本身泄露内容的勾选；撤下说明仍在原网址。"),
    )  # fmt: skip


class HitReasonForm(SaysWhatIsMissing, forms.Form):
    """Why a hit of the scan may pass."""

    reason = forms.CharField(
        label=_("放行理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("写明为什么这一处可以公开，如“法定公开的企业统一社会信用代码”。"),
    )  # fmt: skip
    remember = forms.BooleanField(label=_("记住：本机关以后遇到同样内容不再提示"), required=False)


class _Chooses(SaysWhatIsMissing, forms.Form):
    """A form that chooses one of the items that a search found."""

    def __init__(self, *args: Any, found: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {each.code: each for each in found}
        choices = [(each.code, _words(each)) for each in found]
        self.fields["other"].choices = choices  # type: ignore[attr-defined] # a choice field

    def chosen(self) -> Item | None:
        """Return the chosen item."""
        return self.found.get(self.cleaned_data.get("other") or "")


def _words(item: Item) -> str:
    version = item.public_version or item.newest_version
    parts = [version.title, version.doc_no] if version else [item.code]
    return "　".join(each for each in parts if each)


class LinkForm(_Chooses):
    """A link to another item of the body."""

    kind = forms.ChoiceField(label=_("关系"), choices=LinkKind.choices)
    other = forms.ChoiceField(
        label=_("另一条信息"), widget=forms.RadioSelect,
    )  # fmt: skip


class ValidityForm(_Chooses):
    """Whether an item still holds, since when, and what changed it."""

    validity = forms.ChoiceField(
        label=_("有效性"), choices=Validity.choices, widget=forms.RadioSelect
    )
    from_on = day_field(
        _("自哪一天起"), required=False, help_text=_("修改、废止或者失效的日期；现行有效的留空。")
    )
    other = forms.ChoiceField(
        label=_("由哪一条信息引起"), widget=forms.RadioSelect, required=False,
        help_text=_("修改或者废止它的文件；先在上面查找。"),
    )  # fmt: skip

    def __init__(self, *args: Any, found: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, found=found, **kwargs)
        if not found:
            del self.fields["other"]


class ReassessForm(SaysWhatIsMissing, forms.Form):
    """The periodic look at what is withheld (条例第十八条)."""

    outcome = forms.ChoiceField(
        label=_("评估结论"), widget=forms.RadioSelect,
        choices=[("keep", _("仍不公开")), ("open", _("可以公开，重新起草并送审"))],
    )  # fmt: skip
    until = day_field(_("下次评估日期"), required=False, help_text=_("仍不公开的填写。"))
    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the next day where it stays withheld."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("outcome") == "keep" and not said.get("until") and "until" not in self.errors:
            raise ValidationError({"until": _("请填写下次评估日期。")})
        return said
