"""What is asked when a token is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.forms import SaysWhatIsMissing, day_field
from gongkai.office.publishing.models import TokenScope


class TokenForm(SaysWhatIsMissing, forms.Form):
    """Which system it is for, what it may do and until when."""

    name = forms.CharField(
        label=_("系统名称"), max_length=60,
        help_text=_("推送草稿的系统，如“公文办理系统”。更换口令时请用同一名称，已推送的不会重复。"),
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=_("口令用途"), choices=TokenScope.choices, initial=TokenScope.values,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("推送的内容一律进入起草环节，照常审查；口令不能审核、审查或者发布。"),
    )  # fmt: skip
    expires_on = day_field(_("有效期至"), help_text=_("最长两年，到期自动失效。"))
