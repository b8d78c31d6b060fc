"""Every page of the office, in English and in Chinese, on the demonstration year.

People of four roles follow the links from their desk. No page may hold words of the other
language outside data, nor any other fault that `tests.web_client` knows.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation
from django_scopes import scope
from lxml import html

from gongkai.documents.formats import Format
from gongkai.office.annual_reports import actions as annual_reports
from gongkai.office.annual_reports import queries as reports
from gongkai.office.annual_reports.models import Version
from gongkai.office.bodies.models import Body, ReadingPoint, Staff
from gongkai.office.bodies.permissions import Role
from gongkai.office.channels import actions as channels
from gongkai.office.channels import sending
from gongkai.office.channels.models import (
    Channel,
    Delivery,
    Posting,
    Recipient,
    RecipientGroup,
)
from gongkai.office.collected_reports import actions as collected_reports
from gongkai.office.collected_reports import queries as collected
from gongkai.office.collected_reports.actions import CellSetting
from gongkai.office.collected_reports.uploads import Upload
from gongkai.office.desk.demonstration import in_hand, loading
from gongkai.office.records import actions as records
from gongkai.office.requests import actions as requests
from gongkai.rules.annual_report.form import CellKey
from gongkai.rules.outcomes import Grounds
from tests.office.channels import factories
from tests.office.collected_reports import samples
from tests.office.test_access_matrix import OWN, PAGES, things_of_publishing
from tests.web_client import PageClient

LOADED_AT = datetime(2020, 1, 6, 1, 0, tzinfo=UTC)
TODAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PEOPLE = {
    "jingban": Role.CLERK, "fenguan": Role.APPROVER, "baomi": Role.SECRECY_REVIEWER,
    "guanli": Role.ADMINISTRATOR, "xianban": None,
}  # fmt: skip
# Rooms whose pages depend on where a thing stands: asked for by their addresses.
BY_ADDRESS = ("publishing:", "audience:", "tokens:", "channels:", "bodies:point")
WALKED = ("office", "accounts")
SEEN_OF_A_KIND = 2
YEARS = {2025: "draft", 2019: "frozen", 2022: "signed", 2023: "in_review"}
AMENDED = annual_reports.CellChange(CellKey("table3", "granted", "business"), "1", "补记一件", "0")
OWN_PAGES = ("mfa_index", "account_change_password", "account_logout")
# Files, and what answers a POST alone.
NOT_PAGES = {
    "channels:media",
    "channels:proof_file",
    "channels:proof_picture",
    "channels:board_media",
    "registers:export",
    "registers:template",
    "annual_reports:download",
    "collected_reports:original",
    "collected_reports:page",
}
POST_ONLY = {"annual_reports:draft", "collected_reports:cell", "publishing:scan"}
# Forms that an empty answer cannot satisfy; their complaints are read too.
ANSWERED_WITH_NOTHING = {
    "registers:add",
    "registers:import",
    "registers:correct",
    "registers:withdraw",
    "channels:confirm",
    "channels:give_up",
    "channels:withdraw",
    "channels:group_add",
    "channels:recipient_add",
    "channels:recipient_import",
    "channels:add",
    "requests:event",
    "requests:event_correct",
    "requests:event_strike",
    "bodies:seat_add",
    "bodies:post_add",
    "bodies:seat_leave",
    "bodies:member_add",
    "bodies:member_end",
    "bodies:staff_new",
    "bodies:new_body",
    "annual_reports:amend",
    "annual_reports:send_back",
    "annual_reports:revise",
    "collected_reports:upload",
    "collected_reports:naming",
    "collected_reports:reopen",
    "collected_reports:set_aside",
    "account_change_password",
}


@dataclass
class Walk:
    """What one person saw on the way: the pages by name, and every fault."""

    client: PageClient
    seen: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def follow(self, *starts: str) -> None:
        """Fetch the pages and all that they lead to, a few of each kind."""
        waiting, known = list(starts), set(starts)
        while waiting:
            address = waiting.pop(0)
            page = self._fetch("get", address)
            match = _match(address)
            if match is not None:
                self.names.add(match.view_name)
            if page is not None and match and match.view_name in ANSWERED_WITH_NOTHING:
                self._fetch("post", address)
            for link in _links(page) if page is not None else ():
                if link not in known and self._is_wanted(link):
                    known.add(link)
                    waiting.append(link)

    def _is_wanted(self, address: str) -> bool:
        match = _match(address)
        if match is None or match.view_name in NOT_PAGES:
            return False
        kind = f"{match.view_name} {match.kwargs.get('book', '')}{match.kwargs.get('kind', '')}"
        self.seen[kind] += 1
        return self.seen[kind] <= SEEN_OF_A_KIND

    def _fetch(self, method: str, address: str) -> Any:
        try:
            page = getattr(self.client, method)(address, follow=True)
        except AssertionError as fault:
            self.faults.append(f"{method.upper()} {fault}")
            return None
        if page.status_code >= (400 if method == "get" else 500):
            self.faults.append(f"{method.upper()} {address}: status {page.status_code}")
            return None
        return page if page.headers["Content-Type"].startswith("text/html") else None


def _match(address: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(address).path)
    except Resolver404:
        return None


def _links(page: Any) -> Iterator[str]:
    for link in html.document_fromstring(page.content.decode()).xpath("//a/@href"):
        found = urlsplit(urljoin(page.request["PATH_INFO"], str(link)))
        if found.netloc == "" and found.path.strip("/").split("/")[0] in WALKED:
            yield found.path + (f"?{found.query}" if found.query else "")


@pytest.fixture
def township(db) -> Iterator[Body]:
    """The demonstration with what its year does not have: requests, corrections, an import."""
    body = loading.load(at=LOADED_AT)
    with time_machine.travel(TODAY, tick=False):
        clerk, approver = (Staff.objects.get(username=each) for each in ("jingban", "fenguan"))
        with scope(body=body.pk):
            _requests(body, clerk)
            _corrections(clerk)
            _reports(body, clerk, approver)
            _collected(body, clerk)
            _deliveries(body, clerk)
        yield body


@pytest.fixture
def things(township) -> dict[str, Any]:
    """Items at several places of the gate, a reader's word, a token, a reading point."""
    clerk = Staff.objects.get(username="jingban")
    people = {each.username: each for each in Staff.objects.all()}
    in_hand.load(township, people, now=TODAY)
    with scope(body=township.pk):
        point = ReadingPoint(
            body=township, name="便民大厅", address="乡政府一楼", hours="工作日",
            from_on=date(2025, 1, 1),
        )  # fmt: skip
        records.append(point, by=clerk, at=TODAY)
        shown = Delivery.objects.filter(state="confirmed").order_by("pk").first()
        waiting = Delivery.objects.filter(state="planned").order_by("pk").first()
        assert shown is not None
        assert waiting is not None
        return things_of_publishing(township, clerk) | {
            "point": point.key, "proven": shown.key, "delivery": waiting.key,
            "channel": Channel.objects.get(kind="led_screen", name="大屏").pk,
            "group": RecipientGroup.objects.get().pk,
            "recipient": Recipient.objects.order_by("pk").values_list("pk", flat=True)[0],
        }  # fmt: skip


