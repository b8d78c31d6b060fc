"""Recipients: entered with their consent, imported whole or not at all, shown in part."""

import io
import json
from datetime import date

import pytest
import time_machine
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from gongkai.office.bodies.models import Role
from gongkai.office.channels import actions
from gongkai.office.channels.models import Recipient
from gongkai.office.channels.wire import signing
from gongkai.office.records.models import AuditEntry
from tests.office.channels import factories
from tests.office.channels.factories import NOW
from tests.web_client import PageClient

pytestmark = pytest.mark.django_db
HOW = {"consent": "signed", "consented_on": date(2026, 1, 1)}


@pytest.fixture
def group(body):
    with scope(body=body.pk):
        yield actions.add_group(body_id=body.pk, name="冯记沟村村民", by=None, at=NOW)


@pytest.fixture
def client(body):
    client = PageClient()
    person = factories.staff((body, Role.CLERK))
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def add(group, **values) -> Recipient:
    return actions.add_recipient(group, by=None, at=NOW, **{**HOW, **values})


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "至少一项"),
        ({"phone": "12345678901"}, "手机号码应为 11 位"),
        ({"phone": "1381234567"}, "手机号码应为 11 位"),
        ({"phone": "13812345678"}, "已经登记"),
    ],
)
def test_who_cannot_be_reached_or_is_there_already_is_refused(group, values, sentence):
    add(group, phone="13812345678")
    with pytest.raises(ValidationError, match=sentence):
        add(group, **values)
    assert Recipient.objects.count() == 1


def test_numbers_are_shown_in_part_on_every_page_and_in_the_trail(client, body, group):
    someone = add(group, phone="13812345678", name="张三")
    pages = [
        reverse("channels:groups", args=[body.code]),
        reverse("channels:group", args=[body.code, group.pk]),
        reverse("channels:recipient_out", args=[body.code, someone.pk]),
    ]
    said = "".join(client.get(each).content.decode() for each in pages)
    assert "138****5678" in said
    assert "13812345678" not in said
    trail = json.dumps(list(AuditEntry.objects.values_list("details", flat=True)))
    assert "13812345678" not in trail


def _workbook(*rows: tuple) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for at, row in enumerate([("姓名", "手机号码", "电子邮箱"), *rows]):
        sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def _import(client, body, group, data: bytes, name: str = "名单.xlsx"):
    return client.post(
        reverse("channels:recipient_import", args=[body.code, group.pk]),
        {"table": SimpleUploadedFile(name, data), "consent": "meeting",
         "consented_on": "2026-01-01"},
        follow=True,
    )  # fmt: skip


def test_a_table_is_imported_once_whoever_writes_the_numbers_how(client, body, group):
    data = _workbook(
        ("张三", 13812345678, ""), ("李四", "138-1234-5679", ""), ("王五", "+8613812345680", ""),
        ("赵六", "", "zhao@example.com"), ("张三", "13812345678", ""),
    )  # fmt: skip
    said = _import(client, body, group, data).content.decode()
    assert "已导入 4 人，1 人此前已登记" in said
    again = _import(client, body, group, data).content.decode()
    assert "已导入 0 人，5 人此前已登记" in again
    csv = "姓名,手机号码\n孙七,13812345681\n".encode("gb18030")
    assert "已导入 1 人" in _import(client, body, group, csv, "名单.csv").content.decode()
    assert Recipient.objects.count() == 5


def test_one_bad_row_keeps_the_whole_table_out_and_is_named(client, body, group):
    data = _workbook(("张三", "13812345678", ""), ("李四", "12", ""))
    said = _import(client, body, group, data).content.decode()
    assert "第 3 行" in said
    assert not Recipient.objects.exists()


@pytest.mark.parametrize("data", [b"", b"\x00\x01", "无用\n1\n".encode()])
def test_what_is_no_table_of_recipients_is_refused_with_a_sentence(client, body, group, data):
    page = _import(client, body, group, data)
    assert page.status_code == 422
    assert not Recipient.objects.exists()


def test_saying_no_and_yes_again_by_the_pages(client, body, group):
    someone = add(group, phone="13812345678")
    out = reverse("channels:recipient_out", args=[body.code, someone.pk])
    said = client.post(out, {"day": "2026-03-05"}, follow=True).content.decode()
    assert "已退订" in said
    back = reverse("channels:recipient_in", args=[body.code, someone.pk])
    client.post(back, {"consent": "signed", "consented_on": "2026-03-06"})
    someone.refresh_from_db()
    assert (someone.opted_out_on, someone.consented_on) == (None, date(2026, 3, 6))


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def _reported(body, channel, said, secret, **more):
    data = json.dumps(said).encode() if not isinstance(said, bytes) else said
    headers = signing.headers(secret, data, at=more.pop("at"))
    return Client().post(
        reverse("gateway:reports", args=[body.code, channel.pk]), data,
        content_type="application/json", headers=headers,
    )  # fmt: skip


def test_who_answers_that_they_want_no_more_is_out_and_a_report_must_be_signed(
    body, group, secret, now
):
    someone = add(group, phone="13812345678")
    channel = factories.channel(body, settings={"credential": "gateway"})
    said = {"refusals": ["13812345678", "13900000000"]}
    assert _reported(body, channel, said, "wrong", at=now).status_code == 403
    someone.refresh_from_db()
    assert someone.opted_out_on is None
    answers = [_reported(body, channel, said, secret, at=now) for _each in "12"]
    assert [each.json()["new"] for each in answers] == [1, 0]
    someone.refresh_from_db()
    assert someone.opted_out_on == date(2026, 3, 5)
    odd = [b"[]", b"{", {"reports": "x"}, {"reports": [1, None]}]
    statuses = [_reported(body, channel, each, secret, at=now).status_code for each in odd]
    assert statuses == [200, 200, 400, 200]
