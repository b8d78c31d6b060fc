"""`gongkai deadline`: the answer, the exit code, and a sentence for whatever is typed wrong."""

import json
from datetime import date

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.cli import gongkai
from gongkai.cli.deadline import deadline

NOTICE_2027 = """
title = "国务院办公厅关于2027年部分节假日安排的通知"
year = 2027
holiday = [
    {name = "元旦", first = 2027-01-01, last = 2027-01-03},
    {name = "春节", first = 2027-02-05, last = 2027-02-11, work = [2027-01-10]},
    {name = "劳动节", first = 2027-05-01, last = 2027-05-05},
    {name = "国庆节", first = 2027-10-01, last = 2027-10-07},
]
"""


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(gongkai, ["deadline", *arguments], input=stdin)


def answer(*arguments: str) -> dict:
    result = run(*arguments, "--json")
    assert result.exit_code in {0, 1}, result.output
    return json.loads(result.stdout)


def refused(result: Result) -> str:
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr.strip()


def test_a_date_and_nothing_else_is_clean():
    result = run("2024-02-05")
    assert result.exit_code == 0
    assert result.stdout.startswith("答复期限：2024-03-08（星期五）\n")
    assert result.stderr == ""


def test_json_has_the_date_the_days_the_findings_and_the_sources():
    told = answer("2024-03-01", "--event", "consultation_began=2024-03-04",
                  "--event", "consultation_ended=2024-03-11")  # fmt: skip
    assert set(told) >= {"due_on", "provisional", "days", "findings", "sources"}
    assert told["due_on"] == "2024-04-08"
    assert told["provisional"] is False
    assert told["findings"] == []
    assert sum(day["counted"] for day in told["days"]) == 20
    assert {"date": "2024-03-04", "counted": False, "why": "征求意见期间，不计入"}.items() <= (
        told["days"][3].items()
    )
    assert told["days"][-1]["date"] == "2024-04-08"
    assert "《政府信息公开条例》（国务院令第711号）第三十三条第二款" in told["sources"]


@pytest.mark.parametrize(
    ("events", "due_on", "state"),
    [
        (["extended=2024-03-29:20"], "2024-04-28", "running"),
        (["clarification_requested=2024-03-08"], None, "awaiting_clarification"),
        (["clarification_requested=2024-03-08", "clarified=2024-03-15"], "2024-04-15", "running"),
        (["consultation_began=2024-03-04"], None, "paused"),
        (["consultation_began=2024-03-04:甲公司", "consultation_ended=2024-03-11:甲公司"],
         "2024-04-08", "running"),
        (["fee_noticed=2024-03-08"], None, "awaiting_fee"),
        (["fee_noticed=2024-03-08", "fee_paid=2024-03-15"], "2024-04-15", "running"),
        (["deadline_agreed=2024-03-20:2024-05-31"], "2024-05-31", "running"),
        (["replied=2024-03-20"], "2024-03-29", "ended"),
    ],
)  # fmt: skip
def test_each_kind_of_event_is_understood(events, due_on, state):
    told = answer("2024-03-01", *(part for event in events for part in ("--event", event)))
    assert told["due_on"] == due_on
    assert told["state"] == state
    assert told["findings"] == []


