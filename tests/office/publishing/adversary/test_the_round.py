"""The round that opens what is due: a broken item stops alone, with its reason, and once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from gongkai.office.channels import actions as channels
from gongkai.office.channels.models import Delivery
from gongkai.office.publishing import actions, outward
from gongkai.office.publishing.models import (
    Item,
    ItemFile,
    ItemVersion,
    PublicItem,
    PublicSpan,
    Release,
    Withholding,
)
from gongkai.office.search.models import IndexChange
from gongkai.rules.gate.questions import asked
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def office():
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


def _released(office, *, hours: int = 1, name: str = "", **values) -> ItemVersion:
    version = gate.drafted(office, **values)
    if name:
        gate.attached(office, version, name, "春季防火名单".encode())
    actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    actions.release(version, publish_at=AT + hours * HOUR, by=office.approver, at=AT)
    return version


def _nothing_is_half_public(version: ItemVersion) -> None:
    item = Item.objects.get(pk=version.item_id)
    assert (item.index_no, item.public_version) == ("", None)
    for table in (PublicItem, PublicSpan):
        assert not table.objects.filter(item=item).exists()
    assert not IndexChange.objects.filter(key=item.code).exists()
    assert not Delivery.objects.filter(item_code=item.code).exists()


def test_a_lost_file_stops_its_item_alone_and_says_what_to_do(office):
    broken, sound = _released(office, name="附表.txt"), _released(office, hours=2)
    kept = ItemFile.objects.get()
    place = f"originals/{office.body.pk}/{kept.digest[:2]}/{kept.digest}"
    default_storage.delete(place)
    assert actions.open_due(at=AT + 3 * HOUR) == 2
    assert [each.item_id for each in PublicItem.objects.all()] == [sound.item_id]
    order = Release.objects.get(version=broken)
    assert "从备份恢复" in order.stopped_because
    _nothing_is_half_public(broken)
    assert actions.open_due(at=AT + 4 * HOUR) == 0
    # The file is back: a person opens it.
    default_storage.save(place, ContentFile("春季防火名单".encode()))
    actions.open_release(order, by=office.approver, at=AT + 5 * HOUR)
    assert PublicItem.objects.filter(item=broken.item).exists()


def test_a_fault_of_ours_stops_its_item_alone(office, monkeypatch, caplog):
    broken, sound = _released(office), _released(office, hours=2)
    plan = outward.channels.plan

    def fails(content, *args, **more):
        if content.item_code == broken.item.code:
            raise KeyError("unforeseen")
        return plan(content, *args, **more)

    monkeypatch.setattr(outward.channels, "plan", fails)
    actions.open_due(at=AT + 3 * HOUR)
    assert [each.item_id for each in PublicItem.objects.all()] == [sound.item_id]
    assert "系统管理员" in Release.objects.get(version=broken).stopped_because
    _nothing_is_half_public(broken)
    assert "unforeseen" in caplog.text


def test_a_busy_database_is_waited_for(office, monkeypatch, caplog):
    version = _released(office)
    tell = outward.tell

    def busy(*_args, **_more):
        raise OperationalError("database is locked")

    monkeypatch.setattr(outward, "tell", busy)
    assert actions.open_due(at=AT + 2 * HOUR) == 0
    assert Release.objects.get(version=version).stopped_because == ""
    _nothing_is_half_public(version)
    monkeypatch.setattr(outward, "tell", tell)
    assert actions.open_due(at=AT + 2 * HOUR) == 1
    assert "database is locked" in caplog.text


def test_a_channel_given_up_since_keeps_nothing_from_the_public(office):
    channel = channels.add(
        body_id=office.body.pk, name="老公告栏", kind="notice_board", by=office.clerk, at=AT
    )
    version = _released(office, channel_ids=[channel.pk, 987654321])
    type(channel).objects.filter(pk=channel.pk).update(is_active=False)
    actions.open_due(at=AT + 2 * HOUR)
    assert PublicItem.objects.filter(item=version.item).exists()
    assert not Delivery.objects.filter(channel=channel).exists()


def test_two_rounds_at_once_open_once(office):
    version = _released(office)
    order = Release.objects.get(version=version)
    assert actions.open_release(order, by=None, at=AT + 2 * HOUR) is not None
    assert actions.open_release(order, by=None, at=AT + 2 * HOUR) is None
    assert PublicSpan.objects.count() == 1


def test_the_last_number_of_a_year_is_refused_with_a_sentence(office):
    first = gate.published(office)
    front = first.index_no.rpartition("-")[0]
    Item.objects.filter(pk=first.item_id).update(index_no=f"{front}-99999")
    version = gate.cleared(office)
    with pytest.raises(ValidationError, match="没有可用的号码"):
        actions.release(version, by=office.approver, at=AT)
    _nothing_is_half_public(version)
    # The next year, which begins in China and not in Greenwich, counts anew.
    new_year = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    actions.release(version, by=office.approver, at=new_year)
    assert PublicItem.objects.get(item=version.item).index_no.endswith("/2027-00001")


def _withheld(office) -> Withholding:
    version = gate.submitted(office)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    answers = {each.key: "yes" for each in asked("secrecy", on=gate.TODAY)}
    finding = gate.Finding(answers, gate.BASIS, "涉及国家秘密，不予公开")
    return actions.withhold(version, finding, by=office.secrecy, at=AT)


def _reassess(office, withholding):
    return actions.reassess(
        withholding, reason="可以公开了", until=None, by=office.secrecy, at=AT + HOUR
    )


def test_what_was_withheld_and_written_anew_is_reassessed(office):
    withholding = _withheld(office)
    draft = actions.revise(withholding.item, note="重写", by=office.clerk, at=AT)
    assert _reassess(office, withholding) == draft
    assert Withholding.objects.get().ended_at is not None


def test_what_was_withheld_and_given_up_since_becomes_a_draft_again(office):
    withholding = _withheld(office)
    draft = actions.revise(withholding.item, note="重写", by=office.clerk, at=AT)
    actions.discard(draft, reason="不写了", by=office.clerk, at=AT)
    again = _reassess(office, withholding)
    assert (again.number, again.state) == (3, "draft")


@pytest.mark.parametrize("act", ["send_back", "endorse", "take_back"])
def test_the_turn_of_the_body_is_taken_before_a_version_is_held(office, act):
    version = gate.submitted(office)
    ways = {
        "send_back": lambda: actions.send_back(version, reason="改", by=office.reviewer, at=AT),
        "endorse": lambda: actions.endorse(
            version, answers=gate.BUSINESS, by=office.reviewer, at=AT
        ),
        "take_back": lambda: actions.take_back(version, reason="改", by=office.clerk, at=AT),
    }
    with CaptureQueriesContext(connection) as kept:
        ways[act]()
    told = [each["sql"] for each in kept.captured_queries]
    turn = next(place for place, sql in enumerate(told) if "records_audithead" in sql)
    held = next(place for place, sql in enumerate(told) if 'FROM "publishing_itemversion"' in sql)
    assert turn < held
