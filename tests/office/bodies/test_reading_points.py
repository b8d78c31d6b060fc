"""Reading points: entered, set right and closed by staff, listed by day."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django_scopes import scope

from gongkai.office.bodies import actions, queries
from gongkai.office.bodies.models import Body, ReadingPoint, Role
from tests.office.channels import factories
from tests.office.requests.conftest import AT
from tests.web_client import PageClient

ANSWERS = {
    "name": "便民服务大厅查阅点", "address": "政府路1号一楼", "hours": "工作日上午9:00至12:00",
    "telephone": "", "equipment": "查询电脑1台", "accessibility": "入口有坡道",
    "from_on": "2026-01-01", "until_on": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-03-02T02:00:00+00:00", tick=False):
        yield


@pytest.fixture
def body(db) -> Body:
    return factories.body()


@pytest.fixture
def client(body) -> PageClient:
    client = PageClient()
    client.force_login(
        factories.staff((body, Role.ADMINISTRATOR), name="admin"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def _url(body: Body, page: str, *args: object) -> str:
    return reverse(f"bodies:{page}", args=[body.code, *args])


def test_a_point_is_entered_set_right_and_closed_on_its_pages(client, body):
    assert client.get(_url(body, "point_add")).status_code == 200
    assert client.post(_url(body, "point_add"), ANSWERS).status_code == 302
    with scope(body=body.pk):
        made = ReadingPoint.objects.standing().get()
    page = client.get(_url(body, "point", made.key))
    assert "更正：便民服务大厅查阅点" in page.content.decode()
    changed = {**ANSWERS, "hours": "每天", "reason": "延长开放", "version": made.pk}
    assert client.post(_url(body, "point", made.key), changed).status_code == 302
    with scope(body=body.pk):
        set_right = ReadingPoint.objects.standing().get()
    assert (set_right.hours, set_right.equipment) == ("每天", "查询电脑1台")
    page = client.get(_url(body, "organisation")).content.decode()
    assert "便民服务大厅查阅点" in page
    closing = {"version": set_right.pk, "on": "2026-03-02"}
    assert client.post(_url(body, "point_close", made.key), closing).status_code == 302
    with scope(body=body.pk):
        assert list(queries.reading_points(on=date(2026, 3, 2))) == []
        assert [each.name for each in queries.reading_points(on=date(2026, 3, 1))] == [
            "便民服务大厅查阅点"
        ]


def test_a_point_closed_before_it_opened_is_refused_with_a_sentence(body):
    point = ReadingPoint(
        body=body, name="图书馆", address="路", hours="每天",
        from_on=date(2026, 3, 1), until_on=date(2026, 2, 1),
    )  # fmt: skip
    with scope(body=body.pk), pytest.raises(ValidationError, match="停用日期早于启用日期"):
        actions.take_up(point, by=None, at=AT)


def test_a_body_tells_its_disclosure_office_on_the_page_of_the_organisation(client, body):
    answers = {
        "name": body.name, "gid_office": "党政办公室", "gid_telephone": "0900-5550100",
        "postal_code": "75150",
    }  # fmt: skip
    page = client.post(_url(body, "edit_body"), answers)
    assert page.status_code == 422
    assert "邮政编码是 6 位数字" in page.content.decode()
    assert client.post(_url(body, "edit_body"), {**answers, "postal_code": ""}).status_code == 302
    body.refresh_from_db()
    assert body.gid_office == "党政办公室"
