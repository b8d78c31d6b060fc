"""What is planned is confirmed with proof, counted once, taken down and taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes import scope

from gongkai.office.channels import actions, queries
from gongkai.office.channels.actions import moving
from gongkai.office.channels.actions.moving import FOLLOWS
from gongkai.office.channels.content import Content, ContentFile, Urgency
from gongkai.office.channels.ledger import LEDGER
from gongkai.office.channels.models import (
    Act,
    Delivery,
    DeliveryState,
    Posting,
    Proof,
    ProofFile,
)
from gongkai.office.records import files
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.office.records.models import AuditEntry
from tests.office.channels import factories
from tests.office.channels.factories import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _scope(body):
    with scope(body=body.pk):
        yield


@pytest.fixture
def board(body):
    return factories.channel(body, "冯记沟村公告栏", "notice_board", place="村部")


def test_a_content_survives_the_table_it_is_kept_in():
    said = factories.content(
        attachments=(ContentFile("明细.xlsx", "0" * 64, 12, "https://a.example/1", ""),),
        urgency=Urgency.URGENT, expires_on=date(2026, 4, 1),
    )  # fmt: skip
    assert Content.from_json(said.as_json()) == said


def test_planning_the_same_version_again_plans_nothing_new(board):
    first = factories.plan(board)
    again = factories.plan(board)
    assert first.pk == again.pk
    assert Delivery.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery(
            body=first.body, channel=board, item_code=first.item_code, version=1, title="重复",
            content=first.content, is_manual=True, planned_for=NOW,
        ).save()  # fmt: skip


def test_a_retired_channel_takes_no_deliveries_and_nothing_is_planned_in_part(body, board):
    closed = factories.channel(body, "旧公告栏", "notice_board", is_active=False)
    with pytest.raises(ValidationError, match="已停用"):
        actions.plan(factories.content(), [board, closed], planned_for=NOW, by=None, at=NOW)
    assert not Delivery.objects.exists()


def test_a_confirmed_delivery_is_one_posting_that_the_annual_report_counts(body, board):
    delivery = factories.plan(board)
    actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
    posting = Posting.objects.get()
    assert (posting.delivery_id, posting.quantity, posting.channel) == (delivery.pk, 1, board)
    assert posting.posted_on == date(2026, 3, 5)
    (fact,) = LEDGER.facts(body_id=body.pk, year=2026)
    assert (fact.trait("channel"), fact.quantity) == ("冯记沟村公告栏", 1)
    with pytest.raises(ValidationError, match="不能确认"):
        actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
    assert Posting.objects.count() == 1


def test_the_day_a_person_names_is_the_day_that_counts(board):
    delivery = factories.plan(board)
    proof = factories.evidence(on=date(2026, 3, 4))
    actions.confirm(delivery, proof=proof, by=None, at=NOW)
    assert Posting.objects.get().posted_on == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("proof", "sentence"),
    [
        ({"files": []}, "请提供凭证"),
        ({"on": date(2026, 3, 6)}, "今天之后"),
        ({"files": [("病毒.exe", b"MZ\x90\x00")]}, "不是照片、截图或 PDF"),
        ({"files": [("大.jpg", factories.photograph() + b"0" * 11_000_000)]}, "超过 10 MB"),
        ({"files": [("多.jpg", factories.photograph())] * 6}, "最多上传 5 个"),
    ],
)
def test_a_confirmation_without_sound_proof_is_refused_and_counts_nothing(board, proof, sentence):
    delivery = factories.plan(board)
    with pytest.raises(ValidationError, match=sentence):
        actions.confirm(delivery, proof=factories.evidence(**proof), by=None, at=NOW)
    assert not Posting.objects.exists()
    assert not Proof.objects.exists()


def test_a_photograph_is_kept_byte_for_byte_with_the_time_the_camera_wrote(board):
    delivery = factories.plan(board)
    data = factories.photograph()
    proof = factories.evidence(files=[("公告栏.jpg", data)], place="村部")
    actions.confirm(delivery, proof=proof, by=None, at=NOW)
    kept = Proof.objects.select_related("file").get()
    assert files.content(kept.file) == data
    assert (kept.taken_at, kept.place) == ("2026:03:05 10:20:30", "村部")
    assert kept.file.digest == files.digest_of(data)


def test_one_photograph_for_two_deliveries_is_noticed(body, board):
    other = factories.channel(body, "平台村公告栏", "notice_board")
    for channel in (board, other):
        actions.confirm(factories.plan(channel), proof=factories.evidence(), by=None, at=NOW)
    assert ProofFile.objects.count() == 1
    shown = queries.proofs(Delivery.objects.get(channel=other))
    assert queries.also_shown_by(shown) == {ProofFile.objects.get().pk}


def test_what_was_taken_down_still_counts_and_says_when_it_ended(body, board):
    delivery = factories.plan(board, take_down_on=date(2026, 3, 5))
    actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
    early = factories.evidence(on=date(2026, 3, 4))
    with pytest.raises(ValidationError, match="早于张贴日期"):
        actions.take_down(delivery, proof=early, by=None, at=NOW + DAY)
    proof = factories.evidence(on=date(2026, 3, 6))
    actions.take_down(delivery, proof=proof, by=None, at=NOW + DAY)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.TAKEN_DOWN
    assert LEDGER.facts(body_id=body.pk, year=2026)[0].quantity == 1
    days = [len(queries.public_on(body, date(2026, 3, day))) for day in (4, 5, 6, 7)]
    assert days == [0, 1, 1, 0]


def test_an_item_is_taken_back_on_every_channel_each_with_its_proof(body, board):
    banner = factories.channel(body, "横幅", "banner")
    portal = factories.channel(body, "本机关网站", "portal")
    shown, waiting, page = (factories.plan(each) for each in (board, banner, portal))
    actions.confirm(shown, proof=factories.evidence(), by=None, at=NOW)
    planned = actions.withdraw_everywhere(
        body_id=body.pk, item_code="9f3a77c1", reason="内容有误", by=None, at=NOW + DAY
    )
    waiting.refresh_from_db()
    page.refresh_from_db()
    assert [waiting.state, page.state] == [DeliveryState.CANCELLED] * 2
    (back,) = planned
    assert (back.act, back.channel, back.reason) == (Act.WITHDRAW, board, "内容有误")
    again = actions.withdraw_everywhere(
        body_id=body.pk, item_code="9f3a77c1", reason="内容有误", by=None, at=NOW + DAY
    )
    assert [each.pk for each in again] == [back.pk]
    gone = factories.evidence(on=date(2026, 3, 6))
    actions.confirm(back, proof=gone, by=None, at=NOW + DAY)
    shown.refresh_from_db()
    assert shown.state == DeliveryState.WITHDRAWN
    assert shown.withdrawn_at == NOW + DAY
    assert Posting.objects.count() == 1
    known = queries.how_do_we_know("9f3a77c1")
    assert [len(each.proofs) for each in known if each.delivery.channel == board] == [1, 1]


def test_a_withdrawal_without_a_reason_is_refused(body, board):
    factories.plan(board)
    with pytest.raises(ValidationError, match="撤回理由"):
        actions.withdraw_everywhere(
            body_id=body.pk, item_code="9f3a77c1", reason=" ", by=None, at=NOW
        )


def test_a_new_version_takes_the_place_of_the_old_one(board):
    old = factories.plan(board)
    actions.confirm(old, proof=factories.evidence(), by=None, at=NOW)
    new = factories.plan(board, version=2)
    old.refresh_from_db()
    assert old.stands
    actions.confirm(
        new, proof=factories.evidence(files=[("新.jpg", factories.photograph("新版"))]), by=None,
        at=NOW,
    )  # fmt: skip
    old.refresh_from_db()
    assert old.state == DeliveryState.REPLACED


def test_a_new_version_cancels_what_had_not_gone_out(board):
    old = factories.plan(board)
    factories.plan(board, version=2)
    old.refresh_from_db()
    assert old.state == DeliveryState.CANCELLED


def test_a_version_that_was_taken_back_does_not_come_again_by_itself(body, board):
    delivery = factories.plan(board)
    actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
    (back,) = actions.withdraw_everywhere(
        body_id=body.pk, item_code="9f3a77c1", reason="有误", by=None, at=NOW
    )
    actions.confirm(back, proof=factories.evidence(), by=None, at=NOW)
    with pytest.raises(ValidationError, match="以新版本重新发布"):
        factories.plan(board)


def test_two_people_who_act_on_one_delivery_the_second_is_told(board):
    delivery = factories.plan(board)
    seen = Delivery.objects.select_related("channel").get(pk=delivery.pk)
    actions.give_up(delivery, reason="不再张贴", by=None, at=NOW)
    with pytest.raises(ValidationError):
        actions.give_up(seen, reason="重复", by=None, at=NOW)
    with pytest.raises(EditedMeanwhile):
        moving.move(seen, DeliveryState.CONFIRMED, by=None, at=NOW)


def test_a_cancelled_delivery_can_be_planned_for_another_day(board):
    delivery = factories.plan(board)
    actions.give_up(delivery, reason="下雨", by=None, at=NOW)
    actions.replan(delivery, planned_for=NOW + DAY, by=None, at=NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.planned_for) == (DeliveryState.PLANNED, NOW + DAY)


def test_every_move_stands_in_the_story_and_in_the_trail(board):
    delivery = factories.plan(board)
    actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
    assert [each.kind for each in queries.story(delivery)] == ["planned", "confirmed"]
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))[-3:]
    assert verbs == ["plan_delivery", "confirm_delivery", "post"]


def test_every_state_says_what_may_follow_and_the_ends_are_ends():
    assert set(FOLLOWS) == set(DeliveryState)
    ends = {state for state, following in FOLLOWS.items() if not following}
    assert ends == {"withdrawn", "taken_down", "replaced"}


def test_what_is_due_to_be_taken_down_stands_in_its_queue(body, board):
    delivery = factories.plan(board, take_down_on=date(2026, 3, 5))
    actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
    counts = [queries.queue_counts(date(2026, 3, day))["take_down"] for day in (5, 6)]
    assert counts == [0, 1]


def test_what_another_body_put_out_is_never_in_the_record(body, board):
    delivery = factories.plan(board)
    actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
    other = factories.body("高沙窝镇人民政府")
    with scope(body=other.pk):
        assert queries.public_on(other, NOW.date()) == []
        assert queries.how_do_we_know("9f3a77c1") == []
        assert queries.delivery(delivery.key) is None
