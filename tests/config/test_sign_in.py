"""Signing in and out: who gets in, where to, and what has no address at all."""

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from tests.config.conftest import LOGIN, PASSWORD

SHUT = (
    "", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/1-set/",
    "password/set/", "email/", "confirm-email/", "confirm-email/abc/", "login/code/",
    "login/code/confirm/", "phone/verify/", "social/login/cancelled/", "3rdparty/",
    "two-factor/trust/", "two-factor/webauthn/", "two-factor/webauthn/login/",
)  # fmt: skip
SHUT_NAMES = (
    "account_signup", "account_reset_password", "account_email", "account_set_password",
    "account_email_verification_sent", "socialaccount_signup", "mfa_list_webauthn",
)  # fmt: skip


def test_the_right_password_leads_to_the_desk(clerk, sign_in):
    response = sign_in()

    assert response.status_code == 302
    assert response.url == reverse("desk:start")


def test_log_in_leads_on_to_the_page_that_asked_for_it(clerk, sign_in):
    assert sign_in(next="/accounts/two-factor/").url == "/accounts/two-factor/"


def test_log_in_never_leads_to_another_site(clerk, sign_in):
    assert sign_in(next="https://example.com/").url == reverse("desk:start")


def test_the_page_that_asked_is_carried_through_the_form(db, page):
    content = page.get(f"{LOGIN}?next=/office/").content.decode()

    assert 'name="next" value="/office/"' in content


def test_a_name_signs_in_without_regard_to_case(clerk, sign_in):
    assert sign_in(name="JingBan").status_code == 302


@pytest.mark.parametrize("name", ["jingban", "nobody"])
def test_a_wrong_name_and_a_wrong_password_read_the_same(clerk, sign_in, name):
    response = sign_in(name=name, password="something else")

    assert "用户名或密码不正确" in response.content.decode()


def test_an_account_that_was_switched_off_does_not_get_in(clerk, sign_in, page):
    clerk.is_active = False
    clerk.save()

    sign_in()

    assert "_auth_user_id" not in page.session


def test_the_log_in_page_says_whom_to_ask_and_offers_nothing_else(db, page):
    content = page.get(LOGIN).content.decode()

    assert "请联系本机关的系统管理员" in content
    assert "remember" not in content
    assert "signup" not in content
    assert "reset" not in content


def test_who_is_signed_in_is_led_past_the_log_in_page(signed_in):
    assert signed_in.get(LOGIN).url == reverse("desk:start")


def test_a_session_ends_with_the_browser_and_is_not_readable_by_script(clerk, sign_in):
    cookie = sign_in().cookies[settings.SESSION_COOKIE_NAME]

    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_session_gets_a_new_key_at_log_in(clerk, page, sign_in):
    page.get("/accounts/two-factor/authenticate/")
    session = page.session
    session["before"] = "log-in"
    session.save()
    page.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    sign_in()

    assert page.session.session_key != session.session_key


def test_a_link_does_not_log_out(signed_in):
    response = signed_in.get("/accounts/logout/")

    assert "退出登录" in response.content.decode()
    assert "_auth_user_id" in signed_in.session


def test_the_button_logs_out(signed_in):
    response = signed_in.post("/accounts/logout/", follow=True)

    assert "_auth_user_id" not in signed_in.session
    assert "已退出登录。" in response.content.decode()


def test_a_page_of_the_office_asks_strangers_to_log_in(db, page):
    assert page.get("/office/").url == f"{LOGIN}?next=/office/"


@pytest.mark.parametrize("path", SHUT)
def test_what_staff_do_not_need_is_not_found(db, page, path):
    assert page.get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize("name", SHUT_NAMES)
def test_what_staff_do_not_need_has_no_name(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_page_of_an_account_that_is_off_says_whom_to_ask(db, page):
    assert "系统管理员" in page.get("/accounts/inactive/").content.decode()


def test_passwords_are_never_written_into_a_page(clerk, sign_in):
    assert PASSWORD not in sign_in(name="other").content.decode()
