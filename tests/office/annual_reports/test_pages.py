"""The pages of the report: every figure a link, the same number of queries for any ledger."""

import re
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from gongkai.office.annual_reports import actions
from gongkai.office.annual_reports.models import Amendment, SectionText, State, Version
from gongkai.office.bodies.models import Staff
from gongkai.office.channels.models import Channel, Posting
from gongkai.office.publishing.models import MonthlyCount
from gongkai.office.records import actions as records
from tests.office.annual_reports.conftest import HOUR, LOADED_AT
from tests.web_client import PageClient

MAY = date(2019, 5, 1)
DECISIONS = "table2.punishment.decisions"
FORMATS = ("docx", "pdf", "xlsx", "html", "json", "csv")


@pytest.fixture
def version(in_township, clerk) -> Version:
    return actions.draft(body=in_township, year=2019, by=clerk, at=LOADED_AT + HOUR)


@pytest.fixture
def client(clerk) -> PageClient:
    signed_in = PageClient()
    signed_in.force_login(clerk)
    return signed_in


def _url(version: Version, name: str, *more: object) -> str:
    args = [version.body.code, version.report.year, version.number, *more]
    return reverse(f"annual_reports:{name}", args=args)


def _text(answer) -> str:
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def test_every_figure_of_the_tables_is_a_link_to_its_records(client, version):
    page = client.get(_url(version, "report")).content.decode()
    cells = set(re.findall(r'/cells/([a-z0-9_.]+)/"', page))
    form_cells = {f"{key}" for key in _form_keys(version)}
    assert cells == form_cells


def _form_keys(version: Version) -> list:
    from_form = actions.editions.get(version.edition)
    return [key for key, _row, _column in from_form.cells()]


def test_every_number_in_words_is_a_link_to_its_records(client, version):
    page = client.get(_url(version, "report")).content.decode()
    linked = re.findall(r'class="report__count" href="([^"]+)">(\d+)<', page)
    assert [number for _url, number in linked] == [
        "180", "1100", "550", "3", "10", "200", "2", "1",
    ]  # fmt: skip
    for url, number in linked:
        opened = _text(client.get(url))
        assert number in opened


def test_177_is_written_as_the_sum_of_its_records(client, version):
    page = _text(client.get(_url(version, "cell", DECISIONS)))
    assert "177 = 12 + 9 + 15 + 14 + 18 + 16 + 17 + 13 + 16 + 19 + 15 + 13" in page
    assert "由12条台账记录相加而成" in page


def test_a_figure_of_many_records_opens_group_by_group_and_page_by_page(
    client, version, in_township, clerk
):
    sms = Channel.objects.get(name="短信平台")
    records.append_many(
        [
            Posting(body=in_township, channel=sms, subject=f"提醒{n}", posted_on=MAY, quantity=1)
            for n in range(450)
        ],
        by=clerk, at=LOADED_AT + 2 * HOUR, verb="post",
    )  # fmt: skip
    actions.rebuild(version=version, by=clerk, at=LOADED_AT + 3 * HOUR)
    count = _url(version, "count", 2)
    assert "短信平台" in _text(client.get(count))
    first = client.get(f"{count}?group=0")
    following = re.search(r'href="([^"]+after=\d+)"', first.content.decode()).group(1)
    second = client.get(following.replace("&amp;", "&"))
    assert second.content != first.content
    assert "930" in _text(first)


@pytest.mark.parametrize("query", ["?group=99", "?group=x", "?group=0&after=x", "?after=-1"])
def test_a_made_up_page_of_records_is_no_error(client, version, query):
    assert client.get(_url(version, "cell", DECISIONS) + query).status_code == 200


@pytest.mark.parametrize(
    "cell", ["table2.punishment", "table9.a.b", "table2.punishment.decisions.x", "a" * 300, "..."]
)
def test_a_cell_that_the_form_lacks_is_not_found(client, version, cell):
    assert client.get(_url(version, "cell", cell)).status_code == 404


class TestAmendOnThePage:
    def _post(self, client, version, **typed):
        return client.post(
            _url(version, "amend", DECISIONS), {"seen": "177", "reason": "补记", **typed}
        )

    def test_a_good_amendment_leads_back_to_its_cell(self, client, version):
        answer = self._post(client, version, value="178")
        assert answer.status_code == 302
        assert answer["Location"].endswith("#cell-table2-punishment-decisions")

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"value": ""}, "请填写改后的数字"),
            ({"value": "178", "reason": ""}, "请写明修改理由"),
            ({"value": "-2"}, "负数"),
            ({"value": "一百"}, "不是数字"),
            ({"value": "99999999999999999999"}, "超出可登记的范围"),
            ({"value": "177"}, "无需修改"),
            ({"value": "180", "seen": "176"}, "他人"),
        ],
    )
    def test_a_bad_one_says_why_and_keeps_what_was_typed(self, client, version, typed, sentence):
        answer = self._post(client, version, **typed)
        assert answer.status_code == 200
        assert sentence in _text(answer)
        assert f'value="{typed["value"]}"' in answer.content.decode() or not typed["value"]
        with scope(body=version.body_id):
            assert not Amendment.objects.exists()


