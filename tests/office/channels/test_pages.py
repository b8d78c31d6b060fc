"""The pages on which a body keeps its channels."""

import pytest
from django.urls import reverse
from django_scopes import scope

from gongkai.office.bodies.models import Role
from gongkai.office.channels.models import Channel
from tests.office.channels import factories
from tests.web_client import PageClient

pytestmark = pytest.mark.django_db
SAID = {"name": "短信平台", "kind": "sms", "place": "", "position": "0", "is_active": "on"}


@pytest.fixture
def body():
    return factories.body()


def _signed_in(body, role: Role) -> PageClient:
    client = PageClient()
    person = factories.staff((body, role), name=role.value)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def client(body) -> PageClient:
    return _signed_in(body, Role.CLERK)


def _channels(body) -> list[Channel]:
    with scope(body=body.pk):
        return list(Channel.objects.all())


def test_a_body_without_channels_is_told_to_enter_one(client, body):
    content = client.get(reverse("channels:list", args=[body.code])).content.decode()
    assert "还没有登记公开渠道" in content
    assert reverse("channels:add", args=[body.code]) in content


def test_a_channel_is_entered_and_listed_with_its_family(client, body):
    page = client.post(reverse("channels:add", args=[body.code]), SAID, follow=True)
    content = page.content.decode()
    assert "已增加渠道“短信平台”。" in content
    assert "短信与新媒体" in content
    assert [each.name for each in _channels(body)] == ["短信平台"]


def test_a_second_channel_of_the_same_name_is_refused_and_the_words_are_kept(client, body):
    with scope(body=body.pk):
        factories.channel(body)
    said = {**SAID, "place": "便民服务大厅"}
    content = client.post(reverse("channels:add", args=[body.code]), said).content.decode()
    assert "同名的渠道" in content
    assert "便民服务大厅" in content


def test_a_channel_is_retired(client, body):
    with scope(body=body.pk):
        channel = factories.channel(body)
    address = reverse("channels:change", args=[body.code, channel.pk])
    seen = client.get(address).context["seen"]
    said = {name: value for name, value in SAID.items() if name != "is_active"}
    page = client.post(address, {**said, "seen": seen}, follow=True)
    assert "已停用" in page.content.decode()
    assert [each.is_active for each in _channels(body)] == [False]


def test_two_editors_of_one_channel_the_second_is_told(client, body):
    with scope(body=body.pk):
        channel = factories.channel(body)
    address = reverse("channels:change", args=[body.code, channel.pk])
    seen = client.get(address).context["seen"]
    client.post(address, {**SAID, "place": "一楼", "seen": seen})
    page = client.post(address, {**SAID, "place": "二楼", "seen": seen})
    content = page.content.decode()
    assert "已被他人修改，您的修改没有保存" in content
    assert "二楼" in content
    assert [each.place for each in _channels(body)] == ["一楼"]


def test_who_may_not_record_sees_the_channels_but_cannot_change_them(body):
    with scope(body=body.pk):
        channel = factories.channel(body)
    client = _signed_in(body, Role.APPROVER)
    listed = client.get(reverse("channels:list", args=[body.code]))
    change = reverse("channels:change", args=[body.code, channel.pk])
    assert change not in listed.content.decode()
    assert client.get(change).status_code == 403
    assert client.get(reverse("channels:add", args=[body.code])).status_code == 403


def test_another_bodys_channel_is_not_found(client, body):
    elsewhere = factories.body("高沙窝镇人民政府")
    with scope(body=elsewhere.pk):
        foreign = factories.channel(elsewhere)
    address = reverse("channels:change", args=[body.code, foreign.pk])
    assert client.get(address).status_code == 404
