"""Dates, amounts and sizes as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from gongkai.web import words

DAY = date(2024, 3, 5)


def shown(source, **context):
    return Template("{% load gongkai %}" + source).render(Context(context))


def test_a_day_is_written_out_in_both_languages():
    assert words.day(DAY, "zh-hans") == "2024年3月5日"
    assert words.day(DAY, "en") == "5 March 2024"


def test_a_span_of_days_is_joined_with_a_word():
    assert words.span(DAY, date(2024, 4, 2), "zh-hans") == "2024年3月5日至2024年4月2日"
    assert words.span(DAY, date(2024, 4, 2), "en") == "5 March 2024 to 2 April 2024"


def test_a_moment_is_shown_in_local_time():
    at = datetime(2024, 3, 5, 23, 30, tzinfo=UTC)
    assert shown("{{ at|moment_zh }}", at=at) == "2024年3月6日 07:30"


def test_the_language_of_the_page_decides():
    with translation.override("en"):
        assert shown("{{ on|date_zh }}", on=DAY) == "5 March 2024"
    assert shown("{{ on|date_zh }}", on=DAY) == "2024年3月5日"


@pytest.mark.parametrize(
    ("value", "unit", "language", "expected"),
    [
        (11398889, "件", "zh-hans", "11398889件"),
        (-3, "", "zh-hans", "-3"),
        (Decimal("160.5964"), "万元", "zh-hans", "160.5964万元"),
        (Decimal("1E+2"), "元", "zh-hans", "100元"),
        (177, "decisions", "en", "177 decisions"),
    ],
)
def test_numbers_are_unspaced_and_carry_their_unit(value, unit, language, expected):
    assert words.amount(value, unit, language) == expected


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        (1605964, "160.5964万元"),
        (1000000, "100万元"),
        (0, "0万元"),
        (Decimal("38012.50"), "3.80125万元"),
    ],
)
def test_yuan_become_wan_without_losing_a_digit(yuan, expected):
    assert words.wan_yuan(yuan, "zh-hans") == expected


def test_what_is_not_known_is_not_shown_as_zero():
    assert shown("{{ none|number:'件' }}{{ none|wan }}{{ none|date_zh }}", none=None) == ""


@pytest.mark.parametrize(
    ("count", "expected"), [(512, "512 B"), (48_213, "47 KB"), (2_480_113, "2.4 MB")]
)
def test_a_file_size_is_short(count, expected):
    assert words.size(count) == expected


def test_data_in_an_english_sentence_is_marked_as_chinese():
    with translation.override("en"):
        told = shown("{{ text|mixed }}", text="Correct: 第52周滚动播放 <1>")
    assert told == 'Correct: <span lang="zh-CN">第52周滚动播放</span> &lt;1&gt;'
    assert shown("{{ text|mixed }}", text="更正：<1>") == "更正：&lt;1&gt;"


def test_markup_that_was_safe_stays_markup():
    with translation.override("en"):
        told = shown("{{ text|safe|mixed }}", text="<b>《条例》第三十条</b>")
    assert told == '<b><span lang="zh-CN">《条例》第三十条</span></b>'
