"""The guide, the ways to ask, frozen reports, the search, the screen at a reading point, caches."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import LeadingGroupMember, ReadingPoint
from gongkai.office.publishing import actions
from gongkai.office.search import indexer, shelf
from tests.office.publishing import gate


@pytest.fixture
def index(settings, tmp_path: Path) -> Iterator[None]:
    settings.SEARCH_FOLDER = tmp_path / "search"
    yield
    indexer.release()
    shelf.close()


def _indexed() -> None:
    while indexer.follow(at=timezone.now()):
        pass


def _read(visitor, name: str, *args: object, **more: object) -> str:
    answer = visitor.get(reverse(f"portal:{name}", args=args), **more)
    assert answer.status_code == 200
    return answer.content.decode()


class TestGuide:
    def test_it_tells_what_article_12_asks_for(self, visitor, office):
        bodies.describe(
            body=office.body, by=None, at=gate.AT,
            changed={
                "gid_office": "党政办公室", "gid_telephone": "0900-0000001",
                "gid_fax": "0900-0000002", "gid_email": "gid@example.com",
                "address": "政府路1号", "office_hours": "工作日", "postal_code": "751500",
                "supervision_telephone": "0900-0000003",
            },
        )  # fmt: skip
        with scope(body=office.body.pk):
            point = ReadingPoint(
                body=office.body, name="文化站", address="文化路", hours="每天",
                equipment="资料架", from_on=date(2026, 1, 1),
            )  # fmt: skip
            bodies.take_up(point, by=None, at=gate.AT)
            seat = LeadingGroupMember(
                body=office.body, role="head", title="乡长", from_on=date(2026, 1, 1)
            )
            bodies.take_up(seat, by=None, at=gate.AT)
        page = _read(visitor, "guide", office.body.code)
        for told in (
            "党政办公室", "0900-0000001", "0900-0000002", "gid@example.com", "政府路1号",
            "工作日", "751500", "0900-0000003", "文化站", "资料架", "乡长", "二十个工作日",
        ):  # fmt: skip
            assert told in page

    def test_what_is_not_told_yet_is_said(self, visitor, office):
        page = _read(visitor, "guide", office.body.code)
        assert "机关职能简介尚未填写" in page
        assert "没有登记查阅点" in page


class TestAsking:
    def test_the_entry_says_who_where_and_what_is_needed(self, visitor, office):
        page = _read(visitor, "apply", data={"body": office.body.code})
        assert "第二十九条" in page
        assert office.body.name in page

    def test_among_many_bodies_one_is_chosen(self, visitor, office):
        bodies.found(name="甲县人民政府", level="county", kind="government", parent=None, by=None,
                     at=gate.AT)  # fmt: skip
        for name in ("apply", "feedback"):
            page = _read(visitor, name)
            assert f"{reverse(f'portal:{name}')}?body={office.body.code}" in page


class TestSearch:
    def test_words_are_marked_and_lead_to_the_item(self, visitor, index, publish):
        copy = publish()
        _indexed()
        page = _read(visitor, "search", data={"q": "防火"})
        assert "找到1条" in page
        assert "<mark>" in page
        assert reverse("portal:item", args=[copy.code]) in page

    def test_what_was_taken_down_is_not_found(self, visitor, index, office, publish):
        copy = publish()
        _indexed()
        with scope(body=office.body.pk):
            actions.withdraw(
                copy.item, public_reason="inaccurate", reason="有误", by=office.approver,
                at=gate.AT,
            )  # fmt: skip
        # Even before the index knows: the row decides.
        assert reverse("portal:item", args=[copy.code]) not in _read(
            visitor, "search", data={"q": "防火"}
        )

    def test_facets_count_and_narrow(self, visitor, index, publish):
        publish(title="防火通知", category="20.12")
        publish(title="防火检查情况", category="20.13")
        _indexed()
        page = _read(visitor, "search", data={"q": "防火"})
        assert "缩小范围" in page
        narrowed = _read(visitor, "search", data={"q": "防火", "category": "20.13"})
        assert "找到1条" in narrowed
        assert "类别：" in narrowed

    def test_an_empty_result_says_what_to_try_and_leads_to_a_request(self, visitor, index, publish):
        publish()
        _indexed()
        page = _read(visitor, "search", data={"q": "量子纠缠"})
        assert "没有找到" in page
        assert reverse("portal:apply") in page
        assert reverse("portal:catalogue") in page

    def test_before_there_is_an_index_it_says_so(self, visitor, publish):
        publish()
        assert "搜索正在准备" in _read(visitor, "search", data={"q": "防火"})

    def test_nothing_asked_explains_how_to_ask(self, visitor, db):
        assert "也可以输入拼音" in _read(visitor, "search")

    @pytest.mark.parametrize(
        "asked", ["q=%00", "q=" + "a" * 5000, "q=(((", "q=a&after=r99999999999", "from_on=x&q=a",
                  "q=a&sort=x&year=y&validity=z", "q=%22"],
    )  # fmt: skip
    def test_any_question_gets_an_answer(self, visitor, index, publish, asked):
        publish()
        _indexed()
        assert visitor.get(f"{reverse('portal:search')}?{asked}").status_code == 200


class TestKiosk:
    def test_it_leads_nowhere_but_within_itself(self, visitor, office, publish):
        copy = publish()
        start = reverse("portal:kiosk", args=[office.body.code])
        for page in (
            _read(visitor, "kiosk", office.body.code),
            _read(visitor, "kiosk_list", office.body.code, data={"q": "防火"}),
            _read(visitor, "kiosk_item", office.body.code, copy.code),
        ):
            ways = [part.partition('"')[0] for part in page.split('<a ')[1:]
                    for part in [part.partition('href="')[2]]]  # fmt: skip
            assert all(way.startswith((start, "#")) for way in ways), ways
            assert f'data-gongkai-idle="{start}"' in page

    def test_a_title_is_found_and_nothing_is_said_plainly(self, visitor, office, publish):
        publish()
        found = _read(visitor, "kiosk_list", office.body.code, data={"q": "防火"})
        assert "关于做好春季防火工作的通知" in found
        assert "没有找到" in _read(visitor, "kiosk_list", office.body.code, data={"q": "拆迁"})

    def test_an_item_of_another_body_is_not_found(self, visitor, office, publish):
        copy = publish()
        other = gate.office("丙乡人民政府")
        url = reverse("portal:kiosk_item", args=[other.body.code, copy.code])
        assert visitor.get(url).status_code == 404


PAGES = ("home", "latest", "catalogue", "documents", "reports", "statistics", "search", "apply")


class TestCaches:
    @pytest.mark.parametrize("name", PAGES)
    def test_a_page_sets_no_cookie_and_may_be_kept_for_a_minute(self, visitor, office, name):
        answer = visitor.get(reverse(f"portal:{name}"))
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        tag = answer.headers["ETag"]
        again = visitor.get(reverse(f"portal:{name}"), headers={"If-None-Match": tag})
        assert again.status_code == 304
        assert not again.cookies

    def test_an_item_tells_when_it_changed(self, visitor, publish):
        answer = visitor.get(reverse("portal:item", args=[publish().code]))
        assert answer.headers["Last-Modified"] == "Mon, 02 Mar 2026 01:00:00 GMT"

    def test_what_a_signed_in_person_sees_is_kept_by_nobody(self, visitor, office):
        visitor.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
        answer = visitor.get(reverse("portal:home"))
        assert "private" in answer.headers["Cache-Control"]
        assert "public" not in answer.headers["Cache-Control"]

    def test_a_page_that_is_not_there_is_not_kept(self, visitor, db):
        answer = visitor.get(reverse("portal:item", args=["nothing"]))
        assert "max-age" not in answer.headers.get("Cache-Control", "")

    def test_the_look_and_the_language_are_chosen_without_script(self, visitor, office):
        back = reverse("portal:latest")
        url = reverse("appearance_choice")
        answer = visitor.get(url, {"elder": "on", "next": back})
        assert (answer.status_code, answer.headers["Location"]) == (302, back)
        assert 'data-elder="on"' in visitor.get(back).content.decode()
        visitor.get(url, {"language": "en", "next": back})
        assert '<html lang="en"' in visitor.get(back).content.decode()
        assert visitor.get(url, {"next": "https://elsewhere.example/"}).headers["Location"] == "/"

    @pytest.mark.parametrize("name", PAGES)
    def test_nothing_is_written_by_a_visit(self, visitor, office, name):
        assert visitor.post(reverse(f"portal:{name}")).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_every_page_speaks_english(visitor, publish, name):
    publish(doc_no="冯政发〔2026〕6号", is_interpretation=True)
    _read(visitor, name, headers={"Accept-Language": "en"})


@pytest.mark.parametrize("name", ["body", "guide", "body_catalogue", "body_latest", "kiosk"])
def test_every_page_of_a_body_speaks_english(visitor, office, publish, name):
    publish()
    _read(visitor, name, office.body.code, headers={"Accept-Language": "en"})
