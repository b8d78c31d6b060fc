"""Forms of the organisation's pages: what is asked and how it is read; rules are the actions'."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.models import (
    Body,
    LeadingGroupMember,
    LeadingRole,
    ReadingPoint,
    StaffPost,
)
from gongkai.office.bodies.permissions import Role


class SaysWhatIsMissing:
    """A form whose refusal of an empty answer names the question."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_what_is_missing()

    def name_what_is_missing(self) -> None:
        """Give every question its sentence; call again after adding questions."""
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField)
            asked = gettext("请选择%s。") if chosen else gettext("请填写%s。")
            field.error_messages["required"] = asked % field.label


class DayInput(forms.DateInput):
    """A date, picked in the browser's own way and written as ISO."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return a question for a day."""
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=DayInput(),
        error_messages={"invalid": _("日期应写成 2024-03-05 的形式，请重新填写。")},
    )  # fmt: skip


def reason_field() -> forms.CharField:
    """Return the question for the reason of a correction."""
    return forms.CharField(
        label=_("更正理由"), max_length=300, help_text=_("理由随记录保存，任何人都能查到。")
    )


def initial_password_field(label: Any) -> forms.CharField:
    """Return the question for a password that its holder will have to change."""
    return forms.CharField(
        label=label, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 10 位，不能全是数字，不能是常见密码；本人登录后须先修改。"),
    )  # fmt: skip


class SeatForm(SaysWhatIsMissing, forms.Form):
    """A seat of the leading group."""

    role = forms.ChoiceField(label=_("组内职务"), choices=LeadingRole.choices)
    title = forms.CharField(
        label=_("职务"), max_length=60, help_text=_("如乡长、分管副乡长、党政办主任。")
    )
    person = forms.CharField(label=_("姓名"), max_length=40, required=False)
    from_on = day_field(_("任职日期"))
    until_on = day_field(_("离任日期"), required=False, help_text=_("在任的留空。"))


class PostForm(SaysWhatIsMissing, forms.Form):
    """A post for disclosure work."""

    title = forms.CharField(label=_("岗位"), max_length=60)
    is_full_time = forms.TypedChoiceField(
        label=_("专职或兼职"), choices=[("yes", _("专职")), ("no", _("兼职"))],
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    from_on = day_field(_("到岗日期"))
    until_on = day_field(_("离岗日期"), required=False, help_text=_("在岗的留空。"))


class PointForm(SaysWhatIsMissing, forms.Form):
    """A reading point."""

    name = forms.CharField(label=_("查阅点名称"), max_length=100)
    address = forms.CharField(label=_("地址"), max_length=200)
    hours = forms.CharField(
        label=_("开放时间"),
        max_length=100,
        help_text=_("如工作日上午9:00至12:00，下午2:00至6:00。"),
    )
    telephone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    equipment = forms.CharField(
        label=_("设施设备"), max_length=300, required=False,
        help_text=_("如查询电脑2台、打印机1台、资料架。"),
    )  # fmt: skip
    accessibility = forms.CharField(
        label=_("无障碍条件"), max_length=300, required=False,
        help_text=_("如入口有坡道，备有老花镜和放大镜。"),
    )  # fmt: skip
    from_on = day_field(_("启用日期"))
    until_on = day_field(_("停用日期"), required=False, help_text=_("在用的留空。"))


class PointCorrection(PointForm):
    """A reading point, set right with a reason; `version` is what the person had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()


class SeatCorrection(SeatForm):
    """A seat, set right with a reason; `version` is what the person had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()


class PostCorrection(PostForm):
    """A post, set right with a reason; `version` is what the person had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()


class LeavingForm(SaysWhatIsMissing, forms.Form):
    """The day on which a seat or a post is left."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = day_field(_("离任（离岗）日期"), help_text=_("从这一天起不再计入。"))


class ClosingForm(LeavingForm):
    """The day on which a reading point is closed for good."""

    on = day_field(_("停用日期"), help_text=_("从这一天起不再对外列出。"))


_ASKED = (
    "role", "title", "person", "name", "address", "hours", "telephone", "equipment",
    "accessibility",
)  # fmt: skip


def initial_of(duty: LeadingGroupMember | StaffPost | ReadingPoint) -> dict[str, Any]:
    """Return what a correction starts from."""
    values = {name: getattr(duty, name) for name in _ASKED if hasattr(duty, name)}
    if isinstance(duty, StaffPost):
        values["is_full_time"] = "yes" if duty.is_full_time else "no"
    return {
        **values, "from_on": duty.from_on, "until_on": duty.until_on, "version": duty.pk,
    }  # fmt: skip


_ROLE_CHOICES = [(role.value, role.label) for role in Role]


class MemberForm(SaysWhatIsMissing, forms.Form):
    """A role for somebody who has an account."""

    username = forms.CharField(
        label=_("用户名"), max_length=150, help_text=_("已有账号的用户名；没有账号的请先新建账号。")
    )
    role = forms.TypedChoiceField(label=_("角色"), choices=_ROLE_CHOICES, coerce=Role)
    from_on = day_field(_("开始日期"))


class DelegateForm(SaysWhatIsMissing, forms.Form):
    """Who acts in somebody's place, from when until when, and why."""

    username = forms.CharField(
        label=_("代理人的用户名"), max_length=150, help_text=_("已有账号的用户名。")
    )
    from_on = day_field(_("开始日期"))
    until_on = day_field(_("结束日期"), help_text=_("这一天仍可代理，次日起失效。"))
    reason = forms.CharField(
        label=_("代理原因"), max_length=100, help_text=_("如休假、出差、学习，随办理记录显示。")
    )


class StaffForm(SaysWhatIsMissing, forms.Form):
    """A new account with its first role."""

    username = forms.CharField(
        label=_("用户名"), max_length=150, help_text=_("用于登录，可用字母、数字和 . _ - @ +。")
    )
    post = forms.CharField(
        label=_("岗位名称"), max_length=60, help_text=_("页面和审计记录上显示岗位，不显示姓名。")
    )
    password = initial_password_field(_("初始密码"))
    role = forms.TypedChoiceField(label=_("角色"), choices=_ROLE_CHOICES, coerce=Role)
    from_on = day_field(_("开始日期"))


class RenewForm(SaysWhatIsMissing, forms.Form):
    """A new initial password."""

    password = initial_password_field(_("新的初始密码"))


class RoleEndForm(SaysWhatIsMissing, forms.Form):
    """The last day of a role."""

    on = day_field(_("结束日期"), help_text=_("这一天仍可使用，次日起失效。"))


class BodyForm(SaysWhatIsMissing, forms.ModelForm):
    """What a body says of itself."""

    class Meta:
        model = Body
        fields: tuple[str, ...] = (
            "name", "short_name", "credit_code", "division_code", "address", "telephone",
            "office_hours", "introduction", "gid_office", "gid_telephone", "gid_fax", "gid_email",
            "postal_code", "supervision_telephone",
        )  # fmt: skip
        help_texts = {
            "introduction": _("公开指南上的机关介绍，不超过 2000 字。"),
            "gid_office": _("受理信息公开申请的机构，如党政办公室。"),
            "credit_code": _("18 位，见统一社会信用代码证书。"),
            "division_code": _("6 位、9 位或 12 位数字；本地放假通知按它适用。"),
        }


class NewBodyForm(BodyForm):
    """A new body below this one."""

    class Meta(BodyForm.Meta):
        fields = ("name", "short_name", "level", "kind", *BodyForm.Meta.fields[2:7])
