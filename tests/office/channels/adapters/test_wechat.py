"""The official account: draft, cover, publication; only the last call is ever in doubt."""

import json

import pytest
from django.core.cache import cache
from django_scopes import scope

from gongkai.office.channels import actions, queries, sending
from gongkai.office.channels.adapters import wechat
from gongkai.office.channels.models import DeliveryState, Posting
from gongkai.office.channels.wire import http
from tests.office.channels import factories
from tests.office.channels.factories import NOW

pytestmark = pytest.mark.django_db
QUICK = http.Limits(connect_seconds=1, total_seconds=0.3)
ARTICLE = "https://mp.weixin.example/s/abc"
ANSWERS = {
    "/cgi-bin/stable_token": {"access_token": "t-1", "expires_in": 7200},
    "/cgi-bin/material/add_material": {"media_id": "cover-1"},
    "/cgi-bin/draft/add": {"media_id": "draft-1"},
    "/cgi-bin/freepublish/submit": {"errcode": 0, "publish_id": 77},
    "/cgi-bin/freepublish/get": {
        "publish_status": 0, "article_id": "a-9",
        "article_detail": {"item": [{"idx": 1, "article_url": ARTICLE}]},
    },
    "/cgi-bin/freepublish/batchget": {"item": []},
    "/cgi-bin/freepublish/delete": {"errcode": 0},
}  # fmt: skip


@pytest.fixture
def platform(gateway):
    """The platform; `platform.said` may be changed by path."""
    cache.clear()
    gateway.said = {path: [said] for path, said in ANSWERS.items()}

    def answer(sent):
        said = gateway.said[sent.path]
        now = said.pop(0) if len(said) > 1 else said[0]
        return now if isinstance(now, str) else (200, json.dumps(now).encode())

    gateway.answer = answer
    yield gateway
    cache.clear()


@pytest.fixture
def channel(body, platform, secret):
    said = {
        "way": "automatic", "address": platform.url, "credential": "gateway", "app_id": "wx123",
        "publishes": True,
    }  # fmt: skip
    with scope(body=body.pk):
        yield factories.channel(body, "微信公众号", "wechat_official", settings=said)


def paths(platform) -> list[str]:
    return [call.path.rpartition("/cgi-bin/")[2] for call in platform.calls]


def test_an_article_is_drafted_with_its_cover_published_and_confirmed_by_its_address(
    channel, platform, secret
):
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reference) == (DeliveryState.SENT, "publish:77")
    sending.send_due(at=delivery.next_try_at)
    delivery.refresh_from_db()
    assert paths(platform) == [
        "stable_token", "material/add_material", "draft/add", "freepublish/submit",
        "freepublish/get",
    ]  # fmt: skip
    token, cover, draft = platform.calls[:3]
    assert (token.json["appid"], token.json["secret"]) == ("wx123", secret)
    assert b"\x89PNG" in cover.body
    assert cover.query == {"access_token": "t-1", "type": "image"}
    (article,) = draft.json["articles"]
    assert article["thumb_media_id"] == "cover-1"
    assert article["content"].startswith("<p>因主管道检修")
    assert article["content_source_url"] == "https://gongkai.example.gov.cn/items/9f3a77c1"
    assert (delivery.state, delivery.reference) == (DeliveryState.CONFIRMED, "article:a-9")
    assert queries.proofs(delivery)[0].url == ARTICLE
    assert Posting.objects.count() == 1


def test_no_text_of_an_item_becomes_markup():
    made = wechat.article(factories.content(text="<script>x</script>\n& 公示"), "c")
    assert made["content"] == "<p>&lt;script&gt;x&lt;/script&gt;</p><p>&amp; 公示</p>"


def test_an_old_token_is_renewed_once_and_kept_for_the_next_article(channel, platform):
    platform.said["/cgi-bin/draft/add"] = [{"errcode": 42001}, {"media_id": "draft-1"}]
    factories.plan(channel)
    sending.send_due(at=NOW)
    assert paths(platform).count("stable_token") == 2
    factories.plan(channel, item_code="second")
    sending.send_due(at=NOW)
    assert paths(platform).count("stable_token") == 2
    assert paths(platform).count("freepublish/submit") == 2


@pytest.mark.parametrize("answer", ["silence", "half", {"errmsg": "ok"}])
def test_a_doubtful_publication_is_looked_for_and_never_submitted_again(
    channel, platform, monkeypatch, answer
):
    monkeypatch.setattr(http, "Limits", lambda: QUICK)
    platform.said["/cgi-bin/freepublish/submit"] = [answer]
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reference) == (DeliveryState.UNKNOWN, "draft:draft-1")
    sending.send_due(at=delivery.next_try_at)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNKNOWN
    news = {"content_source_url": delivery.content["url"], "url": ARTICLE}
    platform.said["/cgi-bin/freepublish/batchget"] = [
        {"item": [{"article_id": "a-9", "content": {"news_item": [news]}}]}
    ]
    sending.send_due(at=delivery.next_try_at)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reference) == (DeliveryState.CONFIRMED, "article:a-9")
    assert paths(platform).count("freepublish/submit") == 1


@pytest.mark.parametrize(
    ("path", "answer", "state"),
    [
        ("stable_token", {"errcode": 40164}, DeliveryState.DEAD),
        ("stable_token", "half", DeliveryState.FAILED),
        ("draft/add", "silence", DeliveryState.FAILED),
        ("draft/add", {"errcode": 45009}, DeliveryState.FAILED),
        ("draft/add", {"errcode": 45004}, DeliveryState.DEAD),
        ("draft/add", {}, DeliveryState.FAILED),
        ("freepublish/submit", {"errcode": 48001}, DeliveryState.DEAD),
    ],
)
def test_before_the_publication_nothing_is_in_doubt(
    channel, platform, monkeypatch, path, answer, state
):
    monkeypatch.setattr(http, "Limits", lambda: QUICK)
    platform.said[f"/cgi-bin/{path}"] = [answer]
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert delivery.state == state


def test_a_question_without_an_answer_says_nothing(channel, platform, monkeypatch):
    monkeypatch.setattr(http, "Limits", lambda: QUICK)
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    for answer in ("silence", {"errcode": 40001}, {"errcode": 48001}):
        platform.said["/cgi-bin/freepublish/get"] = [answer]
        delivery.refresh_from_db()
        sending.send_due(at=delivery.next_try_at)
        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.SENT
    assert paths(platform).count("freepublish/submit") == 1


def test_without_the_right_to_publish_a_draft_waits_for_a_person(channel, platform):
    channel.settings["publishes"] = False
    channel.save()
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    assert "freepublish/submit" not in paths(platform)
    proof = factories.evidence(files=[], url=ARTICLE)
    actions.confirm(delivery, proof=proof, by=None, at=NOW)
    assert Posting.objects.get().proof == ARTICLE


def test_an_article_is_deleted_when_it_is_taken_back(channel, platform):
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    sending.send_due(at=delivery.next_try_at)
    actions.withdraw(delivery, reason="有误", by=None, at=NOW)
    sending.send_due(at=NOW)
    assert platform.calls[-1].json == {"article_id": "a-9", "index": 0}
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WITHDRAWN
