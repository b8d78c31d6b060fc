"""The outbox: nothing is lost, nothing goes out twice, whoever dies or lies in between."""

import itertools
import threading
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import connection
from django_scopes import scope, scopes_disabled

from gongkai.office.channels import actions, queries, sending
from gongkai.office.channels.actions import outbox
from gongkai.office.channels.adapters import registry
from gongkai.office.channels.adapters.contract import Adapter, Answer, Job, Result
from gongkai.office.channels.models import Delivery, DeliveryState, Posting
from tests.office.channels import factories
from tests.office.channels.factories import NOW

pytestmark = pytest.mark.django_db
State = DeliveryState
MINUTE = timedelta(minutes=1)


@dataclass
class Fake(Adapter):
    """An adapter that answers what it was told, and remembers what it was asked."""

    answers: list = field(default_factory=list)
    sent: list[Job] = field(default_factory=list)
    asked: list[Job] = field(default_factory=list)
    can_ask: bool = False
    is_idempotent: bool = False
    is_manual = False

    def _next(self):
        answer = self.answers.pop(0) if self.answers else Answer(Result.DONE, proof="回执1")
        if callable(answer):
            answer = answer()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def send(self, job):
        self.sent.append(job)
        return self._next()

    def withdraw(self, job):
        self.sent.append(job)
        return self._next()

    def ask(self, job):
        self.asked.append(job)
        return self._next()


@pytest.fixture
def adapter(monkeypatch):
    """An adapter that serves every channel."""
    fake = Fake()
    monkeypatch.setattr(registry, "of", lambda _channel: fake)
    return fake


@pytest.fixture
def delivery(body, adapter):
    """A delivery that is due."""
    with scope(body=body.pk):
        return factories.plan(factories.channel(body, "网关", "sms"))


def state_of(delivery: Delivery) -> str:
    with scopes_disabled():
        delivery.refresh_from_db()
    return delivery.state


def test_what_is_due_is_sent_once_and_counted_once(adapter, delivery):
    assert sending.send_due(at=NOW) == 1
    assert state_of(delivery) == State.CONFIRMED
    assert sending.send_due(at=NOW + MINUTE) == 0
    assert len(adapter.sent) == 1
    with scopes_disabled():
        assert Posting.objects.get().proof == "回执1"


def test_what_is_planned_for_later_waits(body, adapter):
    with scope(body=body.pk):
        channel = factories.channel(body, "网关", "sms")
        factories.plan(channel, planned_for=NOW + 2 * MINUTE)
    assert sending.send_due(at=NOW) == 0
    assert sending.send_due(at=NOW + 2 * MINUTE) == 1


def test_a_failure_is_tried_again_after_a_longer_pause_each_time_and_at_last_left_to_people(
    adapter, delivery
):
    adapter.answers = [Answer(Result.FAILED, "连接不上")] * 20
    at, pauses = NOW, []
    while state_of(delivery) != State.DEAD:
        sending.send_due(at=at)
        if state_of(delivery) == State.FAILED:
            pauses.append(delivery.next_try_at - at)
            assert sending.send_due(at=delivery.next_try_at - MINUTE / 60) == 0
            at = delivery.next_try_at
    assert len(adapter.sent) == outbox.MOST_ATTEMPTS
    assert all(later > earlier for earlier, later in itertools.pairwise(pauses))
    assert delivery.last_error == "连接不上"
    assert delivery.next_try_at is None


def test_the_pause_is_the_same_for_the_same_delivery_and_spread_over_many():
    pauses = {outbox.pause(f"key-{number}", 3) for number in range(50)}
    assert outbox.pause("key-1", 3) == outbox.pause("key-1", 3)
    assert len(pauses) > 40
    assert all(3.2 * MINUTE <= each <= 4.8 * MINUTE for each in pauses)


def test_a_doubtful_answer_is_never_sent_again_where_that_could_be_twice(adapter, delivery):
    adapter.answers = [Answer(Result.UNKNOWN, "没有答复")]
    sending.send_due(at=NOW)
    assert state_of(delivery) == State.UNKNOWN
    for hours in range(1, 50):
        sending.send_due(at=NOW + hours * 60 * MINUTE)
    assert len(adapter.sent) == 1
    assert state_of(delivery) == State.UNKNOWN


