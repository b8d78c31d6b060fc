"""The clock says why: day by day, in one sentence, with its sources, under other readings."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.rules import clock, effective, lifecycle, workdays
from gongkai.rules.clock import Event, Kind, Mark, findings, limits
from gongkai.rules.effective import Dated, UnreadableData

RECEIVED = Event(Kind.RECEIVED, date(2024, 3, 1))
BEGAN = Event(Kind.CONSULTATION_BEGAN, date(2024, 3, 4))
ENDED = Event(Kind.CONSULTATION_ENDED, date(2024, 3, 11))
ASKED_LATE = Event(Kind.CLARIFICATION_REQUESTED, date(2024, 3, 13))
CLARIFIED = Event(Kind.CLARIFIED, date(2024, 3, 20))


def varied(name: str, **values: object) -> limits.Limits:
    """Return the shipped limits with another reading of one of them."""
    standard = limits.standard()
    history = getattr(standard, name)
    entries = tuple(replace(e, value=replace(e.value, **values)) for e in history.entries)
    return replace(standard, **{name: Dated(name, entries)})


def why(result: clock.Result, on: date) -> tuple[bool, int, Mark, str, str]:
    day = next(day for day in result.days if day.on == on)
    return day.counted, day.number, day.mark, day.why, day.why_en


def test_every_day_is_explained():
    result = clock.due([RECEIVED, BEGAN, ENDED])
    assert why(result, date(2024, 3, 1))[2:] == (
        Mark.START, "收到申请当日，不计入", "day of receipt, not counted",
    )  # fmt: skip
    assert why(result, date(2024, 3, 2))[2:] == (Mark.WEEKEND, "星期六休息", "Saturday")
    assert why(result, date(2024, 3, 4))[:4] == (
        False, 0, Mark.CONSULTING, "征求意见期间，不计入",
    )  # fmt: skip
    assert why(result, date(2024, 3, 11)) == (True, 1, Mark.COUNTED, "计入", "counted")
    assert why(result, date(2024, 4, 4))[2:4] == (Mark.HOLIDAY, "清明节放假")
    assert why(result, date(2024, 4, 7))[3] == "计入：清明节调休上班"


def test_days_before_a_restart_no_longer_count():
    asked = Event(Kind.CLARIFICATION_REQUESTED, date(2024, 3, 8))
    result = clock.due([RECEIVED, asked, CLARIFIED])
    assert why(result, date(2024, 3, 7))[:3] == (False, 0, Mark.VOID)
    assert why(result, date(2024, 3, 8))[2] is Mark.AWAITING_CLARIFICATION
    assert why(result, date(2024, 3, 20))[2:4] == (Mark.START, "收到补正当日，次日重新起算")
    assert why(result, date(2024, 3, 21))[:3] == (True, 1, Mark.COUNTED)


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([], "2024年3月1日收到申请，次日起计算 20 个工作日，至 2024年3月29日届满。"),
        (
            [BEGAN, ENDED, Event(Kind.EXTENDED, date(2024, 3, 12), 10)],
            "2024年3月1日收到申请，次日起计算 20 个工作日，延长 10 个工作日，"
            "征求意见的 5 个工作日不计入，至 2024年4月22日届满。",
        ),
        (
            [Event(Kind.CONSULTATION_BEGAN, date(2024, 3, 8))],
            "正在征求意见，期限中止：已计 4 个工作日，收到意见后继续计算余下 16 个工作日。",
        ),
        ([ASKED_LATE], "已告知申请人补正，自收到补正之日起重新计算答复期限。"),
        (
            [Event(Kind.FEE_NOTICED, date(2024, 3, 8))],
            "已通知申请人缴费，自缴费次日起重新计算答复期限。",
        ),
        (
            [Event(Kind.DEADLINE_AGREED, date(2024, 3, 8), until=date(2024, 5, 31))],
            "依法另行确定的延迟答复日期为 2024年5月31日。",
        ),
    ],
)
def test_one_sentence_says_how_the_period_stands(events, sentence):
    result = clock.due([RECEIVED, *events])
    assert result.summary == sentence
    assert result.summary_en.endswith(".")


def test_a_provisional_date_names_the_notice_that_is_missing():
    result = clock.due([Event(Kind.RECEIVED, date(2026, 12, 10))])
    assert result.provisional
    assert result.summary.endswith("（暂定：2027年放假安排通知未录入）。")
    assert next(day.on.year for day in result.days if day.provisional) == 2027


def test_a_loaded_notice_settles_the_date():
    notice = workdays.parse_notice(
        """
        title = "国务院办公厅关于2027年部分节假日安排的通知"
        year = 2027
        holiday = [
            {name = "元旦", first = 2027-01-01, last = 2027-01-03},
            {name = "劳动节", first = 2027-05-01, last = 2027-05-05},
            {name = "国庆节", first = 2027-10-01, last = 2027-10-07},
        ]
        """
    )
    calendar = workdays.standard().with_notice(notice)
    result = clock.due([Event(Kind.RECEIVED, date(2026, 12, 10))], calendar=calendar)
    assert result.due_on == date(2027, 1, 8)
    assert not result.provisional


def test_the_sources_name_the_law_and_the_notices_that_decided():
    citations = [str(source) for source in clock.due([RECEIVED, BEGAN, ENDED]).sources]
    assert citations == [
        "《政府信息公开条例》（国务院令第711号）第三十三条第二款",
        "《中华人民共和国民法典》（主席令第45号）第二百零一条",
        "《政府信息公开条例》（国务院令第711号）第三十三条第三款（起止日为实务做法）",
        "《国务院办公厅关于2024年部分节假日安排的通知》（国办发明电〔2023〕7号）",
    ]


@pytest.mark.parametrize(
    ("edges", "due_on"),
    [
        ({"pauses_dispatch_day": True, "pauses_receipt_day": False}, date(2024, 4, 8)),
        ({"pauses_dispatch_day": False, "pauses_receipt_day": True}, date(2024, 4, 8)),
        ({"pauses_dispatch_day": True, "pauses_receipt_day": True}, date(2024, 4, 9)),
        ({"pauses_dispatch_day": False, "pauses_receipt_day": False}, date(2024, 4, 7)),
    ],
)
def test_the_edges_of_a_consultation_are_a_datum(edges, due_on):
    result = clock.due([RECEIVED, BEGAN, ENDED], limits=varied("consultation", **edges))
    assert result.due_on == due_on


def test_a_late_clarification_may_be_read_to_restart_nothing():
    strict = varied("clarification", late_notice_restarts=False)
    result = clock.due([RECEIVED, ASKED_LATE, CLARIFIED], limits=strict)
    assert result.due_on == date(2024, 3, 29)
    assert [finding.rule for finding in result.findings] == ["clarification_late_void"]


def test_a_second_extension_may_be_read_to_be_allowed():
    twice = varied("extension", times=2)
    extensions = [Event(Kind.EXTENDED, date(2024, 3, day), 5) for day in (18, 20)]
    result = clock.due([RECEIVED, *extensions], limits=twice)
    assert result.due_on == date(2024, 4, 15)
    assert not result.findings


def test_a_case_without_a_receipt_has_no_clock():
    with pytest.raises(clock.NoClock, match="没有收到申请的日期"):
        clock.due([BEGAN])


def test_a_receipt_before_the_first_regulation_has_no_clock():
    with pytest.raises(clock.NoClock) as refusal:
        clock.due([Event(Kind.RECEIVED, date(2008, 4, 30))])
    assert "2008-05-01" in str(refusal.value)
    assert "2008-05-01" in refusal.value.message_en


def test_a_period_past_2100_is_refused():
    with pytest.raises(workdays.BeyondCalendar):
        clock.due([Event(Kind.RECEIVED, date(2100, 12, 20))])


def test_a_case_is_overdue_only_after_its_last_day_and_while_it_is_open():
    running = clock.due([RECEIVED])
    assert not running.is_overdue(date(2024, 3, 29))
    assert running.is_overdue(date(2024, 3, 30))
    replied = clock.due([RECEIVED, Event(Kind.REPLIED, date(2024, 3, 20))])
    assert not replied.is_overdue(date(2024, 5, 1))
    paused = clock.due([RECEIVED, BEGAN])
    assert not paused.is_overdue(date(2025, 1, 1))


def test_every_rule_of_the_clock_has_a_case_in_the_table():
    cases = tomllib.loads((Path(__file__).parent / "spec/clock.toml").read_text("utf-8"))["case"]
    shown = {rule for case in cases for rule in case.get("findings", [])}
    rules = set(findings._SENTENCES) | set(lifecycle._REFUSALS)
    # The first needs another reading of the law; the second raises NoClock instead.
    assert rules - shown == {"clarification_late_void", "nothing_received"}


@pytest.mark.parametrize(
    "broken",
    [
        {"reply": []},
        {"extension": None},
        {"clarification": [{"notice_working_days": "seven"}]},
        {"consultation": [{"pauses_dispatch_day": 1, "pauses_receipt_day": False}]},
        {"agreed_date": [{"working_days": 5}]},
    ],
)
def test_limits_that_do_not_say_enough_are_refused(broken):
    tables = effective.read_file("limits.toml")
    source = {"instrument": "政府信息公开条例"}
    for name, entries in broken.items():
        dressed = [{"from": date(2019, 5, 15), "source": source, **e} for e in entries or []]
        tables[name] = dressed if entries is not None else None
    with pytest.raises(UnreadableData):
        limits.read(tables)
