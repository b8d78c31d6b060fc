"""What stopped on its way to the public has a way on: mended and opened, or sent back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from gongkai.office.publishing import actions
from gongkai.office.publishing.actions import opening
from gongkai.office.publishing.models import ItemFile, ItemVersion, PublicItem, Release
from gongkai.office.records.models import AuditEntry
from tests.office.publishing import gate
from tests.office.publishing.gate import SELF_CHECK

DATA = "春季防火名单".encode()
REASON = {"reason": "附件已从备份恢复"}


def url(office, page, *more):
    return reverse(f"publishing:{page}", args=[office.body.code, *more])


def place(office) -> str:
    kept = ItemFile.objects.get()
    return f"originals/{office.body.pk}/{kept.digest[:2]}/{kept.digest}"


@pytest.fixture
def stopped(in_office):
    """A release that found its file lost."""
    version = gate.drafted(in_office)
    gate.attached(in_office, version, "附表.TXT", DATA)
    at = timezone.now()
    actions.submit(version, answers=SELF_CHECK, by=in_office.clerk, at=at)
    actions.endorse(version, answers=gate.BUSINESS, by=in_office.reviewer, at=at)
    actions.clear(version, gate.CLEAN, by=in_office.secrecy, at=at)
    later = timezone.now() + timedelta(milliseconds=1)
    actions.release(version, publish_at=later, by=in_office.approver, at=at)
    default_storage.delete(place(in_office))
    actions.open_due(at=later)
    assert "从备份恢复" in Release.objects.get().stopped_because
    return version


def test_a_draft_whose_file_is_lost_is_not_submitted_and_says_so(in_office, clerk):
    version = gate.drafted(in_office)
    gate.attached(in_office, version, "附表.TXT", DATA)
    default_storage.delete(place(in_office))
    code = version.item.code
    answer = clerk.post(url(in_office, "submit", code), SELF_CHECK)
    assert answer.status_code == 422
    assert "“附表.TXT”在存储中找不到，请系统管理员从备份恢复" in answer.content.decode()
    assert ItemVersion.objects.get(pk=version.pk).state == "draft"
    scanned = clerk.post(url(in_office, "scan", code), follow=True)
    assert "在存储中找不到" in scanned.content.decode()


def test_what_is_released_at_once_with_a_lost_file_stays_cleared(in_office, approver):
    version = gate.drafted(in_office)
    gate.attached(in_office, version, "附表.TXT", DATA)
    actions.submit(version, answers=SELF_CHECK, by=in_office.clerk, at=timezone.now())
    actions.endorse(version, answers=gate.BUSINESS, by=in_office.reviewer, at=timezone.now())
    actions.clear(version, gate.CLEAN, by=in_office.secrecy, at=timezone.now())
    default_storage.delete(place(in_office))
    answer = approver.post(url(in_office, "release", version.item.code), {"when": "now"})
    assert answer.status_code == 422
    assert "在存储中找不到" in answer.content.decode()
    assert not Release.objects.exists()


def test_a_stopped_release_is_opened_by_who_may_release_once_it_is_mended(
    in_office, approver, stopped
):
    code = stopped.item.code
    page = url(in_office, "retry_release", code)
    shown = approver.get(url(in_office, "item", code)).content.decode()
    assert page in shown
    assert url(in_office, "send_back", code) in shown
    still = approver.post(page, REASON)
    assert still.status_code == 422
    assert "在存储中找不到" in still.content.decode()
    default_storage.save(place(in_office), ContentFile(DATA))
    assert approver.post(page, REASON).status_code == 302
    assert not PublicItem.objects.get(item=stopped.item).is_withdrawn
    entry = AuditEntry.objects.get(verb="retry_release")
    assert entry.staff_id == in_office.approver.pk
    assert entry.details["reason"] == REASON["reason"]
    shown = approver.get(url(in_office, "item", code)).content.decode()
    assert "没有按时公开" not in shown
    assert page not in shown
    assert approver.get(page).status_code == 404


def test_a_stopped_release_is_sent_back(in_office, approver, stopped):
    page = url(in_office, "send_back", stopped.item.code)
    assert approver.post(page, {"reason": "附件找不到了"}).status_code == 302
    assert ItemVersion.objects.get(pk=stopped.pk).state == "returned"


def test_who_may_not_release_the_version_does_not_open_it_either(in_office, clerk, stopped):
    default_storage.save(place(in_office), ContentFile(DATA))
    page = url(in_office, "retry_release", stopped.item.code)
    assert clerk.post(page, REASON).status_code == 403
    order = Release.objects.get()
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.retry_release(order, reason="恢复了", by=in_office.clerk, at=timezone.now())
    with pytest.raises(ValidationError, match="工作人员本人"):
        actions.retry_release(order, reason="恢复了", by=None, at=timezone.now())
    assert not PublicItem.objects.exists()


def test_what_did_not_stop_or_was_taken_down_is_not_opened(in_office):
    copy = gate.published(in_office)
    with pytest.raises(ValidationError, match="没有停下的发布"):
        actions.retry_release(copy.release, reason="再来", by=in_office.approver, at=timezone.now())
    nxt = actions.revise(copy.item, note="更新", by=in_office.clerk, at=timezone.now())
    actions.submit(nxt, answers=SELF_CHECK, by=in_office.clerk, at=timezone.now())
    actions.endorse(nxt, answers=gate.BUSINESS, by=in_office.reviewer, at=timezone.now())
    actions.clear(nxt, gate.CLEAN, by=in_office.secrecy, at=timezone.now())
    later = timezone.now() + timedelta(milliseconds=1)
    order = actions.release(nxt, publish_at=later, by=in_office.approver, at=timezone.now())
    actions.withdraw(
        copy.item, public_reason="other", reason="含个人信息", by=in_office.clerk,
        at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="已经撤下"):
        actions.retry_release(
            order, reason="再来", by=in_office.approver, at=later + timedelta(hours=1)
        )
    assert PublicItem.objects.get().is_withdrawn


def test_the_round_leaves_what_stopped_to_people(in_office, stopped):
    default_storage.save(place(in_office), ContentFile(DATA))
    order = Release.objects.get()
    assert opening.open_release(order, by=None, at=timezone.now()) is None
    assert not PublicItem.objects.exists()
