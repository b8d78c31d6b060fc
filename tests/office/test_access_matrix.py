"""Every staff page × every role × own, subordinate, superior and other body.

The table says which permission each page asks; it is written by hand, not read from the code. A
page without a row fails, and so does a row without a page.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django_scopes import scope

from gongkai.documents.formats import Format
from gongkai.office.annual_reports import actions as annual_reports
from gongkai.office.audience import actions as audience
from gongkai.office.audience.actions.answering import Word
from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import (
    Body,
    LeadingGroupMember,
    Membership,
    ReadingPoint,
    Staff,
    StaffPost,
)
from gongkai.office.bodies.permissions import Role
from gongkai.office.channels import actions as channels
from gongkai.office.collected_reports import actions as collected_reports
from gongkai.office.collected_reports.uploads import Upload
from gongkai.office.hotline.models import Ticket
from gongkai.office.publishing import actions as publishing
from gongkai.office.publishing.actions import opening
from gongkai.office.publishing.actions.listing_terms import Word as Listed
from gongkai.office.publishing.actions.passing import Finding
from gongkai.office.publishing.models import HitReason, PublicItem, ScanTerm
from gongkai.office.records import actions as records
from gongkai.office.registers.models import ImportBatch
from gongkai.office.requests.actions import steps
from gongkai.office.requests.models import CaseEvent
from tests.office.channels import factories
from tests.office.collected_reports import samples
from tests.office.publishing import gate

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

# What a role may do in its own body, and in the bodies below it.
OWN = {
    Role.CLERK: {"read", "record", "draft", "collect", "write"},
    Role.REVIEWER: {"read", "review"},
    Role.SECRECY_REVIEWER: {"read", "check_secrecy"},
    Role.APPROVER: {"read", "sign", "review", "release"},
    Role.PRINCIPAL: {"read", "release"},
    Role.SUPERVISOR: {"read", "collect"},
    Role.ADMINISTRATOR: {"read", "administer"},
}
BELOW = {Role.SUPERVISOR: {"read"}, Role.ADMINISTRATOR: {"read", "administer"}}

VERSION = {"year": 2025, "number": 1}
CELL = {**VERSION, "cell": "table3.granted.total"}
BOOK = {"book": "tickets"}
COLLECTED = {"key": "collected"}
ITEM = {"item": "item"}

DELIVERY = {"key": "delivery"}
PROVEN = {"key": "proven"}

# page: the permission it asks (of several, any one), and what else its address names
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "desk:body": ("read", {}),
    "desk:subordinates": ("read", {}),
    "annual_reports:years": ("read", {}),
    "annual_reports:newest": ("read", {"year": 2025}),
    "annual_reports:draft": ("draft", {"year": 2024}),
    "annual_reports:report": ("read", VERSION),
    "annual_reports:cell": ("read", CELL),
    "annual_reports:amend": ("draft", CELL),
    "annual_reports:count": ("read", {**VERSION, "index": 1}),
    "annual_reports:section": ("draft", {**VERSION, "section": 5}),
    "annual_reports:charts": ("read", VERSION),
    "annual_reports:compare": ("read", VERSION),
    "annual_reports:history": ("read", VERSION),
    "annual_reports:rebuild": ("draft", VERSION),
    "annual_reports:submit": ("draft", VERSION),
    "annual_reports:send_back": ("sign", VERSION),
    "annual_reports:sign": ("sign", VERSION),
    "annual_reports:freeze": ("draft", VERSION),
    "annual_reports:revise": ("draft", VERSION),
    "annual_reports:download": ("read", {**VERSION, "kind": "json"}),
    "collected_reports:list": ("read", {}),
    "collected_reports:upload": ("collect", {}),
    "collected_reports:batch": ("read", {"key": "collected_batch"}),
    "collected_reports:look": ("read", COLLECTED),
    "collected_reports:cell": ("collect", {**COLLECTED, "cell": "table3.granted.total"}),
    "collected_reports:naming": ("collect", COLLECTED),
    "collected_reports:save": ("collect", COLLECTED),
    "collected_reports:reopen": ("collect", COLLECTED),
    "collected_reports:set_aside": ("collect", COLLECTED),
    "collected_reports:history": ("read", COLLECTED),
    "collected_reports:original": ("read", COLLECTED),
    "collected_reports:page": ("read", {**COLLECTED, "number": 1}),
    "publishing:list": ("read", {}),
    "publishing:new": ("write", {}),
    "publishing:catalogue": ("read", {}),
    "publishing:withheld": ("read", {}),
    "publishing:reassess": ("check_secrecy", {"pk": "withholding"}),
    "publishing:words": ("read", {}),
    "publishing:add_words": ("record|administer", {}),
    "publishing:drop_word": ("record|administer", {"pk": "word"}),
    "publishing:false_alarms": ("read", {}),
    "publishing:forget": ("check_secrecy", {"pk": "alarm"}),
    "publishing:item": ("read", ITEM),
    "publishing:due": ("read", ITEM),
    "publishing:preview": ("read", ITEM),
    "publishing:history": ("read", ITEM),
    "publishing:record": ("read", {**ITEM, "pk": "review"}),
    "publishing:edit": ("write", ITEM),
    "publishing:files": ("write", ITEM),
    "publishing:file": ("read", {**ITEM, "file": "file"}),
    "publishing:table": ("write", ITEM),
    "publishing:table_template": ("write", {**ITEM, "key": "penalties"}),
    "publishing:scan": ("write|review|check_secrecy", ITEM),
    "publishing:hit": ("review|check_secrecy", {**ITEM, "fingerprint": "hit"}),
    "publishing:submit": ("write", ITEM),
    "publishing:submit_urgent": ("write", ITEM),
    "publishing:take_back": ("write", ITEM),
    "publishing:send_back": ("review|check_secrecy|release", ITEM),
    "publishing:endorse": ("review", ITEM),
    "publishing:secrecy": ("check_secrecy", ITEM),
    "publishing:determine": ("check_secrecy", ITEM),
    "publishing:release": ("release", ITEM),
    "publishing:retry_release": ("release", {"item": "stopped"}),
    "publishing:afterwards": ("review", ITEM),
    "publishing:discard": ("write", ITEM),
    "publishing:revise": ("write", ITEM),
    "publishing:withdraw": ("write|release", ITEM),
    "publishing:hide_title": ("write|release", {"item": "tombstone"}),
    "publishing:validity": ("release", ITEM),
    "publishing:link": ("write", ITEM),
    "publishing:unlink": ("write", {**ITEM, "pk": "tie"}),
    "registers:list": ("read", BOOK),
    "registers:export": ("read", BOOK),
    "registers:template": ("read", BOOK),
    "registers:record": ("read", {**BOOK, "key": "ticket"}),
    "registers:add": ("record", BOOK),
    "registers:correct": ("record", {**BOOK, "key": "ticket"}),
    "registers:withdraw": ("record", {**BOOK, "key": "ticket"}),
    "registers:import": ("record", BOOK),
    "registers:preview": ("record", {**BOOK, "key": "batch"}),
    "channels:list": ("read", {}),
    "channels:add": ("record", {}),
    "channels:change": ("record", {"pk": "channel"}),
    "audience:list": ("read", {}),
    "audience:reach": ("read", {}),
    "audience:feedback": ("read", {"key": "feedback"}),
    "audience:answer": ("write", {"key": "feedback"}),
    "audience:publish": ("release", {"key": "feedback"}),
    "audience:close": ("write", {"key": "feedback"}),
    "channels:settings": ("administer", {"pk": "channel"}),
    "channels:renew_address": ("administer", {"pk": "channel"}),
    "channels:deliveries": ("read", {}),
    "channels:delivery": ("read", DELIVERY),
    "channels:media": ("read", {**DELIVERY, "name": "sheet-a4"}),
    "channels:proof_file": ("read", {**PROVEN, "pk": "proof"}),
    "channels:proof_picture": ("read", {**PROVEN, "pk": "proof"}),
    "channels:confirm": ("record", DELIVERY),
    "channels:take_down": ("record", DELIVERY),
    "channels:retry": ("record", DELIVERY),
    "channels:replan": ("record", DELIVERY),
    "channels:withdraw": ("record", DELIVERY),
    "channels:give_up": ("record", DELIVERY),
    "channels:public_on": ("read", {}),
    "channels:public_item": ("read", {"item_code": "9f3a77c1"}),
    "channels:groups": ("read", {}),
    "channels:group_add": ("record", {}),
    "channels:group": ("read", {"pk": "group"}),
    "channels:recipient_add": ("record", {"pk": "group"}),
    "channels:recipient_import": ("record", {"pk": "group"}),
    "channels:recipient_out": ("record", {"pk": "recipient"}),
    "channels:recipient_in": ("record", {"pk": "recipient"}),
    "channels:board": ("read", {}),
    "requests:case": ("read", {"key": "case"}),
    "requests:event": ("record", {"key": "case", "kind": "extended"}),
    "requests:event_correct": ("record", {"key": "case", "pk": "event"}),
    "requests:event_strike": ("record", {"key": "case", "pk": "event"}),
    "requests:calendar": ("read", {}),
    "requests:notice": ("administer", {}),
    "tokens:list": ("administer", {}),
    "tokens:make": ("administer", {}),
    "tokens:revoke": ("administer", {"pk": "token"}),
    "bodies:organisation": ("read", {}),
    "bodies:edit_body": ("administer", {}),
    "bodies:new_body": ("administer", {}),
    "bodies:seat_add": ("administer", {}),
    "bodies:seat": ("administer", {"key": "seat"}),
    "bodies:seat_leave": ("administer", {"key": "seat"}),
    "bodies:post_add": ("administer", {}),
    "bodies:post": ("administer", {"key": "post"}),
    "bodies:post_leave": ("administer", {"key": "post"}),
    "bodies:point_add": ("administer", {}),
    "bodies:point": ("administer", {"key": "point"}),
    "bodies:point_close": ("administer", {"key": "point"}),
    "bodies:member_add": ("administer", {}),
    "bodies:staff_new": ("administer", {}),
    "bodies:member_end": ("administer", {"pk": "membership"}),
    "bodies:member_delegate": ("administer", {"pk": "membership"}),
    "bodies:member_password": ("administer", {"pk": "membership"}),
}
# Pages of a village about a delivery of the township; tests/office/channels/test_boards.py walks
# them with every kind of staff.
OF_A_VILLAGE = {
    "channels:board_task", "channels:board_media", "channels:board_confirm",
    "channels:board_take_down",
}  # fmt: skip
# Pages of the office that name no body: signed-in staff only, and they show nothing of a body.
WITHOUT_BODY = {"desk:start"}


def _names(patterns: Any, prefix: str = "", space: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{each.namespace}:" if each.namespace else space
            found |= _names(each.url_patterns, prefix + str(each.pattern), inner)
        elif isinstance(each, URLPattern):
            found[f"{space}{each.name}"] = prefix + str(each.pattern)
    return found


def _office_pages() -> set[str]:
    every = _names(get_resolver().url_patterns)
    return {name for name, address in every.items() if address.startswith("office/")}


def test_every_staff_page_has_a_row_and_every_row_a_page():
    assert _office_pages() == set(PAGES) | WITHOUT_BODY | OF_A_VILLAGE


@dataclass
class World:
    """A province with one branch of four levels and one that stands beside it."""

    chain: dict[str, Body]
    things: dict[str, Any]
    staff: dict[tuple[Role, str], Staff]


def _body(name: str, level: str, parent: Body | None) -> Body:
    return bodies.found(name=name, level=level, kind="government", parent=parent, by=None, at=AT)


@pytest.fixture
def world(db) -> World:
    county = _body("甲县人民政府", "county", None)
    town = _body("甲县乙乡人民政府", "township", county)
    village = _body("乙乡丙村村民委员会", "village", town)
    other = _body("丁县人民政府", "county", None)
    chain = {"own": town, "subordinate": county, "superior": village, "other": other}
    staff = {}
    for role in Role:
        for relation, body in chain.items():
            person = Staff.objects.create_user(f"{role}-{relation}", post="岗位")
            bodies.give_role(
                staff=person, body=body, role=role, from_on=date(2026, 1, 1), by=None, at=AT
            )
            staff[role, relation] = person
    with scope(body=town.pk):
        things = _things(town, staff[Role.CLERK, "own"])
    return World(chain, things, staff)


def _things(town: Body, clerk: Staff) -> dict[str, Any]:
    ticket = records.append(
        Ticket(body=town, number="1", received_on=date(2025, 3, 1), kind="help", subject="求助"),
        by=clerk, at=AT,
    )  # fmt: skip
    post = records.append(
        StaffPost(body=town, title="专职", from_on=date(2025, 1, 1)), by=clerk, at=AT
    )
    seat = records.append(
        LeadingGroupMember(body=town, role="head", title="乡长", from_on=date(2025, 1, 1)),
        by=clerk, at=AT,
    )  # fmt: skip
    point = records.append(
        ReadingPoint(
            body=town, name="便民大厅", address="乙乡", hours="工作日", from_on=date(2025, 1, 1)
        ),
        by=clerk, at=AT,
    )  # fmt: skip
    standing = steps.receive(
        body_id=town.pk, on=date(2026, 2, 10), by=clerk, at=AT, applicant="natural_person",
        description="土地征收公告",
    )  # fmt: skip
    batch = ImportBatch.objects.create(
        body=town, book="tickets", year=2025, file_name="工单.csv", sha256="0" * 64,
        uploaded_at=AT, uploaded_by=clerk,
    )  # fmt: skip
    channel = channels.add(body_id=town.pk, name="公告栏", kind="notice_board", by=clerk, at=AT)
    delivery = factories.plan(channel)
    proven = factories.plan(channel, item_code="proven")
    channels.confirm(proven, proof=factories.evidence(), by=clerk, at=factories.NOW)
    group = channels.add_group(body_id=town.pk, name="丙村村民", by=clerk, at=AT)
    recipient = channels.add_recipient(
        group, phone="13812345678", consent="signed", consented_on=date(2026, 1, 1), by=clerk,
        at=AT,
    )  # fmt: skip
    annual_reports.draft(body=town, year=2025, by=clerk, at=AT)
    upload = Upload("往年报告.pdf", samples.document(Format.PDF))
    collected = collected_reports.take_in(body=town, upload=upload, by=clerk, at=AT).report
    collected_batch = collected_reports.take_in_many(body=town, given=[upload], by=clerk, at=AT)
    return things_of_publishing(town, clerk) | {
        "ticket": ticket.key,
        "post": post.key,
        "seat": seat.key,
        "point": point.key,
        "membership": Membership.objects.filter(body=town).first().pk,
        "case": standing.key,
        "event": CaseEvent.objects.get(case=standing.case).pk,
        "batch": batch.key,
        "channel": channel.pk,
        "delivery": delivery.key,
        "proven": proven.key,
        "proof": proven.proofs.get().pk,
        "group": group.pk,
        "recipient": recipient.pk,
        "collected": collected.key,
        "collected_batch": collected_batch.key,
    }


def things_of_publishing(town: Body, clerk: Staff) -> dict[str, Any]:
    """Return things of publishing and readers: a withheld item, its file, link, hit, a token."""
    people = [Staff.objects.create_user(f"gate-{at}", post="岗位") for at in range(3)]
    office = gate.Office(town, clerk, *people)
    said = {"html": "<p>联系人身份证号64032319900101123X。</p>"}
    version = gate.drafted(office, at=AT, **said)
    file = gate.attached(office, version, "名单.txt", "名单".encode())
    publishing.submit(version, answers=gate.SELF_CHECK, by=clerk, at=AT)
    publishing.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    hit = version.scans.get().hits[0]
    review = {**gate.HARMLESS, "internal": "yes"}
    withheld = publishing.withhold(
        version, Finding(review, gate.BASIS, "尚在讨论的过程性信息"), by=office.secrecy, at=AT
    )
    other = gate.drafted(office, at=AT)
    gone = gate.published(office, at=AT)
    asked = audience.receive(
        PublicItem.objects.get(item=gone.item), Word("question", "补贴何时发放？"), at=AT
    )
    publishing.withdraw(gone.item, public_reason="other", reason="不再需要", by=clerk, at=AT)
    stopped = gate.cleared(office, at=AT)
    order = publishing.release(stopped, publish_at=AT.replace(year=2030), by=people[2], at=AT)
    opening.stop(order, why="原件找不到。", by=None, at=AT)
    tie = publishing.link(version.item, other.item, kind="relates", by=clerk, at=AT)
    alarm = HitReason.objects.create(
        body=town, item=version.item, fingerprint="f" * 32, rule="x", quote="x", reason="误报",
        is_remembered=True, at=AT, by=office.reviewer,
    )  # fmt: skip
    token, _secret = publishing.make_token(
        body=town, name="公文系统", scopes=["draft"], expires_on=date(2026, 12, 31), by=clerk, at=AT
    )
    publishing.list_terms(body=town, kind="sensitive", words=[Listed("某某事件")], by=clerk, at=AT)
    return {
        "feedback": asked.key,
        "item": version.item.code, "tombstone": gone.code, "stopped": stopped.item.code,
        "file": file.code, "tie": tie.pk,
        "hit": hit["fingerprint"],
        "review": version.secrecy_reviews.get().pk, "withholding": withheld.pk, "alarm": alarm.pk,
        "word": ScanTerm.objects.get().pk, "token": token.pk,
    }  # fmt: skip


def _expected(role: Role, relation: str, permission: str) -> set[int]:
    given = {"own": OWN, "subordinate": BELOW}.get(relation, {}).get(role, set())
    if not given:
        return {404}
    return {200, 302, 405} if given & set(permission.split("|")) else {403}


def _address(name: str, world: World, relation: str) -> str:
    _permission, named = PAGES[name]
    filled = {key: world.things.get(value, value) if isinstance(value, str) else value
              for key, value in named.items()}  # fmt: skip
    code = world.chain["own"].code
    return reverse(name, kwargs={"code": code, **filled})


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("relation", ["own", "subordinate", "superior", "other"])
def test_what_each_role_meets_on_every_page(world, role, relation):
    client = Client()
    client.force_login(world.staff[role, relation])
    wrong = []
    for name, (permission, _named) in PAGES.items():
        answer = client.get(_address(name, world, relation))
        expected = _expected(role, relation, permission)
        if answer.status_code not in expected:
            wrong.append(f"{name}: {answer.status_code}, expected {sorted(expected)}")
    assert wrong == []


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("relation", ["own", "subordinate", "superior", "other"])
def test_nobody_writes_what_their_role_does_not_allow(world, role, relation):
    client = Client()
    client.force_login(world.staff[role, relation])
    wrong = []
    for name, (permission, _named) in PAGES.items():
        expected = _expected(role, relation, permission)
        if expected & {200}:
            continue
        answer = client.post(_address(name, world, relation), {"reason": "越权", "value": "9"})
        if answer.status_code not in expected:
            wrong.append(f"{name}: {answer.status_code}, expected {sorted(expected)}")
    assert wrong == []


def test_who_has_not_signed_in_is_led_to_the_log_in(world):
    client = Client()
    for name in PAGES:
        answer = client.get(_address(name, world, "own"))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith(reverse("account_login")), name


def test_a_record_of_another_body_is_not_found_through_ones_own(world):
    """The key of a foreign record under the address of one's own body shows nothing."""
    other = world.chain["other"]
    client = Client()
    client.force_login(world.staff[Role.CLERK, "other"])
    for name in ("registers:record", "registers:correct", "registers:withdraw"):
        address = reverse(
            name, kwargs={"code": other.code, "book": "tickets", "key": world.things["ticket"]}
        )
        assert client.get(address).status_code == 404, name
        assert client.post(address, {"reason": "越权"}).status_code == 404, name
    report = reverse("annual_reports:report", kwargs={"code": other.code, **VERSION})
    assert client.get(report).status_code == 404