def test_a_doubtful_answer_is_sent_again_with_the_same_key_where_the_key_is_honoured(
    adapter, delivery
):
    adapter.is_idempotent = True
    adapter.answers = [Answer(Result.UNKNOWN, "没有答复")]
    sending.send_due(at=NOW)
    assert state_of(delivery) == State.FAILED
    sending.send_due(at=delivery.next_try_at)
    assert state_of(delivery) == State.CONFIRMED
    assert len({job.key for job in adapter.sent}) == 1


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (Result.DONE, State.CONFIRMED),
        (Result.FAILED, State.FAILED),
        (Result.REFUSED, State.DEAD),
        (Result.UNKNOWN, State.UNKNOWN),
        (Result.ACCEPTED, State.SENT),
    ],
)
def test_a_doubt_is_asked_about_and_the_answer_believed(adapter, delivery, told, state):
    adapter.can_ask = True
    adapter.answers = [Answer(Result.UNKNOWN, reference="批次1"), Answer(told)]
    sending.send_due(at=NOW)
    assert state_of(delivery) == State.UNKNOWN
    sending.send_due(at=delivery.next_try_at)
    assert state_of(delivery) == state
    assert [job.reference for job in adapter.asked] == ["批次1"]
    assert len(adapter.sent) == 1


def test_questions_end_and_a_person_looks(adapter, delivery):
    adapter.can_ask = True
    adapter.answers = [Answer(Result.UNKNOWN)] * 100
    sending.send_due(at=NOW)
    for _each in range(60):
        if state_of(delivery) == State.UNKNOWN and delivery.next_try_at:
            sending.send_due(at=delivery.next_try_at)
    assert delivery.next_try_at is None
    assert len(adapter.asked) == outbox.MOST_QUESTIONS


def test_a_process_that_dies_between_claim_and_answer_leaves_a_doubt_not_a_second_message(
    body, adapter, delivery
):
    with scope(body=body.pk):
        claimed = actions.claim(
            Delivery.objects.select_related("channel").get(pk=delivery.pk), by=None, at=NOW
        )
    assert claimed is not None  # and then the process is killed
    assert sending.send_due(at=NOW + MINUTE) == 0
    assert sending.send_due(at=NOW + outbox.ABANDONED_AFTER) == 1
    assert state_of(delivery) == State.UNKNOWN
    assert "中断" in delivery.last_error
    assert adapter.sent == []


def test_a_process_that_dies_loses_nothing_where_sending_again_is_safe(body, adapter, delivery):
    adapter.is_idempotent = True
    with scope(body=body.pk):
        actions.claim(
            Delivery.objects.select_related("channel").get(pk=delivery.pk), by=None, at=NOW
        )
    sending.send_due(at=NOW + outbox.ABANDONED_AFTER)
    sending.send_due(at=NOW + 2 * outbox.ABANDONED_AFTER)
    assert state_of(delivery) == State.CONFIRMED
    assert len(adapter.sent) == 1


def test_a_late_answer_does_not_overturn_what_others_settled(body, adapter, delivery):
    def others_meanwhile():
        sending.send_due(at=NOW + outbox.ABANDONED_AFTER)
        return Answer(Result.FAILED, "迟到")

    adapter.answers = [others_meanwhile]
    sending.send_due(at=NOW)
    assert state_of(delivery) == State.UNKNOWN
    assert len(adapter.sent) == 1


def test_two_senders_that_saw_the_same_row_send_once(body, adapter, delivery):
    with scope(body=body.pk):
        seen = [Delivery.objects.select_related("channel").get(pk=delivery.pk) for _ in range(2)]
        claims = [actions.claim(each, by=None, at=NOW) for each in seen]
    assert [each is not None for each in claims] == [True, False]


def test_a_round_within_a_round_sends_nothing_twice(adapter, delivery):
    adapter.answers = [lambda: (sending.send_due(at=NOW), Answer(Result.DONE))[1]]
    sending.send_due(at=NOW)
    assert len(adapter.sent) == 1


