"""Accounts from the shell: the first administrator, and a password given anew."""

import re
from datetime import date
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies import initial_password
from gongkai.office.bodies.models import Body, Membership, Role, Staff
from gongkai.office.records.models import AuditEntry
from tests.office.channels import factories
from tests.web_client import PageClient

NEW = "山坡上有十只羊 1976"


def said(*arguments: str, **options: object) -> str:
    """Run a command and return what it printed."""
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def open_office(**options: object) -> str:
    """Open the office of a township."""
    return said("open_office", "青山乡人民政府", administrator="guanli", **options)


def password_in(text: str) -> str:
    """Read the initial password from what was printed."""
    return re.search(r"initial password: (\S+)", text)[1]


def test_an_empty_site_gets_a_body_and_its_administrator(db):
    printed = open_office()
    staff = Staff.objects.get(username="guanli")

    assert staff.check_password(password_in(printed))
    assert staff.must_change_password
    held = Membership.objects.get(staff=staff)
    assert (held.body.name, held.role) == ("青山乡人民政府", "administrator")


def test_a_dry_run_opens_nothing(db):
    assert "未作改动" in open_office(dry_run=True)
    assert not Body.objects.exists()
    assert not Staff.objects.exists()


def test_a_name_that_is_taken_is_refused_and_nothing_is_half_done(db):
    open_office()

    with pytest.raises(CommandError):
        said("open_office", "乙乡人民政府", administrator="guanli")

    assert not Body.objects.filter(name="乙乡人民政府").exists()


def test_a_renewed_password_is_initial_and_takes_the_second_factor_away(db):
    open_office()
    staff = Staff.objects.get()
    TOTP.activate(staff, generate_totp_secret())

    printed = said("renew_password", "guanli")
    staff.refresh_from_db()

    assert staff.check_password(password_in(printed))
    assert staff.must_change_password
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(verb="renew_password").count() == 1


def test_a_renewed_password_is_not_written_into_the_audit_trail(db):
    open_office()
    password = password_in(said("renew_password", "guanli"))

    assert all(password not in str(entry.details) for entry in AuditEntry.objects.all())


def test_renewing_an_unknown_account_is_refused(db):
    with pytest.raises(CommandError, match="nobody"):
        said("renew_password", "nobody")


@pytest.fixture
def place(db) -> Body:
    return factories.body()


@pytest.fixture
def clerk(place) -> Staff:
    return factories.staff((place, Role.CLERK), name="jingban")


def renew(place: Body, staff: Staff, by: Staff):
    """Reset a password on the page, as an administrator does."""
    browser = PageClient()
    browser.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    held = Membership.objects.get(staff=staff, body=place)
    address = reverse("bodies:member_password", args=[place.code, held.pk])
    assert "重置密码" in browser.get(address).content.decode()
    return browser.post(address, {"password": NEW})


def test_an_administrator_resets_a_password_on_a_page(place, clerk):
    administrator = factories.staff((place, Role.ADMINISTRATOR), name="guanli")

    assert renew(place, clerk, administrator).status_code == 302

    clerk.refresh_from_db()
    assert clerk.check_password(NEW)
    assert clerk.must_change_password
    assert AuditEntry.objects.get(verb="renew_password").staff_id == administrator.pk


def test_a_reset_password_opens_the_lock(place, clerk):
    browser = PageClient()
    wrong = {"login": "Jingban", "password": "not it"}
    for _ in range(5):
        browser.post("/accounts/login/", wrong)

    bodies.renew_password(staff=clerk, password=NEW, by=None, at=factories.AT)

    answers = {"login": "jingban", "password": NEW}
    assert browser.post("/accounts/login/", answers).status_code == 302


def test_an_administrator_may_not_reset_who_also_serves_elsewhere(place, clerk):
    administrator = factories.staff((place, Role.ADMINISTRATOR), name="guanli")
    elsewhere = factories.body("青山乡人民政府")
    held = {"from_on": date(2019, 1, 1), "by": None, "at": factories.AT}
    bodies.give_role(staff=clerk, body=elsewhere, role=Role.ADMINISTRATOR, **held)

    answer = renew(place, clerk, administrator)

    clerk.refresh_from_db()
    assert "请由共同上级机关的系统管理员重置密码" in answer.content.decode()
    assert not clerk.check_password(NEW)


def test_an_administrator_changes_their_own_password_elsewhere(place):
    administrator = factories.staff((place, Role.ADMINISTRATOR), name="guanli")

    answer = renew(place, administrator, administrator)

    assert "请在“修改密码”中办理" in answer.content.decode()


def test_a_weak_password_is_not_given(place, clerk):
    with pytest.raises(ValidationError):
        bodies.renew_password(staff=clerk, password="12345", by=None, at=factories.AT)


def test_initial_passwords_differ_and_are_easy_to_read():
    made = {initial_password.make() for _ in range(200)}

    assert len(made) == 200
    assert not set("".join(made)) & set("0o1li")
