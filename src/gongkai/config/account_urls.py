"""Sign in, sign out, password and second factor; nothing else of the library has an address.

Sign-up, reset by mail and e-mail pages are left out: the library asks for their addresses and
does without where there are none.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as authenticator
from django.urls import path

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("two-factor/", second_factor.index, name="mfa_index"),
    path("two-factor/authenticate/", second_factor.authenticate, name="mfa_authenticate"),
    path("two-factor/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("two-factor/activate/", authenticator.activate_totp, name="mfa_activate_totp"),
    path("two-factor/deactivate/", authenticator.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "two-factor/recovery-codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "two-factor/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "two-factor/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
