"""The form of a channel. It reads; it decides nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.office.channels.models import Channel, ChannelKind
from gongkai.office.registers.forms import ChoiceSelect


class ChannelForm(forms.Form):
    """What a channel is called, what sort it is, where it stands and whether it is in use."""

    name = forms.CharField(
        label=_("渠道名称"),
        max_length=60,
        help_text=_("年度报告按这个名称汇总条数，请写大家熟悉的叫法。"),
    )
    kind = forms.ChoiceField(label=_("类型"), choices=ChannelKind.choices)
    place = forms.CharField(
        label=_("所在地点"),
        max_length=60,
        required=False,
        help_text=_("公告栏、显示屏等所在的村（社区）或场所。"),
    )
    posted_by_id = forms.TypedChoiceField(
        label=_("由哪个村（社区）张贴"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=ChoiceSelect,
        help_text=_("选定后，该村（社区）的工作人员能看到并确认这个渠道的张贴任务。"),
    )
    position = forms.IntegerField(
        label=_("排列次序"),
        min_value=0,
        max_value=9999,
        initial=0,
        help_text=_("数字小的排在前面。"),
    )
    is_active = forms.BooleanField(
        label=_("正在使用"), required=False, initial=True,
        help_text=_("停用后不能再登记发布，已有记录不受影响。"),
    )  # fmt: skip

    def __init__(self, *args: Any, villages: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("由本机关张贴")), *villages]
        self.fields["posted_by_id"].choices = choices  # type: ignore[attr-defined] # a choice


def said_by(channel: Channel) -> dict[str, Any]:
    """Return what a channel says, field by field."""
    return {name: getattr(channel, name) for name in ChannelForm.base_fields}