def test_a_section_that_somebody_else_wrote_meanwhile_is_not_overwritten(
    client, version, in_township
):
    other = Staff.objects.get(username="fenguan")
    change = actions.SectionChange(5, "他人先写好的一段。", "")
    actions.write_section(
        version=version, body=in_township, change=change, by=other, at=LOADED_AT + 2 * HOUR
    )
    answer = client.post(_url(version, "section", 5), {"text": "我的一段。", "seen": ""})
    page = _text(answer)
    assert "您的文字没有保存" in page
    assert "我的一段。" in page
    assert "他人先写好的一段。" in page
    assert SectionText.objects.get().text == "他人先写好的一段。"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_draft_is_downloaded_and_says_that_it_is_one(client, version, kind):
    answer = client.get(_url(version, "download", kind))
    assert answer.status_code == 200
    assert len(answer.content) > 500
    assert "%E6%9C%AA%E5%AE%9A%E7%A8%BF" in answer["Content-Disposition"]


def test_a_format_that_is_not_offered_is_not_found(client, version):
    assert client.get(_url(version, "download", "exe")).status_code == 404


def test_who_comes_to_a_draft_by_its_address_is_led_to_the_button(client, in_township):
    answer = client.get(reverse("annual_reports:draft", args=[in_township.code, 2024]))
    assert answer["Location"] == reverse("annual_reports:years", args=[in_township.code])
    assert not Version.objects.exists()


def test_a_step_out_of_order_says_so(client, version):
    page = _text(client.get(_url(version, "freeze")))
    assert "不能办理这一步" in page
    answer = client.post(_url(version, "freeze"))
    assert "不能办理这一步" in _text(answer)
    with scope(body=version.body_id):
        assert Version.objects.get().state == State.DRAFT


def _seen(answer) -> str:
    (seen,) = re.findall(r'name="seen" value="(\d+)"', answer.content.decode())
    return seen


def test_a_step_is_taken_on_the_revision_that_the_report_page_showed(
    client, version, in_township, clerk
):
    for number in (5, 6):
        change = actions.SectionChange(number, "更新不够及时。", "")
        actions.write_section(
            version=version, body=in_township, change=change, by=clerk, at=LOADED_AT + 2 * HOUR
        )
    page = client.get(_url(version, "report")).content.decode()
    (link,) = re.findall(r'href="([^"]+/submit/[^"]*)"', page)
    change = actions.SectionChange(6, "又改了一句。", "更新不够及时。")
    actions.write_section(
        version=version, body=in_township, change=change, by=clerk, at=LOADED_AT + 3 * HOUR
    )
    seen = _seen(client.get(link))
    assert "请重新阅读报告后再办" in _text(client.post(_url(version, "submit"), {"seen": seen}))
    seen = _seen(client.get(_url(version, "submit")))
    assert client.post(_url(version, "submit"), {"seen": seen}).status_code == 302


def test_a_second_report_of_a_year_is_refused_with_a_sentence(client, version, in_township):
    answer = client.post(reverse("annual_reports:draft", args=[in_township.code, 2019]))
    assert answer.status_code == 302
    (said,) = get_messages(answer.wsgi_request)
    assert "已经生成" in str(said)


PAGES = ("report", "charts", "compare", "history")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_same_number_of_queries_for_any_ledger(
    client, version, in_township, clerk, page
):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(_url(version, page)).status_code == 200
        return len(caught)

    queries()
    few = queries()
    portal = Channel.objects.first()
    records.append_many(
        [
            Posting(body=in_township, channel=portal, subject=f"通知{n}", posted_on=MAY, quantity=1)
            for n in range(300)
        ],
        by=clerk, at=LOADED_AT + 2 * HOUR, verb="post",
    )  # fmt: skip
    month = MonthlyCount.objects.standing().first()
    for n in range(3):
        month = records.correct(
            month, {"quantity": n}, reason="复核", by=clerk, at=LOADED_AT + (3 + n) * HOUR
        )
    actions.rebuild(version=version, by=clerk, at=LOADED_AT + 8 * HOUR)
    assert queries() == few
    assert few <= 40
