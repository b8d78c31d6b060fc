"""Several people and rounds at the same moment: one act counts, and nobody stands in another's way.

SQLite lets one writer in at a time; what is shown here needs a server of several.
"""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django_scopes import scope, scopes_disabled

from gongkai.office.publishing import actions
from gongkai.office.publishing.models import ItemVersion, PublicItem, PublicSpan, Release
from gongkai.office.records.models import AuditEntry
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time"),
]
HOUR = timedelta(hours=1)
LATER = AT + 2 * HOUR


@pytest.fixture
def office():
    return gate.office()


def _at_once(body_id: int, *acts: Callable[[], object]) -> list[object]:
    """Return what each act returned or raised, begun at the same moment on its own connection."""
    start, told = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            with scope(body=body_id):
                start.wait(timeout=10)
                told[place] = act()
        except Exception as error:  # noqa: BLE001 - what was raised is what the test looks at
            told[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=30)
    return told


def _released(office) -> ItemVersion:
    with scope(body=office.body.pk):
        version = gate.cleared(office)
        actions.release(version, publish_at=AT + HOUR, by=office.approver, at=AT)
        return version


def test_several_rounds_open_an_item_once(office):
    for _item in range(3):
        _released(office)
    told = _at_once(office.body.pk, *[lambda: actions.open_due(at=LATER)] * 4)
    assert all(isinstance(each, int) for each in told), told
    with scopes_disabled():
        assert PublicItem.objects.count() == PublicSpan.objects.count() == 3
        assert Release.objects.exclude(stopped_because="").count() == 0
        numbers = sorted(PublicItem.objects.values_list("index_no", flat=True))
        assert [each[-5:] for each in numbers] == ["00001", "00002", "00003"]
        assert AuditEntry.objects.filter(verb__in=("open", "open_item")).count() == 3


@pytest.mark.parametrize("_turn", range(5))
def test_an_item_sent_back_as_its_hour_comes_is_either_public_or_a_draft(office, _turn):
    version = _released(office)
    told = _at_once(
        office.body.pk,
        lambda: actions.open_due(at=LATER),
        lambda: actions.send_back(version, reason="有误", by=office.reviewer, at=LATER),
    )
    assert isinstance(told[0], int), told
    with scopes_disabled():
        state = ItemVersion.objects.get(pk=version.pk).state
        is_public = PublicItem.objects.filter(item=version.item).exists()
    assert (state, is_public) in {("published", True), ("returned", False)}
    assert isinstance(told[1], ItemVersion if state == "returned" else ValidationError), told


def test_two_releases_of_one_version_are_one(office):
    with scope(body=office.body.pk):
        version = gate.cleared(office)
    told = _at_once(
        office.body.pk,
        lambda: actions.release(version, by=office.approver, at=LATER),
        lambda: actions.release(version, by=office.reviewer, at=LATER),
    )
    assert sum(isinstance(each, Release) for each in told) == 1, told
    assert sum(isinstance(each, ValidationError) for each in told) == 1, told
    with scopes_disabled():
        assert PublicItem.objects.count() == 1


def test_an_item_withdrawn_as_its_next_version_opens_is_down(office):
    with scope(body=office.body.pk):
        copy = gate.published(office)
        version = actions.revise(copy.item, note="更新", by=office.clerk, at=AT)
        actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
        actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
        actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
        actions.release(version, publish_at=AT + HOUR, by=office.approver, at=AT)
    told = _at_once(
        office.body.pk,
        lambda: actions.open_due(at=LATER),
        lambda: actions.withdraw(
            copy.item, public_reason="inaccurate", reason="有误", by=office.clerk, at=LATER
        ),
    )
    assert isinstance(told[1], PublicItem), told
    with scopes_disabled():
        assert PublicItem.objects.get(item=copy.item).is_withdrawn
    actions.open_due(at=LATER + HOUR)
    with scopes_disabled():
        assert PublicItem.objects.get(item=copy.item).is_withdrawn
