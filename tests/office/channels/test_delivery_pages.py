"""The pages of the deliveries: queues, one delivery, its steps, its files, the record of a day."""

import hashlib
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from gongkai.office.bodies.models import Role
from gongkai.office.channels import actions, queries, sending
from gongkai.office.channels.models import DeliveryState, Posting
from tests.office.channels import factories
from tests.office.channels.factories import NOW
from tests.web_client import PageClient

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        yield


def signed_in(body, role: Role) -> PageClient:
    client = PageClient()
    client.force_login(factories.staff((body, role), name=f"{role}-{body.pk}"), backend=BACKEND)
    return client


@pytest.fixture
def client(body) -> PageClient:
    return signed_in(body, Role.CLERK)


@pytest.fixture
def board(body):
    with scope(body=body.pk):
        return factories.channel(body, "冯记沟村公告栏", "notice_board", place="村部")


@pytest.fixture
def delivery(body, board):
    with scope(body=body.pk):
        return factories.plan(board, take_down_on=date(2026, 4, 2))


def url(name: str, body, *more) -> str:
    return reverse(f"channels:{name}", args=[body.code, *more])


def photo(name: str = "公告栏.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or factories.photograph(), "image/jpeg")


def test_what_people_have_to_do_is_the_first_thing_they_see(client, body, delivery):
    content = client.get(url("deliveries", body)).content.decode()
    assert delivery.title in content
    assert "待人工办理" in content
    other = client.get(url("deliveries", body) + "?queue=due").content.decode()
    assert delivery.title not in other


def test_the_list_is_filtered_by_words_and_channel_and_bears_nonsense(client, body, delivery):
    for asked, is_found in (
        ("?queue=all&words=停水", True),
        ("?queue=all&words=低保", False),
        (f"?queue=all&channel={delivery.channel_id}", True),
        ("?queue=all&channel=99999", True),
        ("?queue=nonsense&from=x", True),
        ("?queue=all&from=9999999", False),
    ):
        page = client.get(url("deliveries", body) + asked)
        assert page.status_code == 200
        assert (delivery.title in page.content.decode()) is is_found, asked


def test_a_delivery_is_confirmed_with_a_photograph_and_its_story_tells_it(client, body, delivery):
    said = {"on": "2026-03-05", "place": "村部", "url": "", "note": "", "photos": [photo()]}
    page = client.post(url("confirm", body, delivery.key), said, follow=True)
    content = page.content.decode()
    assert "已确认，凭证已保存" in content
    assert "照片自带拍摄时间：2026:03:05 10:20:30" in content
    assert url("take_down", body, delivery.key) in content
    with scope(body=body.pk):
        (proof,) = queries.proofs(delivery)
        assert Posting.objects.get().posted_on == date(2026, 3, 5)
    shown = client.get(url("proof_picture", body, delivery.key, proof.pk))
    assert shown["Content-Type"] == "image/jpeg"
    file = client.get(url("proof_file", body, delivery.key, proof.pk))
    assert file.content == factories.photograph()
    assert "attachment" in file["Content-Disposition"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"photos": []}, "请提供凭证"),
        ({"on": "2027-01-01"}, "在今天之后"),
        ({"on": "昨天"}, "日期应写成"),
        ({"photos": [SimpleUploadedFile("无.jpg", b"MZ")]}, "不是照片、截图或"),
        ({"url": "javascript:alert(1)", "photos": []}, "网址"),
    ],
)
def test_a_refused_confirmation_stays_on_the_page_with_its_reason(
    client, body, delivery, changed, sentence
):
    said = {"on": "2026-03-05", "photos": [photo()], **changed}
    page = client.post(url("confirm", body, delivery.key), said)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    with scope(body=body.pk):
        assert queries.delivery(delivery.key).state == DeliveryState.PLANNED


def test_withdrawing_giving_up_and_replanning_by_the_pages(client, body, delivery, board):
    client.post(url("confirm", body, delivery.key), {"on": "2026-03-05", "note": "已张贴"})
    said = client.post(url("withdraw", body, delivery.key), {"reason": "有误"}, follow=True)
    assert "查看撤回的办理情况" in said.content.decode()
    with scope(body=body.pk):
        back = queries.withdrawal_of(delivery)
        other = factories.plan(board, item_code="other")
    page = client.get(url("delivery", body, back.key)).content.decode()
    assert "撤回理由" in page
    client.post(url("give_up", body, other.key), {"reason": "下雨"})
    client.post(url("replan", body, other.key), {"on": "2026-03-09"})
    with scope(body=body.pk):
        assert queries.delivery(other.key).state == DeliveryState.PLANNED
    empty = client.post(url("give_up", body, other.key), {"reason": ""})
    assert empty.status_code == 422


