"""One record: entered, seen with its history, corrected and withdrawn, also by two at once."""

import pytest
from django.urls import reverse
from django_scopes import scope

from gongkai.office.bodies.models import Role
from gongkai.office.channels.models import Posting
from gongkai.office.publishing.models import MonthlyCount
from gongkai.office.records import actions as records
from gongkai.office.records.models import AuditEntry
from tests.office.channels import factories
from tests.office.channels.factories import AT
from tests.office.publishing import factories as from_publishing
from tests.web_client import PageClient


@pytest.fixture
def channel(body):
    with scope(body=body.pk):
        return factories.channel(body)


@pytest.fixture
def posting(body, channel):
    with scope(body=body.pk):
        return factories.posting(channel, quantity=3)


def _said(channel, **changed) -> dict:
    return {
        "posted_on": "2019-03-05", "channel_id": channel.pk, "subject": "惠民政策明白纸",
        "quantity": "3", "proof": "", **changed,
    }  # fmt: skip


def _standing(body) -> list[Posting]:
    with scope(body=body.pk):
        return list(Posting.objects.standing().select_related("channel"))


def test_a_record_is_entered_by_hand_and_says_so(client, url, body, channel):
    response = client.post(url("add"), _said(channel, quantity="12"), follow=True)
    (record,) = _standing(body)
    assert (record.quantity, record.origin) == (12, "经办登记")
    assert "已登记“惠民政策明白纸”。" in response.content.decode()
    assert AuditEntry.objects.filter(verb="record").count() == 1


def test_after_saving_the_next_record_can_be_entered_at_once(client, url, channel):
    response = client.post(url("add"), _said(channel, then="another"))
    assert response["Location"] == url("add")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("posted_on", "", "发布日期：此项必填"),
        ("posted_on", "2019-2-30", "不是有效日期"),
        ("posted_on", "0001-01-01", "年份不在 1900 年至 2100 年之间"),
        ("posted_on", "2099-01-01", "日期晚于今天"),
        ("subject", "惠民\0政策", "看不见的控制字符"),
        ("subject", "\u200b", "内容标题：此项必填"),
        ("channel_id", "", "渠道：此项必填"),
        ("channel_id", "999", "不是可选的值"),
        ("quantity", "-3", "是负数"),
        ("quantity", "1.5", "不是整数"),
        ("quantity", "0", "条数至少为 1"),
        ("quantity", "999999999", "请核对位数"),
        ("quantity", "9" * 20, "超出可登记的范围"),
        ("subject", "长" * 201, "超过上限200字"),
    ],
)
def test_a_wrong_answer_is_told_and_what_was_typed_is_kept(
    client, url, body, channel, field, typed, sentence
):
    page = client.post(url("add"), _said(channel, proof="照片3号", **{field: typed}))
    content = page.content.decode()
    assert sentence in content
    assert "照片3号" in content
    assert _standing(body) == []


def test_two_counts_for_one_month_and_department_are_refused(client, url, body):
    said = {
        "month": "2019年3月", "measure": "punishment", "department": "综合执法办公室",
        "quantity": "12", "source_system": "行政执法平台",
    }  # fmt: skip
    client.post(url("add", book="monthly_counts"), said)
    page = client.post(url("add", book="monthly_counts"), {**said, "quantity": "5"})
    assert "已经登记过。请更正原有记录" in page.content.decode()
    with scope(body=body.pk):
        assert [each.quantity for each in MonthlyCount.objects.standing()] == [12]


def test_a_correction_onto_another_records_key_is_refused(client, url, body):
    with scope(body=body.pk):
        from_publishing.count(body)
        other = from_publishing.count(body, department="自然资源所")
    said = {
        "version": other.pk, "month": "2019-03", "measure": "punishment",
        "department": "综合执法办公室", "quantity": "12", "source_system": "平台",
        "reason": "部门写错",
    }  # fmt: skip
    page = client.post(url("correct", other.key, book="monthly_counts"), said)
    assert "这一事项已经登记过" in page.content.decode()
    with scope(body=body.pk):
        assert MonthlyCount.objects.standing().get(key=other.key).department == "自然资源所"


def test_a_correction_needs_a_reason(client, url, body, posting):
    said = _said(posting.channel, quantity="5", version=posting.pk)
    page = client.post(url("correct", posting.key), said)
    assert "请写明理由" in page.content.decode()
    assert [each.quantity for each in _standing(body)] == [3]


def test_a_correction_that_changes_nothing_is_refused(client, url, body, posting):
    said = _said(posting.channel, version=posting.pk, reason="再看一遍")
    page = client.post(url("correct", posting.key), said)
    assert "没有改动任何内容" in page.content.decode()


def test_a_correction_shows_before_after_and_reason(client, url, body, posting):
    said = _said(posting.channel, quantity="5", version=posting.pk, reason="漏计两条")
    page = client.post(url("correct", posting.key), said, follow=True)
    (record,) = _standing(body)
    assert (record.quantity, record.key) == (5, posting.key)
    content = page.content.decode()
    assert '<del class="diff__before">3</del>' in content
    assert '<ins class="diff__after">5</ins>' in content
    assert "漏计两条" in content


