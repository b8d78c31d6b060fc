"""Drafts of other systems enter the gate and go no further; tokens that are not good do nothing."""

import base64
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Membership, Role
from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.attaching import LARGEST_BYTES
from gongkai.office.publishing.models import Item, ItemVersion, PublicItem, VersionState
from gongkai.portal.opendata import receiving
from tests.office.publishing import gate

DRAFTS = "/api/v1/drafts"
DRAFT = {"external_key": "OA-2026-17", "title": "关于调整办公时间的公告", "category": "20.12",
         "signed_on": "2026-02-27", "html": "<p>自下周起调整。</p><script>x</script>"}  # fmt: skip


@pytest.fixture(autouse=True)
def _now(time_machine_at):
    """Every test stands in the spring of 2026."""


@pytest.fixture
def time_machine_at():
    with time_machine.travel(gate.AT, tick=False):
        yield


def made(office, scopes=("draft", "attach"), name="公文系统", days=30):
    if not Membership.objects.filter(staff=office.clerk, role=Role.ADMINISTRATOR).exists():
        bodies.give_role(
            staff=office.clerk, body=office.body, role=Role.ADMINISTRATOR,
            from_on=date(2026, 1, 1), by=None, at=gate.AT,
        )  # fmt: skip
    return actions.make_token(
        body=office.body, name=name, scopes=scopes, by=office.clerk, at=gate.AT,
        expires_on=gate.TODAY + timedelta(days=days),
    )  # fmt: skip


def pushed(program, secret, **changed):
    return program.post(
        DRAFTS, {**DRAFT, **changed}, content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip


def test_a_pushed_draft_is_a_draft_by_who_made_the_token(office, program):
    _token, secret = made(office)
    answer = pushed(program, secret)
    assert answer.status_code == 201, answer.content
    assert (answer.json()["state"], answer.json()["url"]) == ("draft", None)
    item = Item.objects.get(code=answer.json()["code"])
    assert item.newest_version.written_by == office.clerk
    assert item.newest_version.html == "<p>自下周起调整。</p>"
    assert not PublicItem.objects.exists()


def test_the_author_of_a_pushed_draft_cannot_release_it(office, program):
    _token, secret = made(office)
    version = Item.objects.get(code=pushed(program, secret).json()["code"]).newest_version
    version = actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=gate.AT)
    with pytest.raises(Exception, match="。"):
        actions.endorse(version, answers=gate.BUSINESS, by=office.clerk, at=gate.AT)
    assert ItemVersion.objects.get(pk=version.pk).state == VersionState.BUSINESS_REVIEW


def test_the_same_key_twice_is_one_draft(office, program):
    _token, secret = made(office)
    first, again = pushed(program, secret), pushed(program, secret, title="别的标题")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["code"] == first.json()["code"]
    assert again.json()["title"] == DRAFT["title"]
    assert Item.objects.count() == 1


@pytest.mark.parametrize("field", ["state", "index_no", "published_at", "code", "channel_ids"])
def test_what_the_gate_decides_is_not_taken_from_outside(office, program, field):
    _token, secret = made(office)
    answer = pushed(program, secret, **{field: "published"})
    assert answer.status_code == 422
    assert field in answer.json()["fields"]
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    "header", ["", "Bearer ", "Bearer gongkai_forged", "Basic abc", "Bearer 令"]
)
def test_a_forged_token_does_nothing(office, program, header):
    made(office)
    given = {"Authorization": header.encode().decode("latin-1")} if header else {}
    answer = program.post(DRAFTS, DRAFT, content_type="application/json", headers=given)
    assert answer.status_code == 401
    assert answer.json()["detail_en"].endswith(".")
    assert not Item.objects.exists()


def test_an_expired_a_revoked_and_an_orphaned_token_do_nothing(office, program):
    token, secret = made(office, days=3)
    with time_machine.travel(gate.AT + timedelta(days=4), tick=False):
        assert pushed(program, secret).status_code == 401
    actions.revoke_token(token, by=office.clerk, at=gate.AT)
    assert pushed(program, secret).status_code == 401
    _other, secret = made(office, name="门户网站")
    Membership.objects.filter(staff=office.clerk, role=Role.ADMINISTRATOR).delete()
    assert pushed(program, secret).status_code == 401
    assert not Item.objects.exists()