def _addresses(body: Body, things: dict[str, Any], role: Role | None) -> Iterator[str]:
    """Yield the addresses of pages that need a thing, as far as the role may open them."""
    for name, (permission, named) in PAGES.items():
        may = role is not None and OWN[role] & set(permission.split("|"))
        if name.startswith(BY_ADDRESS) and may and name not in NOT_PAGES | POST_ONLY:
            given = {key: things.get(value, value) if isinstance(value, str) else value
                     for key, value in named.items()}  # fmt: skip
            yield reverse(name, kwargs={"code": body.code, **given})


def _requests(body: Body, clerk: Staff) -> None:
    said = {"by": clerk, "at": TODAY}
    asked = {"applicant": "natural_person", "description": "土地征收公告"}
    for on in (date(2026, 1, 5), date(2025, 11, 3)):
        requests.receive(body_id=body.pk, on=on, **said, **asked)
    case = requests.receive(body_id=body.pk, on=date(2026, 1, 12), **said, **asked)
    case = requests.ask_clarification(case, on=date(2026, 1, 15), note="请写明年份", **said)
    case = requests.record_clarified(case, on=date(2026, 1, 20), **said)
    case = requests.begin_consultation(case, on=date(2026, 1, 22), matter="第三方甲", **said)
    case = requests.end_consultation(
        case, on=date(2026, 1, 29), matter="第三方甲", opinion="objects", **said
    )
    case = requests.extend(
        case, on=date(2026, 2, 10), working_days=10, note="机构负责人同意", **said
    )
    case = requests.notice_fee(case, on=date(2026, 2, 12), fee_yuan=Decimal(120), **said)
    requests.record_fee_paid(case, on=date(2026, 2, 13), **said)
    paid = requests.receive(body_id=body.pk, on=date(2026, 1, 13), **said, **asked)
    requests.reply(
        paid, on=date(2026, 1, 26), outcome="DENY_SECRET",
        grounds=Grounds(("第十四条",), {"reasons": "已定密"}), **said,
    )  # fmt: skip


