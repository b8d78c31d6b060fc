"""Counting readers: per item, month and way, without anybody in it and without a lost count."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django_scopes import scope

from gongkai.office.audience import counting, queries
from gongkai.office.audience.models import Reach, ReachCount
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def office():
    counting.write(at=AT)
    ReachCount._base_manager.all().delete()
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


def _read(copy, way=Reach.VIEW, agent=BROWSER, at=AT):
    counting.reached(body_id=copy.body_id, item_code=copy.code, way=way, agent=agent, at=at)


def test_readers_are_counted_by_month_and_way(office):
    copy = gate.published(office)
    for _time in range(3):
        _read(copy)
    _read(copy, Reach.SCAN)
    _read(copy, at=AT + timedelta(days=31))
    assert counting.write(at=AT) == 5
    _read(copy)
    counting.write(at=AT)
    told = queries.reach_by_month(year=2026)
    assert told["view"] == {3: 4, 4: 1}
    assert told["scan"] == {3: 1}


@pytest.mark.parametrize("agent", ["Baiduspider/2.0", "curl/8.5", "", "python-requests/2.32"])
def test_a_machine_is_no_reader(office, agent):
    copy = gate.published(office)
    _read(copy, agent=agent)
    assert counting.write(at=AT) == 0


def test_a_count_that_could_not_be_written_is_written_later(office, monkeypatch):
    copy = gate.published(office)
    _read(copy)

    def broken(*_arguments):
        raise DatabaseError

    with monkeypatch.context() as patched:
        patched.setattr(counting, "_add", broken)
        with pytest.raises(DatabaseError):
            counting.write(at=AT)
    assert counting.write(at=AT) == 1
    assert ReachCount.objects.get().count == 1


def test_what_nobody_finds_is_listed(office):
    read, unread = gate.published(office), gate.published(office, title="无人问津的公告")
    _read(read)
    counting.write(at=AT)
    count, items = queries.never_read(since=AT.date())
    assert (count, [each.code for each in items]) == (1, [unread.code])
    assert [(each.copy.code, each.count) for each in queries.most_read(year=2026)] == [
        (read.code, 1)
    ]
