"""The read API: lists by key, one item, tombstones, conditional requests, limits, refusals."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine

from gongkai.office.publishing import actions
from tests.office.publishing import gate

API = "/api/v1"


def titles(answer) -> list[str]:
    return [each["title"] for each in answer.json()["items"]]


def test_a_list_goes_by_key_to_its_end_and_repeats_nothing(office, program):
    for number in range(5):
        gate.published(office, title=f"通知之{number}", at=gate.AT + timedelta(hours=number))
    address, seen, pages = f"{API}/items?size=2", [], 0
    while address:
        answer = program.get(address)
        assert answer.status_code == 200
        seen += titles(answer)
        pages += 1
        following = answer.json()["next"]
        parts = urlsplit(following or "")
        address = f"{parts.path}?{parts.query}" if following else None
    assert seen == [f"通知之{number}" for number in (4, 3, 2, 1, 0)]
    assert pages == 3


def test_the_filters_choose(office, program):
    gate.published(office, title="甲", category="20.12", genre="notice")
    gate.published(office, title="乙", category="20.1", genre="normative", at=gate.AT)
    assert titles(program.get(f"{API}/items?category=20.1")) == ["乙"]
    assert titles(program.get(f"{API}/items?genre=notice")) == ["甲"]
    assert titles(program.get(f"{API}/items?body={office.body.code}&validity=repealed")) == []
    assert titles(program.get(f"{API}/items?from=2026-03-03")) == []
    assert sorted(titles(program.get(f"{API}/items?until=2026-03-03"))) == ["乙", "甲"]


def test_one_item_says_everything_public_and_nobody_who_made_it(office, program):
    version = gate.drafted(office)
    gate.attached(office, version, "附表.txt", "一张表".encode())
    version = actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=gate.AT)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=gate.AT)
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=gate.AT)
    actions.release(version, by=office.approver, at=gate.AT)
    answer = program.get(f"{API}/items/{version.item.code}")
    said = answer.json()
    assert said["text"] == "各村民委员会：\n春季风大物燥，请做好防火工作。"
    assert said["keywords"] == ["防火"]
    assert said["spans"][0]["version"] == 1
    file = said["attachments"][0]
    assert (file["name"], file["size"]) == ("附表.txt", len("一张表".encode()))
    fetched = program.get(urlsplit(file["url"]).path)
    assert fetched.content == "一张表".encode()
    assert "sandbox" in fetched["Content-Security-Policy"]
    for person in (office.clerk, office.reviewer, office.secrecy, office.approver):
        assert person.username not in answer.content.decode()


def test_a_withdrawn_item_is_gone_with_its_reason_and_without_its_words(office, program):
    copy = gate.published(office)
    actions.withdraw(
        copy.item, public_reason="inaccurate", reason="内部：数字写错", by=office.approver,
        at=gate.AT + timedelta(days=1),
    )  # fmt: skip
    answer = program.get(f"{API}/items/{copy.code}")
    assert answer.status_code == 410
    assert answer.json()["reason"] == "inaccurate"
    assert "防火工作。" not in answer.content.decode()
    assert "内部" not in answer.content.decode()
    assert titles(program.get(f"{API}/items")) == []


def test_who_follows_the_changes_meets_the_tombstone(office, program):
    copy = gate.published(office, title="先公开后撤下")
    gate.published(office, title="一直公开", at=gate.AT + timedelta(hours=1))
    actions.withdraw(
        copy.item, public_reason="duplicate", reason="重复", by=office.approver,
        at=gate.AT + timedelta(days=1),
    )  # fmt: skip
    answer = program.get(f"{API}/items", {"changed_since": gate.AT.isoformat()})
    assert titles(answer) == ["一直公开", "先公开后撤下"]
    assert answer.json()["items"][1]["is_withdrawn"] is True
    since = (gate.AT + timedelta(hours=2)).isoformat()
    assert titles(program.get(f"{API}/items", {"changed_since": since})) == ["先公开后撤下"]


def test_a_draft_is_nowhere(office, program):
    version = gate.cleared(office, title="还没有批准")
    assert program.get(f"{API}/items/{version.item.code}").status_code == 404
    assert titles(program.get(f"{API}/items")) == []
    assert "还没有批准" not in program.get(f"{API}/items?include=text").content.decode()


def test_texts_come_with_a_list_where_they_are_asked_for(
    office, program, django_assert_max_num_queries
):
    for number in range(6):
        gate.published(office, title=f"第{number}条", at=gate.AT + timedelta(hours=number))
    assert "text" not in program.get(f"{API}/items").json()["items"][0]
    with django_assert_max_num_queries(3):
        answer = program.get(f"{API}/items?include=text")
    assert all("防火" in each["text"] for each in answer.json()["items"])


def test_what_is_known_is_not_sent_again(office, program):
    copy = gate.published(office)
    for address in (f"{API}/items", f"{API}/items/{copy.code}", "/feeds/items.atom"):
        first = program.get(address)
        assert first.status_code == 200
        again = program.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert first["Access-Control-Allow-Origin"] == "*"
        assert "max-age" in first["Cache-Control"]
        assert not first.cookies


def test_it_is_sent_again_once_it_changed(office, program):
    copy = gate.published(office)
    first = program.get(f"{API}/items/{copy.code}")
    gate.revised(office, copy.item, title="更正后的标题", at=gate.AT + timedelta(days=1))
    again = program.get(f"{API}/items/{copy.code}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again.json()["title"] == "更正后的标题"


@pytest.mark.parametrize("address", [
    "/items?cursor=abc", "/items?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5Ljk=",
    "/items?from=yesterday", "/items?size=0", "/items?size=100000", "/items?validity=maybe",
    "/items?body=none", "/items/none", "/reports/none/2025", "/statistics?body=%00",
])  # fmt: skip
def test_a_wrong_question_gets_a_sentence_in_both_languages(office, program, address):
    answer = program.get(API + address)
    assert answer.status_code in (404, 422)
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["detail"].endswith("。")
    assert said["detail_en"].endswith(".")


def test_an_address_that_asks_too_often_waits(office, program):
    with time_machine.travel(gate.AT, tick=False):
        answers = [program.get(f"{API}/categories") for _turn in range(301)]
        assert {each.status_code for each in answers[:300]} == {200}
        assert (answers[300].status_code, answers[300]["Retry-After"]) == (429, "60")
        assert program.get(f"{API}/categories", REMOTE_ADDR="192.0.2.7").status_code == 200
    with time_machine.travel(gate.AT + timedelta(minutes=1), tick=False):
        assert program.get(f"{API}/categories").status_code == 200


def test_bodies_and_numbers(office, program):
    gate.published(office)
    assert [each["name"] for each in program.get(f"{API}/bodies").json()] == [office.body.name]
    counted = program.get(f"{API}/statistics?body={office.body.code}").json()
    assert (counted["items"], counted["by_month"]) == (1, {"2026-03": 1})
    assert counted["by_category"] == {"20.12": 1}


def test_the_description_names_every_operation_and_needs_no_other_place(office, program):
    described = program.get("/open/openapi.json").json()
    assert "/api/v1/items" in described["paths"]
    assert "/api/v1/drafts" in described["paths"]
    page = program.get("/open/").content.decode()
    for path in described["paths"]:
        assert path in page
    assert "https://" not in page.replace("https://testserver", "")
    assert json.dumps(described)