def test_a_failed_delivery_is_sent_again_by_the_page(client, body):
    with scope(body=body.pk):
        channel = factories.channel(body, settings={"way": "automatic", "address": "x"})
        group = actions.add_group(body_id=body.pk, name="组", by=None, at=NOW)
        delivery = factories.plan(channel)
    sending.send_due(at=NOW)
    page = client.get(url("delivery", body, delivery.key)).content.decode()
    assert "最近一次没有办成" in page
    client.post(url("retry", body, delivery.key), {"reason": "已登记接收人"})
    with scope(body=body.pk):
        assert queries.delivery(delivery.key).state == DeliveryState.PLANNED
        assert group.name == "组"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("notice_board", ["sheet-a4", "sheet-a3"]),
        ("wechat_group", ["card"]),
        ("led_screen", ["frame-1"]),
        ("loudspeaker", ["script"]),
        ("superior_portal", ["package"]),
    ],
)
def test_each_kind_offers_its_files_and_no_others(client, body, kind, names):
    with scope(body=body.pk):
        delivery = factories.plan(factories.channel(body, "渠道", kind))
    page = client.get(url("delivery", body, delivery.key)).content.decode()
    for name in names:
        assert url("media", body, delivery.key, name) in page
        made = client.get(url("media", body, delivery.key, name))
        assert made.status_code == 200
        assert len(made.content) > 300
    for name in {"card", "sheet-a4", "script", "package", "frame-99", "sheet-a9"} - set(names):
        assert client.get(url("media", body, delivery.key, name)).status_code == 404


def test_every_kind_of_channel_can_be_planned_shown_and_configured(body):
    clerk, keeper = signed_in(body, Role.CLERK), signed_in(body, Role.ADMINISTRATOR)
    kinds = ["portal", "superior_portal", "sms", "wechat_group", "wechat_official", "notice_board",
             "led_screen", "banner", "kiosk", "email", "loudspeaker", "other"]  # fmt: skip
    for kind in kinds:
        with scope(body=body.pk):
            channel = factories.channel(body, f"渠道{kinds.index(kind)}", kind)
            delivery = factories.plan(channel)
        assert clerk.get(url("delivery", body, delivery.key)).status_code == 200
        assert keeper.get(url("settings", body, channel.pk)).status_code == 200
        assert clerk.get(url("settings", body, channel.pk)).status_code == 403


def test_settings_are_asked_for_by_the_way_that_was_chosen(body):
    keeper = signed_in(body, Role.ADMINISTRATOR)
    with scope(body=body.pk):
        channel = factories.channel(body, "县政府网", "superior_portal")
    address = url("settings", body, channel.pk)
    assert keeper.post(address, {"way": "automatic"}).status_code == 422
    said = {"way": "automatic", "address": "https://a.example/in", "sender": "640323",
            "credential": "gateway", "encoding": "xml"}  # fmt: skip
    assert keeper.post(address, {**said, "credential": "../x"}).status_code == 422
    assert keeper.post(address, said).status_code == 302
    with scope(body=body.pk):
        assert queries.channels().get(pk=channel.pk).settings == said
    assert keeper.post(address, {"way": "by_hand"}).status_code == 302
    with scope(body=body.pk):
        assert queries.channels().get(pk=channel.pk).settings == {"way": "by_hand"}


def test_the_record_of_a_day_lists_what_was_public_with_its_proof(client, body, delivery):
    client.post(
        url("confirm", body, delivery.key), {"on": "2026-03-04", "photos": [photo("村部.jpg")]}
    )
    days = {day: client.get(url("public_on", body) + f"?day=2026-03-0{day}") for day in (3, 4, 5)}
    found = {day: delivery.title in page.content.decode() for day, page in days.items()}
    assert found == {3: False, 4: True, 5: True}
    assert "村部.jpg" in days[4].content.decode()
    assert client.get(url("public_on", body) + "?day=nonsense").status_code == 200
    item = client.get(url("public_item", body, delivery.item_code)).content.decode()
    assert "冯记沟村公告栏" in item
    assert client.get(url("public_item", body, "nothing")).status_code == 404


