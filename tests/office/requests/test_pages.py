"""The page of a case: what stands there, what may be done, what is refused and how."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.office.bodies.models import Role
from gongkai.office.requests import actions, queries
from gongkai.office.requests.actions import registering
from gongkai.rules.outcomes import Grounds
from tests.office.channels import factories
from tests.office.requests.conftest import AT, receive
from tests.web_client import PageClient

SAID = {"by": None, "at": AT}
GRANTED = Grounds(("第三十六条第二项",), {"how": "附复印件"})


@pytest.fixture
def client(clerk) -> PageClient:
    client = PageClient()
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def url(body, case):
    def address(page: str = "case", *args: object) -> str:
        return reverse(f"requests:{page}", args=[body.code, case.key, *args])

    return address


@pytest.fixture(autouse=True)
def _march():
    with time_machine.travel("2024-03-20T02:00:00+00:00", tick=False):
        yield


def _page(answer) -> str:
    return answer.content.decode()


def _steps_offered(page: str) -> list[str]:
    kinds = (
        "replied", "clarification_requested", "clarified", "consultation_began",
        "consultation_ended", "extended", "deadline_agreed", "fee_noticed", "fee_paid", "closed",
        "withdrawn", "reopened",
    )  # fmt: skip
    return [kind for kind in kinds if f"/steps/{kind}/" in page]


def test_the_line_of_truth_says_who_must_act_by_when_and_why(client, url):
    page = _page(client.get(url()))
    for words in ("由本机关答复", "还剩 9 个工作日", "2024年4月2日", "次日起计算 20 个工作日"):
        assert words in page


def test_only_what_may_be_done_now_is_offered(client, url, case):
    assert _steps_offered(_page(client.get(url()))) == [
        "replied", "clarification_requested", "consultation_began", "extended",
        "deadline_agreed", "fee_noticed", "closed", "withdrawn",
    ]  # fmt: skip
    asked = actions.ask_clarification(case, on=date(2024, 3, 8), note="年份", **SAID)
    assert _steps_offered(_page(client.get(url()))) == [
        "replied", "clarified", "consultation_began", "fee_noticed", "closed", "withdrawn",
    ]  # fmt: skip
    clear = actions.record_clarified(asked, on=date(2024, 3, 15), **SAID)
    longer = actions.extend(clear, on=date(2024, 3, 20), working_days=10, note="同意", **SAID)
    offered = _steps_offered(_page(client.get(url())))
    assert "extended" not in offered
    assert "clarification_requested" not in offered
    actions.reply(longer, on=date(2024, 3, 20), outcome="GRANT", grounds=GRANTED, **SAID)
    assert _steps_offered(_page(client.get(url()))) == ["reopened"]


def test_every_day_of_the_period_is_told_apart(client, url, case):
    actions.begin_consultation(case, on=date(2024, 3, 11), matter="第三方甲", **SAID)
    page = _page(client.get(url()))
    for mark in ("start", "counted", "skipped", "paused"):
        assert f"calendar__day--{mark}" in page
    assert "征求意见" in page


def test_a_step_is_taken_and_shown_in_the_course(client, url, case):
    answer = client.post(
        url("event", "clarification_requested"),
        {"version": case.pk, "on": "2024-03-14", "note": "请写明年份"},
        follow=True,
    )
    page = _page(answer)
    assert "已登记：告知申请人补正" in page
    assert "请写明年份" in page
    assert "待补正" in page
    assert queries.latest(case.key).state == "awaiting_clarification"


def test_a_reply_asks_for_its_outcome_and_what_it_needs(client, url, case):
    assert "属于国家秘密" in _page(client.get(url("event", "replied")))
    form = url("event", "replied") + "?outcome=DENY_SECRET"
    assert "理由" in _page(client.get(form))
    lacking = client.post(form, {"version": case.pk, "on": "2024-03-20", "article_0": "第十四条"})
    assert lacking.status_code == 422
    assert "请填写理由。" in _page(lacking)
    assert queries.latest(case.key).state == "in_hand"
    said = {
        "version": case.pk, "on": "2024-03-20", "article_0": "第十四条", "reasons": "已定密",
    }  # fmt: skip
    page = _page(client.post(form, said, follow=True))
    assert "已答复" in page
    assert "第十四条；理由：已定密" in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"on": "2024-03-21"}, "日期晚于今天"),
        ({"on": "2024-03-01"}, "早于收到申请之日"),
        ({"on": "三月"}, "日期应写成 2024-03-05 的形式"),
        ({"working_days": "30"}, "超过最长 20 个工作日"),
        ({"note": ""}, "请填写批准人和理由。"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(client, url, case, said, sentence):
    values = {"version": case.pk, "on": "2024-03-20", "working_days": "10", "note": "同意", **said}
    answer = client.post(url("event", "extended"), values)
    assert answer.status_code == 422
    assert sentence in _page(answer)
    assert queries.latest(case.key).pk == case.pk


def test_the_slower_of_two_editors_gets_a_sentence(client, url, case):
    actions.extend(case, on=date(2024, 3, 19), working_days=5, note="同意", **SAID)
    answer = client.post(
        url("event", "withdrawn"), {"version": case.pk, "on": "2024-03-20", "note": ""}
    )
    assert answer.status_code == 422
    assert "刚才已被他人更正" in _page(answer)
    assert queries.latest(case.key).state == "in_hand"


def test_an_entry_is_set_right_and_struck_on_the_page(client, url, case):
    longer = actions.extend(case, on=date(2024, 3, 19), working_days=5, note="同意", **SAID)
    entry = queries.events_of(case_id=case.case_id)[-1]
    assert 'value="5"' in _page(client.get(url("event_correct", entry.pk)))
    said = {
        "version": longer.pk, "on": "2024-03-19", "working_days": "8", "note": "同意",
        "reason": "告知书写的是8个工作日",
    }  # fmt: skip
    page = _page(client.post(url("event_correct", entry.pk), said, follow=True))
    assert "延长答复期限（已更正）" in page
    assert "告知书写的是8个工作日" in page
    now = queries.latest(case.key)
    assert now.due_on == date(2024, 4, 15)
    entry = queries.events_of(case_id=case.case_id)[-1]
    page = _page(
        client.post(
            url("event_strike", entry.pk), {"version": now.pk, "reason": "未经批准"}, follow=True
        )
    )
    assert "延长答复期限（已撤销）" in page
    assert queries.latest(case.key).due_on == date(2024, 4, 2)


def test_the_receipt_is_set_right_on_the_page(client, url, case):
    receipt = queries.events_of(case_id=case.case_id)[0]
    said = {
        "version": case.pk, "on": "2024-03-06", "number": case.number,
        "applicant": "business", "description": case.description, "reason": "类别选错",
    }  # fmt: skip
    client.post(url("event_correct", receipt.pk), said)
    now = queries.latest(case.key)
    assert (now.applicant, now.due_on) == ("business", date(2024, 4, 3))


def test_a_withdrawn_record_stays_readable_and_offers_nothing(client, url, case):
    registering.withdraw(case, reason="重复登记", **SAID)
    page = _page(client.get(url()))
    assert "这条登记已经撤销" in page
    assert "重复登记" in page
    assert _steps_offered(page) == []


def test_who_may_only_read_is_offered_no_step_and_refused_one(body, url, case):
    reader = PageClient()
    person = factories.staff((body, Role.PRINCIPAL), name="principal")
    reader.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert _steps_offered(_page(reader.get(url()))) == []
    refused = reader.post(url("event", "withdrawn"), {"version": case.pk, "on": "2024-03-20"})
    assert refused.status_code == 403
    assert queries.latest(case.key).state == "in_hand"


def test_a_case_of_another_body_is_not_found(case):
    other = factories.body("惠安堡镇人民政府")
    stranger = PageClient()
    person = factories.staff((other, Role.CLERK), name="stranger")
    stranger.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    there = reverse("requests:case", args=[case.body.code, case.key])
    through_own = reverse("requests:case", args=[other.code, case.key])
    assert stranger.get(there).status_code == 404
    assert stranger.get(through_own).status_code == 404


@pytest.mark.parametrize("kind", ["received", "nonsense"])
def test_a_step_that_is_none_is_not_found(client, url, kind):
    assert client.get(url("event", kind)).status_code == 404


def test_the_queries_of_a_case_page_do_not_grow_with_its_events(client, url, case):
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(url())
        return len(seen)

    few = count()
    now = case
    for number in range(4):
        now = actions.begin_consultation(
            now, on=date(2024, 3, 11 + number), matter=f"第三方{number}", **SAID
        )
    assert count() == few


def test_the_list_of_the_register_leads_to_the_case(client, body, url, case):
    receive(body)
    page = _page(client.get(reverse("registers:list", args=[body.code, "requests"])))
    assert url() in page
