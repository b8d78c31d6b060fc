"""The list of a book: what it shows, how it is filtered, sorted, walked and exported."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from gongkai.documents.sheet import read_sheet
from gongkai.office.channels.models import Posting
from gongkai.office.records import actions as records
from gongkai.office.registers.queries import listing
from tests.office.channels import factories
from tests.office.channels.factories import AT
from tests.office.publishing import factories as from_publishing


def _many(body, count: int, **values) -> None:
    """Record `count` postings, three to a day from the first of January 2019."""
    with scope(body=body.pk):
        channel = factories.channel(body, "县政府网", "superior_portal")
        rows = [
            Posting(
                body=body, channel=channel, subject=f"信息{number:04}", quantity=2,
                posted_on=date(2019, 1, 1) + timedelta(days=number // 3), **values,
            )
            for number in range(count)
        ]  # fmt: skip
        records.append_many(rows, by=None, at=AT, verb="import")


def _subjects(response) -> list[str]:
    return [row.cells[2].text for row in response.context["table"].rows]


def test_an_empty_list_says_what_to_do(client, url):
    page = client.get(url("list")).content.decode()
    assert "还没有登记" in page
    assert url("add") in page


def test_the_list_opens_on_the_latest_year_with_records_and_tells_the_sum(client, url, body):
    _many(body, 4)
    with scope(body=body.pk):
        channel = factories.channel(body)
        factories.posting(channel, posted_on=date(2018, 5, 1), subject="上一年")
    response = client.get(url("list"))
    assert response.context["total"] == "共4条记录，合计8条。"
    assert "上一年" not in response.content.decode()
    assert "上一年" in client.get(url("list"), {"year": "all"}).content.decode()


def test_every_record_is_met_once_walking_forward_and_again_walking_back(client, url, body):
    _many(body, 130)
    page = client.get(url("list"))
    walked = [_subjects(page)]
    while page.context["pager"].next_url:
        page = client.get(url("list") + page.context["pager"].next_url)
        walked.append(_subjects(page))
    everything = [subject for subjects in walked for subject in subjects]
    assert everything == [f"信息{number:04}" for number in range(129, -1, -1)]
    back = [_subjects(page)]
    while page.context["pager"].previous_url:
        page = client.get(url("list") + page.context["pager"].previous_url)
        back.append(_subjects(page))
    assert back == walked[::-1]


@pytest.mark.parametrize("sort", ["quantity", "-quantity", "subject", "posted_on"])
def test_sorting_by_a_column_with_equal_values_loses_no_record(client, url, body, sort):
    _many(body, 120)
    met, address = [], f"?sort={sort}"
    while address:
        page = client.get(url("list") + address)
        met += _subjects(page)
        address = page.context["pager"].next_url
    assert sorted(met) == [f"信息{number:04}" for number in range(120)]


def test_filters_stand_as_chips_that_take_themselves_away(client, url, body):
    _many(body, 3)
    with scope(body=body.pk):
        sms = factories.channel(body)
        factories.posting(sms, subject="防火短信")
    page = client.get(url("list"), {"channel_id": sms.pk, "q": "防火"})
    assert _subjects(page) == ["防火短信"]
    texts = [chip.text for chip in page.context["chips"]]
    assert texts == ["渠道：短信平台", "含有“防火”"]
    without = client.get(url("list") + page.context["chips"][0].remove_url)
    assert [chip.text for chip in without.context["chips"]] == ["含有“防火”"]


def test_a_filter_that_finds_nothing_offers_to_clear_it(client, url, body):
    _many(body, 3)
    page = client.get(url("list"), {"q": "没有这样的内容"})
    assert "没有符合条件的记录" in page.content.decode()
    assert "清除筛选条件" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "?year=abcd",
        "?year=0000",
        "?after=x",
        "?after=99999999",
        "?sort=origin",
        "?channel_id=77",
        "?q=%00",
        "?q=一%00二",
    ],
)
def test_an_address_that_means_nothing_is_read_without_harm(client, url, body, address):
    _many(body, 2)
    assert client.get(url("list") + address).status_code == 200


def test_withdrawn_and_replaced_versions_are_not_listed(client, url, body):
    with scope(body=body.pk):
        channel = factories.channel(body)
        gone = factories.posting(channel, subject="撤销的")
        old = factories.posting(channel, subject="写错的")
        records.withdraw(gone, reason="重复", by=None, at=AT)
        records.correct(old, {"subject": "改好的"}, reason="写错", by=None, at=AT)
    assert _subjects(client.get(url("list"))) == ["改好的"]


def test_the_number_of_queries_does_not_grow_with_the_ledger(client, url, body):
    _many(body, 10)
    client.get(url("list"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url("list"))
    with scope(body=body.pk):
        channel = Posting.objects.first().channel
        rows = [
            Posting(
                body=body, channel=channel, subject="更多", quantity=1, posted_on=date(2019, 7, 1)
            )
            for _each in range(490)
        ]
        records.append_many(rows, by=None, at=AT, verb="import")
    with CaptureQueriesContext(connection) as many:
        client.get(url("list"))
    assert len(many) == len(few) <= 20


def test_past_the_limit_the_count_is_said_to_be_about(client, url, body, monkeypatch):
    monkeypatch.setattr(listing, "COUNT_LIMIT", 5)
    _many(body, 8)
    page = client.get(url("list"))
    assert page.context["total"].startswith("约5条以上记录")
    refused = client.get(url("export"), {"format": "xlsx"}, follow=True)
    assert "请缩小年度或筛选范围" in refused.content.decode()


def test_an_export_holds_every_page_of_what_was_filtered(client, url, body):
    _many(body, 70)
    with scope(body=body.pk):
        factories.posting(factories.channel(body), subject="短信")
    response = client.get(url("export"), {"q": "信息", "format": "xlsx"})
    sheet = read_sheet(response.content, "export.xlsx")
    assert sheet.header == ("发布日期", "渠道", "内容标题", "条数", "留存凭证")
    assert len(sheet.rows) == 70
    lines = b"".join(client.get(url("export"), {"q": "信息", "format": "csv"})).decode("utf-8-sig")
    assert len(io.StringIO(lines).readlines()) == 71
    assert "2019-01-01,县政府网,信息0000,2," in lines


def test_an_exported_text_never_runs_as_a_formula(client, url, body):
    with scope(body=body.pk):
        factories.posting(factories.channel(body), subject="=1+1")
    lines = b"".join(client.get(url("export"), {"format": "csv"})).decode("utf-8-sig")
    assert "'=1+1" in lines


def test_a_mixed_book_keeps_the_sums_of_its_measures_apart(client, url, body):
    with scope(body=body.pk):
        from_publishing.count(body, quantity=12)
        from_publishing.count(body, measure="fee_income_wan", quantity="160.5964")
    page = client.get(url("list", book="monthly_counts"))
    assert page.context["total"] == (
        "共2条记录；行政事业性收费金额（万元）160.5964；行政处罚处理决定（件）12。"
    )


def test_a_month_is_a_filter_of_its_own(client, url, body):
    with scope(body=body.pk):
        channel = factories.channel(body)
        for on in (date(2025, 3, 5), date(2025, 3, 31), date(2025, 4, 1), date(2024, 3, 7)):
            factories.posting(channel, subject=f"信息{on}", posted_on=on)
    page = client.get(url("list") + "?year=2025&month=3").content.decode()
    assert "信息2025-03-05" in page
    assert "信息2025-03-31" in page
    assert "信息2025-04-01" not in page
    assert "信息2024-03-07" not in page
    assert "共2条记录" in page


@pytest.mark.parametrize("month", ["0", "13", "x", "-1", "³"])
def test_a_month_that_is_none_is_left_out(client, url, month):
    assert client.get(url("list") + f"?year=2025&month={month}").status_code == 200