def _corrections(clerk: Staff) -> None:
    said = {"by": clerk, "at": TODAY}
    first, second = Posting.objects.standing().order_by("pk")[:2]
    records.correct(first, {"quantity": first.quantity + 1}, reason="补记一条", **said)
    records.withdraw(second, reason="重复登记", **said)


def _reports(body: Body, clerk: Staff, approver: Staff) -> None:
    """One frozen, one signed, one to be signed, and a draft with an amended cell and findings."""
    said = {"by": clerk, "at": TODAY}
    for year, state in YEARS.items():
        draft = annual_reports.draft(body=body, year=year, **said)
        if state == "draft":
            annual_reports.amend(version=draft, body=body, change=AMENDED, **said)
            continue
        standing = reports.reading(draft, body)
        for number in (1, 5, 6) if standing.blank_heads else (5, 6):
            seen = "\n".join(standing.sections[number - 1].paragraphs)
            change = annual_reports.SectionChange(number, "公开内容更新不够及时。", seen)
            annual_reports.write_section(version=_version(year), body=body, change=change, **said)
        annual_reports.submit(version=_version(year), body=body, **said)
        if state != "in_review":
            annual_reports.sign(version=_version(year), body=body, by=approver, at=TODAY)
        if state == "frozen":
            annual_reports.freeze(version=_version(year), body=body, **said)


def _collected(body: Body, clerk: Staff) -> None:
    """A saved report with a picture, one with a cell not read, a batch read and one waiting."""
    said = {"by": clerk, "at": TODAY}
    pdf = Upload("往年.pdf", samples.wrong(Format.PDF))
    saved = collected_reports.take_in(body=body, upload=pdf, **said).report
    collected_reports.keep(saved, leaving_open=True, seen=None, **said)
    page = Upload("乡镇.html", samples.with_unreadable_figure())
    report = collected_reports.take_in(body=body, upload=page, **said).report
    setting = CellSetting(CellKey("table2", "punishment", "change"), "-4", "误读", report.revision)
    collected_reports.correct_cell(report, setting, **said)
    given = [page, Upload("坏.pdf", b"%PDF-1.7 broken"), Upload("数据.json", b"{}")]
    batch = collected_reports.take_in_many(body=body, given=given, **said)
    for file in collected.files_of(batch)[:2]:
        collected_reports.read_waiting(file, **said)


