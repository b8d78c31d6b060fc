"""A holiday notice that staff load is taken over whole or refused with a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import workdays

WHOLE = """
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕0号"
published = 2026-11-20
year = 2027

[[holiday]]
name = "元旦"
gloss = "New Year"
first = 2027-01-01
last = 2027-01-03
days = 3
work = [2026-12-26]

[[holiday]]
name = "劳动节"
first = 2027-05-01
last = 2027-05-05

[[holiday]]
name = "国庆节"
first = 2027-10-01
last = 2027-10-07
"""


def test_a_whole_notice_is_taken_over():
    notice = workdays.parse_notice(WHOLE)
    assert notice.year == 2027
    assert notice.published_on == date(2026, 11, 20)
    new_year = notice.holidays[0]
    assert new_year.off == (date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3))
    assert new_year.work == (date(2026, 12, 26),)
    assert notice.holidays[1].gloss == "劳动节", "the name stands in for a missing gloss"


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("year = 2027", "year = 20.27", "year"),
        ("year = 2027", "year = true", "year"),
        ("year = 2027", "year = 1999", "year"),
        ("year = 2027", "", "year"),
        ('title = "国', 'titel = "国', "titel"),
        ('title = "国务院办公厅关于2027年部分节假日安排的通知"', 'title = " "', "title"),
        ("节假日安排", "\\u001b[31m", "title"),
        ("published = 2026-11-20", 'published = "2026-11-20"', "published"),
        ("published = 2026-11-20", "published = 2026-11-20T10:00:00", "published"),
        ("published = 2026-11-20", "published = 2026-13-20", "TOML"),
        ("year = 2027", 'year = 2027\namends = "yes"', "amends"),
        ("year = 2027", 'year = 2027\nregion = "宁夏"', "region"),
        ("year = 2027", 'year = 2027\nregion = "640000"', "region_name"),
        ("first = 2027-01-01", "first = 2027-01-04", "元旦"),
        ("first = 2027-01-01", "first = 2026-12-01", "元旦"),
        ("first = 2027-01-01", "first = 2017-01-01", "2017-01-01"),
        ("last = 2027-01-03", "", "last"),
        ("days = 3", "days = 4", "共 3 天"),
        ("days = 3", "dasy = 3", "dasy"),
        ("work = [2026-12-26]", "work = 2026-12-26", "work"),
        ("work = [2026-12-26]", "work = [2026-12-24]", "2026-12-24"),
        ("work = [2026-12-26]", "work = [2027-01-02]", "2027-01-02"),
        ("work = [2026-12-26]", "work = [2025-12-27]", "2025-12-27"),
        ("first = 2027-05-01", "first = 2027-05-02", "2027年5月1日"),
        ("[[holiday]]", "[[holidays]]", "holidays"),
    ],
)
def test_a_notice_with_a_fault_is_refused_by_name(wrong, right, complaint):
    assert wrong in WHOLE
    with pytest.raises(workdays.UnreadableNotice) as refusal:
        workdays.parse_notice(WHOLE.replace(wrong, right))
    assert complaint in str(refusal.value)
    assert str(refusal.value).endswith("。")
    assert refusal.value.message_en.endswith(".")


@pytest.mark.parametrize(
    "text",
    ["", "not toml at all", "holiday = 3", "holiday = [1, 2]", "year = 2027", "\x00"],
)
def test_a_text_that_is_no_notice_is_refused(text):
    with pytest.raises(workdays.UnreadableNotice):
        workdays.parse_notice(text)


def test_a_bomb_of_brackets_is_refused():
    with pytest.raises(workdays.UnreadableNotice, match=r"嵌套过深|TOML"):
        workdays.parse_notice("a = " + "[" * 100_000)


@given(st.text())
def test_any_text_at_all_is_read_or_refused_but_never_breaks(text):
    with pytest.raises(workdays.UnreadableNotice):
        workdays.parse_notice(text)