def test_a_counted_posting_leads_back_to_its_delivery(client, body, delivery):
    with scope(body=body.pk):
        actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
        posting = Posting.objects.get()
    record = reverse("registers:record", args=[body.code, "postings", posting.key])
    assert url("delivery", body, delivery.key) in client.get(record).content.decode()


def test_lists_ask_as_often_for_many_as_for_few(client, body, board):
    pages = [url("deliveries", body) + "?queue=all", url("public_on", body),
             url("public_item", body, "9f3a77c1")]  # fmt: skip
    counts = []
    for batch in range(2):
        with scope(body=body.pk):
            for number in range(8):
                channel = factories.channel(body, f"公告栏{batch}{number}", "notice_board")
                done = factories.plan(channel)
                actions.confirm(done, proof=factories.evidence(), by=None, at=NOW)
        counts.append([_count(client, page) for page in pages])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 14


def _count(client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_who_may_only_read_sees_no_step(body, delivery):
    reader = signed_in(body, Role.PRINCIPAL)
    page = reader.get(url("delivery", body, delivery.key)).content.decode()
    assert url("confirm", body, delivery.key) not in page
    assert reader.post(url("confirm", body, delivery.key), {}).status_code == 403


def test_another_bodys_delivery_is_not_found(client, body, delivery):
    other = factories.body("高沙窝镇人民政府")
    clerk = signed_in(other, Role.CLERK)
    for name in ("delivery", "confirm", "take_down", "retry", "replan", "withdraw", "give_up"):
        assert clerk.get(url(name, other, delivery.key)).status_code == 404


@pytest.fixture
def led(body):
    with scope(body=body.pk):
        return factories.channel(
            body, "大屏", "led_screen", settings={"way": "automatic", "characters": 12}
        )


def test_a_screen_fetches_its_text_by_token_and_the_fetch_confirms(body, led):
    with scope(body=body.pk):
        delivery = factories.plan(led)
    sending.send_due(at=NOW)
    screen = Client()
    said = [body.code, led.pk, led.token]
    wrong = screen.get(reverse("gateway:feed", args=[body.code, led.pk, "x" * 32, "txt"]))
    assert wrong.status_code == 404
    answer = screen.get(reverse("gateway:feed", args=[*said, "txt"]))
    assert "停水" in answer.content.decode()
    assert all(len(line) <= 12 for line in answer.content.decode().splitlines())
    with scope(body=body.pk):
        assert queries.delivery(delivery.key).state == DeliveryState.CONFIRMED
    listed = screen.get(reverse("gateway:feed", args=[*said, "json"])).json()
    assert [each["code"] for each in listed["items"]] == [delivery.item_code]
    assert screen.get(reverse("gateway:frame", args=[*said, 1])).content.startswith(b"\x89PNG")
    assert screen.get(reverse("gateway:frame", args=[*said, 99])).status_code == 404
    with scope(body=body.pk):
        actions.withdraw(delivery, reason="有误", by=None, at=NOW)
    gone = screen.get(reverse("gateway:feed", args=[*said, "json"])).json()
    assert gone == {"items": []}


def test_a_screen_is_dark_outside_its_hours_and_its_old_address_dies(body, led):
    with scope(body=body.pk):
        led.settings |= {"from_time": "07:00", "until_time": "21:00"}
        led.save()
        factories.plan(led)
    sending.send_due(at=NOW)
    address = reverse("gateway:feed", args=[body.code, led.pk, led.token, "json"])
    with time_machine.travel(NOW + timedelta(hours=12), tick=False):
        assert Client().get(address).json() == {"items": []}
    assert len(Client().get(address).json()["items"]) == 1
    keeper = signed_in(body, Role.ADMINISTRATOR)
    keeper.post(url("renew_address", body, led.pk))
    assert Client().get(address).status_code == 404


def test_the_platform_makes_itself_known_by_its_signature(body, secret):
    with scope(body=body.pk):
        channel = factories.channel(
            body, "公众号", "wechat_official", settings={"callback_credential": "gateway"}
        )
    address = reverse("gateway:wechat", args=[body.code, channel.pk])
    signature = hashlib.sha1("".join(sorted((secret, "1", "n"))).encode()).hexdigest()
    said = {"timestamp": "1", "nonce": "n", "signature": signature, "echostr": "<b>hello"}
    answer = Client().get(address, said)
    assert (answer.content, answer["Content-Type"]) == (b"<b>hello", "text/plain; charset=utf-8")
    assert Client().get(address, {**said, "nonce": "m"}).status_code == 403