@pytest.mark.django_db(transaction=True)
def test_many_senders_at_once_send_each_delivery_once(adapter):
    """Threads of their own connections; on SQLite in memory they would share one."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one connection; runs on PostgreSQL")
    place = factories.body()
    with scope(body=place.pk):
        for number in range(8):
            factories.plan(factories.channel(place, f"网关{number}", "sms"))

    def work():
        for _each in range(8):
            sending.send_due(at=NOW)
        connection.close()

    threads = [threading.Thread(target=work) for _each in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len({job.key for job in adapter.sent}) == len(adapter.sent) == 8


def test_a_fault_in_an_adapter_is_a_doubt_about_one_delivery_and_stops_no_other(
    body, adapter, delivery, caplog
):
    with scope(body=body.pk):
        other = factories.plan(factories.channel(body, "另一网关", "sms"))
    adapter.answers = [ZeroDivisionError()]
    assert sending.send_due(at=NOW) == 2
    assert {state_of(delivery), state_of(other)} == {State.UNKNOWN, State.CONFIRMED}
    assert "failed" in caplog.text


def test_a_row_that_cannot_be_worked_on_stops_no_other_and_is_tried_later(body, caplog):
    with scope(body=body.pk):
        said = {"way": "automatic", "quiet_from": "never", "quiet_until": "always"}
        odd = factories.plan(factories.channel(body, "坏设置", "sms", settings=said))
        good = factories.plan(factories.channel(body, "网站", "portal"))
    assert sending.send_due(at=NOW) == 1
    assert [state_of(each) for each in (odd, good)] == [State.PLANNED, State.CONFIRMED]
    assert odd.next_try_at == NOW + outbox.ABANDONED_AFTER
    assert "cannot be worked on" in caplog.text


def test_a_withdrawal_waits_until_what_it_takes_back_has_arrived(body, adapter, delivery):
    def withdrawn_meanwhile():
        with scope(body=body.pk):
            actions.withdraw_everywhere(
                body_id=body.pk, item_code="9f3a77c1", reason="有误", by=None, at=NOW
            )
        assert sending.send_due(at=NOW) == 0
        return Answer(Result.DONE, reference="批次7")

    adapter.answers = [withdrawn_meanwhile]
    sending.send_due(at=NOW)
    assert state_of(delivery) == State.CONFIRMED
    sending.send_due(at=NOW + 2 * MINUTE)
    assert state_of(delivery) == State.WITHDRAWN
    assert [job.about for job in adapter.sent] == ["", "批次7"]


def test_people_decide_about_a_doubt(body, adapter, delivery):
    adapter.answers = [Answer(Result.UNKNOWN)]
    sending.send_due(at=NOW)
    with scope(body=body.pk):
        actions.retry(delivery, reason="网关后台查无此批次", by=None, at=NOW + MINUTE)
    sending.send_due(at=NOW + MINUTE)
    assert state_of(delivery) == State.CONFIRMED
    assert len(adapter.sent) == 2


def test_bodies_are_served_apart(adapter):
    bodies = [factories.body(name) for name in ("甲乡人民政府", "乙乡人民政府")]
    for each in bodies:
        with scope(body=each.pk):
            factories.plan(factories.channel(each, "网关", "sms"))
    assert sending.send_due(at=NOW) == 2
    for each in bodies:
        with scope(body=each.pk):
            assert Posting.objects.count() == 1


def test_the_portal_confirms_itself_by_its_address_and_a_screen_by_fetching(body):
    with scope(body=body.pk):
        page = factories.plan(factories.channel(body, "网站", "portal"))
        led = factories.channel(body, "大屏", "led_screen", settings={"way": "automatic"})
        shown = factories.plan(led, take_down_on=date(2026, 3, 6))
        silent = factories.plan(factories.channel(body, "公告栏", "notice_board"))
    assert sending.send_due(at=NOW) == 2
    assert [state_of(each) for each in (page, shown, silent)] == ["confirmed", "sent", "planned"]
    with scope(body=body.pk):
        assert queries.proofs(page)[0].url == "https://gongkai.example.gov.cn/items/9f3a77c1"
        assert actions.note_taken(led, by=None, at=NOW + MINUTE) == 1
        assert actions.note_taken(led, by=None, at=NOW + MINUTE) == 0
        assert [each.pk for each in queries.showing(led, on=date(2026, 3, 6))] == [shown.pk]
        assert queries.showing(led, on=date(2026, 3, 7)) == []
    assert sending.send_due(at=NOW + timedelta(days=2)) == 1
    assert state_of(shown) == State.TAKEN_DOWN
