"""Sign-in of staff: accounts are given by an administrator, wrong passwords lock.

The libraries' own sign-up, reset by mail and e-mail pages have no address in `account_urls`.
"""

from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from qrcode import QRCode
from qrcode.image.svg import SvgPathFillImage


class StaffAccountAdapter(DefaultAccountAdapter):
    """Sign-in for staff only, in the office's words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用户名或密码不正确，请核对后重新填写。"),
        "incorrect_password": _("密码不正确，请重新填写。"),
        "enter_current_password": _("当前密码不正确，请重新填写。"),
        "incorrect_code": _("验证码不正确或已失效，请填写应用中正在显示的验证码。"),
        "too_many_login_attempts": _("尝试次数过多，请过几分钟再试。"),
        "rate_limited": _("尝试次数过多，请过几分钟再试。"),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        """Nobody signs up by themselves."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits count by; the lock-out counts by the same."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow down guesses at one name from many addresses.

        Guesses from one address are the lock-out's: it counts in the database, which every
        worker shares.
        """
        name = account_name(request, credentials)
        if not ratelimit.consume(request, action="guesses_at_one_name", key=name):
            raise self.validation_error("too_many_login_attempts")

    def set_password(self, user: Any, password: str) -> None:
        """Keep the password that a person chose; an initial one has then served."""
        user.must_change_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the desk."""
        return reverse(settings.LOGIN_REDIRECT_URL)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor (两步验证), in the office's words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": StaffAccountAdapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": _("尚未启用两步验证，不能生成恢复码。请先启用。"),
    }

    def build_totp_svg(self, url: str) -> str:
        """Draw the code on white, so that a telephone reads it from a dark page too."""
        code = QRCode(image_factory=SvgPathFillImage, border=4)
        code.add_data(url)
        return str(code.make_image().to_string(encoding="unicode"))


def client_address(request: HttpRequest) -> str:
    """Return where a request came from, seen past as many proxies as are trusted.

    What a client writes into X-Forwarded-For stands left of what the trusted proxies add, and
    is not read.
    """
    addresses = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.TRUSTED_PROXY_COUNT
    if 0 < count <= len(addresses):
        try:
            return str(ip_address(addresses[-count].strip()))
        except ValueError:
            pass
    return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - nobody listens here


def account_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return the name that attempts are counted for.

    Names sign in without regard to case, so attempts are counted without regard to it.
    """
    name = (credentials or {}).get("username") or request.POST.get("login") or ""
    return str(name).strip().lower()[:150]


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Say that too many wrong passwords were given, and how long the lock lasts."""
    minutes = round(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    facts = {"limit": settings.AXES_FAILURE_LIMIT, "minutes": minutes}
    return render(request, "account/locked_out.html", facts, status=429)
