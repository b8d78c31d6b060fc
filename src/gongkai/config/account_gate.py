"""What a person must do first: replace an initial password, and activate the second factor.

Pages of the office wait until it is done; the public pages and the account pages do not.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

OFFICE = "office/"


class AccountGate:
    """Leads staff from pages of the office to the account page that comes first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

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
