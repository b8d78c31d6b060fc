"""The portal above: a signed push that may be repeated, an answer that is asked for, a package."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile as Bytes
from django.core.files.storage import default_storage
from django_scopes import scope

from gongkai.office.channels import actions, queries, sending
from gongkai.office.channels.content import ContentFile
from gongkai.office.channels.media import making
from gongkai.office.channels.models import DeliveryState, Posting
from gongkai.office.channels.wire import http, signing
from gongkai.office.records import files
from tests.office.channels import factories
from tests.office.channels.factories import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "https://county.example.gov.cn/20260305.html"


@pytest.fixture
def channel(body, gateway, secret):
    said = {
        "way": "automatic", "address": f"{gateway.url}/in", "credential": "gateway",
        "sender": "640323-FJG", "encoding": "json",
    }  # fmt: skip
    with scope(body=body.pk):
        yield factories.channel(body, "盐池县政府网", "superior_portal", settings=said)


def test_a_push_is_signed_and_the_page_above_is_the_proof(channel, gateway, secret):
    gateway.says({"status": "published", "id": "c-7", "url": PAGE})
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    (call,) = gateway.calls
    assert signing.is_signed(secret, call.headers, call.body, at=NOW)
    assert call.body == signing.canonical(call.json)
    assert (call.json["act"], call.json["sender"]) == ("publish", "640323-FJG")
    assert call.json["key"] == call.headers["Idempotency-Key"] == str(delivery.key)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reference) == (DeliveryState.CONFIRMED, "c-7")
    assert queries.proofs(delivery)[0].url == PAGE
    assert Posting.objects.get().proof == PAGE


def test_xml_says_the_same_and_is_signed_as_it_is_sent(channel, gateway, secret):
    channel.settings["encoding"] = "xml"
    channel.save()
    gateway.says({"status": "accepted", "id": "c-7"})
    factories.plan(channel, title="关于<收费>&“减免”的通知")
    sending.send_due(at=NOW)
    (call,) = gateway.calls
    assert signing.is_signed(secret, call.headers, call.body, at=NOW)
    tree = ElementTree.fromstring(call.body)
    assert tree.findtext("item/title") == "关于<收费>&“减免”的通知"


def test_a_doubtful_push_is_repeated_under_the_same_key_and_counted_once(
    channel, gateway, monkeypatch
):
    monkeypatch.setattr(http, "Limits", lambda: QUICK)
    published = json.dumps({"status": "published", "id": "c-7", "url": PAGE}).encode()
    gateway.answer = lambda _sent: "silence" if len(gateway.calls) == 1 else (200, published)
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    sending.send_due(at=delivery.next_try_at)
    assert len({call.json["key"] for call in gateway.calls}) == 1
    assert Posting.objects.count() == 1


QUICK = http.Limits(connect_seconds=1, total_seconds=0.3)


@pytest.mark.parametrize(
    ("said", "status", "state"),
    [
        ({"status": "published", "url": PAGE}, 200, DeliveryState.CONFIRMED),
        ({"status": "accepted"}, 200, DeliveryState.SENT),
        ({"status": "absent"}, 200, DeliveryState.FAILED),
        ({"status": "refused", "message": "栏目不符"}, 200, DeliveryState.DEAD),
        ({"status": "anything"}, 200, DeliveryState.SENT),
        ({"status": "absent"}, 404, DeliveryState.SENT),
        (b"", 503, DeliveryState.SENT),
    ],
)
def test_what_was_accepted_is_asked_about_and_only_a_plain_answer_is_believed(
    channel, gateway, said, status, state
):
    gateway.says({"status": "accepted", "id": "c-7"})
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    gateway.says(said, status)
    sending.send_due(at=delivery.next_try_at)
    delivery.refresh_from_db()
    assert (gateway.calls[-1].method, delivery.state) == ("GET", state)
    assert sum(call.method == "POST" for call in gateway.calls) == 1


def test_a_withdrawal_is_pushed_and_its_answer_ends_the_publication(channel, gateway):
    gateway.says({"status": "published", "url": PAGE})
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    gateway.says({"status": "withdrawn"})
    actions.withdraw(delivery, reason="内容有误", by=None, at=NOW + DAY)
    sending.send_due(at=NOW + DAY)
    said = gateway.calls[-1].json
    assert (said["act"], said["reason"]) == ("withdraw", "内容有误")
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WITHDRAWN


def test_the_package_holds_every_file_with_its_digest(body):
    data = "序号,金额\n1,3600\n".encode()
    digest = files.digest_of(data)
    default_storage.save(f"originals/{body.pk}/{digest[:2]}/{digest}", Bytes(data))
    with scope(body=body.pk):
        channel = factories.channel(body, "县政府网", "superior_portal")
        attached = (ContentFile("../../明细表.csv", digest, len(data), "", ""),)
        delivery = factories.plan(channel, attachments=attached)
        delivery = queries.delivery(delivery.key)
        made = [
            making.make(delivery, "package", read=sending.reader(body.pk)).data for _each in "12"
        ]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert archive.read("files/01-明细表.csv") == data
        sums = dict(
            reversed(line.split("  ", 1))
            for line in archive.read("SHA256SUMS").decode().splitlines()
        )
        assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
        for name, digest in sums.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        assert json.loads(archive.read("metadata.json"))["item"]["title"] == delivery.title


def test_a_package_with_a_lost_attachment_is_not_made(body):
    with scope(body=body.pk):
        channel = factories.channel(body, "县政府网", "superior_portal")
        attached = (ContentFile("明细表.csv", "0" * 64, 9, "", ""),)
        delivery = queries.delivery(factories.plan(channel, attachments=attached).key)
        with pytest.raises(files.FileLost):
            making.make(delivery, "package", read=sending.reader(body.pk))


def test_a_push_in_doubt_is_withdrawn_and_done_with_where_it_never_arrived(channel, gateway):
    gateway.says({"status": "?"})
    delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    (back,) = actions.withdraw_everywhere(
        body_id=channel.body_id, item_code=delivery.item_code, reason="内容有误", by=None, at=NOW
    )
    gateway.says({"status": "absent"})
    sending.send_due(at=NOW + DAY)
    assert [call.json["act"] for call in gateway.calls if call.method == "POST"] == [
        "publish", "withdraw",
    ]  # fmt: skip
    back.refresh_from_db()
    assert back.state == DeliveryState.CONFIRMED


def test_a_withdrawal_without_the_title_pushes_neither_words_nor_the_inner_reason(channel, gateway):
    leak = "马某某"
    gateway.says({"status": "published", "url": PAGE})
    factories.plan(channel, title=leak, html=f"<p>{leak}</p>", text=leak, doc_no=leak)
    sending.send_due(at=NOW)
    gateway.says({"status": "withdrawn"})
    actions.withdraw_everywhere(
        body_id=channel.body_id, item_code="9f3a77c1", reason=f"含{leak}", says_title=False,
        by=None, at=NOW,
    )  # fmt: skip
    sending.send_due(at=NOW + DAY)
    said = gateway.calls[-1].json
    assert (said["act"], said["item"]["code"]) == ("withdraw", "9f3a77c1")
    assert leak not in json.dumps(said, ensure_ascii=False)
