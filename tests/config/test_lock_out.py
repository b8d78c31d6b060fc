"""Wrong passwords lock one name at one place, for half an hour; a right one clears the count."""

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from gongkai.config.accounts import account_name, client_address
from tests.config.conftest import LOGIN, PASSWORD


@pytest.fixture
def wrong(sign_in):
    """Give a wrong password so many times and return the last answer."""

    def give(times: int, **more: str):
        return [sign_in(password="not it", **more) for _ in range(times)][-1]

    return give


def test_four_wrong_passwords_leave_the_door_open(clerk, wrong, sign_in):
    assert wrong(4).status_code == 200
    assert sign_in().status_code == 302


def test_the_fifth_wrong_password_locks_and_says_for_how_long(clerk, wrong):
    response = wrong(5)
    content = response.content.decode()

    assert response.status_code == 429
    assert "密码连续填错 5 次" in content
    assert "请在 30 分钟后再试。" in content


def test_the_right_password_does_not_open_a_locked_door(clerk, wrong, sign_in):
    wrong(5)

    assert sign_in().status_code == 429


def test_half_an_hour_later_the_door_opens(clerk, wrong, sign_in):
    wrong(5)

    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert sign_in().status_code == 302


def test_a_right_password_clears_the_count(clerk, wrong, sign_in, page):
    wrong(4)
    sign_in()
    page.post("/accounts/logout/")

    assert wrong(4).status_code == 200


def test_writing_the_name_differently_gives_no_further_tries(clerk, sign_in):
    names = ["jingban", "Jingban", "JINGBAN", " jingban", "jingBan"]

    assert [sign_in(name=name, password="not it").status_code for name in names][-1] == 429


def test_another_name_at_the_same_place_stays_open(clerk, wrong, sign_in):
    wrong(5, name="somebody-else")

    assert sign_in().status_code == 302


def test_the_same_name_at_another_place_stays_open(clerk, wrong, page):
    wrong(5)

    answer = page.post(LOGIN, {"login": "jingban", "password": PASSWORD}, REMOTE_ADDR="192.0.2.9")

    assert answer.status_code == 302


def test_guesses_from_many_places_are_slowed_down(clerk, page):
    for place in range(30):
        page.post(LOGIN, {"login": "jingban", "password": "not it"}, REMOTE_ADDR=f"192.0.2.{place}")

    answer = page.post(LOGIN, {"login": "jingban", "password": PASSWORD}, REMOTE_ADDR="192.0.2.99")

    assert "尝试次数过多" in answer.content.decode()


def test_very_many_requests_from_one_place_get_a_page_that_says_so(db, page):
    answers = [page.post(LOGIN, {"login": f"name-{n}", "password": "not it"}) for n in range(31)]

    assert answers[-1].status_code == 429
    assert "请求过于频繁" in answers[-1].content.decode()


def test_a_wrong_password_when_asked_again_counts_as_well(signed_in):
    wrong = {"password": "not it", "next": "/accounts/two-factor/activate/"}
    answers = [signed_in.post("/accounts/reauthenticate/", wrong) for _ in range(5)]

    assert answers[-1].status_code == 429


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.7", "127.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "10.9.9.9, 203.0.113.7", "203.0.113.7"),
        (2, "10.9.9.9, 203.0.113.7, 192.0.2.1", "203.0.113.7"),
        (2, "203.0.113.7", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "not an address", "127.0.0.1"),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_an_address_is_read_past_the_trusted_proxies_only(settings, proxies, header, address):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=header)

    assert client_address(request) == address


def test_a_client_cannot_escape_the_lock_by_writing_the_header(settings, clerk, page):
    settings.TRUSTED_PROXY_COUNT = 1
    answers = [
        page.post(
            LOGIN,
            {"login": "jingban", "password": "not it"},
            HTTP_X_FORWARDED_FOR=f"198.51.100.{n}, 203.0.113.7",
        )
        for n in range(5)
    ]

    assert answers[-1].status_code == 429


def test_attempts_without_a_name_are_counted_under_no_name():
    assert account_name(RequestFactory().post(LOGIN, {}), None) == ""
