"""The front page, the catalogue, lists with filters and pages, documents by validity."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from gongkai.office.bodies import actions as bodies
from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.marking import Mark
from gongkai.office.publishing.models import PublicItem, Validity
from gongkai.rules import catalogue
from tests.office.publishing import gate

DAY = timedelta(days=1)


@pytest.fixture
def thirty(publish) -> list[PublicItem]:
    """Thirty items, one a day, of which only the first went through the gate itself."""
    first = publish(title="信息0")
    made = [first]
    rest = []
    for number in range(1, 30):
        copy = PublicItem.everywhere.get(pk=first.pk)
        item = copy.item
        item.pk, item.code, item.index_no = None, f"code{number}", f"n/2026-{number:05d}"
        item.save()
        copy.pk, copy.item, copy.code, copy.index_no = None, item, item.code, item.index_no
        copy.title = f"信息{number}"
        copy.published_at = copy.first_published_at = first.published_at + DAY * (number // 2)
        copy.subject = "财政、金融、审计/财政" if number % 3 == 0 else first.subject
        rest.append(copy)
    PublicItem.everywhere.bulk_create(rest)
    return made + rest


def _read(visitor, url: str, **more: object) -> str:
    answer = visitor.get(url, **more)
    assert answer.status_code == 200, url
    return answer.content.decode()


def _titles(page: str) -> list[str]:
    return [part.split("<")[0] for part in page.split("data-gongkai-open>")[1:]]


def test_the_home_of_a_single_body_is_that_bodys(visitor, office):
    page = _read(visitor, reverse("portal:home"))
    assert office.body.name in page
    assert "联系我们" in page


def test_the_home_of_many_bodies_lets_choose_one(visitor, office):
    bodies.found(name="甲县人民政府", level="county", kind="government", parent=None, by=None,
                 at=gate.AT)  # fmt: skip
    page = _read(visitor, reverse("portal:home"))
    assert "选择机关" in page
    assert reverse("portal:body", args=[office.body.code]) in page


def test_the_home_without_any_body_stands(visitor, db):
    assert "还没有机关" in _read(visitor, reverse("portal:home"))


def test_the_home_puts_search_and_the_five_doors_first(visitor, publish):
    publish()
    page = _read(visitor, reverse("portal:home"))
    places = [
        page.index(words) for words in ("您想找什么信息", "doors__label", "data-gongkai-open")
    ]
    assert places == sorted(places)
    assert page.count("doors__label") == 5


def test_the_catalogue_lists_every_entry_of_the_level_and_hides_none(visitor, office, publish):
    publish(category="21.township.1")
    page = _read(visitor, reverse("portal:body_catalogue", args=[office.body.code]))
    sections = catalogue.for_body("township", "government", date(2026, 3, 12))
    entries = next(each for each in sections if each.key == "statutory").children
    assert len(entries) > 10
    for each in catalogue.walk(entries):
        assert f">{each.label}</a>" in page
    assert "城市" not in page
    assert page.count("暂无") >= len(entries) - 1
    assert "更新于" in page


def test_an_entry_shows_what_stands_below_it_too(visitor, office, publish):
    publish(category="20.2.structure", title="内设机构")
    publish(category="20.12", title="防火")
    url = reverse("portal:body_category", args=[office.body.code, "20.2"])
    assert _titles(_read(visitor, url)) == ["内设机构"]


@pytest.mark.parametrize("name", ["category", "body_category"])
def test_an_unknown_entry_or_body_is_not_found(visitor, office, name):
    args = ["99"] if name == "category" else [office.body.code, "99"]
    assert visitor.get(reverse(f"portal:{name}", args=args)).status_code == 404
    for page in ("body", "guide", "body_catalogue", "body_latest", "kiosk"):
        assert visitor.get(reverse(f"portal:{page}", args=["nobody"])).status_code == 404


def test_pages_by_key_show_each_item_once_and_lead_back(visitor, thirty):
    url = reverse("portal:latest")
    first = _read(visitor, url)
    later = first.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = _read(visitor, url + later.replace("&amp;", "&"))
    seen = _titles(first) + _titles(second)
    assert len(seen) == 30
    assert set(seen) == {each.title for each in thirty}
    back = second.split('rel="prev"')[0].rpartition('href="')[2].partition('"')[0]
    assert _titles(_read(visitor, url + back.replace("&amp;", "&"))) == _titles(first)


def test_filters_narrow_and_chips_take_them_away(visitor, thirty):
    url = reverse("portal:latest")
    page = _read(visitor, url, data={"subject": "财政、金融、审计"})
    assert len(_titles(page)) == 9
    assert "主题：财政、金融、审计" in page
    assert 'class="chips__chip" href="?"' in page
    assert "没有符合条件的信息" in _read(visitor, url, data={"year": "2019"})


@pytest.mark.parametrize(
    "asked", ["?year=abcd", "?validity=x", "?after=1-1-1", "?after=999999999999999999-1",
              "?before=x", "?year=0000", "?genre=%00&subject=%27"],
)  # fmt: skip
def test_whatever_stands_in_an_address_gets_an_answer(visitor, publish, asked):
    publish()
    assert visitor.get(reverse("portal:latest") + asked).status_code == 200
    assert visitor.get(reverse("portal:documents") + asked).status_code == 200


def test_documents_stand_by_whether_they_hold_with_what_replaced_them(visitor, office, publish):
    old = publish(title="旧办法", category="20.1", genre="normative")
    new = publish(title="新办法", category="20.1", genre="normative")
    publish(title="不是规范性文件", category="20.1", genre="notification")
    with scope(body=office.body.pk):
        mark = Mark(Validity.REPEALED, date(2026, 3, 1), because_of=new.item)
        actions.mark_validity(old.item, mark, by=office.clerk, at=gate.AT)
    holding = _read(visitor, reverse("portal:documents"))
    assert _titles(holding) == ["新办法"]
    repealed = _read(visitor, reverse("portal:documents"), data={"validity": "repealed"})
    assert _titles(repealed) == ["旧办法"]
    assert "由以下文件代替" in repealed
    assert reverse("portal:item", args=[new.code]) in repealed


@pytest.mark.parametrize("name", ["home", "latest", "catalogue", "documents", "statistics"])
def test_a_page_asks_as_often_for_thirty_items_as_for_one(visitor, publish, request, name):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            _read(visitor, reverse(f"portal:{name}"))
        return len(queries)

    publish(title="一", category="20.1", genre="normative")
    with_one = asked()
    request.getfixturevalue("thirty")
    assert asked() <= with_one <= 12


def test_statistics_count_what_is_public_now(visitor, office, publish):
    publish(category="20.12")
    gone = publish(category="20.7")
    with scope(body=office.body.pk):
        actions.withdraw(
            gone.item, public_reason="inaccurate", reason="有误", by=office.approver, at=gate.AT
        )
    page = _read(visitor, reverse("portal:statistics"))
    assert "现在公开的信息共1条" in page
    assert "突发公共事件" in page
    assert "财政预算" not in page
