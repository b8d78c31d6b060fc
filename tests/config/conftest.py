"""Accounts for the tests of signing in; attempts counted by one test do not reach the next."""

import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache

from gongkai.office.bodies.models import Staff
from tests.web_client import PageClient

PASSWORD = "池塘里有三只鸭子 91"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clerk(db: None) -> Staff:
    """A member of staff with a password of their own."""
    return Staff.objects.create_user("jingban", password=PASSWORD, post="经办人")


@pytest.fixture
def page() -> PageClient:
    """A browser that looks at every page."""
    return PageClient()


@pytest.fixture
def sign_in(page: PageClient) -> Callable[..., object]:
    """Fill in the log-in page."""

    def fill(name: str = "jingban", password: str = PASSWORD, **more: str) -> object:
        return page.post(LOGIN, {"login": name, "password": password, **more})

    return fill


@pytest.fixture
def signed_in(page: PageClient, clerk: Staff, sign_in: Callable[..., object]) -> PageClient:
    """A browser in which the clerk has logged in through the page."""
    sign_in()
    return page


def code_of(secret: str) -> str:
    """Return what an authenticator that holds the secret shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
