"""Channels and postings refuse what would not be true of them."""

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from gongkai.office.channels import actions, queries
from gongkai.office.channels.models import Channel, ChannelKind, Family, Posting
from gongkai.office.records import actions as records
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.office.records.models import AuditEntry
from tests.office.channels import factories
from tests.office.channels.factories import AT

pytestmark = pytest.mark.django_db


def _posting(channel: Channel, *, quantity: int) -> Posting:
    return Posting(channel=channel, subject="通知", posted_on=AT.date(), quantity=quantity)


def test_every_kind_of_channel_belongs_to_a_family():
    assert {kind: kind.family for kind in ChannelKind}.keys() == set(ChannelKind)
    assert ChannelKind.SUPERIOR_PORTAL.family is Family.PORTAL


def test_postings_cannot_be_read_without_saying_whose():
    with pytest.raises(ScopeError):
        Posting.objects.count()


def test_two_channels_of_a_body_cannot_share_a_name():
    body = factories.body()
    with scope(body=body.pk):
        actions.add(body_id=body.pk, name="短信平台", kind="sms", by=None, at=AT)
        with pytest.raises(ValidationError, match="同名的渠道"):
            actions.add(body_id=body.pk, name="短信平台", kind="other", by=None, at=AT)
        assert Channel.objects.count() == 1


def test_a_posting_of_nothing_is_refused_and_not_kept():
    body = factories.body()
    with scope(body=body.pk):
        channel = factories.channel(body)
        with pytest.raises(ValidationError, match="至少为 1"):
            actions.post(_posting(channel, quantity=0), by=None, at=AT)
        assert not Posting.objects.exists()


def test_a_retired_channel_takes_no_postings():
    body = factories.body()
    with scope(body=body.pk):
        channel = factories.channel(body, is_active=False)
        with pytest.raises(ValidationError, match="已停用"):
            actions.post(_posting(channel, quantity=1), by=None, at=AT)
        assert str(channel.label) == "短信平台（已停用）"


def test_a_change_of_a_channel_is_audited_with_what_it_said_before():
    body = factories.body()
    with scope(body=body.pk):
        channel = factories.channel(body)
        actions.change(channel, {"name": "短信群发"}, seen={"name": "短信平台"}, by=None, at=AT)
    entry = AuditEntry.objects.get(verb="change")
    assert entry.details["before"]["name"] == "短信平台"
    assert entry.details["after"]["name"] == "短信群发"


def test_a_channel_changed_meanwhile_is_not_changed_again():
    body = factories.body()
    with scope(body=body.pk):
        channel = factories.channel(body)
        actions.change(channel, {"place": "大厅"}, seen={"place": ""}, by=None, at=AT)
        with pytest.raises(EditedMeanwhile):
            actions.change(channel, {"place": "村部"}, seen={"place": ""}, by=None, at=AT)
        assert Channel.objects.get().place == "大厅"


def test_channels_are_told_by_family_in_the_order_of_the_body():
    body = factories.body()
    with scope(body=body.pk):
        factories.channel(body, "微信群", "wechat_group", position=3)
        factories.channel(body, "短信平台", "sms", position=2)
        factories.channel(body, "县政府网", "superior_portal", position=1)
        assert queries.names_by_family() == {
            Family.PORTAL: ["县政府网"],
            Family.MESSAGING: ["短信平台", "微信群"],
        }


def test_a_corrected_posting_keeps_its_earlier_version():
    body = factories.body()
    with scope(body=body.pk):
        first = factories.posting(factories.channel(body), quantity=3)
        records.correct(first, {"quantity": 5}, reason="漏计两条", by=None, at=AT)
        quantities = Posting.objects.filter(key=first.key).order_by("pk")
        assert [each.quantity for each in quantities] == [3, 5]
        assert Posting.objects.standing().get().quantity == 5
