"""One notice from its draft to its withdrawal: caught, mended, reviewed, sent, found, amended,
repealed, taken down — and counted in the year's report by a figure that leads to it.
"""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.annual_reports import gathering
from gongkai.office.channels import actions as channels
from gongkai.office.channels.actions.confirming import Evidence
from gongkai.office.channels.models import Channel, Delivery, Posting
from gongkai.office.channels.sending import send_due
from gongkai.office.publishing import actions, ledger, scanner
from gongkai.office.publishing.actions.marking import Mark
from gongkai.office.publishing.models import Attachment, ItemVersion, PublicItem, PublicSpan
from gongkai.office.publishing.queries import public
from gongkai.office.search import indexer
from gongkai.office.search import queries as search
from gongkai.office.search.queries import Question
from gongkai.rules.ledger import Measure
from tests.office.publishing import gate

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _identity() -> str:
    """Return a number of nobody whose check digit holds."""
    front = "64032319000101123"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(front, weights, strict=True))
    return front + "10X98765432"[total % 11]


def _workbook(*, with_details: bool) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    shown = book.add_worksheet("汇总")
    shown.write_column(0, 0, ["村名", "草原禁牧补助面积", "冯记沟村"])
    if with_details:
        details = book.add_worksheet("明细")
        details.write_column(0, 0, ["身份证号", _identity()])
        details.hide()
    book.close()
    return kept.getvalue()


@pytest.fixture
def office(settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"
    made = gate.office()
    with scope(body=made.body.pk):
        yield made
    indexer.release()


def _found(words: str) -> list[str]:
    while indexer.follow(at=AT):
        pass
    return [hit.key for hit in search.find(Question(words=words)).hits]


def _on_channels(office) -> list[Channel]:
    kinds = ("portal", "superior_portal", "wechat_group", "notice_board", "led_screen", "banner")
    return [
        channels.add(body_id=office.body.pk, name=f"渠道{kind}", kind=kind, by=office.clerk, at=AT)
        for kind in kinds
    ]


def _confirm_by_hand(office, item_code: str, act: str, *, at: datetime) -> None:
    """Do what the staff of the boards, groups and screens do: show it, and prove it."""
    send_due(at=at)
    waiting = Delivery.objects.filter(item_code=item_code, act=act, state__in=("planned", "sent"))
    for delivery in waiting:
        proof = Evidence(on=at.date(), note="已按要求办理", url="https://www.example.gov.cn/1")
        channels.confirm(delivery, proof=proof, by=office.clerk, at=at)


def _measure(office, measure: Measure) -> int:
    facts = gathering.facts(body_id=office.body.pk, year=2026)
    return sum(fact.quantity for fact in facts if fact.measure == measure)


def test_one_notice_from_draft_to_withdrawal(office):
    wanted = _on_channels(office)
    # A clerk drafts it, with a list whose hidden sheet holds an identity number.
    version = gate.drafted(
        office, title="关于发放草原禁牧补助的公告", channel_ids=[each.pk for each in wanted],
        html="<p>现将草原禁牧补助面积公告如下。</p>", summary="草原禁牧补助面积公告。",
        keywords="禁牧 补助", category="20.1", genre="normative", doc_no="冯政规发〔2026〕1号",
    )  # fmt: skip
    item = version.item
    gate.attached(office, version, "补助面积.xlsx", _workbook(with_details=True))
    actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    version = ItemVersion.objects.get(pk=version.pk)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    caught = scanner.open_hits(version)
    assert any("明细" in each["place"] for each in caught)
    with pytest.raises(ValidationError, match="必须处理"):
        actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    # It is sent back, mended, and goes through the gate.
    draft = actions.send_back(version, reason="附件隐藏身份证号", by=office.secrecy, at=AT)
    actions.detach(Attachment.objects.get(version=draft), by=office.clerk, at=AT)
    gate.attached(office, draft, "补助面积.xlsx", _workbook(with_details=False))
    draft = actions.submit(draft, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    actions.endorse(draft, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    actions.clear(draft, gate.CLEAN, by=office.secrecy, at=AT)
    with pytest.raises(ValidationError, match="另一人办理"):
        actions.release(draft, by=office.clerk, at=AT)
    actions.release(draft, by=office.approver, at=AT)
    # It is on every channel, with proof, and each counts once.
    _confirm_by_hand(office, item.code, "publish", at=AT + HOUR)
    states = dict(Delivery.objects.values_list("channel__name", "state"))
    assert set(states.values()) == {"confirmed"}
    assert len(states) == len(wanted)
    assert Posting.objects.standing().count() == len(wanted)
    # People find it, also by the words of its attachment, and not by what was taken out.
    assert item.code in _found("草原禁牧补助")
    assert item.code in _found("补助面积")
    assert _found(_identity()) == []
    # The year's figures lead to it.
    assert _measure(office, Measure.ITEMS_PUBLISHED) == 1
    assert _measure(office, Measure.NORMATIVE_MADE) == 1
    assert _measure(office, Measure.POSTINGS) == len(wanted)
    fact = next(
        each for each in ledger.facts(body_id=office.body.pk, year=2026)
        if each.measure == Measure.ITEMS_PUBLISHED
    )  # fmt: skip
    behind = list(ledger.LEDGER.records(fact, body_id=office.body.pk, year=2026))
    assert [each.item_code for each in behind] == [item.code]
    # It is amended: the new text is public, what was public before can be shown.
    later = AT + timedelta(days=30)
    copy = gate.revised(office, item, at=later, html="<p>面积按复核结果调整。</p>", note="复核面积")
    assert "复核结果" in public.by_code(item.code).html
    spans = PublicSpan.objects.filter(item=item).order_by("from_at")
    assert [each.version.number for each in spans] == [2, 3]
    assert spans[0].covers(AT + HOUR)
    assert not spans[0].covers(later + HOUR)
    # It is replaced by another document, which the old text names.
    newer = gate.published(
        office, at=later, title="关于调整草原禁牧补助的公告", category="20.1", genre="normative"
    )
    mark = Mark("repealed", date(2026, 4, 1), newer.item)
    actions.mark_validity(item, mark, by=office.approver, at=later)
    old = public.by_code(item.code)
    assert old.get_validity_display() == "已废止"
    assert [tie.other.code for tie in public.ties(old)] == [newer.code]
    assert _measure(office, Measure.NORMATIVE_REPEALED) == 1
    # It is withdrawn everywhere, with proof; what was counted stays counted.
    gone = later + HOUR
    actions.withdraw(
        item, public_reason="merged", reason="已由新公告代替", by=office.clerk, at=gone
    )
    _confirm_by_hand(office, item.code, "withdraw", at=gone + HOUR)
    still_out = Delivery.objects.filter(item_code=item.code, act="publish", state="confirmed")
    assert not still_out.exists()
    tombstone = PublicItem.objects.get(item=item)
    assert (tombstone.html, tombstone.attachments) == ("", [])
    assert public.file_of(tombstone, copy.attachments[0]["code"]) is None
    assert item.code not in _found("草原禁牧补助")
    assert _measure(office, Measure.ITEMS_PUBLISHED) == 2
