"""The questions of sign-in, password and second factor: labels and hints in the office's words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _


def _ask(form: Any, name: str, label: Any, hint: Any = "") -> None:
    """Give a question its label and hint; a placeholder would vanish while one writes."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "login", _("用户名"))
        _ask(self, "password", _("密码"))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class ChangePasswordForm(account.ChangePasswordForm):
    """The old password, and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "oldpassword", _("当前密码"))
        _ask(
            self,
            "password1",
            _("新密码"),
            _("至少 10 位，不能全是数字，不能是常见密码，也不能与用户名相近。"),
        )
        _ask(self, "password2", _("再次填写新密码"))

    def clean(self) -> Any:
        """Refuse two different new passwords, and the old one as the new one."""
        cleaned = self.cleaned_data
        old, new, again = (cleaned.get(n) for n in ("oldpassword", "password1", "password2"))
        if new and again and new != again:
            self.add_error("password2", _("两次填写的新密码不一致，请重新填写。"))
        if old and new == old:
            self.add_error("password1", _("新密码与当前密码相同，请另设一个。"))
        return cleaned


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more, before something weighty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "password", _("密码"))


class _CodeQuestion:
    """The code of the authenticator; figures on a telephone's keyboard."""

    code_hint: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "code", _("验证码"), self.code_hint)
        self.fields["code"].widget.attrs.update(inputmode="numeric", maxlength="12")  # type: ignore[attr-defined] # a form beside it has fields


class AuthenticateForm(_CodeQuestion, second_factor.AuthenticateForm):
    """The code at sign-in; a recovery code serves too."""

    code_hint = _("身份验证器应用中的 6 位数字；手机不在身边时，填写一个恢复码。")


class ConfirmForm(_CodeQuestion, second_factor.ReauthenticateForm):
    """The code before something weighty."""

    code_hint = AuthenticateForm.code_hint


class ActivateForm(_CodeQuestion, authenticator.ActivateTOTPForm):
    """The first code of a new authenticator."""

    code_hint = _("添加后，应用显示 6 位数字，每 30 秒更换一次。")

    @property
    def is_required(self) -> bool:
        """Whether no work may be done before it is active."""
        return bool(settings.REQUIRE_SECOND_FACTOR)

    @property
    def secret_in_groups(self) -> str:
        """The key as one writes it down: groups of four."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))
