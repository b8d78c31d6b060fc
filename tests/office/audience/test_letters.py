"""Letters to subscribers: only to who confirmed, each item once, ended by one click."""

from datetime import timedelta

import pytest
from django.core import mail
from django_scopes import scope

from gongkai.office.audience import actions, letters
from gongkai.office.audience.actions.subscribing import Wish
from gongkai.office.audience.models import Subscription
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def office():
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


def _subscribed(office, django_capture_on_commit_callbacks, **wanted):
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.subscribe(office.body, Wish("Reader@example.com", **wanted), at=AT)
    return made


def test_nobody_is_written_to_before_they_confirmed(office, django_capture_on_commit_callbacks):
    made = _subscribed(office, django_capture_on_commit_callbacks)
    assert mail.outbox[0].to == ["reader@example.com"]
    assert made.token in mail.outbox[0].body
    gate.published(office)
    letters.send_due(at=AT + 3 * DAY)
    assert len(mail.outbox) == 1


def test_news_is_told_once(office, django_capture_on_commit_callbacks):
    made = _subscribed(office, django_capture_on_commit_callbacks)
    actions.confirm(made, at=AT)
    copy = gate.published(office, at=AT + timedelta(hours=2))
    letters.send_due(at=AT + DAY)
    letters.send_due(at=AT + DAY)
    letters.send_due(at=AT + 2 * DAY)
    told = [each for each in mail.outbox if copy.title in each.body]
    assert len(told) == 1
    assert "List-Unsubscribe" in told[0].extra_headers


def test_a_subscription_to_a_category_and_words_tells_of_nothing_else(
    office, django_capture_on_commit_callbacks
):
    made = _subscribed(office, django_capture_on_commit_callbacks, category="20.12", words="防火")
    actions.confirm(made, at=AT)
    later = AT + timedelta(hours=2)
    wanted = gate.published(office, at=later)
    other = gate.published(office, at=later, title="防汛值班安排")
    letters.send_due(at=AT + DAY)
    assert wanted.title in mail.outbox[-1].body
    assert other.title not in mail.outbox[-1].body


def test_who_asks_twice_has_one_subscription(office, django_capture_on_commit_callbacks):
    for _time in range(2):
        _subscribed(office, django_capture_on_commit_callbacks)
    assert Subscription.objects.count() == 1
    assert len(mail.outbox) == 2


def test_an_ended_subscription_leaves_no_address(office, django_capture_on_commit_callbacks):
    made = _subscribed(office, django_capture_on_commit_callbacks)
    actions.end(made, at=AT)
    assert not Subscription.objects.exists()


def test_a_mail_server_that_is_down_stops_nothing(
    office, django_capture_on_commit_callbacks, settings
):
    made = _subscribed(office, django_capture_on_commit_callbacks)
    actions.confirm(made, at=AT)
    gate.published(office, at=AT + timedelta(hours=2))
    settings.EMAIL_BACKEND = "tests.office.audience.broken_mail.Down"
    assert letters.send_due(at=AT + DAY) == 1


def test_without_a_mail_server_what_is_new_waits(
    office, django_capture_on_commit_callbacks, settings
):
    made = _subscribed(office, django_capture_on_commit_callbacks)
    actions.confirm(made, at=AT)
    copy = gate.published(office, at=AT + timedelta(hours=2))
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, letters.CONSOLE
    assert letters.send_due(at=AT + DAY) == 0
    settings.EMAIL_BACKEND = backend
    letters.send_due(at=AT + DAY)
    assert copy.title in mail.outbox[-1].body
