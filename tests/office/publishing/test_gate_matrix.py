"""The gate cannot be passed: every role, every step, every door, forged — and nothing is public.

Items stand at every place of the gate. Whatever anybody posts to whatever page, imports, or runs,
an item goes public only by a release that another person gave after a secrecy review cleared it.
"""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_scopes import scope, scopes_disabled

from gongkai.config import background
from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Staff
from gongkai.office.bodies.permissions import Role
from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.passing import Finding
from gongkai.office.publishing.models import Item, PublicItem, PublicSpan, Release, SecrecyReview
from tests.office.publishing import gate
from tests.office.publishing.gate import BUSINESS, HARMLESS, SELF_CHECK, Office

MUCH_LATER = datetime(2026, 12, 1, tzinfo=UTC)
# Everything that any form of the gate asks, sent to every page at once.
FORGED = {
    **SELF_CHECK, **BUSINESS, **HARMLESS, "verdict": "publish", "basis": gate.BASIS,
    "reason": "越权办理的理由", "urgent_reason": "越权的紧急理由", "note": "越权", "when": "now",
    "publish_at": "2026-03-02T09:00", "title": "伪造", "category": "20.12", "html": "<p>伪造</p>",
    "publisher": "伪造", "attribute": "proactive", "format": "text", "on_expiry": "mark",
    "signed_on": "2026-03-01", "seen": "0", "state": "published", "public_version": "1",
    "newest_version": "1", "digest": "0" * 64, "is_public": "on", "remember": "on",
    "public_reason": "other", "validity": "in_force", "outcome": "open", "kind": "relates",
    "by": "1", "on_behalf_of": "1",
}  # fmt: skip
STEPS = (
    "edit", "files", "scan", "submit", "submit_urgent", "take_back", "send_back", "endorse",
    "secrecy", "determine", "release", "retry_release", "afterwards", "discard", "revise",
    "withdraw", "validity", "link",
)  # fmt: skip
PLACES = ("drafted", "submitted", "endorsed", "cleared", "withheld", "returned")


def _endorsed(office: Office):
    version = gate.submitted(office)
    actions.endorse(version, answers=BUSINESS, by=office.reviewer, at=gate.AT)
    return version


def _withheld(office: Office):
    version = _endorsed(office)
    finding = Finding({**HARMLESS, "internal": "yes"}, gate.BASIS, "尚在讨论的过程性信息")
    actions.withhold(version, finding, by=office.secrecy, at=gate.AT)
    return version


def _returned(office: Office):
    version = gate.submitted(office)
    actions.send_back(version, reason="改一改", by=office.reviewer, at=gate.AT)
    return version


_MADE = {
    "drafted": gate.drafted, "submitted": gate.submitted, "endorsed": _endorsed,
    "cleared": gate.cleared, "withheld": _withheld, "returned": _returned,
}  # fmt: skip


@pytest.fixture
def office(db) -> Iterator[Office]:
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


@pytest.fixture
def codes(office) -> dict[str, str]:
    return {place: _MADE[place](office).item.code for place in PLACES}


def _person(office: Office, role: Role, *, at_home: bool) -> Staff:
    body = office.body if at_home else gate.office("别处乡人民政府").body
    made = Staff.objects.create_user(f"{role}-{'own' if at_home else 'other'}", post="岗位")
    bodies.give_role(
        staff=made, body=body, role=role, from_on=date(2026, 1, 1), by=None, at=gate.AT
    )
    return made


def _nothing_is_public() -> bool:
    with scopes_disabled():
        return not (
            PublicItem.everywhere.exists()
            or PublicSpan.objects.exists()
            or Item.objects.filter(public_version__isnull=False).exists()
        )


# Those who may release what was cleared are tried on what was not; everybody else on everything.
MAY_RELEASE = {Role.APPROVER, Role.PRINCIPAL}


