"""What every answer carries: the content policy and its companions, whatever the page."""

import pytest
from django.urls import get_resolver

from gongkai.office.bodies.models import Staff
from tests.web_client import PageClient

POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


def plain_paths(resolver=None, prefix=""):
    """Yield the addresses that need nothing filled in."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{pattern.pattern}"
        # The interface for programs takes drafts by POST alone; it answers no page.
        if "<" in route or route == "api/v1/drafts":
            continue
        if hasattr(pattern, "url_patterns"):
            yield from plain_paths(pattern, route)
        else:
            yield f"/{route}"


def faults_of(response) -> set[str]:
    """Return what is missing from the headers of an answer."""
    headers = response.headers
    found = POLICY - set(headers.get("Content-Security-Policy", "").split("; "))
    for name, value in (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ):
        if headers.get(name) != value:
            found.add(name)
    return found


@pytest.mark.parametrize("path", [*plain_paths(), "/nothing/here/", "/office/no-such-body/"])
def test_every_page_carries_the_policy(clerk, path):
    stranger, staff = PageClient(), PageClient()
    staff.force_login(clerk)

    assert faults_of(stranger.get(path)) == set()
    assert faults_of(staff.get(path)) == set()


def test_the_policy_allows_nothing_inline(db, page):
    policy = page.get("/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "*" not in policy


@pytest.mark.urls("tests.config.broken_urls")
def test_a_page_that_breaks_says_so_and_carries_the_policy(db, caplog):
    browser = PageClient(raise_request_exception=False)

    response = browser.get("/broken/")
    content = response.content.decode()

    assert response.status_code == 500
    assert faults_of(response) == set()
    assert "系统出了故障" in content
    assert "broken on purpose" not in content
    assert "broken on purpose" in caplog.text


def test_a_form_without_its_token_is_refused_and_says_what_to_do(clerk):
    browser = PageClient(enforce_csrf_checks=True)

    response = browser.post("/accounts/login/", {"login": "jingban", "password": "x"})

    assert response.status_code == 403
    assert "请返回上一页，刷新后重新填写并提交。" in response.content.decode()


@pytest.mark.parametrize("path", ["/office/", "/accounts/password/", "/accounts/two-factor/"])
def test_what_staff_see_is_kept_by_no_browser(clerk: Staff, page, path):
    page.force_login(clerk)

    assert "no-store" in page.get(path).headers["Cache-Control"]


def test_public_pages_may_be_kept(db, page):
    assert "no-store" not in page.get("/").headers.get("Cache-Control", "")
