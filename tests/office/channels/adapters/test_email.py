"""Letters to readers: one each, a door out in every one, and it opens."""

import re
import smtplib
from datetime import date

import pytest
from django.core import mail
from django_scopes import scope

from gongkai.office.channels import actions, sending
from gongkai.office.channels.models import DeliveryState, Message, Recipient
from tests.office.channels import factories
from tests.office.channels.factories import NOW
from tests.web_client import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(body):
    with scope(body=body.pk):
        group = actions.add_group(body_id=body.pk, name="订阅", by=None, at=NOW)
        for name in ("zhang", "li", "wang"):
            actions.add_recipient(
                group, email=f"{name}@example.com", consent="online",
                consented_on=date(2026, 1, 1), by=None, at=NOW,
            )  # fmt: skip
        said = {"way": "automatic", "sender": "gongkai@example.gov.cn"}
        yield factories.channel(body, "邮件订阅", "email", settings=said)


def test_each_reader_gets_a_letter_of_their_own(channel):
    delivery = factories.plan(channel, title="标题\r\nBcc: a@example.com")
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.CONFIRMED
    assert [each.to for each in mail.outbox] == [
        [f"{name}@example.com"] for name in ("zhang", "li", "wang")
    ]
    assert mail.outbox[0].subject == "标题 Bcc: a@example.com"
    assert len({each.extra_headers["Message-ID"] for each in mail.outbox}) == 3


def test_the_door_out_opens_once_asked_and_is_for_that_reader_alone(body, channel):
    factories.plan(channel)
    sending.send_due(at=NOW)
    letter = mail.outbox[1]
    door = re.search(r"https://gongkai\.example\.gov\.cn(/gateway/\S+)", letter.body)[1]
    assert door in letter.extra_headers["List-Unsubscribe"]
    client = PageClient(enforce_csrf_checks=True)
    assert "确认退订" in client.get(door).content.decode()
    assert not Recipient.objects.exclude(opted_out_on=None).exists()
    said = client.post(door, {"List-Unsubscribe": "One-Click"})
    assert "已退订" in said.content.decode()
    assert [each.email for each in Recipient.objects.exclude(opted_out_on=None)] == [
        "li@example.com"
    ]
    assert client.get(door[:-3] + "x/").status_code == 404
    factories.plan(channel, item_code="next")
    sending.send_due(at=NOW)
    assert len(mail.outbox) == 5


def test_a_server_that_breaks_off_leaves_one_letter_in_doubt_and_the_rest_waiting(
    channel, monkeypatch
):
    sent = []

    def breaks(self, *args, **kwargs):
        sent.append(self.to[0])
        if len(sent) == 2:
            raise smtplib.SMTPServerDisconnected
        return 1

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", breaks)
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    found = list(Message.objects.order_by("pk").values_list("outcome", flat=True))
    assert found == ["accepted", "unknown", "waiting"]
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNKNOWN
    assert sent == ["zhang@example.com", "li@example.com", "wang@example.com"]


def test_an_address_that_is_refused_is_noted_and_stops_no_other(channel, monkeypatch):
    def refuses(self, *args, **kwargs):
        if self.to[0].startswith("li"):
            raise smtplib.SMTPRecipientsRefused({})
        return 1

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuses)
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.CONFIRMED
    found = list(Message.objects.order_by("pk").values_list("outcome", flat=True))
    assert found == ["accepted", "failed", "accepted"]


def test_a_withdrawal_without_the_title_tells_each_reader_and_repeats_nothing(body, channel):
    leak = "关于马某某（身份证号尾号1239）的公告"
    delivery = factories.plan(channel, title=leak, short_text=leak, text=leak)
    sending.send_due(at=NOW)
    actions.withdraw_everywhere(
        body_id=body.pk, item_code=delivery.item_code, reason="含个人信息", says_title=False,
        by=None, at=NOW,
    )  # fmt: skip
    sending.send_due(at=NOW)
    letters = mail.outbox[3:]
    assert [each.subject for each in letters] == ["撤回：2026年3月3日公开的信息"] * 3
    assert all("已撤回，请勿转发" in each.body for each in letters)
    assert not any(leak in each.subject + each.body for each in letters)


def test_without_a_mail_server_no_letter_is_told_as_sent(body, channel, settings, capsys):
    locmem = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert "GONGKAI_MAIL_URL" in delivery.last_error
    assert set(Message.objects.values_list("outcome", flat=True)) == {"waiting"}
    assert capsys.readouterr().out == ""
    settings.EMAIL_BACKEND = locmem
    sending.send_due(at=delivery.next_try_at)
    assert len(mail.outbox) == 3
