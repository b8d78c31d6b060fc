"""Passwords: the rules, the change, and the initial one that must be changed."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Role, Staff
from tests.config.conftest import PASSWORD

CHANGE = "/accounts/password/"
NEW = "山坡上有十只羊 1976"


def change(page, old=PASSWORD, new=NEW, again=None):
    """Fill in the form."""
    return page.post(CHANGE, {"oldpassword": old, "password1": new, "password2": again or new})


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("羊 17", "密码不足 10 位"),
        ("password123", "这是常见密码"),
        ("20190305112233", "密码全是数字"),
        ("jingban-jingban"[:11], "密码与用户名或岗位名称相近"),
        ("党政办公室经办人员一二", "密码与用户名或岗位名称相近"),
    ],
)
def test_a_weak_password_is_refused_in_a_sentence(password, sentence):
    staff = Staff(username="jingban-jin", post="党政办公室经办人员")

    with pytest.raises(ValidationError) as refused:
        validate_password(password, staff)

    assert any(sentence in each for each in refused.value.messages)


def test_a_long_sentence_is_a_password():
    assert validate_password(NEW, Staff(username="jingban", post="经办人")) is None


def test_a_changed_password_is_the_only_one_that_serves(signed_in, clerk):
    response = change(signed_in)
    clerk.refresh_from_db()

    assert response.url == reverse("desk:start")
    assert clerk.check_password(NEW)


def test_who_changes_the_password_stays_signed_in_and_other_browsers_do_not(signed_in, clerk):
    other = Client()
    other.force_login(clerk)

    change(signed_in)

    assert signed_in.get(CHANGE).status_code == 200
    assert other.get(CHANGE).status_code == 302


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"old": "not it"}, "当前密码不正确"),
        ({"again": "something else 3"}, "两次填写的新密码不一致"),
        ({"new": PASSWORD}, "新密码与当前密码相同"),
        ({"new": "羊"}, "密码不足 10 位"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_changes(signed_in, clerk, answers, sentence):
    response = change(signed_in, **answers)
    clerk.refresh_from_db()

    assert sentence in response.content.decode()
    assert clerk.check_password(PASSWORD)


@pytest.fixture
def newcomer(db):
    """An account as an administrator opens it."""
    at = datetime(2019, 6, 3, 2, 0, tzinfo=UTC)
    body = bodies.found(
        name="青山乡人民政府", level="township", kind="government", parent=None, by=None, at=at
    )
    return bodies.admit(
        staff=Staff(username="xinren", post="新任经办人"), password=PASSWORD, body=body,
        role=Role.CLERK, from_on=date(2019, 6, 3), by=None, at=at,
    )  # fmt: skip


def test_an_initial_password_leads_to_its_change_before_any_work(newcomer, page, sign_in):
    sign_in(name="xinren")

    response = page.get("/office/")

    assert response.url == f"{CHANGE}?next=%2Foffice%2F"
    assert "请先修改初始密码" in page.get(response.url).content.decode()


def test_an_initial_password_does_not_close_the_public_pages(newcomer, page, sign_in):
    sign_in(name="xinren")

    assert page.get("/").status_code == 200


def test_keeping_the_initial_password_is_refused(newcomer, page, sign_in):
    sign_in(name="xinren")

    change(page, new=PASSWORD)
    newcomer.refresh_from_db()

    assert newcomer.must_change_password


def test_a_password_of_ones_own_opens_the_office(newcomer, page, sign_in):
    sign_in(name="xinren")
    answers = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, "next": "/office/"}

    response = page.post(CHANGE, answers)
    newcomer.refresh_from_db()

    assert response.url == "/office/"
    assert not newcomer.must_change_password
    assert CHANGE not in page.get("/office/").headers.get("Location", "")
