"""What may have gone out is taken back, whatever became of the delivery afterwards."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.channels import actions, queries, sending
from gongkai.office.channels.adapters import by_hand, registry, sms
from gongkai.office.channels.adapters.contract import Answer, Result, Told
from gongkai.office.channels.media import package
from gongkai.office.channels.models import Act, Delivery, DeliveryState, Message
from gongkai.office.channels.pages import deliveries as pages
from tests.office.channels import factories
from tests.office.channels.factories import NOW
from tests.office.channels.test_sending import Fake

pytestmark = pytest.mark.django_db
State = DeliveryState
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SURE, DOUBT = Answer(Result.FAILED, "连接不上"), Answer(Result.UNKNOWN, "没有答复")


@pytest.fixture(autouse=True)
def _scope(body):
    with scope(body=body.pk):
        yield


@pytest.fixture
def adapter(monkeypatch):
    """An adapter that serves every channel, and answers the same key once."""
    fake = Fake(is_idempotent=True, can_ask=True)
    monkeypatch.setattr(registry, "of", lambda _channel: fake)
    return fake


@pytest.fixture
def delivery(body, adapter):
    return factories.plan(factories.channel(body, "县政府网", "superior_portal"))


def everywhere(body, *, at=NOW + MINUTE, **more) -> list[Delivery]:
    return actions.withdraw_everywhere(
        body_id=body.pk, item_code="9f3a77c1", reason="内容有误", by=None, at=at, **more
    )


def fresh(delivery: Delivery) -> Delivery:
    delivery.refresh_from_db()
    return delivery


def test_a_push_in_doubt_is_cancelled_and_taken_back(body, adapter, delivery):
    adapter.answers = [DOUBT]
    sending.send_due(at=NOW)
    assert fresh(delivery).state == State.FAILED
    (back,) = everywhere(body)
    assert (back.act, back.version) == (Act.WITHDRAW, 1)
    assert fresh(delivery).state == State.CANCELLED
    sending.send_due(at=NOW + DAY)
    assert fresh(back).state == State.CONFIRMED
    assert len(adapter.sent) == 2


@pytest.mark.parametrize("later", [SURE, Answer(Result.REFUSED, "不予受理")])
def test_a_later_refusal_says_nothing_about_the_push_before(body, adapter, delivery, later):
    adapter.answers = [DOUBT, later]
    sending.send_due(at=NOW)
    sending.send_due(at=fresh(delivery).next_try_at)
    assert len(adapter.sent) == 2
    assert len(everywhere(body)) == 1


def test_what_surely_did_not_go_out_is_cancelled_and_nobody_is_told(body, adapter, delivery):
    adapter.answers = [SURE]
    sending.send_due(at=NOW)
    assert everywhere(body) == []
    assert fresh(delivery).state == State.CANCELLED


def test_a_certain_answer_to_the_question_ends_the_doubt(body, adapter, delivery):
    adapter.answers = [Answer(Result.ACCEPTED), Answer(Result.REFUSED, "没有发布")]
    sending.send_due(at=NOW)
    sending.send_due(at=fresh(delivery).next_try_at)
    assert fresh(delivery).state == State.DEAD
    assert everywhere(body) == []


def test_what_a_person_gave_up_in_doubt_is_taken_back_all_the_same(body, adapter, delivery):
    adapter.answers = [DOUBT]
    sending.send_due(at=NOW)
    actions.give_up(delivery, reason="不再发送", by=None, at=NOW)
    assert len(everywhere(body)) == 1


def test_a_version_in_doubt_that_a_new_one_replaced_is_taken_back_too(body, adapter, delivery):
    adapter.answers = [DOUBT]
    sending.send_due(at=NOW)
    factories.plan(delivery.channel, version=2)
    assert fresh(delivery).state == State.CANCELLED
    assert [each.version for each in everywhere(body)] == [1]


def test_staff_may_take_back_on_one_channel_what_is_in_doubt(body, adapter, delivery):
    def offered() -> bool:
        links = pages.steps(fresh(delivery), body.code)
        return any("withdraw" in each.url for each in links)

    adapter.answers = [SURE, DOUBT]
    sending.send_due(at=NOW)
    assert not offered()
    sending.send_due(at=fresh(delivery).next_try_at)
    assert offered()
    back = actions.withdraw(delivery, reason="内容有误", by=None, at=NOW)
    assert back is not None
    assert back.is_withdrawal


def test_what_is_to_be_taken_back_is_not_sent_again(body, adapter, delivery):
    """The withdrawal comes while the push is under way, and the push fails."""

    def withdrawn_meanwhile():
        everywhere(body, at=NOW)
        return SURE

    adapter.answers = [withdrawn_meanwhile]
    sending.send_due(at=NOW)
    assert fresh(delivery).state == State.FAILED
    sending.send_due(at=NOW + DAY)
    assert fresh(delivery).state == State.CANCELLED
    assert [job.reason for job in adapter.sent] == ["", "内容有误"]
    for again in (
        lambda: actions.replan(delivery, planned_for=NOW + DAY, by=None, at=NOW + DAY),
        lambda: factories.plan(delivery.channel),
    ):
        with pytest.raises(ValidationError, match="以新版本重新发布"):
            again()


class InBatches(Fake):
    """Two recipients a call; accepts them, or answers what it was told."""

    batch = 2

    def _next(self):
        if self.answers:
            return super()._next()
        targets = self.sent[-1].targets
        return Answer(Result.DONE, told={each.message_id: Told(True) for each in targets})


@pytest.fixture
def listed(body, monkeypatch):
    """A list of five recipients, and the adapter that reaches them."""
    fake = InBatches()
    monkeypatch.setattr(registry, "of", lambda _channel: fake)
    group = actions.add_group(body_id=body.pk, name="村民", by=None, at=NOW)
    for number in range(5):
        actions.add_recipient(
            group, phone=f"1380000000{number}", consent="signed",
            consented_on=date(2026, 1, 1), by=None, at=NOW,
        )  # fmt: skip
    return fake


def _phones(job) -> list[str]:
    return [each.address[-1] for each in job.targets]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (None, ["0", "1"]),
        (SURE, ["0", "1"]),
        (Answer(Result.REFUSED, "余额不足"), ["0", "1"]),
        (DOUBT, ["0", "1", "2", "3"]),
    ],
    ids=["before the second call", "failed", "refused", "in doubt"],
)
def test_a_list_sent_in_part_tells_those_who_may_have_got_it_and_sends_no_more(
    body, listed, second, told
):
    delivery = factories.plan(factories.channel(body, "短信平台", "sms"))
    sending.send_due(at=NOW)
    if second is not None:
        listed.answers = [second]
        sending.send_due(at=NOW)
    sent = len(listed.sent)
    (back,) = everywhere(body)
    for minutes in range(1, 5):
        sending.send_due(at=NOW + DAY + minutes * MINUTE)
    assert fresh(delivery).state == State.CANCELLED
    assert fresh(back).state == State.CONFIRMED
    assert [phone for job in listed.sent[sent:] for phone in _phones(job)] == told
    waiting = Message.objects.filter(delivery=delivery, outcome="waiting")
    assert waiting.count() == 5 - len(told)


def test_a_list_of_which_nobody_was_sent_to_is_cancelled_alone(body, listed):
    delivery = factories.plan(factories.channel(body, "短信平台", "sms"))
    listed.answers = [SURE]
    sending.send_due(at=NOW)
    assert everywhere(body) == []
    assert fresh(delivery).state == State.CANCELLED


def test_a_list_under_way_stops_with_the_withdrawal(body, listed):
    delivery = factories.plan(factories.channel(body, "短信平台", "sms"))

    def withdrawn_meanwhile():
        everywhere(body, at=NOW)
        targets = listed.sent[-1].targets
        return Answer(Result.DONE, told={each.message_id: Told(True) for each in targets})

    listed.answers = [withdrawn_meanwhile]
    sending.send_due(at=NOW)
    for minutes in range(1, 6):
        sending.send_due(at=NOW + minutes * MINUTE)
    assert fresh(delivery).state == State.CANCELLED
    assert [_phones(job) for job in listed.sent] == [["0", "1"], ["0", "1"]]
    assert queries.withdrawal_of(delivery).state == State.CONFIRMED


LEAK = "关于马某某（身份证号尾号1239）的公告"


def _said(content: dict) -> str:
    return str([value for name, value in content.items() if name != "url"])


def test_a_title_that_is_the_leak_is_sent_to_nobody_again_and_staff_still_see_it(body, adapter):
    channel = factories.channel(body, "县政府网", "superior_portal")
    shown = factories.plan(channel, title=LEAK, publisher=LEAK, short_text=LEAK, doc_no=LEAK)
    sending.send_due(at=NOW)
    (back,) = everywhere(body, says_title=False)
    assert LEAK not in _said(back.content)
    assert back.content["title"] == "2026年3月3日公开的信息"
    assert back.content["publisher"] == body.name
    assert (back.title, fresh(shown).content["title"]) == (LEAK, LEAK)
    sending.send_due(at=NOW + DAY)
    assert adapter.sent[-1].content.is_untitled
    assert fresh(shown).state == State.WITHDRAWN


def test_a_withdrawal_that_still_waits_loses_the_title_later(body, adapter):
    factories.plan(factories.channel(body, "县政府网", "superior_portal"), title=LEAK)
    sending.send_due(at=NOW)
    (first,) = everywhere(body)
    assert LEAK in _said(first.content)
    (again,) = everywhere(body, says_title=False)
    assert again.pk == first.pk
    assert LEAK not in _said(fresh(first).content)


def test_a_screen_shows_nothing_of_it_from_the_withdrawal_on(body):
    led = factories.channel(body, "大屏", "led_screen", settings={"way": "automatic"})
    factories.plan(led, title=LEAK)
    sending.send_due(at=NOW)
    assert [each.title for each in queries.showing(led, on=NOW.date())] == [LEAK]
    everywhere(body, says_title=False)
    assert queries.showing(led, on=NOW.date()) == []


def _words(adapter: str) -> str:
    """Return everything that a channel tells the public when a hidden title is taken back."""
    content = factories.content(title=LEAK, short_text=LEAK, text=LEAK, doc_no=LEAK)
    untitled = content.untitled("冯记沟乡人民政府")
    match adapter:
        case "sms":
            return sms.message(untitled, {}, withdrawn=True)
        case "wechat_group":
            return by_hand.WechatGroup().prepare(untitled, {}).text
        case _:
            return str(package.envelope(untitled, act="withdraw", key="1"))


@pytest.mark.parametrize("adapter", ["sms", "wechat_group", "superior_portal"])
def test_the_words_of_a_withdrawal_name_the_day_alone(adapter):
    words = _words(adapter)
    assert "2026年3月3日公开的信息" in words
    assert LEAK not in words