def _deliveries(body: Body, clerk: Staff) -> None:
    """Deliveries in every state a person meets, and recipients."""
    channel = Channel.objects.filter(kind="notice_board").order_by("pk").first()
    assert channel is not None
    for number, title in enumerate(("待张贴的通知", "已张贴的通知", "失败的短信")):
        plan = {"item_code": f"2k3m4n5p6{number}", "title": title, "at": TODAY}
        delivery = factories.plan(channel, **plan)
        if number == 1:
            proof = factories.evidence(on=TODAY.date())
            channels.confirm(delivery, proof=proof, by=clerk, at=TODAY)
    sms = channels.add(body_id=body.pk, name="短信网关", kind="sms", by=clerk, at=TODAY)
    channels.configure(sms, settings={"way": "automatic"}, by=clerk, at=TODAY)
    channels.add(body_id=body.pk, name="大屏", kind="led_screen", by=clerk, at=TODAY)
    factories.plan(sms, at=TODAY)
    sending.send_due(at=TODAY)
    group = channels.add_group(body_id=body.pk, name="冯记沟村村民", by=clerk, at=TODAY)
    how = {"consent": "signed", "consented_on": TODAY.date(), "by": clerk, "at": TODAY}
    channels.add_recipient(group, phone="13812345678", **how)
    gone = channels.add_recipient(group, phone="13812345679", **how)
    channels.opt_out(gone, on=TODAY.date(), by=clerk, at=TODAY)


def _version(year: int) -> Version:
    found = reports.version_of(year=year, number=1)
    assert found is not None
    return found


def _signed_in(username: str, language: str) -> PageClient:
    client = PageClient(headers={"accept-language": language})
    client.force_login(
        Staff.objects.get(username=username),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def _upload(client: PageClient, body: Body, language: str) -> str:
    """Upload a file with good rows, a bad one and a strange column; return the preview."""
    with scope(body=body.pk):
        channel = Channel.objects.order_by("pk").first()
    with translation.override(language):
        header = [translation.gettext(each) for each in ("发布日期", "渠道", "内容标题", "条数")]
    rows = (
        ",".join((*header, "备注")),
        f"2019-03-05,{channel.name},惠民政策,2,无",
        f"2019-03-06,{channel.name},便民通知,3,",
        "3月,某处,,0,",
    )
    file = SimpleUploadedFile("2019.csv", "\n".join(rows).encode())
    address = reverse("registers:import", args=[body.code, "postings"])
    return str(client.post(address, {"file": file, "year": 2019})["Location"])


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_of_the_office_speaks_one_language(township, things, language):
    names: set[str] = set()
    faults: list[str] = []
    for username, role in PEOPLE.items():
        walk = Walk(_signed_in(username, language))
        starts = [reverse("annual_reports:newest", args=[township.code, year]) for year in YEARS]
        starts.append(reverse("channels:board", args=[township.code]))
        starts += [reverse(page) for page in (*OWN_PAGES, "desk:start")]
        starts += _addresses(township, things, role)
        if username == "jingban":
            starts.append(_upload(walk.client, township, language))
        walk.follow(*starts)
        names |= walk.names
        faults += walk.faults
    assert faults == [], "\n".join(faults)
    assert set(PAGES) - names - NOT_PAGES - POST_ONLY == set()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.django_db
def test_pages_outside_the_office_speak_one_language(language):
    stranger = PageClient(headers={"accept-language": language})
    for name in ("portal:home", "portal:check", "account_login", "account_inactive"):
        assert stranger.get(reverse(name)).status_code == 200, name
    wrong = {"login": "jingban", "password": "wrong"}
    assert stranger.post(reverse("account_login"), wrong).status_code == 200
    assert stranger.get("/nothing/here/").status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_refusals_speak_one_language(township, language):
    clerk = _signed_in("jingban", language)
    forbidden = reverse("bodies:edit_body", args=[township.code])
    assert clerk.get(forbidden).status_code == 403
    assert clerk.get(reverse("desk:body", args=["0000000000"])).status_code == 404
    careful = PageClient(enforce_csrf_checks=True, headers={"accept-language": language})
    assert careful.post(reverse("account_login"), {}).status_code == 403


def test_the_language_is_changed_on_the_page(township):
    client = _signed_in("jingban", "zh-hans")
    desk = reverse("desk:body", args=[township.code])
    client.post(reverse("set_language"), {"language": "en", "next": desk})
    page = client.get(desk).content.decode()
    assert '<html lang="en"' in page
    assert "Annual report" in page
