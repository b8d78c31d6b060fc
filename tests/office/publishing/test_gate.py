"""The gate: nothing becomes public without its reviews, and nobody lets their own words out."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes import scope

from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.passing import Finding
from gongkai.office.publishing.models import (
    ItemVersion,
    Publication,
    PublicItem,
    PublicSpan,
    Release,
    SecrecyReview,
    VersionState,
)
from gongkai.office.publishing.queries import public
from gongkai.office.records.models import AuditEntry
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def office():
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


def test_a_notice_is_public_after_four_people_had_it_in_hand(office):
    copy = gate.published(office)
    assert public.by_code(copy.code).title == "关于做好春季防火工作的通知"
    assert copy.index_no.endswith("/2026-00001")
    assert copy.release.secrecy_review.reviewer == office.secrecy
    assert copy.release.released_by == office.approver
    publication = Publication.objects.standing().get()
    assert (publication.item_code, publication.published_on) == (copy.code, date(2026, 3, 2))
    assert PublicSpan.objects.get().until_at is None


@pytest.mark.parametrize("state", ["drafted", "submitted", "cleared"])
def test_nothing_is_public_before_its_release(office, state):
    version = getattr(gate, state)(office)
    assert public.by_code(version.item.code) is None
    assert not PublicItem.objects.exists()


def test_the_author_passes_no_review_and_no_release(office):
    version = gate.submitted(office)
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.endorse(version, answers=gate.BUSINESS, by=office.clerk, at=AT)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.clear(version, gate.CLEAN, by=office.clerk, at=AT)
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.release(version, by=office.clerk, at=AT)
    assert not Release.objects.exists()


def test_the_system_releases_nothing_of_itself(office):
    version = gate.cleared(office)
    with pytest.raises(ValidationError, match="工作人员本人"):
        actions.release(version, by=None, at=AT)


def test_who_wrote_an_earlier_draft_does_not_review_the_next_one(office):
    version = gate.submitted(office)
    nxt = actions.send_back(version, reason="标题不准确", by=office.reviewer, at=AT)
    actions.write(nxt, {"title": "关于春季防火的通知"}, seen=0, by=office.approver, at=AT)
    nxt = ItemVersion.objects.get(pk=nxt.pk)
    actions.submit(nxt, answers=gate.SELF_CHECK, by=office.approver, at=AT)
    actions.endorse(nxt, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    actions.clear(nxt, gate.CLEAN, by=office.secrecy, at=AT)
    for author in (office.clerk, office.approver):
        with pytest.raises(ValidationError, match="另一人办理"):
            actions.release(nxt, by=author, at=AT)


def test_content_that_changed_behind_the_reviewers_is_not_released(office):
    version = gate.cleared(office)
    ItemVersion.objects.filter(pk=version.pk).update(html="<p>另一段话</p>")
    with pytest.raises(ValidationError, match="与送审时不一致"):
        actions.release(version, by=office.approver, at=AT)


def test_a_scheduled_release_is_not_opened_when_its_content_changed(office):
    version = gate.cleared(office)
    actions.release(version, publish_at=AT + HOUR, by=office.approver, at=AT)
    ItemVersion.objects.filter(pk=version.pk).update(title="换掉的标题")
    actions.open_due(at=AT + 2 * HOUR)
    assert not PublicItem.objects.exists()
    assert "不一致" in Release.objects.get().stopped_because


def test_a_scheduled_release_opens_at_its_time_and_not_before(office):
    version = gate.cleared(office)
    release = actions.release(version, publish_at=AT + HOUR, by=office.approver, at=AT)
    actions.open_due(at=AT + HOUR / 2)
    assert public.by_code(version.item.code) is None
    with pytest.raises(ValidationError, match="还没有到"):
        actions.open_release(release, by=office.approver, at=AT)
    actions.open_due(at=AT + HOUR)
    assert public.by_code(version.item.code) is not None
    assert actions.open_due(at=AT + HOUR) == 0


def test_a_scheduled_release_that_was_sent_back_never_opens(office):
    version = gate.cleared(office)
    actions.release(version, publish_at=AT + HOUR, by=office.approver, at=AT)
    actions.send_back(version, reason="暂缓", by=office.approver, at=AT)
    assert actions.open_due(at=AT + 2 * HOUR) == 0
    assert not PublicItem.objects.exists()


def test_the_database_itself_refuses_what_the_gate_would(office):
    version = gate.cleared(office)
    review = SecrecyReview.objects.get()
    order = {
        "body": office.body, "version": version, "secrecy_review": review, "digest": "0" * 64,
        "at": AT, "publish_at": AT,
    }  # fmt: skip
    for wrong in (
        {"verdict": "publish", "author": office.clerk, "released_by": office.clerk},
        {"verdict": "refer", "author": office.clerk, "released_by": office.approver},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Release(**order, **wrong).save()


def test_a_yes_to_a_state_secret_cannot_be_cleared(office):
    version = gate.submitted(office)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    secret = Finding({**gate.HARMLESS, "state_secret": "yes"}, gate.BASIS, "摘自涉密文件")
    with pytest.raises(ValidationError, match="不得公开"):
        actions.clear(version, secret, by=office.secrecy, at=AT)
    withheld = actions.withhold(version, secret, by=office.secrecy, at=AT)
    assert withheld.grounds == ["EX14A"]
    assert withheld.reassess_on == date(2027, 3, 2)
    assert ItemVersion.objects.get(pk=version.pk).state == VersionState.WITHHELD


def test_an_unsure_answer_is_referred_and_goes_on_when_determined(office):
    version = gate.submitted(office)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    unsure = Finding({**gate.HARMLESS, "safety": "unsure"}, gate.BASIS)
    with pytest.raises(ValidationError, match="送请"):
        actions.clear(version, unsure, by=office.secrecy, at=AT)
    actions.refer(version, unsure, by=office.secrecy, at=AT)
    actions.determine(version, note="县保密局答复可以公开", by=office.secrecy, at=AT)
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    assert [each.verdict for each in SecrecyReview.objects.order_by("pk")] == ["refer", "publish"]


def test_an_urgent_item_skips_no_secrecy_review_and_owes_the_business_review(office):
    version = gate.drafted(office)
    actions.submit(
        version, answers=gate.SELF_CHECK, urgent_reason="暴雨红色预警", by=office.clerk, at=AT
    )
    with pytest.raises(ValidationError, match="不能办理这一步"):
        actions.release(version, by=office.approver, at=AT)
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    release = actions.release(version, by=office.approver, at=AT)
    assert release.afterwards_by_on == date(2026, 3, 3)
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.endorse_afterwards(version, answers=gate.BUSINESS, by=office.clerk, at=AT)
    actions.endorse_afterwards(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    assert Release.objects.get().afterwards_at is not None


def test_a_withdrawn_item_leaves_a_tombstone_without_its_words(office):
    copy = gate.published(office)
    actions.withdraw(
        copy.item, public_reason="inaccurate", reason="附件有误", by=office.clerk, at=AT + HOUR
    )
    tombstone = public.by_code(copy.code)
    assert tombstone.is_withdrawn
    assert tombstone.html == ""
    assert tombstone.get_withdrawal_reason_display().startswith("内容有误")
    assert not public.readable().exists()
    span = PublicSpan.objects.get()
    assert (span.from_at < span.until_at, span.ended_by) == (True, "withdrawn")
    assert AuditEntry.objects.filter(verb="withdraw_item").exists()


def test_a_withdrawn_item_comes_back_through_the_whole_gate(office):
    copy = gate.published(office)
    actions.withdraw(copy.item, public_reason="inaccurate", reason="误", by=office.clerk, at=AT)
    again = gate.revised(office, copy.item, at=AT + HOUR, html="<p>改正的内容</p>")
    assert not again.is_withdrawn
    assert again.index_no == copy.index_no
    assert Publication.objects.standing().count() == 1


def test_a_personal_list_is_taken_down_when_its_time_is_over(office):
    copy = gate.published(office, expires_on=date(2026, 3, 9), on_expiry="withdraw")
    actions.open_due(at=AT + timedelta(days=7))
    assert not public.by_code(copy.code).is_withdrawn
    actions.open_due(at=AT + timedelta(days=8))
    assert public.by_code(copy.code).withdrawal_reason == "period_over"


def test_index_numbers_run_on_without_gap_in_each_body(office):
    numbers = [gate.published(office).index_no[-5:] for _number in range(3)]
    assert numbers == ["00001", "00002", "00003"]
