"""The organisation: seats and posts by date, accounts and roles, bodies below; its pages."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from gongkai.office.bodies import actions, ledger, queries
from gongkai.office.bodies.models import (
    Body,
    LeadingGroupMember,
    Membership,
    Role,
    Staff,
    StaffPost,
)
from gongkai.rules.ledger import Measure
from tests.office.channels import factories
from tests.office.requests.conftest import AT
from tests.web_client import PageClient

SAID = {"by": None, "at": AT}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-03-02T02:00:00+00:00", tick=False):
        yield


@pytest.fixture
def body(db) -> Body:
    return factories.body()


def _signed_in(person: Staff) -> PageClient:
    client = PageClient()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def administrator(body) -> Staff:
    return factories.staff((body, Role.ADMINISTRATOR), name="admin")


@pytest.fixture
def client(administrator) -> PageClient:
    return _signed_in(administrator)


@pytest.fixture
def url(body):
    return lambda page, *args: reverse(f"bodies:{page}", args=[body.code, *args])


def _post(body, title: str, from_on: date, until_on: date | None = None, **said) -> StaffPost:
    duty = StaffPost(body=body, title=title, from_on=from_on, until_on=until_on, **said)
    return actions.take_up(duty, **SAID)


def _seat(body, title: str = "乡长", **said) -> LeadingGroupMember:
    values = {"role": "head", "from_on": date(2025, 1, 1), **said}
    return actions.take_up(LeadingGroupMember(body=body, title=title, **values), **SAID)


class TestLedger:
    def test_posts_in_force_on_the_last_day_are_counted(self, body):
        with scope(body=body.pk):
            _post(body, "专职", date(2018, 5, 1), is_full_time=True)
            _post(body, "离岗", date(2018, 5, 1), date(2019, 12, 31))
            _post(body, "次日离岗", date(2018, 5, 1), date(2020, 1, 1))
            _post(body, "次年到岗", date(2020, 1, 1))
        facts = {fact.measure: fact.quantity for fact in ledger.facts(body_id=body.pk, year=2019)}
        assert facts == {Measure.STAFF: 2, Measure.STAFF_FULL_TIME: 1}


class TestPages:
    def test_a_seat_is_entered_set_right_and_left(self, client, url, body):
        said = {"role": "head", "title": "乡长", "person": "", "from_on": "2026-01-05",
                "until_on": ""}  # fmt: skip
        page = client.post(url("seat_add"), said, follow=True).content.decode()
        assert "乡长" in page
        with scope(body=body.pk):
            seat = LeadingGroupMember.objects.standing().get()
        said |= {"version": seat.pk, "from_on": "2026-01-06", "reason": "任命文件日期"}
        client.post(url("seat", seat.key), said)
        with scope(body=body.pk):
            right = LeadingGroupMember.objects.standing().get()
        assert (right.from_on, right.reason) == (date(2026, 1, 6), "任命文件日期")
        page = client.post(
            url("seat_leave", seat.key), {"version": right.pk, "on": "2026-03-02"}, follow=True
        ).content.decode()
        assert "这一天没有领导小组成员在任" in page
        assert "任职经历" in page

    def test_the_organisation_is_shown_as_of_a_day(self, client, url, body):
        with scope(body=body.pk):
            _seat(body, "前任乡长", from_on=date(2019, 1, 1), until_on=date(2020, 1, 1))
            _seat(body, "现任乡长")
        then = client.get(url("organisation"), {"on": "2019-06-01"}).content.decode()
        now = client.get(url("organisation")).content.decode()
        assert "前任乡长" in then
        assert "现任乡长" not in then
        assert "现任乡长" in now

    def test_a_day_that_is_none_gets_a_sentence(self, client, url):
        page = client.get(url("organisation"), {"on": "昨天"}).content.decode()
        assert "日期应写成 2024-03-05 的形式" in page

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"until_on": "2025-01-01"}, "离岗日期早于到岗日期"),
            ({"title": ""}, "请填写岗位。"),
            ({"from_on": "元旦"}, "日期应写成"),
        ],
    )
    def test_a_faulty_post_gets_a_sentence(self, client, url, body, said, sentence):
        values = {
            "title": "政务公开专干", "is_full_time": "yes", "from_on": "2026-01-05",
            "until_on": "", **said,
        }  # fmt: skip
        answer = client.post(url("post_add"), values)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        with scope(body=body.pk):
            assert StaffPost.objects.count() == 0

    def test_the_slower_of_two_editors_gets_a_sentence(self, client, url, body):
        with scope(body=body.pk):
            post = _post(body, "专干", date(2026, 1, 5))
            actions.leave(post, on=date(2026, 2, 1), **SAID)
        said = {
            "version": post.pk, "title": "主任", "is_full_time": "no", "from_on": "2026-01-05",
            "until_on": "", "reason": "改名",
        }  # fmt: skip
        answer = client.post(url("post", post.key), said)
        assert answer.status_code == 422
        assert "刚才已被他人更正" in answer.content.decode()

    def test_an_account_is_opened_with_its_first_role(self, client, url, body):
        said = {
            "username": "fjg-shencha", "post": "保密审查员", "password": "黄河两岸-2026-春",
            "role": "secrecy_reviewer", "from_on": "2026-03-02",
        }  # fmt: skip
        page = client.post(url("staff_new"), said, follow=True).content.decode()
        assert "账号已建立" in page
        staff = Staff.objects.get(username="fjg-shencha")
        assert staff.check_password("黄河两岸-2026-春")
        assert queries.roles_in(staff=staff, body=body, on=date(2026, 3, 2)) == [
            Role.SECRECY_REVIEWER
        ]

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"password": "12345678901"}, "密码"),
            ({"password": "短"}, "密码"),
            ({"username": "admin"}, "已"),
            ({"username": "有 空格"}, "用户名"),
        ],
    )
    def test_an_account_against_the_rules_is_refused(self, client, url, said, sentence):
        values = {
            "username": "new", "post": "经办人", "password": "黄河两岸-2026-春",
            "role": "clerk", "from_on": "2026-03-02", **said,
        }  # fmt: skip
        answer = client.post(url("staff_new"), values)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert Staff.objects.count() == 1

    def test_a_role_is_given_to_an_account_and_ended(self, client, url, body):
        staff = Staff.objects.create_user("shared", post="县政府办督查")
        said = {"username": "shared", "role": "approver", "from_on": "2026-03-02"}
        client.post(url("member_add"), said)
        membership = Membership.objects.get(staff=staff)
        client.post(url("member_end", membership.pk), {"on": "2026-03-10"})
        membership.refresh_from_db()
        assert membership.until_on == date(2026, 3, 10)

    def test_an_unknown_account_gets_a_sentence(self, client, url):
        said = {"username": "nobody", "role": "clerk", "from_on": "2026-03-02"}
        answer = client.post(url("member_add"), said)
        assert "没有用户名为" in answer.content.decode()

    def test_the_last_administrator_stays(self, client, url, administrator):
        membership = Membership.objects.get(staff=administrator)
        answer = client.post(url("member_end", membership.pk), {"on": "2026-03-10"})
        assert "最后一名系统管理员" in answer.content.decode()
        membership.refresh_from_db()
        assert membership.until_on is None

    def test_a_body_below_is_founded_and_described(self, client, url, body):
        said = {"name": "丙村村民委员会", "level": "village", "kind": "committee"}
        client.post(url("new_body"), said)
        below = Body.objects.get(name="丙村村民委员会")
        assert below.parent == body
        assert below.is_under(body)
        own = {"name": body.name, "division_code": "640323104", "address": "丙村一号"}
        page = client.post(url("edit_body"), own, follow=True).content.decode()
        assert "640323104" in page

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"level": "county"}, "下级机关的层级不能高于"),
            ({"division_code": "64032"}, "6 位、9 位或 12 位数字"),
            ({"credit_code": "123"}, "统一社会信用代码“123”"),
            ({"name": "冯记沟乡人民政府"}, "机关名称"),
        ],
    )
    def test_a_faulty_body_gets_a_sentence(self, client, url, said, sentence):
        values = {"name": "丙村", "level": "village", "kind": "committee", **said}
        answer = client.post(url("new_body"), values)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert Body.objects.count() == 1

    def test_who_only_reads_sees_no_accounts_and_no_way_to_change(self, body, url):
        clerk = _signed_in(factories.staff((body, Role.CLERK), name="clerk2"))
        page = clerk.get(url("organisation")).content.decode()
        assert "谁能登录" not in page
        assert "增加" not in page
        assert clerk.post(url("seat_add"), {}).status_code == 403

    def test_the_queries_of_the_page_do_not_grow(self, client, url, body):
        def count() -> int:
            with CaptureQueriesContext(connection) as seen:
                client.get(url("organisation"))
            return len(seen)

        few = count()
        with scope(body=body.pk):
            for number in range(4):
                _seat(body, f"成员{number}")
                _post(body, f"岗位{number}", date(2026, 1, 1))
        for number in range(4):
            factories.staff((body, Role.CLERK), name=f"clerk{number}")
            factories.body(f"{number}村", parent=body)
        assert count() == few


def test_a_seat_left_before_it_was_taken_is_refused(body):
    with scope(body=body.pk), pytest.raises(ValidationError, match="离任日期早于任职日期"):
        _seat(body, until_on=date(2024, 1, 1))
