"""Accounts from the shell: the first administrator, and a password given anew."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command

from gongkai.office.bodies import initial_password
from gongkai.office.bodies.models import Body, Membership, Staff
from gongkai.office.records.models import AuditEntry


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


def test_initial_passwords_differ_and_are_easy_to_read():
    made = {initial_password.make() for _ in range(200)}

    assert len(made) == 200
    assert not set("".join(made)) & set("0o1li")