@pytest.mark.parametrize(
    ("event", "rule"),
    [
        ("extended=2024-03-20:21", "extension_too_long"),
        ("extended=2024-03-20:999999", "extension_too_long"),
        ("extended=2024-04-01:10", "extension_late"),
        ("extended=2024-03-20:0", "extension_not_positive"),
        ("extended=2024-03-20:-3", "extension_not_positive"),
        ("extended=2024-02-20:5", "before_receipt"),
        ("clarified=2024-03-05", "clarification_unmatched"),
        ("consultation_ended=2024-03-05", "consultation_unmatched"),
        ("fee_paid=2024-03-05", "fee_unmatched"),
        ("fee_noticed=2024-04-05", "fee_after_due"),
        ("consultation_began=1999-01-01", "before_receipt"),
    ],
)
def test_a_finding_leaves_the_date_and_ends_with_one(event, rule):
    result = run("2024-03-01", "--event", event, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["due_on"] == "2024-03-29"
    assert [finding["rule"] for finding in told["findings"]] == [rule]
    assert told["findings"][0]["message"].endswith("。")
    assert told["findings"][0]["source"].startswith("《")


def test_a_finding_stands_in_the_text_as_well():
    result = run("2024-03-01", "--event", "extended=2024-03-20:25")
    assert result.exit_code == 1
    assert "! 2024-03-20 延长答复期限：延长 25 个工作日，超过最长 20 个工作日" in result.stdout


def test_the_text_shows_a_small_calendar_and_what_was_left_out():
    lines = run("2024-03-01", "--event", "consultation_began=2024-03-04",
                "--event", "consultation_ended=2024-03-11").stdout.splitlines()  # fmt: skip
    assert "   4[征]  5[征]  6[征]  7[征]  8[征]  9[休] 10[休]" in lines
    assert "   1[16]  2[17]  3[18]  4[假]  5[假]  6[假]  7[19]" in lines
    assert "  征求意见期间，不计入：2024-03-04 至 2024-03-08" in lines
    assert "  计入：清明节调休上班：2024-04-07" in lines


def test_the_text_is_english_on_request():
    result = run("2024-03-01", "--lang", "en", "--event", "extended=2024-03-20:25")
    assert result.stdout.startswith("Due on: 2024-03-29 (Fr)\n")
    assert "exceeds the 20 allowed" in result.stdout
    told, _, sources = result.stdout.partition("Sources")
    assert "工作日" not in told
    assert "政府信息公开条例" in sources


def test_a_pause_over_many_years_is_told_without_a_calendar():
    result = run("2024-03-01", "--event", "consultation_began=2024-03-04",
                 "--event", "consultation_ended=2026-11-02")  # fmt: skip
    assert result.exit_code == 0
    assert "日历" not in result.stdout
    assert "征求意见期间，不计入" in result.stdout


def test_a_date_in_an_unpublished_year_is_provisional_and_says_so_on_the_side():
    result = run("2026-12-04")
    assert result.exit_code == 0
    assert "（暂定）" in result.stdout
    assert "--notice" in result.stderr
    assert answer("2026-12-04")["provisional"] is True
    assert answer("2026-12-03")["provisional"] is False


def test_a_notice_from_a_file_settles_the_date(tmp_path):
    path = tmp_path / "2027.toml"
    path.write_text(NOTICE_2027, "utf-8")
    told = answer("2026-12-14", "--notice", str(path))
    assert told["provisional"] is False
    assert told["due_on"] == "2027-01-11"
    assert any(day["why"].endswith("春节调休上班") for day in told["days"])


def test_a_notice_from_stdin_may_begin_with_a_byte_order_mark():
    result = run("2026-12-14", "--notice", "-", stdin="\ufeff" + NOTICE_2027)
    assert "2027-01-11" in result.stdout


def test_a_region_keeps_its_own_holidays():
    assert answer("2019-05-15")["due_on"] == "2019-06-13"
    assert answer("2019-05-15", "--region", "宁夏")["due_on"] == "2019-06-17"
    assert answer("2019-05-15", "--region", "640323")["due_on"] == "2019-06-17"


def test_a_region_without_notices_is_remarked_on():
    result = run("2024-03-01", "--region", "110000")
    assert result.exit_code == 0
    assert "没有录入该地区本地的放假通知" in result.stderr


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "today", "2024-3-1", "2024-02-30", "20240301", "2024-W10-1", "2024/03/01",
        "2024年3月1日", "0000-01-01", "2024-03-01T00:00", "２０２４-０３-０１", "-2024-03-01x",
        "2007-12-31", "2008-04-30", "2101-01-01", "9999-12-31", "1" * 5000, "\x00\x1b[31m",
    ],
)  # fmt: skip
def test_a_day_of_receipt_that_cannot_be_is_refused_with_a_sentence(typed):
    assert refused(run("--", typed)).endswith("。")