@pytest.mark.parametrize("at_home", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", Role)
def test_no_role_alone_makes_anything_public(office, codes, role, at_home):
    """One person posts everything to every page of every item, three times over."""
    person = _person(office, role, at_home=at_home)
    client = Client()
    client.force_login(person)
    tried = {
        code for place, code in codes.items()
        if not (at_home and role in MAY_RELEASE and place == "cleared")
    }  # fmt: skip
    answers = set()
    for _round in range(2 if at_home else 1):
        for page in STEPS:
            for code in tried:
                url = reverse(f"publishing:{page}", args=[office.body.code, code])
                answers.add(client.post(url, FORGED).status_code)
        background.once(at=MUCH_LATER)
    assert _nothing_is_public()
    assert not any(status >= 500 for status in answers)
    if not at_home:
        assert answers == {404}


def test_the_forged_answers_do_pass_where_the_right_people_give_them(office, codes):
    """The claim above is not empty: in the right hands the same posts do open an item."""
    people = (
        (office.reviewer, "endorse"),
        (office.secrecy, "secrecy"),
        (office.approver, "release"),
    )
    for person, page in people:
        client = Client()
        client.force_login(person)
        client.post(
            reverse(f"publishing:{page}", args=[office.body.code, codes["submitted"]]), FORGED
        )
    assert not _nothing_is_public()


def test_two_who_share_the_work_still_need_the_secrecy_review(office, codes):
    """Clerk and approver together pass everything to each other and stop before it."""
    for _round in range(2):
        for person in (office.clerk, office.approver):
            client = Client()
            client.force_login(person)
            for page in STEPS:
                for place, code in codes.items():
                    if place != "cleared":
                        url = reverse(f"publishing:{page}", args=[office.body.code, code])
                        client.post(url, FORGED)
    assert _nothing_is_public()
    assert not Release.objects.exists()


def test_a_deputy_does_not_review_what_the_absent_person_wrote(office):
    """Who stands in for the author is as bound as the author."""
    author = Staff.objects.create_user("both", post="岗位")
    deputy = Staff.objects.create_user("deputy", post="代理岗位")
    for role in (Role.CLERK, Role.SECRECY_REVIEWER):
        held = bodies.give_role(
            staff=author, body=office.body, role=role, from_on=date(2026, 1, 1), by=None, at=gate.AT
        )
    bodies.delegate(
        membership=held, to=deputy, from_on=date(2026, 3, 1), until_on=date(2026, 3, 31),
        reason="休假", by=None, at=gate.AT,
    )  # fmt: skip
    written = gate.Office(office.body, author, office.reviewer, deputy, office.approver)
    version = _endorsed(written)
    client = Client()
    client.force_login(deputy)
    url = reverse("publishing:secrecy", args=[office.body.code, version.item.code])
    answer = client.post(url, FORGED)
    assert answer.status_code == 422
    assert "代理人同样不能办理" in answer.content.decode()
    assert not SecrecyReview.objects.exists()
    other = _endorsed(office)
    client.post(reverse("publishing:secrecy", args=[office.body.code, other.item.code]), FORGED)
    assert SecrecyReview.objects.get().version == other
    assert other.steps.get(step="clear").on_behalf_of == author


def test_no_register_and_no_import_makes_anything_public(office):
    """The ledger of publications records; it opens nothing."""
    client = Client()
    client.force_login(office.clerk)
    entry = {
        "title": "登记的信息", "category": "20.12", "created_on": "2026-03-01",
        "published_on": "2026-03-01", "format": "text", "is_interpretation": "no",
        "item_code": Item.objects.first().code if Item.objects.exists() else "",
    }  # fmt: skip
    for book in ("publications", "normative_documents"):
        client.post(reverse("registers:add", args=[office.body.code, book]), entry)
        rows = io.BytesIO("标题,公开类别,成文日期,公开日期\n甲,20.12,2026-3-1,2026-3-1\n".encode())
        upload = SimpleUploadedFile("信息.csv", rows.getvalue(), content_type="text/csv")
        client.post(
            reverse("registers:import", args=[office.body.code, book]),
            {"file": upload, "year": "2026"},
        )
    assert _nothing_is_public()


def test_no_command_and_no_round_opens_what_was_not_released(office, codes):
    with time_machine.travel(MUCH_LATER, tick=False):
        background.once(at=MUCH_LATER)
        actions.open_due(at=MUCH_LATER)
        call_command("audit_verify", stdout=io.StringIO(), stderr=io.StringIO())
    assert _nothing_is_public()


def test_a_release_at_a_time_does_not_open_before_it(office):
    version = gate.cleared(office)
    actions.release(version, publish_at=MUCH_LATER, by=office.approver, at=gate.AT)
    client = Client()
    client.force_login(office.approver)
    for page in STEPS:
        if page != "send_back":
            url = reverse(f"publishing:{page}", args=[office.body.code, version.item.code])
            client.post(url, {**FORGED, "publish_at": "2026-03-02T09:00"})
    background.once(at=gate.AT)
    assert _nothing_is_public()
    background.once(at=MUCH_LATER)
    assert PublicItem.everywhere.count() == 1
