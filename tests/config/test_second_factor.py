"""The second factor: activating, signing in, recovering, renewing; and where it is required."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.config.conftest import PASSWORD, code_of

BASE = "/accounts/two-factor/"
ACTIVATE = f"{BASE}activate/"


@pytest.fixture
def confirmed(signed_in):
    """Signed in, and the password given once more just now."""
    signed_in.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return signed_in


@pytest.fixture
def secret(clerk) -> str:
    """The clerk's authenticator, active."""
    made = generate_totp_secret()
    TOTP.activate(clerk, made)
    RecoveryCodes.activate(clerk)
    return made


def shown_secret(page) -> str:
    """Read the key from the page, as one who cannot scan does."""
    content = page.get(ACTIVATE).content.decode()
    return re.search(r'factor__secret">([^<]+)<', content)[1].replace(" ", "")


def activate(page):
    """Activate with the code of the key that the page shows."""
    return page.post(ACTIVATE, {"code": code_of(shown_secret(page))}, follow=True)


def test_activation_asks_for_the_password_once_more(signed_in):
    assert signed_in.get(ACTIVATE).url.startswith("/accounts/reauthenticate/")


def test_the_code_to_scan_is_a_picture_that_the_policy_allows(confirmed):
    response = confirmed.get(ACTIVATE)

    assert 'src="data:image/svg+xml;base64,' in response.content.decode()
    assert "img-src 'self' data:" in response.headers["Content-Security-Policy"]


def test_a_wrong_code_activates_nothing(confirmed, clerk):
    response = confirmed.post(ACTIVATE, {"code": "000"})

    assert "验证码不正确" in response.content.decode()
    assert not Authenticator.objects.filter(user=clerk).exists()


def test_the_code_of_the_key_activates_and_hands_out_recovery_codes(confirmed):
    content = activate(confirmed).content.decode()

    assert len(re.findall(r"<code>\d{8}</code>", content)) == 10


def test_signing_in_asks_for_the_code(clerk, secret, sign_in, page):
    response = sign_in()

    assert response.url == f"{BASE}authenticate/"
    assert "_auth_user_id" not in page.session
    assert "填写验证码" in page.get(response.url).content.decode()


def test_the_code_completes_the_log_in(clerk, secret, sign_in, page):
    sign_in()

    assert page.post(f"{BASE}authenticate/", {"code": code_of(secret)}).status_code == 302
    assert page.session["_auth_user_id"] == str(clerk.pk)


def test_a_code_serves_once(clerk, secret, sign_in, page):
    code = code_of(secret)
    sign_in()
    page.post(f"{BASE}authenticate/", {"code": code})
    page.post("/accounts/logout/")
    sign_in()

    response = page.post(f"{BASE}authenticate/", {"code": code})

    assert "验证码不正确或已失效" in response.content.decode()


def test_a_recovery_code_completes_the_log_in_once(clerk, secret, sign_in, page):
    codes = Authenticator.objects.get(user=clerk, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    sign_in()

    page.post(f"{BASE}authenticate/", {"code": code})

    assert "_auth_user_id" in page.session
    left = Authenticator.objects.get(user=clerk, type="recovery_codes").wrap()
    assert code not in left.get_unused_codes()


def test_guessing_codes_is_stopped_after_five(clerk, secret, sign_in, page):
    sign_in()
    for guess in range(5):
        page.post(f"{BASE}authenticate/", {"code": f"00000{guess}"})

    response = page.post(f"{BASE}authenticate/", {"code": code_of(secret)})

    assert "尝试次数过多" in response.content.decode()
    assert "_auth_user_id" not in page.session


def test_who_has_no_code_may_give_up_and_use_another_account(clerk, secret, sign_in, page):
    sign_in()

    response = page.post("/accounts/logout/", {"next": "/accounts/login/"})

    assert response.url == "/accounts/login/"
    assert page.get("/accounts/login/").status_code == 200


def test_recovery_codes_can_be_downloaded_and_renewed(confirmed):
    activate(confirmed)
    before = confirmed.get(f"{BASE}recovery-codes/download/").content.decode()

    confirmed.post(f"{BASE}recovery-codes/generate/")
    after = confirmed.get(f"{BASE}recovery-codes/download/").content.decode()

    assert len(re.findall(r"^\d{8}$", after, re.M)) == 10
    assert set(re.findall(r"^\d{8}$", before, re.M)).isdisjoint(re.findall(r"^\d{8}$", after, re.M))


def test_the_page_of_renewal_says_what_is_lost(confirmed):
    activate(confirmed)

    content = confirmed.get(f"{BASE}recovery-codes/generate/").content.decode()

    assert "现有的 10 个恢复码将全部作废" in content


def test_deactivation_removes_the_key_and_the_codes(confirmed, clerk):
    activate(confirmed)
    assert "停用后" in confirmed.get(f"{BASE}deactivate/").content.decode()

    confirmed.post(f"{BASE}deactivate/")

    assert not Authenticator.objects.filter(user=clerk).exists()
    assert "未启用" in confirmed.get(BASE).content.decode()


def test_confirming_with_the_code_is_offered_beside_the_password(signed_in, clerk):
    TOTP.activate(clerk, generate_totp_secret())

    assert "改用验证码确认" in signed_in.get("/accounts/reauthenticate/").content.decode()
    assert "改用密码确认" in signed_in.get(f"{BASE}reauthenticate/").content.decode()


def test_where_it_is_not_required_the_office_is_open_without(signed_in):
    assert "two-factor" not in signed_in.get("/office/").headers.get("Location", "")


def test_where_it_is_required_activation_comes_before_any_work(settings, confirmed):
    settings.REQUIRE_SECOND_FACTOR = True

    assert confirmed.get("/office/").url == f"{ACTIVATE}?next=%2Foffice%2F"
    assert "请先启用两步验证" in confirmed.get(ACTIVATE).content.decode()


def test_where_it_is_required_the_public_pages_stay_open(settings, signed_in):
    settings.REQUIRE_SECOND_FACTOR = True

    assert signed_in.get("/").status_code == 200


def test_where_it_is_required_an_active_one_opens_the_office(settings, confirmed):
    settings.REQUIRE_SECOND_FACTOR = True
    activate(confirmed)

    assert "two-factor" not in confirmed.get("/office/").headers.get("Location", "")