@pytest.mark.parametrize(
    "typed",
    [
        "", "=", "=2024-03-05", "extended", "extended=", "extended=2024-03-20",
        "extended=2024-03-20:", "extended=2024-03-20:ten", "extended=2024-03-20:1.5",
        "extended=2024-03-20:5:5", "extended=2024-03-20:" + "9" * 5000,
        "extended=2024-03-20:１０", "extended=:5", "extended=2024-13-20:5",
        "clarified", "clarified=", "clarified=2024-03-05:5", "clarified=tomorrow",
        "fee_paid=2024-03-05:", "fee_paid==2024-03-05", "deadline_agreed=2024-03-05",
        "deadline_agreed=2024-03-05:soon", "received=2024-03-01", "Extended=2024-03-20:5",
        "appealed=2024-03-05", "consultation_began=2101-03-05", "replied=9999-12-31", "\x00=\x00",
    ],
)  # fmt: skip
def test_an_event_that_cannot_be_read_is_refused_with_a_sentence(typed):
    sentence = refused(run("2024-03-01", "--event", typed))
    assert sentence.endswith("。")
    assert len(sentence) < 400


def test_a_refusal_is_in_english_on_request():
    sentence = refused(run("2024-13-01", "--lang", "en"))
    assert sentence == "The day of receipt '2024-13-01' is not a date: write it like 2024-03-05."
    assert refused(run("2024-03-01", "--region", "Atlantis", "--lang", "en")).isascii() is False
    assert "No such option" in refused(run("2024-03-01", "--langue", "en"))


def test_what_is_missing_is_named():
    assert "RECEIVED_ON" in refused(run())
    assert "--event" in refused(run("2024-03-01", "--event"))
    assert "fr" in refused(run("2024-03-01", "--lang", "fr"))


def test_what_was_typed_is_quoted_without_what_steers_a_terminal():
    sentence = refused(run("2024-03-01", "--region", "\x1b[31m\udcff"))
    assert "?[31m?" in sentence
    assert refused(run("2024-03-01", "--notice", "\x1b\udcff")).endswith("。")


def test_a_region_that_is_not_known_is_refused():
    assert "宁夏回族自治区" in refused(run("2024-03-01", "--region", "月球"))
    assert refused(run("2024-03-01", "--region", "")).endswith("。")


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"year = 2027", b"[[[[", b"a = " + b"[" * 90_000, b"x" * 1_000_001],
)
def test_a_file_that_is_no_notice_is_refused(tmp_path, content):
    path = tmp_path / "notice.toml"
    path.write_bytes(content)
    assert "notice.toml" in refused(run("2024-03-01", "--notice", str(path)))


@pytest.mark.parametrize("path", ["missing.toml", "", "/", "a\x00b", "x" * 5000])
def test_a_file_that_cannot_be_opened_is_refused(path):
    assert "无法读取放假通知" in refused(run("2024-03-01", "--notice", path))


def examples(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line.startswith("gongkai deadline")]


def test_the_examples_of_the_help_run():
    help_text = run("--help").stdout
    commands = examples(help_text)
    assert len(commands) >= 4
    for command in commands:
        result = CliRunner().invoke(gongkai, command.split()[1:])
        assert result.exit_code == 0, command


def test_the_help_names_every_event_that_is_read():
    help_text = run("--help").stdout
    assert isinstance(deadline, click.Command)
    for kind in ("extended", "clarification_requested", "clarified", "consultation_began",
                 "consultation_ended", "fee_noticed", "fee_paid", "deadline_agreed",
                 "replied", "withdrawn", "closed", "reopened"):  # fmt: skip
        assert f"{kind}=DATE" in help_text


@settings(max_examples=150, deadline=None)
@given(
    received=st.text(max_size=12) | st.dates(date(2000, 1, 1), date(2110, 1, 1)).map(str),
    typed=st.lists(
        st.text(max_size=40)
        | st.builds(
            "{}={}{}".format,
            st.sampled_from(["extended", "clarified", "fee_paid", "consultation_began", "x"]),
            st.dates(date(2020, 1, 1), date(2030, 1, 1)) | st.text(max_size=8),
            st.sampled_from(["", ":", ":5", ":-1", ":2024-05-05"]),
        ),
        max_size=4,
    ),
)
def test_whatever_is_typed_gets_an_answer_or_a_sentence(received, typed):
    events = [part for event in typed for part in ("--event", event)]
    result = run("--json", *events, "--", received)
    assert result.exit_code in {0, 1, 2}
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == 2 or json.loads(result.stdout)
