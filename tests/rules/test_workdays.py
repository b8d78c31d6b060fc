"""The working-day calendar against the notices, two libraries, and what staff load."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import workdays
from gongkai.rules.workdays import Calendar

SPEC = tomllib.loads((Path(__file__).parent / "spec/workdays.toml").read_text("utf-8"))
PERIODS = [
    pytest.param(period["start"], days, end, id=f"{days} working days {period['name']}")
    for period in SPEC["period"]
    for days, end in zip((7, 15, 20, 40), period["ends"], strict=True)
]
EVERY_DAY = [date(2008, 1, 1) + timedelta(days=n) for n in range(6940)]
STANDARD = workdays.standard()

# Where `holidays` says otherwise than the notices, with the reason. Nothing at 0.109.
HOLIDAYS_DIFFERS: dict[date, str] = {}

NOTICE_2030 = """
title = "国务院办公厅关于2030年部分节假日安排的通知"
year = 2030

[[holiday]]
name = "元旦"
first = 2029-12-30
last = 2030-01-01
work = [2029-12-29]

[[holiday]]
name = "劳动节"
first = 2030-05-01
last = 2030-05-05

[[holiday]]
name = "国庆节"
first = 2030-10-01
last = 2030-10-07
work = [2030-09-29, 2030-10-12]
"""


@pytest.mark.parametrize("case", SPEC["case"], ids=lambda case: case["name"])
def test_the_calendar_says_what_the_notices_say(case):
    calendar = STANDARD.with_region(case["region"]) if "region" in case else STANDARD
    day = calendar.day(case["on"])
    assert day.works is case["works"]
    assert day.provisional is case.get("provisional", False)
    assert day.reason == case["because"]


@pytest.mark.parametrize(("start", "working_days", "end"), PERIODS)
def test_a_period_begins_on_the_day_after(start, working_days, end):
    assert STANDARD.add(start, working_days).on == end


def test_every_day_of_2008_to_2026_agrees_with_chinesecalendar():
    assert EVERY_DAY[-1] == date(2026, 12, 31)
    differs = [day for day in EVERY_DAY if STANDARD.day(day).works != _chinese_calendar(day)]
    assert differs == []


def _chinese_calendar(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def test_every_day_of_2008_to_2026_agrees_with_holidays():
    china = holidays.country_holidays("CN", years=range(2008, 2027))
    differs = [d for d in EVERY_DAY if STANDARD.day(d).works != china.is_working_day(d)]
    assert differs == sorted(HOLIDAYS_DIFFERS)


def test_no_day_of_a_published_year_is_provisional():
    assert [day for day in EVERY_DAY if STANDARD.day(day).provisional] == []


def test_each_year_from_2008_to_2026_has_its_own_notice():
    assert [year for year in range(2000, 2040) if STANDARD.is_complete(year)] == list(
        range(2008, 2027)
    )


def test_every_notice_of_the_country_has_a_number_and_a_date():
    national = [notice for notice in STANDARD.notices if not notice.region]
    assert len(national) == 22
    assert all(notice.number and notice.published_on for notice in national)


def test_a_day_off_names_the_notice_that_frees_it():
    source = STANDARD.day(date(2024, 2, 12)).source
    title = "国务院办公厅关于2024年部分节假日安排的通知"
    assert str(source) == f"《{title}》（国办发明电〔2023〕7号）"


def test_a_loaded_notice_settles_its_year_and_the_end_of_the_year_before():
    before = STANDARD
    after = before.with_notice(workdays.parse_notice(NOTICE_2030))
    assert before.day(date(2030, 5, 3)).provisional
    assert not after.day(date(2030, 5, 3)).works
    assert after.day(date(2029, 12, 29)).works
    assert not after.day(date(2030, 6, 3)).provisional
    assert after.day(date(2029, 12, 28)).provisional, "2029 itself is still not published"
    assert before.day(date(2030, 5, 3)).works, "the calendar it came from is unchanged"


def test_a_newer_text_of_a_notice_replaces_the_older():
    shorter = NOTICE_2030.replace("last = 2030-05-05", "last = 2030-05-03")
    calendar = STANDARD.with_notice(workdays.parse_notice(NOTICE_2030))
    calendar = calendar.with_notice(workdays.parse_notice(shorter))
    assert not calendar.day(date(2030, 5, 3)).works
    assert calendar.day(date(2030, 5, 4)).reason == "星期六休息"
    assert len(calendar.notices) == len(STANDARD.notices) + 1


def test_an_amendment_adds_to_the_notice_of_its_year():
    amendment = """
    title = "关于调整2026年劳动节假期安排的通知"
    year = 2026
    amends = true
    holiday = [{name = "劳动节", first = 2026-05-06, last = 2026-05-06, work = [2026-05-04]}]
    """
    calendar = STANDARD.with_notice(workdays.parse_notice(amendment))
    assert not calendar.day(date(2026, 5, 6)).works
    assert calendar.day(date(2026, 5, 4)).works
    assert not calendar.day(date(2026, 5, 5)).works


def test_the_end_of_a_year_is_open_while_the_next_notice_may_reach_back():
    until_2018 = Calendar(tuple(n for n in STANDARD.notices if n.year <= 2018))
    assert until_2018.day(date(2018, 12, 31)).provisional
    assert not until_2018.day(date(2018, 12, 26)).provisional


def test_a_region_without_notices_of_its_own_keeps_the_calendar_of_the_country():
    beijing = STANDARD.with_region("110000")
    assert not beijing.has_regional_notices
    assert not beijing.day(date(2022, 5, 5)).provisional


@pytest.mark.parametrize("region", ["", "  ", "月球", "64", "自治区", "６４００００"])
def test_a_region_that_cannot_be_told_is_refused(region):
    with pytest.raises(workdays.UnknownRegion) as refusal:
        STANDARD.with_region(region)
    assert "宁夏回族自治区" in str(refusal.value)


def test_a_region_loads_its_own_notice():
    notice = workdays.parse_notice(
        """
        title = "某自治州人民政府关于2026年泼水节放假的通知"
        year = 2026
        region = "532800"
        region_name = "西双版纳傣族自治州"
        holiday = [{name = "泼水节", first = 2026-04-13, last = 2026-04-15}]
        """
    )
    calendar = STANDARD.with_notice(notice)
    assert not calendar.with_region("532822").day(date(2026, 4, 13)).works
    assert calendar.with_region("530100").day(date(2026, 4, 13)).works
    assert calendar.day(date(2026, 4, 13)).works


def test_the_statute_agrees_with_every_published_notice():
    unpublished = Calendar(())
    assert [
        day
        for day in EVERY_DAY
        if unpublished.day(day).source is not None and STANDARD.day(day).works
    ] == []
    assert sum(unpublished.day(day).source is not None for day in EVERY_DAY) == 5 * 19 + 2


def test_no_period_of_less_than_a_day_is_counted():
    with pytest.raises(ValueError, match="at least one working day"):
        STANDARD.add(date(2024, 1, 1), 0)


def test_nothing_is_said_of_days_after_2100():
    with pytest.raises(workdays.BeyondCalendar) as refusal:
        STANDARD.day(date(2101, 1, 1))
    assert "2101-01-01" in str(refusal.value)
    with pytest.raises(workdays.BeyondCalendar):
        STANDARD.add(date(2100, 12, 20), 20)


def test_the_working_days_left_are_counted_up_to_the_last_day():
    due = date(2024, 4, 8)
    assert STANDARD.working_days(date(2024, 4, 3), due) == 2, "the make-up Sunday and the Monday"
    assert STANDARD.working_days(due, due) == 0
    assert STANDARD.working_days(date(2024, 4, 9), due) == 0


@given(
    start=st.dates(date(2008, 1, 1), date(2027, 12, 31)),
    first=st.integers(1, 60),
    more=st.integers(1, 60),
)
def test_two_periods_one_after_the_other_are_one_long_period(start, first, more):
    assert (
        STANDARD.add(STANDARD.add(start, first).on, more).on == STANDARD.add(start, first + more).on
    )


@given(start=st.dates(date(2008, 1, 1), date(2026, 6, 30)), working_days=st.integers(1, 60))
def test_a_period_ends_on_a_working_day_and_counts_as_many_as_it_says(start, working_days):
    period = STANDARD.add(start, working_days)
    assert STANDARD.day(period.on).works
    assert sum(day.works for day in period.days) == working_days
    assert period.days[0].on == start + timedelta(days=1)
