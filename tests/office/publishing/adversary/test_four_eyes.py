"""Whoever had a hand in an item, its files included, judges and releases none of it."""

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.attaching import Upload
from gongkai.office.publishing.models import Attachment, PublicItem
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


def _attach(version, *, by):
    actions.attach(version, Upload("附表.txt", "春季防火".encode()), by=by, at=AT)


def _describe(version, *, by):
    actions.describe(
        Attachment.objects.get(version=version), name="附表.txt", role="attachment",
        alternative="防火区域", by=by, at=AT,
    )  # fmt: skip


def _detach(version, *, by):
    actions.detach(Attachment.objects.get(version=version), by=by, at=AT)


@pytest.mark.parametrize("hand", [_attach, _describe, _detach])
def test_a_hand_in_the_files_is_a_hand_in_the_writing(office, hand):
    version = gate.drafted(office)
    if hand is not _attach:
        _attach(version, by=office.clerk)
    hand(version, by=office.approver)
    actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.endorse(version, answers=gate.BUSINESS, by=office.approver, at=AT)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.clear(version, gate.CLEAN, by=office.approver, at=AT)
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.release(version, by=office.approver, at=AT)
    assert not PublicItem.objects.exists()


@pytest.mark.parametrize("hand", [_attach, _describe, _detach])
def test_what_was_submitted_takes_no_other_files(office, hand):
    version = gate.drafted(office)
    _attach(version, by=office.clerk)
    actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    with pytest.raises(ValidationError, match="已经送审"):
        hand(version, by=office.clerk)
    assert [each.alternative for each in version.attachments.all()] == [""]


def test_who_wrote_an_earlier_returned_version_does_not_release_the_next(office):
    version = gate.drafted(office)
    actions.write(version, {"title": "改过的标题"}, seen=0, by=office.approver, at=AT)
    actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    draft = actions.send_back(version, reason="改", by=office.reviewer, at=AT)
    actions.write(draft, {"title": "新标题"}, seen=0, by=office.clerk, at=AT)
    actions.submit(draft, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    actions.endorse(draft, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    actions.clear(draft, gate.CLEAN, by=office.secrecy, at=AT)
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.release(draft, by=office.approver, at=AT)