def test_a_token_reaches_the_drafts_of_its_own_body_and_system_alone(office, program):
    _token, secret = made(office)
    code = pushed(program, secret).json()["code"]
    with scopes_disabled():
        other = gate.office("甲县人民政府")
    with scope(body=other.body.pk):
        _foreign, foreign = made(other)
    _second, second = made(office, name="门户网站")
    for stranger in (foreign, second):
        header = {"Authorization": f"Bearer {stranger}"}
        assert program.get(f"{DRAFTS}/{code}", headers=header).status_code == 404
        file = SimpleUploadedFile("a.txt", b"x")
        answer = program.post(f"{DRAFTS}/{code}/attachments", {"file": file}, headers=header)
        assert answer.status_code == 404
    assert program.get(f"{DRAFTS}/{code}", headers={"Authorization": f"Bearer {secret}"}).json()[
        "state"
    ] == "draft"  # fmt: skip


def test_the_scope_says_what_a_token_is_for(office, program):
    _token, secret = made(office, scopes=["draft"])
    code = pushed(program, secret).json()["code"]
    header = {"Authorization": f"Bearer {secret}"}
    answer = program.post(
        f"{DRAFTS}/{code}/attachments", {"file": SimpleUploadedFile("a.txt", b"x")}, headers=header
    )
    assert answer.status_code == 403
    inside = {"name": "a.txt", "content_base64": base64.b64encode(b"x").decode()}
    assert pushed(program, secret, external_key="2", attachments=[inside]).status_code == 403


def test_files_come_inside_the_draft_or_after_it(office, program):
    _token, secret = made(office)
    inside = {"name": "表.csv", "content_base64": base64.b64encode(b"a,b").decode()}
    code = pushed(program, secret, attachments=[inside]).json()["code"]
    answer = program.post(
        f"{DRAFTS}/{code}/attachments",
        {"file": SimpleUploadedFile("说明.txt", "说明".encode()), "alternative": "办理说明"},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 201, answer.content
    version = Item.objects.get(code=code).newest_version
    assert [(each.name, each.role) for each in version.attachments.all()] == [
        ("表.csv", "attachment"), ("说明.txt", "attachment"),
    ]  # fmt: skip


def test_a_fault_in_a_file_keeps_nothing_of_the_draft(office, program):
    _token, secret = made(office)
    broken = {"name": "表.csv", "content_base64": "不是编码"}
    empty = {"name": "空.csv", "content_base64": ""}
    for file in (broken, empty):
        assert pushed(program, secret, attachments=[file]).status_code == 422
    assert not Item.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"title": 1}'])
def test_a_body_that_is_no_draft_gets_a_sentence(office, program, body):
    _token, secret = made(office)
    answer = program.generic(
        "POST", DRAFTS, body, "application/json", headers={"Authorization": f"Bearer {secret}"}
    )
    assert 400 <= answer.status_code < 500
    assert answer.json()["detail"].endswith("。")


class Endless(io.RawIOBase):
    """A body of any length that counts how much of it was read."""

    def __init__(self) -> None:
        self.read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        self.read_bytes += max(size, 0)
        return b"x" * max(size, 0)


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=b"])
def test_two_gigabytes_are_refused_before_a_byte_is_read(office, program, kind):
    _token, secret = made(office)
    code = pushed(program, secret).json()["code"]
    body = Endless()
    answer = program.generic(
        "POST", f"{DRAFTS}/{code}/attachments", b"", kind,
        headers={"Authorization": f"Bearer {secret}"},
        **{"wsgi.input": body, "CONTENT_LENGTH": str(2 * 1024**3)},
    )  # fmt: skip
    assert answer.status_code == 413
    assert answer.json()["detail"].endswith("。")
    assert body.read_bytes == 0


def test_a_file_over_the_limit_stops_while_it_comes(rf, monkeypatch):
    monkeypatch.setattr(receiving, "LARGEST_BYTES", 100_000)
    assert LARGEST_BYTES > 100_000
    request: WSGIRequest = rf.post("/", {"file": SimpleUploadedFile("大.bin", b"x" * 3_000_000)})
    with pytest.raises(receiving.Refused) as refused:
        receiving.received(request)
    assert refused.value.status == 413


def test_the_use_of_a_token_is_noted_once_a_day(office, program):
    token, secret = made(office)
    for number in range(3):
        pushed(program, secret, external_key=str(number))
    token.refresh_from_db()
    assert token.last_used_on == timezone.localdate()
