"""The settings of a channel, asked as its adapter says it needs them."""

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.forms import SaysWhatIsMissing
from gongkai.office.channels.adapters import registry
from gongkai.office.channels.adapters.contract import Setting
from gongkai.office.channels.models import Channel, RecipientGroup
from gongkai.office.channels.wire import credentials
from gongkai.web.templatetags.gongkai import mixed

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class SettingsForm(SaysWhatIsMissing, forms.Form):
    """Whether the channel sends by itself, and what for that its adapter needs.

    What the chosen way does not need may stay empty; it is asked for when that way is chosen.
    """

    def __init__(self, *args: Any, channel: Channel, groups: list[RecipientGroup], **kwargs: Any):
        super().__init__(*args, **kwargs)
        by_people, automatic = registry.both(channel)
        self._needed: dict[str, tuple[Setting, ...]] = {
            "by_hand": by_people.fields, "automatic": automatic.fields if automatic else (),
        }  # fmt: skip
        if automatic:
            self.fields["way"] = forms.ChoiceField(
                label=_("办理方式"), initial="by_hand",
                choices=[("by_hand", _("人工办理")), ("automatic", _("自动发送"))],
                help_text=_("自动发送需要填写下面的接口；已经安排由人办理的投放仍由人办理。"),
            )  # fmt: skip
        for setting in (*self._needed["automatic"], *by_people.fields):
            self.fields.setdefault(setting.name, _field(setting, groups))
        for name, field in self.fields.items():
            if name in channel.settings:
                field.initial = channel.settings[name]
        self.name_what_is_missing()

    def clean(self) -> dict[str, Any]:
        """Return what the chosen way needs, as it is kept. Raises for what is missing."""
        said = super().clean() or {}
        way = said.get("way", "by_hand")
        kept: dict[str, Any] = {"way": way} if "way" in self.fields else {}
        for setting in self._needed[way]:
            value = said.get(setting.name)
            if setting.required and value in (None, "") and setting.name not in self.errors:
                if setting.default == "" or setting.kind == "yes":
                    if setting.kind != "yes":
                        self.add_error(
                            setting.name, self.fields[setting.name].error_messages["required"]
                        )
                    continue
                value = setting.default
            kept[setting.name] = value
        return kept


def _field(setting: Setting, groups: list[RecipientGroup]) -> forms.Field:
    asked: dict[str, Any] = {
        "label": setting.label, "help_text": setting.hint, "required": False,
        "initial": setting.default,
    }  # fmt: skip
    match setting.kind:
        case "number":
            return forms.IntegerField(min_value=setting.least, max_value=setting.most, **asked)
        case "choice":
            return forms.ChoiceField(choices=setting.choices, **asked)
        case "yes":
            return forms.BooleanField(**asked)
        case "groups":
            return forms.TypedMultipleChoiceField(
                choices=[(each.pk, mixed(each.name)) for each in groups], coerce=int,
                widget=forms.CheckboxSelectMultiple, **asked,
            )  # fmt: skip
        case "long":
            return forms.CharField(max_length=2000, widget=forms.Textarea, **asked)
        case "time":
            return forms.CharField(
                max_length=5, widget=forms.TimeInput(attrs={"type": "time"}),
                validators=[_check_time], **asked,
            )  # fmt: skip
        case "credential":
            return forms.CharField(max_length=40, validators=[_check_credential], **{
                **asked, "help_text": asked["help_text"] or _(
                    "凭据文件的名称，文件由系统管理员放在服务器上，密码不在这里填写。"
                ),
            })  # fmt: skip
    return forms.CharField(max_length=500 if setting.kind == "url" else 200, **asked)


def _check_time(value: str) -> None:
    if not _TIME.fullmatch(value):
        raise forms.ValidationError(_("时间应写成 08:00 的形式，请重新填写。"))
    time.fromisoformat(value)


def _check_credential(value: str) -> None:
    if not credentials.NAME.fullmatch(value):
        raise forms.ValidationError(_("凭据名称只用小写字母、数字、“-”和“_”，请核对。"))
