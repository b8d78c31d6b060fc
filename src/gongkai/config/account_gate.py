"""The gate before the office: what a person must do first, and what a browser must not keep.

An initial password is replaced and, where it is required, the second factor activated before
any page of the office opens. The public pages and the account pages do not wait.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

OFFICE = "office/"
ACCOUNTS = "accounts/"


class AccountGate:
    """Leads staff to the account page that comes first; lets no browser keep what they see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.route.startswith((OFFICE, ACCOUNTS)):
            # On a shared computer the way back would otherwise show pages after log-out.
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the way to the page that comes first, or None where nothing is wanting."""
        match = request.resolver_match
        if match is None or not match.route.startswith(OFFICE):
            return None
        name = _wanting(request.user)
        if name is None:
            return None
        back = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return HttpResponseRedirect(f"{reverse(name)}?{back}")


def _wanting(user: Any) -> str | None:
    """Return the name of the page that comes before any work, if there is one."""
    if not user.is_authenticated:
        return None
    if user.must_change_password:
        return "account_change_password"
    if settings.REQUIRE_SECOND_FACTOR and not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return "mfa_activate_totp"
    return None
