"""The catalogue against the tables of cases that a lawyer can read."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.rules import catalogue, workdays
from gongkai.rules.catalogue import Record, Rhythm, freshness, index_number, publication_clock
from gongkai.rules.catalogue import interpretation as interpretations
from gongkai.rules.catalogue.index_number import NoCode, NotAnIndexNumber
from gongkai.rules.catalogue.interpretation import Policy

SPEC = Path(__file__).parents[1] / "spec"


def cases(name, part):
    table = tomllib.loads((SPEC / f"{name}.toml").read_text("utf-8"))
    return [pytest.param(case, id=case["name"]) for case in table[part]]


@pytest.mark.parametrize("case", cases("catalogue", "body"))
def test_a_body_has_the_entries_of_its_level_and_kind(case):
    entries = catalogue.for_body(
        case["level"], case["kind"], case["on"], chosen=case.get("chosen", ())
    )
    keys = {each.key for each in catalogue.walk(entries)}
    assert set(case["has"]) <= keys
    assert not set(case["lacks"]) & keys
    if not case["has"]:
        assert not keys


@pytest.mark.parametrize("case", cases("catalogue", "state"))
def test_an_entry_stands_as_the_inspection_would_find_it(case):
    rhythm = Rhythm(**case["rhythm"]) if "rhythm" in case else None
    if "threshold" in case:
        rhythm = freshness.threshold(case["threshold"], case["on"])
    found = catalogue.state(
        catalogue.entry(case["entry"], case["on"]),
        Record(**case["record"]),
        case["on"],
        rhythm=rhythm,
    )
    assert found.state == case["state"]
    assert found.stale_on == case.get("stale_on")
    assert found.why.endswith("。")
    assert found.why_en.endswith(".")


@pytest.mark.parametrize("case", cases("index_number", "seen"))
def test_an_index_number_is_recognised(case):
    found = index_number.recognise(case["text"])
    assert (found.form, found.front, found.year, found.serial) == (
        case["form"], case["front"], case["year"], case["serial"]
    )  # fmt: skip
    assert len(found.doubts) == case.get("doubts", 0)


@pytest.mark.parametrize("case", cases("index_number", "made"))
def test_an_index_number_is_made_of_the_bodys_code(case):
    front = index_number.front(
        credit_code=case.get("credit_code", ""), organisation=case.get("organisation", "")
    )
    made = index_number.compose(front, case["year"], case["serial"])
    assert made == case["text"]
    assert len(made) == 20


@pytest.mark.parametrize("case", cases("index_number", "refused"))
def test_a_body_without_a_sound_code_is_refused_with_a_sentence(case):
    with pytest.raises(NoCode) as refusal:
        index_number.front(
            credit_code=case.get("credit_code", ""), organisation=case.get("organisation", "")
        )
    assert refusal.value.message.endswith("。")
    assert refusal.value.message_en.endswith(".")


@pytest.mark.parametrize("case", cases("index_number", "unread"))
def test_what_is_no_index_number_is_refused(case):
    with pytest.raises(NotAnIndexNumber):
        index_number.recognise(case["text"])


@pytest.mark.parametrize("case", cases("publication_clock", "due"))
def test_information_is_due_when_the_law_says(case):
    due = publication_clock.due(
        case["created_on"],
        changed_on=case.get("changed_on"),
        matter=case.get("matter", "general"),
    )
    assert due.due_on == case["due"]
    assert due.provisional is case.get("provisional", False)
    assert bool(due.period.doubt) is case.get("doubtful", False)
    assert due.days[0].on == due.began_on
    assert due.days[-1].on == due.due_on
    assert all(day.why and day.why_en for day in due.days)


@pytest.mark.parametrize("case", cases("publication_clock", "late"))
def test_lateness_is_told_in_days_and_working_days(case):
    late = publication_clock.lateness(case["due_on"], case["published_on"])
    assert (late.days, late.working_days) == (case["days"], case["working_days"])


@pytest.mark.parametrize("case", cases("publication_clock", "interpretation"))
def test_a_document_stands_to_its_interpretation_as_the_rule_says(case):
    policy = Policy(case["category"], case["genre"], case["published_on"], case.get("needed"))
    found = interpretations.standing(policy, case["interpreted_on"], case["on"])
    assert found.state == case["state"]
    assert found.due_on == case.get("due")
    assert found.why.endswith("。")
    assert found.why_en.endswith(".")


def test_every_case_has_a_name_of_its_own_and_a_source():
    found = [
        case
        for name in ("catalogue", "index_number", "publication_clock")
        for part in tomllib.loads((SPEC / f"{name}.toml").read_text("utf-8")).values()
        for case in part
    ]
    names = [case["name"] for case in found]
    assert len(set(names)) == len(names) >= 80
    assert all(case["source"] for case in found)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2008, 5, 1), date(2026, 11, 1)))
def test_twenty_working_days_agree_with_another_calendar(created_on):
    due = publication_clock.due(created_on)
    day, left = created_on, 20
    while left:
        day += timedelta(days=1)
        left -= chinese_calendar.is_workday(day)
    assert due.due_on == day


def test_a_warning_names_the_last_working_day():
    standing = catalogue.state(
        catalogue.entry("20.1", date(2026, 5, 1)),
        Record(count=1, newest_on=date(2025, 11, 3)),
        date(2026, 4, 20),
        calendar=workdays.standard(),
    )
    # 3 May 2026 lies in the Labour Day holiday, which begins on 1 May.
    assert standing.stale_on == date(2026, 5, 4)
    assert standing.act_by == date(2026, 4, 30)
    assert "2026年4月30日" in standing.why
