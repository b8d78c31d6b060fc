"""A holiday notice is loaded: what is provisional becomes settled, and only where it binds."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope
from lxml import html

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import HolidayNotice, Role
from gongkai.office.records import queries as records
from gongkai.office.requests import actions, queries
from gongkai.rules import workdays
from tests.office.channels import factories
from tests.web_client import PageClient

DECEMBER = datetime(2026, 12, 20, 1, 0, tzinfo=UTC)
# Not a real notice: its dates are invented for this test.
NOTICE_2027 = """
title = "关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕9号"
published = 2026-11-05
year = 2027

[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03

[[holiday]]
name = "春节"
first = 2027-02-05
last = 2027-02-11
work = [2027-01-31, 2027-02-14]

[[holiday]]
name = "劳动节"
first = 2027-05-01
last = 2027-05-05

[[holiday]]
name = "国庆节"
first = 2027-10-01
last = 2027-10-07
"""
OWN_HOLIDAY = """
title = "宁夏回族自治区古尔邦节放假通知"
year = 2026
region = "640000"
region_name = "宁夏回族自治区"

[[holiday]]
name = "古尔邦节"
first = 2026-03-20
last = 2026-03-20
"""


def _december_case(body):
    return actions.receive(
        body_id=body.pk, on=date(2026, 12, 10), by=None, at=DECEMBER, number="",
        applicant="natural_person", description="土地征收公告",
    )  # fmt: skip


def test_a_period_into_an_unpublished_year_is_provisional_and_says_why(body, in_body):
    standing = _december_case(body)
    assert standing.is_due_provisional
    assert standing.due_on == date(2027, 1, 8)
    assert "2027年" in standing.due_reason


def test_the_notice_settles_the_date_and_keeps_the_reason(body, in_body):
    standing = _december_case(body)
    moved = actions.adopt_notice(body=body, text=NOTICE_2027, by=None, at=DECEMBER)
    now = queries.latest(standing.key)
    assert (now.due_on, now.is_due_provisional) == (date(2027, 1, 8), False)
    assert [(each.number, each.was_provisional, each.is_provisional) for each in moved] == [
        (standing.number, True, False)
    ]
    assert now.reason == "工作日历更新，重新计算答复期限"
    verbs = [e.verb for e in records.history(
        body_id=body.pk, subject=f"requests.casestanding:{standing.key}"
    )]  # fmt: skip
    assert verbs == ["receive", "recompute"]


def test_a_notice_foreseen_moves_nothing(body, in_body):
    standing = _december_case(body)
    notice = workdays.parse_notice(NOTICE_2027)
    (moved,) = actions.foresee(body=body, notice=notice)
    assert (moved.number, moved.is_provisional) == (standing.number, False)
    assert queries.latest(standing.key).is_due_provisional
    assert HolidayNotice.objects.count() == 0


def test_a_notice_binds_the_bodies_below_and_no_others(body):
    village = factories.body("丙村村民委员会", parent=body)
    other = factories.body("丁镇人民政府")
    standing = {}
    for each in (village, other):
        with scope(body=each.pk):
            standing[each] = _december_case(each)
    actions.adopt_notice(body=body, text=NOTICE_2027, by=None, at=DECEMBER)
    with scope(body=village.pk):
        assert not queries.latest(standing[village].key).is_due_provisional
    with scope(body=other.pk):
        assert queries.latest(standing[other].key).is_due_provisional


def test_a_regions_own_holiday_counts_only_in_the_region(db):
    here = factories.body("冯记沟乡人民政府", division_code="640323104")
    elsewhere = factories.body("某镇人民政府", division_code="341002100")
    notice = workdays.parse_notice(OWN_HOLIDAY)
    assert not bodies.calendar_for(here, trial=notice).day(date(2026, 3, 20)).works
    assert bodies.calendar_for(elsewhere, trial=notice).day(date(2026, 3, 20)).works


def test_a_newer_text_of_a_notice_ends_the_older_and_keeps_it(body, in_body):
    actions.adopt_notice(body=body, text=NOTICE_2027, by=None, at=DECEMBER)
    newer = NOTICE_2027.replace("last = 2027-01-03", "last = 2027-01-04")
    actions.adopt_notice(body=body, text=newer, by=None, at=DECEMBER)
    assert HolidayNotice.objects.count() == 2
    (standing,) = bodies.notices_for(body)
    assert standing.text == newer


def test_a_text_that_is_no_notice_is_refused_and_nothing_is_kept(body, in_body):
    with pytest.raises(ValidationError, match="不是有效的TOML文本"):
        actions.adopt_notice(body=body, text="放假三天", by=None, at=DECEMBER)
    assert HolidayNotice.objects.count() == 0


@pytest.fixture
def administrator(body):
    client = PageClient()
    person = factories.staff((body, Role.ADMINISTRATOR), name="admin")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_page_lists_the_years_on_file_and_names_the_missing_one(body, administrator):
    page = administrator.get(reverse("requests:calendar", args=[body.code]))
    assert "国务院办公厅关于2024年部分节假日安排的通知" in page.content.decode()
    assert "2027年的放假通知尚未录入" in page.content.decode()


HEAD = {
    "title": "关于2027年部分节假日安排的通知", "number": "国办发明电〔2026〕9号",
    "published": "2026-11-05", "year": "2027", "region": "", "region_name": "",
    "holiday-TOTAL_FORMS": "8", "holiday-INITIAL_FORMS": "0",
}  # fmt: skip
HOLIDAYS = [
    ("元旦", "2027-01-01", "2027-01-03", ""),
    ("春节", "2027-02-05", "2027-02-11", "2027-01-31、2027年2月14日"),
    ("劳动节", "2027-05-01", "2027-05-05", ""),
    ("国庆节", "2027-10-01", "2027-10-07", ""),
]


def _filled_in(holidays=HOLIDAYS, **head: str) -> dict[str, str]:
    rows = {
        f"holiday-{place}-{name}": value
        for place, row in enumerate(holidays)
        for name, value in zip(("name", "first", "last", "work"), row, strict=True)
    }
    return {**HEAD, **rows, **head}


@pytest.fixture
def notice_url(body) -> str:
    return reverse("requests:notice", args=[body.code])


def _text_in(page) -> str:
    return html.document_fromstring(page.content.decode()).xpath("//input[@name='text']/@value")[0]


def test_what_was_filled_in_is_shown_and_only_then_put_on_file(
    body, administrator, notice_url, in_body
):
    standing = _december_case(body)
    shown = administrator.post(notice_url, _filled_in())
    page = shown.content.decode()
    assert "2027年1月31日、2027年2月14日" in page
    assert standing.number in page
    assert HolidayNotice.objects.count() == 0
    done = administrator.post(notice_url, {"text": _text_in(shown), "confirm": "yes"})
    assert done.status_code == 302
    kept = workdays.parse_notice(HolidayNotice.objects.get().text)
    assert kept == workdays.parse_notice(NOTICE_2027)
    assert not queries.latest(standing.key).is_due_provisional


def test_a_notice_can_be_changed_after_it_was_shown(administrator, notice_url):
    shown = administrator.post(notice_url, _filled_in())
    again = administrator.post(notice_url, {"text": _text_in(shown), "edit": "yes"})
    page = again.content.decode()
    assert 'value="2027-02-05"' in page
    assert "2027-01-31、2027-02-14" in page
    assert HolidayNotice.objects.count() == 0


def test_a_notice_can_be_sent_as_a_file(administrator, notice_url):
    sent = SimpleUploadedFile("2027.toml", NOTICE_2027.encode())
    shown = administrator.post(notice_url, {**HEAD, "title": "", "year": "", "file": sent})
    assert workdays.parse_notice(_text_in(shown)).year == 2027


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (_filled_in(title=""), "请填写通知名称，或者上传通知文件。"),
        (_filled_in(year=""), "请填写通知安排的是哪一年。"),
        (_filled_in(HOLIDAYS[:1]), "没有安排2027年5月1日放假"),
        (_filled_in([("元旦", "2027-01-03", "2027-01-01", "")]), "起止日期有误"),
        (_filled_in([("元旦", "2027-01-01", "2027-01-03", "下周日")]), "“下周日”不是有效日期"),
        (_filled_in([("元旦", "2027-01-01", "", "")]), "第1行有内容需要改正"),
        (_filled_in([("元旦", "2027-01-01", "", "")]), "请填写放假末日。"),
        (_filled_in([("春节", "2027-02-05", "2027-02-11", "2027-02-01")]), "不是星期六或者星期日"),
        (_filled_in(year="1999"), "2008至2100的年份"),
    ],
)
def test_a_faulty_notice_gets_a_sentence_and_keeps_what_was_typed(
    administrator, notice_url, sent, sentence
):
    answer = administrator.post(notice_url, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "2027-01-0" in page or "2027-02-0" in page
    assert HolidayNotice.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe\x00bad", "文字编码无法识别"),
        (b"x" * 50_001, "文件超过 50 KB"),
        ("放假三天".encode(), "不是有效的TOML文本"),
        (b"", "year"),
    ],
)
def test_a_file_that_holds_no_notice_gets_a_sentence(administrator, notice_url, data, sentence):
    sent = SimpleUploadedFile("通知.toml", data)
    answer = administrator.post(notice_url, {**HEAD, "file": sent})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert HolidayNotice.objects.count() == 0
