"""Short messages: cut, signed, in batches, at decent hours, to nobody who said no, never twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django_scopes import scope

from gongkai.office.channels import actions, sending
from gongkai.office.channels.actions import outbox
from gongkai.office.channels.actions.recipients import Report
from gongkai.office.channels.adapters import sms
from gongkai.office.channels.content import Urgency
from gongkai.office.channels.media import segments
from gongkai.office.channels.models import DeliveryState, Message, Posting, Recipient
from gongkai.office.channels.wire import http
from tests.office.channels import factories
from tests.office.channels.factories import NOW

pytestmark = pytest.mark.django_db
QUICK = http.Limits(connect_seconds=1, total_seconds=0.3)


def people(body, count: int) -> list[Recipient]:
    group = actions.add_group(body_id=body.pk, name="冯记沟村村民", by=None, at=NOW)
    return [
        actions.add_recipient(
            group, phone=f"138{number:08d}", consent="signed", consented_on=date(2026, 1, 1),
            by=None, at=NOW,
        )
        for number in range(count)
    ]  # fmt: skip


@pytest.fixture
def channel(body, gateway, secret):
    gateway.says({"code": 0, "msgid": "m-1"})
    said = {
        "way": "automatic", "address": gateway.url, "credential": "gateway", "account": "fengjigou",
        "signature": "冯记沟乡", "ending": "拒收请回复R",
    }  # fmt: skip
    with scope(body=body.pk):
        yield factories.channel(body, settings=said)


def outcomes(delivery) -> dict[str, int]:
    found: dict[str, int] = {}
    for outcome in Message.objects.filter(delivery=delivery).values_list("outcome", flat=True):
        found[outcome] = found.get(outcome, 0) + 1
    return found


def work(at=NOW, rounds: int = 6) -> None:
    for _each in range(rounds):
        sending.send_due(at=at)


def test_everybody_in_the_groups_gets_it_once_signed_and_the_secret_only_in_the_call(
    body, channel, gateway, secret
):
    people(body, 3)
    delivery = factories.plan(channel)
    work()
    (call,) = gateway.calls
    assert call.json["phones"] == "13800000000,13800000001,13800000002"
    assert call.json["content"].startswith("【冯记沟乡】3月5日")
    assert call.json["content"].endswith(" 拒收请回复R")
    assert call.json["password"] == secret
    delivery.refresh_from_db()
    assert (delivery.state, outcomes(delivery)) == (DeliveryState.CONFIRMED, {"accepted": 3})
    assert Posting.objects.get().quantity == 1
    assert secret not in str(channel.settings) + str(delivery.content)


def test_a_long_list_goes_in_batches_each_with_a_key_of_its_own(body, channel, gateway):
    people(body, 250)
    delivery = factories.plan(channel)
    work()
    sizes = [len(call.json["phones"].split(",")) for call in gateway.calls]
    assert sizes == [100, 100, 50]
    assert len({call.json["batch"] for call in gateway.calls}) == 3
    assert outcomes(delivery) == {"accepted": 250}


def test_who_said_no_gets_nothing_even_when_said_between_two_batches(body, channel, gateway):
    found = people(body, 101)
    actions.opt_out(found[0], on=NOW.date(), by=None, at=NOW)
    last = found[-1]
    actions.opt_in(found[0], consent="signed", on=NOW.date(), by=None, at=NOW)
    actions.opt_out(found[1], on=NOW.date(), by=None, at=NOW)
    delivery = factories.plan(channel)
    work(rounds=1)
    actions.opt_out(last, on=NOW.date(), by=None, at=NOW)
    work()
    sent = ",".join(call.json["phones"] for call in gateway.calls)
    assert found[0].phone in sent
    assert found[1].phone not in sent
    assert outcomes(delivery) == {"accepted": 100}


@pytest.mark.parametrize(
    ("how", "state", "left"),
    [
        ("silence", DeliveryState.UNKNOWN, {"unknown": 2}),
        ("half", DeliveryState.UNKNOWN, {"unknown": 2}),
        ("twice", DeliveryState.CONFIRMED, {"accepted": 2}),
        (b'{"code": 1007, "msg": "no money"}', DeliveryState.FAILED, {"waiting": 2}),
        (b'{"result": "fine"}', DeliveryState.UNKNOWN, {"unknown": 2}),
        (b"<h1>502</h1>", DeliveryState.UNKNOWN, {"unknown": 2}),
    ],
)
def test_whatever_the_gateway_does_nobody_gets_it_twice(
    body, channel, gateway, monkeypatch, how, state, left
):
    monkeypatch.setattr(http, "Limits", lambda: QUICK)
    people(body, 2)
    delivery = factories.plan(channel)
    gateway.misbehaves(how) if isinstance(how, str) else gateway.says(how)
    work()
    delivery.refresh_from_db()
    assert (delivery.state, outcomes(delivery)) == (state, left)
    assert len(gateway.calls) == 1


def test_a_doubtful_batch_does_not_keep_the_others_waiting_and_is_looked_at_by_a_person(
    body, channel, gateway
):
    people(body, 150)
    delivery = factories.plan(channel)
    good = b'{"code": 0, "msgid": "m-2"}'
    gateway.answer = lambda _sent: (500, b"") if len(gateway.calls) == 1 else (200, good)
    work()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNKNOWN
    assert outcomes(delivery) == {"unknown": 100, "accepted": 50}
    actions.retry(delivery, reason="后台查无第一批", by=None, at=NOW)
    work()
    assert outcomes(delivery) == {"accepted": 150}
    assert len(gateway.calls) == 3


def test_a_process_killed_while_sending_leaves_its_batch_in_doubt_and_sends_the_rest(
    body, channel, gateway
):
    people(body, 150)
    delivery = factories.plan(channel)
    actions.claim(sending._delivery(delivery.pk), by=None, at=NOW)
    later = NOW + outbox.ABANDONED_AFTER
    work(at=later)
    assert outcomes(delivery) == {"unknown": 100, "accepted": 50}
    assert len(gateway.calls) == 1


def test_quiet_hours_are_kept_but_not_for_what_is_urgent(body, channel, gateway):
    people(body, 1)
    night = datetime(2026, 3, 5, 14, 30, tzinfo=UTC)  # half past ten in the evening
    ordinary = factories.plan(channel, at=night)
    factories.plan(channel, at=night, item_code="urgent", urgency=Urgency.URGENT)
    work(at=night)
    assert len(gateway.calls) == 1
    ordinary.refresh_from_db()
    assert ordinary.next_try_at == datetime(2026, 3, 6, 0, 0, tzinfo=UTC)
    work(at=ordinary.next_try_at)
    assert len(gateway.calls) == 2


@pytest.mark.parametrize(
    ("hour", "ends"), [(12, None), (14, 10), (20, 4), (23, 1), (0, None)]
)  # hours of UTC; Beijing is eight ahead
def test_the_end_of_the_quiet_hours_is_found_over_midnight(hour, ends):
    at = datetime(2026, 3, 5, hour, 0, tzinfo=UTC)
    until = sms.quiet_until(at, "21:00", "08:00")
    assert until == (None if ends is None else at + timedelta(hours=ends))


def test_reports_are_counted_once_and_the_first_arrival_confirms(body, channel, gateway):
    channel.settings["has_reports"] = True
    channel.save()
    people(body, 2)
    delivery = factories.plan(channel)
    work()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    told = [Report("m-1", "13800000000", has_arrived=True)]
    told.append(Report("m-9", "13800000001", has_arrived=True))
    counts = [actions.take_reports(channel, reports=told, by=None, at=NOW) for _ in range(2)]
    delivery.refresh_from_db()
    assert counts == [1, 0]
    assert (delivery.state, outcomes(delivery)) == (
        DeliveryState.CONFIRMED, {"arrived": 1, "accepted": 1},
    )  # fmt: skip
    assert Posting.objects.count() == 1


def test_a_withdrawal_is_told_to_those_who_got_it_and_to_nobody_else(body, channel, gateway):
    people(body, 2)
    delivery = factories.plan(channel)
    work()
    group = Recipient.objects.first().group
    actions.add_recipient(
        group, phone="13900000000", consent="signed", consented_on=date(2026, 1, 1), by=None, at=NOW
    )
    actions.withdraw(delivery, reason="时间有误", by=None, at=NOW)
    work()
    last = gateway.calls[-1].json
    assert last["phones"] == "13800000000,13800000001"
    assert "已撤回，请勿转发" in last["content"]
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WITHDRAWN


def test_nobody_to_send_to_is_said_and_not_counted(body, channel):
    delivery = factories.plan(channel)
    work()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DEAD
    assert "没有可以发送的接收人" in delivery.last_error
    assert not Posting.objects.exists()


def test_without_its_credential_nothing_is_sent(body, channel, gateway, settings):
    settings.CREDENTIALS_FOLDER = None
    people(body, 1)
    delivery = factories.plan(channel)
    work()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert "没有找到凭据" in delivery.last_error
    assert gateway.calls == []


def test_values_go_into_the_fields_of_a_template_and_never_into_its_shape():
    values = {"text": '"}, {"x": "{secret}', "secret": "s", "phones": "1,2", "account": "a&b=c"}
    body, _kind = sms.filled('{"c": "{text}", "p": "{phone_list}"}', "json", values)
    assert body == b'{"c": "\\"}, {\\"x\\": \\"{secret}", "p": ["1", "2"]}'
    body, _kind = sms.filled("user={account}&pw={secret}", "form", values)
    assert body == b"user=a%26b%3Dc&pw=s"
    with pytest.raises(http.NotSent):
        sms.filled("{not json", "json", values)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("水" * 70, [70]),
        ("水" * 71, [67, 4]),
        ("a" * 160, [160]),
        ("a" * 161, [153, 8]),
        ("[" * 80, [80]),
        ("[" * 81, [76, 5]),
        ("水" * 66 + "𠮷" + "水" * 10, [66, 11]),
        ("", [0]),
    ],
)
def test_messages_are_cut_as_they_are_paid_for(words, parts):
    cut = segments.cut(words)
    assert [len(each) for each in cut.parts] == parts
    assert "".join(cut.parts) == words