def test_two_editors_the_second_is_shown_both_and_loses_nothing(client, url, body, posting):
    opened = posting.pk
    with scope(body=body.pk):
        records.correct(posting, {"quantity": 4}, reason="核对", by=None, at=AT)
    said = _said(posting.channel, quantity="7", version=opened, reason="按台账补计")
    page = client.post(url("correct", posting.key), said)
    content = page.content.decode()
    assert "已被他人更正或撤销，您的修改没有保存" in content
    cells = [[cell.text for cell in row.cells] for row in page.context["overtaken"].rows]
    assert cells == [["条数", "4", "7"]]
    assert [each.quantity for each in _standing(body)] == [4]
    said["version"] = page.context["version"]
    client.post(url("correct", posting.key), said)
    assert [each.quantity for each in _standing(body)] == [7]


def test_a_withdrawn_record_is_no_longer_counted_but_still_readable(client, url, body, posting):
    client.post(url("withdraw", posting.key), {"version": posting.pk, "reason": "重复登记"})
    assert _standing(body) == []
    content = client.get(url("record", posting.key)).content.decode()
    assert "已撤销" in content
    assert "重复登记" in content
    assert url("correct", posting.key) not in content


def test_a_record_shows_the_acts_of_the_trail_on_it_and_the_batch_it_came_with(
    client, url, body, channel
):
    said = {"channel": channel, "subject": "明白纸", "posted_on": AT.date(), "quantity": 1}
    with scope(body=body.pk):
        rows = [Posting(body=body, **said) for _each in range(2)]
        record, _other = records.append_many(rows, by=None, at=AT, verb="import")
        records.correct(record, {"quantity": 4}, reason="核对", by=None, at=AT)
    trail = client.get(url("record", record.key)).context["told"].trail
    assert [row.cells[3].text for row in trail.rows] == ["导入", "更正"]


def test_a_withdrawal_needs_a_reason(client, url, body, posting):
    page = client.post(url("withdraw", posting.key), {"version": posting.pk, "reason": " "})
    assert "请写明理由" in page.content.decode()
    assert len(_standing(body)) == 1


def test_a_withdrawal_of_what_somebody_corrected_meanwhile_is_refused(client, url, body, posting):
    with scope(body=body.pk):
        records.correct(posting, {"quantity": 4}, reason="核对", by=None, at=AT)
    said = {"version": posting.pk, "reason": "重复登记"}
    page = client.post(url("withdraw", posting.key), said)
    assert "已被他人更正或撤销" in page.content.decode()
    assert len(_standing(body)) == 1


def test_a_withdrawn_record_cannot_be_corrected(client, url, body, posting):
    with scope(body=body.pk):
        records.withdraw(posting, reason="重复", by=None, at=AT)
    said = _said(posting.channel, quantity="5", version=posting.pk, reason="改数")
    page = client.post(url("correct", posting.key), said, follow=True)
    assert "已经撤销，不能再更正" in page.content.decode()


def _signed_in(person) -> PageClient:
    client = PageClient()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("page", ["add", "import"])
def test_a_reviewer_reads_the_register_but_is_refused_where_it_is_written(url, body, page):
    client = _signed_in(factories.staff((body, Role.SECRECY_REVIEWER), name="reviewer"))
    assert client.get(url("list")).status_code == 200
    assert client.get(url("template")).status_code == 200
    assert url(page) not in client.get(url("list")).content.decode()
    assert client.get(url(page)).status_code == 403


def test_a_clerk_of_another_body_finds_nothing_here(url, body, posting):
    elsewhere = factories.body("高沙窝镇人民政府")
    client = _signed_in(factories.staff((elsewhere, Role.CLERK), name="other"))
    for page in ("list", "export", "template", "add", "import"):
        assert client.get(url(page)).status_code == 404
    assert client.get(url("record", posting.key)).status_code == 404


def test_a_record_is_not_found_through_another_body(body, posting):
    elsewhere = factories.body("高沙窝镇人民政府")
    client = _signed_in(factories.staff((elsewhere, Role.CLERK), name="other"))
    for page in ("record", "correct", "withdraw"):
        address = reverse(f"registers:{page}", args=[elsewhere.code, "postings", posting.key])
        assert client.get(address).status_code == 404


def test_a_channel_of_another_body_cannot_be_chosen(client, url, body, channel):
    elsewhere = factories.body("高沙窝镇人民政府")
    with scope(body=elsewhere.pk):
        foreign = factories.channel(elsewhere)
    page = client.post(url("add"), _said(foreign))
    assert "不是可选的值" in page.content.decode()
    assert _standing(body) == []


def test_a_book_that_does_not_exist_is_not_found(client, url):
    assert client.get(url("list", book="nothing")).status_code == 404
