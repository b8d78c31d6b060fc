"""What is taken down stays down, says nothing, and comes down even where something is broken."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django_scopes import scope

from gongkai.office.channels import actions as channels
from gongkai.office.channels import sending
from gongkai.office.channels.models import Delivery
from gongkai.office.publishing import actions
from gongkai.office.publishing.actions import opening
from gongkai.office.publishing.actions.marking import Mark
from gongkai.office.publishing.models import (
    ItemFile,
    ItemVersion,
    NormativeDocument,
    PublicItem,
    Release,
)
from gongkai.office.publishing.queries import public
from gongkai.office.records.models import AuditEntry
from gongkai.office.search.models import IndexChange
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LEAK = "关于马某某（身份证号尾号1239）的公告"


@pytest.fixture
def office():
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


def _waiting(office, item, *, hours: int, **values) -> ItemVersion:
    """Return a next version that is released and waits for its hour."""
    version = actions.revise(item, note="更新", by=office.clerk, at=AT)
    actions.write(version, values, seen=version.revision, by=office.clerk, at=AT)
    actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    actions.release(version, publish_at=AT + hours * HOUR, by=office.approver, at=AT)
    return version


def _withdraw(office, item, **more) -> PublicItem:
    return actions.withdraw(
        item, public_reason="not_disclosable", reason="含个人信息", by=office.clerk, at=AT + HOUR,
        **more,
    )  # fmt: skip


def test_a_withdrawn_item_does_not_come_back_by_itself(office):
    copy = gate.published(office)
    version = _waiting(office, copy.item, hours=3)
    _withdraw(office, copy.item)
    assert actions.open_due(at=AT + 5 * HOUR) == 0
    assert PublicItem.objects.get().is_withdrawn
    order = Release.objects.get(version=version)
    assert "撤下" in order.stopped_because
    # A round that read the order before the withdrawal finds it stopped as well.
    assert actions.open_release(order, by=None, at=AT + 5 * HOUR) is None
    draft = actions.send_back(version, reason="已撤下", by=office.reviewer, at=AT + 5 * HOUR)
    assert draft.state == "draft"


def test_a_title_that_is_the_leak_is_taken_off_the_tombstone(office):
    copy = gate.published(office, title=LEAK, publisher="马某某", doc_no="冯政发〔2026〕马某某号")
    tombstone = _withdraw(office, copy.item, hides_title=True)
    kept = PublicItem.objects.filter(pk=tombstone.pk).values().get()
    assert "马某某" not in str(kept)
    assert kept["publisher"] == office.body.name
    assert kept["withdrawal_reason"] == "not_disclosable"
    assert not IndexChange.objects.filter(content__icontains="马某某").exists()
    # The office still knows what it was.
    assert ItemVersion.objects.get(item=copy.item).title == LEAK


def test_a_title_is_hidden_later_once_and_only_from_a_tombstone(office):
    copy = gate.published(office, title=LEAK)
    with pytest.raises(ValidationError, match="先撤下"):
        actions.hide_title(copy, reason="含个人信息", by=office.clerk, at=AT)
    tombstone = _withdraw(office, copy.item)
    assert tombstone.title == LEAK
    with pytest.raises(ValidationError):
        actions.hide_title(tombstone, reason=" ", by=office.clerk, at=AT + HOUR)
    hidden = actions.hide_title(tombstone, reason="含个人信息", by=office.clerk, at=AT + HOUR)
    assert hidden.title == opening.HIDDEN_TITLE
    with pytest.raises(ValidationError, match="已经隐去"):
        actions.hide_title(tombstone, reason="含个人信息", by=office.clerk, at=AT + HOUR)
    assert AuditEntry.objects.filter(verb="hide_title").count() == 1
    # A new version through the gate has its own title.
    again = gate.revised(office, copy.item, at=AT + 2 * HOUR, title="关于补助的公告")
    assert again.title == "关于补助的公告"


@pytest.mark.parametrize("is_later", [False, True])
def test_no_channel_is_told_the_title_once_more(office, is_later):
    copy = gate.published(office, title=LEAK, summary=LEAK, publisher="马某某")
    channels.add(body_id=office.body.pk, name="本机关网站", kind="portal", by=None, at=AT)
    copy = gate.revised(office, copy.item, summary=LEAK, html=f"<p>{LEAK}</p>")
    sending.send_due(at=AT + HOUR)
    tombstone = _withdraw(office, copy.item, hides_title=not is_later)
    if is_later:
        actions.hide_title(tombstone, reason="含个人信息", by=office.clerk, at=AT + HOUR)
    back = Delivery.objects.get(act="withdraw")
    assert "马某某" not in str(back.content)
    assert "公开的信息" in back.content["title"]
    shown = Delivery.objects.get(act="publish")
    assert (shown.content["title"], back.title) == (LEAK, LEAK)


def test_a_tombstone_keeps_nothing_that_was_written_freely(office):
    secret = "不再公开的话"
    copy = gate.published(
        office, source=secret, audience=secret, table_period=secret, summary=secret,
        keywords=secret, html=f"<p>{secret}</p>", table_rows=[{"备注": secret}], change_note=secret,
    )  # fmt: skip
    _withdraw(office, copy.item)
    assert secret not in str(PublicItem.objects.filter(pk=copy.pk).values().get())


def test_an_item_marked_as_expired_is_still_taken_down_on_its_day(office):
    copy = gate.published(office, expires_on=date(2026, 3, 31), on_expiry="withdraw")
    mark = Mark("expired", date(2026, 3, 10))
    actions.mark_validity(copy.item, mark, by=office.approver, at=AT + HOUR)
    assert actions.open_due(at=datetime(2026, 4, 1, tzinfo=UTC)) == 1
    assert PublicItem.objects.get().is_withdrawn


def test_the_end_of_the_period_does_not_unsay_a_repeal(office):
    copy = gate.published(office, expires_on=date(2026, 3, 31))
    mark = Mark("repealed", date(2026, 3, 10))
    actions.mark_validity(copy.item, mark, by=office.approver, at=AT + HOUR)
    assert actions.open_due(at=datetime(2026, 4, 1, tzinfo=UTC)) == 0
    assert PublicItem.objects.get().validity == "repealed"


def test_a_version_with_a_longer_period_holds_again(office):
    copy = gate.published(office, expires_on=date(2026, 3, 31))
    later = datetime(2026, 4, 2, tzinfo=UTC)
    actions.open_due(at=later)
    assert PublicItem.objects.get().validity == "expired"
    gate.revised(office, copy.item, at=later, expires_on=date(2026, 6, 30))
    assert PublicItem.objects.get().validity == "in_force"
    actions.open_due(at=datetime(2026, 7, 1, 3, tzinfo=UTC))
    assert PublicItem.objects.get().validity == "expired"


def test_a_mark_that_a_person_set_is_not_taken_off_by_a_version(office):
    copy = gate.published(office, expires_on=date(2026, 12, 31))
    mark = Mark("expired", date(2026, 3, 10))
    actions.mark_validity(copy.item, mark, by=office.approver, at=AT + HOUR)
    gate.revised(office, copy.item, at=AT + 2 * HOUR, expires_on=date(2027, 12, 31))
    assert PublicItem.objects.get().validity == "expired"


def test_a_period_that_was_made_longer_meanwhile_is_not_over(office):
    copy = gate.published(office, expires_on=date(2026, 3, 31), on_expiry="withdraw")
    later = datetime(2026, 4, 1, tzinfo=UTC)
    stale = PublicItem.objects.get(pk=copy.pk)
    gate.revised(office, copy.item, at=later, expires_on=date(2026, 6, 30))
    assert actions.expire(stale, by=None, at=later) is False
    assert not PublicItem.objects.get().is_withdrawn


def _lose_the_file(office) -> None:
    kept = ItemFile.objects.get()
    default_storage.delete(f"originals/{office.body.pk}/{kept.digest[:2]}/{kept.digest}")


def test_a_lost_file_keeps_nobody_from_marking_or_taking_down(office):
    version = gate.drafted(office)
    gate.attached(office, version, "附表.txt", "春季防火名单".encode())
    actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    actions.release(version, by=office.approver, at=AT)
    _lose_the_file(office)
    mark = Mark("repealed", date(2026, 3, 10))
    actions.mark_validity(version.item, mark, by=office.approver, at=AT + HOUR)
    assert public.by_code(version.item.code).validity == "repealed"
    assert _withdraw(office, version.item).is_withdrawn


def test_a_normative_document_that_runs_out_ends_in_its_ledger_too(office):
    copy = gate.published(office, category="20.1", genre="normative", expires_on=date(2026, 3, 31))

    def until():
        return NormativeDocument.objects.standing().get(item_code=copy.code).repealed_on

    assert until() is None
    assert actions.open_due(at=datetime(2026, 3, 31, 1, tzinfo=UTC)) == 0
    assert until() is None
    later = datetime(2026, 4, 1, 1, tzinfo=UTC)
    assert actions.open_due(at=later) == 1
    # The last day in force is not the first day without force.
    assert until() == date(2026, 4, 1)
    assert actions.open_due(at=later + HOUR) == 0
    gate.revised(office, copy.item, at=later + 2 * HOUR, expires_on=date(2027, 3, 31))
    assert until() is None


def test_a_mark_that_a_person_set_is_what_the_ledger_says(office):
    copy = gate.published(office, category="20.1", genre="normative", expires_on=date(2026, 3, 31))
    mark = Mark("repealed", date(2026, 3, 10))
    actions.mark_validity(copy.item, mark, by=office.approver, at=AT + HOUR)
    actions.open_due(at=datetime(2026, 4, 1, 1, tzinfo=UTC))
    found = NormativeDocument.objects.standing().get(item_code=copy.code)
    assert found.repealed_on == date(2026, 3, 10)
