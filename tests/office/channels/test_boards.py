"""A village sees and confirms what hangs on its own boards, and nothing else of the township."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope
from django_scopes.exceptions import ScopeError

import gongkai.office.channels
from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Body, Role
from gongkai.office.channels import actions, boards, queries
from gongkai.office.channels.models import Delivery, DeliveryState, Posting
from tests.office.channels import factories
from tests.office.channels.factories import NOW
from tests.web_client import PageClient

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGES = ("board_task", "board_confirm", "board_take_down")


def village_of(parent: Body, name: str) -> Body:
    return bodies.found(
        name=name, level="village", kind="committee", parent=parent, by=None, at=factories.AT
    )


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        yield


@pytest.fixture
def village(body):
    return village_of(body, "冯记沟村村民委员会")


@pytest.fixture
def delivery(body, village):
    with scope(body=body.pk):
        board = factories.channel(
            body, "冯记沟村公告栏", "notice_board", place="村部", posted_by=village
        )
        return factories.plan(board, take_down_on=date(2026, 4, 2))


def signed_in(place: Body, role: Role = Role.CLERK) -> PageClient:
    client = PageClient()
    client.force_login(factories.staff((place, role), name=f"{role}-{place.pk}"), backend=BACKEND)
    return client


def url(name: str, place: Body, *more) -> str:
    return reverse(f"channels:{name}", args=[place.code, *more])


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("公告栏.jpg", factories.photograph(), "image/jpeg")


def test_village_staff_print_post_and_confirm_with_a_photograph(body, village, delivery):
    client = signed_in(village)
    listed = client.get(url("board", village)).content.decode()
    assert "待张贴" in listed
    assert delivery.title in listed
    task = client.get(url("board_task", village, delivery.key)).content.decode()
    assert url("board_media", village, delivery.key, "sheet-a4") in task
    sheet = client.get(url("board_media", village, delivery.key, "sheet-a3"))
    assert sheet.content.startswith(b"%PDF")
    form = client.get(url("board_confirm", village, delivery.key)).content.decode()
    assert 'capture="environment"' in form
    said = {"on": "2026-03-05", "place": "村部", "photos": [photo()]}
    page = client.post(url("board_confirm", village, delivery.key), said, follow=True)
    assert "已确认，凭证已保存" in page.content.decode()
    assert "正在张贴" in page.content.decode()
    with scope(body=body.pk):
        assert Posting.objects.get().delivery_id == delivery.pk
        (proof,) = queries.proofs(delivery)
        assert proof.given_by.username == f"clerk-{village.pk}"
    with scope(body=village.pk):
        assert not Posting.objects.exists()
        assert not Delivery.objects.exists()


def test_what_is_over_is_taken_down_with_a_photograph(body, village, delivery):
    with scope(body=body.pk):
        actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        client = signed_in(village)
        assert "到期待撤下" in client.get(url("board", village)).content.decode()
        said = {"on": "2026-04-04", "photos": [photo()]}
        client.post(url("board_take_down", village, delivery.key), said)
    with scope(body=body.pk):
        assert queries.delivery(delivery.key).state == DeliveryState.TAKEN_DOWN


def test_a_withdrawal_reaches_the_village_and_comes_back_with_proof(body, village, delivery):
    with scope(body=body.pk):
        actions.confirm(delivery, proof=factories.evidence(), by=None, at=NOW)
        back = actions.withdraw(delivery, reason="名单有误", by=None, at=NOW)
    client = signed_in(village)
    assert "待撤回" in client.get(url("board", village)).content.decode()
    task = client.get(url("board_task", village, back.key)).content.decode()
    assert "名单有误" in task
    client.post(url("board_confirm", village, back.key), {"on": "2026-03-05", "photos": [photo()]})
    with scope(body=body.pk):
        assert queries.delivery(delivery.key).state == DeliveryState.WITHDRAWN
        assert len(queries.proofs(back)) == 1


def _elsewhere(body: Body, village: Body) -> list[Delivery]:
    """Return deliveries that are not for the village: the township's own, another village's,
    an automatic one on a channel that names the village, and one of another township."""
    other_village = village_of(body, "平台村村民委员会")
    other_town = factories.body("高沙窝镇人民政府")
    with scope(body=body.pk):
        own = factories.plan(factories.channel(body, "乡公告栏", "notice_board"))
        theirs = factories.plan(
            factories.channel(body, "平台村公告栏", "notice_board", posted_by=other_village)
        )
        led = factories.plan(
            factories.channel(
                body, "大屏", "led_screen", posted_by=village, settings={"way": "automatic"}
            )
        )
    with scope(body=other_town.pk):
        # Written past the model's own check, as a mistake or a crafted row would be.
        crafted = factories.plan(
            factories.channel(other_town, "公告栏", "notice_board", posted_by=village)
        )
    return [own, theirs, led, crafted]


def test_nothing_else_is_seen_confirmed_or_fetched_by_the_village(body, village, delivery):
    client = signed_in(village)
    for foreign in _elsewhere(body, village):
        listed = client.get(url("board", village)).content.decode()
        assert url("board_task", village, foreign.key) not in listed
        for name in PAGES:
            assert client.get(url(name, village, foreign.key)).status_code == 404
            said = {"on": "2026-03-05", "note": "越权"}
            assert client.post(url(name, village, foreign.key), said).status_code in (404, 405)
        media = url("board_media", village, foreign.key, "sheet-a4")
        assert client.get(media).status_code == 404
        with scope(body=foreign.body_id):
            assert queries.delivery(foreign.key).state == DeliveryState.PLANNED


def test_the_village_reaches_no_page_of_the_township(body, village, delivery):
    client = signed_in(village)
    assert client.get(url("deliveries", body)).status_code == 404
    assert client.get(url("delivery", body, delivery.key)).status_code == 404
    assert client.get(url("delivery", village, delivery.key)).status_code == 404
    assert client.get(url("board", body)).status_code == 404
    assert delivery.title not in client.get(url("deliveries", village)).content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_each_role_of_the_village_may_do_what_its_table_says(body, village, delivery, role):
    client = signed_in(village, role)
    assert client.get(url("board_task", village, delivery.key)).status_code == 200
    expected = 200 if role is Role.CLERK else 403
    assert client.get(url("board_confirm", village, delivery.key)).status_code == expected
    assert client.get(url("board_take_down", village, delivery.key)).status_code == expected


def test_who_works_elsewhere_finds_no_board_of_the_village(village, delivery):
    stranger = signed_in(factories.body("丁县人民政府"))
    assert stranger.get(url("board", village)).status_code == 404
    for name in PAGES:
        assert stranger.get(url(name, village, delivery.key)).status_code == 404


def test_a_board_given_to_another_village_takes_its_work_along(body, village, delivery):
    other = village_of(body, "平台村村民委员会")
    with scope(body=body.pk):
        channel = delivery.channel
        actions.change(channel, {"posted_by_id": other.pk}, seen={}, by=None, at=NOW)
    assert signed_in(village).get(url("board_task", village, delivery.key)).status_code == 404
    assert signed_in(other).get(url("board_task", other, delivery.key)).status_code == 200


def test_a_channel_names_only_a_village_of_its_own(body):
    foreign = village_of(factories.body("高沙窝镇人民政府"), "他村村民委员会")
    with scope(body=body.pk), pytest.raises(ValidationError, match="不是本机关的下级"):
        actions.add(
            body_id=body.pk, name="公告栏", kind="notice_board", posted_by_id=foreign.pk, by=None,
            at=NOW,
        )  # fmt: skip


def test_the_scope_of_the_township_is_open_for_one_delivery_and_then_closed(
    body, village, delivery
):
    with boards.entered(village, delivery.key) as found:
        assert found.pk == delivery.pk
        assert queries.delivery(delivery.key) is not None
    with pytest.raises(ScopeError):
        Delivery.objects.count()
    foreign = _elsewhere(body, village)[0]
    with boards.entered(village, foreign.key) as found:
        assert found is None
        with pytest.raises(ScopeError):
            Delivery.objects.count()


def test_only_three_modules_of_the_room_look_past_the_scope():
    room = Path(gongkai.office.channels.__file__).parent
    found = {
        path.relative_to(room).as_posix()
        for path in room.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
        and getattr(node, "id", getattr(node, "attr", "")) in ("scopes_disabled", "_base_manager")
        and "migrations" not in path.parts
    }
    assert found == {"boards.py", "queries.py", "sending.py"}
