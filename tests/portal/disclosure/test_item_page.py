"""The page of an item: what it says, what it leads to, what is left where it was taken down."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from gongkai.office.channels import actions as channels
from gongkai.office.channels.models import Delivery
from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.marking import Mark
from gongkai.office.publishing.models import LinkKind, PublicItem, Validity
from tests.office.channels import factories
from tests.office.publishing import gate

MOST_QUERIES = 8


def _page(visitor, copy: PublicItem, name: str = "item", **asked: object) -> str:
    return visitor.get(reverse(f"portal:{name}", args=[copy.code]), **asked).content.decode()


def test_the_metadata_of_official_documents_stands_on_top(visitor, publish):
    page = _page(visitor, publish())
    for words in ("索引号", "主题分类", "发文机关", "成文日期", "发文字号", "发布日期", "有效性"):
        assert f"<dt>{words}</dt>" in page
    assert "2026年2月27日" in page
    assert "冯政发〔2026〕5号" in page
    assert "现行有效" in page


def test_the_page_tags_name_title_day_and_source(visitor, publish):
    page = _page(visitor, publish(keywords="防火 春季"))
    assert '<meta name="ArticleTitle" content="关于做好春季防火工作的通知">' in page
    assert '<meta name="PubDate" content="2026-03-02 09:00">' in page
    assert '<meta name="ContentSource" content="冯记沟乡人民政府">' in page
    assert '<meta name="Keywords" content="防火 春季">' in page


def test_a_replaced_document_says_so_and_leads_to_the_new_one_and_back(visitor, office, publish):
    old = publish(title="旧办法", category="20.1", genre="normative")
    new = publish(title="新办法", category="20.1", genre="normative")
    with scope(body=office.body.pk):
        mark = Mark(Validity.REPEALED, date(2026, 4, 1), because_of=new.item)
        actions.mark_validity(old.item, mark, by=office.clerk, at=gate.AT)
    page = _page(visitor, old)
    assert "本文自2026年4月1日起废止" in page
    assert reverse("portal:item", args=[new.code]) in page
    assert "由以下文件代替" in page
    back = _page(visitor, new)
    assert "本文件代替" in back
    assert reverse("portal:item", args=[old.code]) in back


def test_an_interpretation_and_its_document_lead_to_each_other(visitor, office, publish):
    document, told = publish(title="办法"), publish(title="办法解读", is_interpretation=True)
    with scope(body=office.body.pk):
        actions.link(
            told.item, document.item, kind=LinkKind.INTERPRETS, by=office.clerk, at=gate.AT
        )
    assert "本文解读的文件" in _page(visitor, told)
    assert "政策解读" in _page(visitor, document)


def test_a_table_is_shown_and_handed_over_as_csv_without_formulas(visitor, publish):
    rows = [{"项目": "=1+1", "金额（元）": 120}, {"项目": "临时救助", "金额（元）": -5}]
    copy = publish(table_rows=rows, table_period="2026年2月")
    page = _page(visitor, copy)
    assert "数据表（2026年2月）" in page
    answer = visitor.get(reverse("portal:item_table", args=[copy.code]))
    assert answer.headers["Content-Type"].startswith("text/csv")
    read = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert read == [["项目", "金额（元）"], ["'=1+1", "120"], ["临时救助", "-5"]]


def test_rows_without_names_are_counted_through(visitor, publish):
    assert "临时救助" in _page(visitor, publish(table_rows=[["临时救助", 3]]))


def test_a_nil_return_says_that_there_is_nothing(visitor, publish):
    assert "本期无数据" in _page(visitor, publish(html="", is_nil_return=True))


def test_script_in_a_text_does_not_reach_the_reader(visitor, publish, office):
    copy = publish()
    # Past the cleaning at the door, as a restored backup could be.
    PublicItem.everywhere.filter(pk=copy.pk).update(
        html='<p onclick="x()">正文</p><script>x()</script><h1>大标题</h1>'
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>"
    )
    page = _page(visitor, copy)
    assert "x()" not in page
    assert "<h2>大标题</h2>" in page
    assert '<th scope="col">甲</th>' in page


def test_what_was_taken_down_is_gone_and_says_why_when_and_whom_to_ask(visitor, office, publish):
    copy = publish(html="<p>不再公开的内容。</p>", summary="不再公开的摘要")
    with scope(body=office.body.pk):
        actions.withdraw(
            copy.item, public_reason="inaccurate", reason="内部理由", by=office.approver,
            at=gate.AT,
        )  # fmt: skip
    answer = visitor.get(reverse("portal:item", args=[copy.code]))
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "内容有误，正在核实更正" in page
    assert "撤下日期" in page
    assert "冯记沟乡人民政府" in page
    assert "不再公开的内容" not in page
    assert "不再公开的摘要" not in page
    assert "内部理由" not in page
    for name in ("item_table", "versions"):
        assert visitor.get(reverse(f"portal:{name}", args=[copy.code])).status_code == 410


def test_an_item_that_was_never_public_is_not_found(visitor, office):
    with scope(body=office.body.pk):
        version = gate.cleared(office)
    code = version.item.code
    for name in ("item", "item_table", "item_qr", "versions"):
        assert visitor.get(reverse(f"portal:{name}", args=[code])).status_code == 404


def test_the_address_is_a_picture_to_be_scanned(visitor, publish):
    answer = visitor.get(reverse("portal:item_qr", args=[publish().code]))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_speaks_one_language(visitor, publish, language):
    copy = publish(table_rows=[{"项目": "救助", "金额": 3}], expires_on=date(2026, 12, 31))
    assert visitor.get(
        reverse("portal:item", args=[copy.code]), headers={"Accept-Language": language}
    ).status_code == 200  # fmt: skip


def test_the_page_asks_the_database_a_few_times_however_much_it_shows(visitor, office, publish):
    copy = publish(table_rows=[{"项目": "甲", "金额": 1}])
    others = [publish(title=f"相关{number}") for number in range(4)]
    with scope(body=office.body.pk):
        for other in others:
            actions.link(copy.item, other.item, kind=LinkKind.RELATES, by=office.clerk, at=gate.AT)
        gate.revised(office, copy.item, html="<p>更正后。</p>")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        _page(visitor, copy)
    assert len(asked) <= MOST_QUERIES, [each["sql"][:90] for each in asked]


def test_a_channel_is_named_once_it_is_confirmed_with_how_that_is_known(visitor, office, publish):
    board = factories.channel(office.body, "村公开栏", "notice_board", place="平台村")
    with scope(body=office.body.pk):
        copy = publish(channel_ids=[board.pk])
        delivery = Delivery.objects.get(item_code=copy.code)
        assert "村公开栏" not in _page(visitor, copy)
        channels.confirm(
            delivery, proof=factories.evidence(on=gate.TODAY), by=office.clerk, at=gate.AT
        )
    page = _page(visitor, copy)
    assert "村公开栏（平台村）" in page
    assert "有照片或者回执" in page
