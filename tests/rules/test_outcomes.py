"""Outcomes against the table that a lawyer can read, and against the forms."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from gongkai.rules import effective, outcomes
from gongkai.rules.outcomes import Grounds, UnknownOutcome

SPEC = tomllib.loads((Path(__file__).parent / "spec/outcomes.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", SPEC["row"], ids=lambda case: case["name"])
def test_an_outcome_is_counted_in_its_row(case):
    outcome = outcomes.get(case["outcome"])
    assert {edition: outcome.row(edition) for edition in case["rows"]} == case["rows"]


@pytest.mark.parametrize("case", SPEC["grounds"], ids=lambda case: case["name"])
def test_a_reply_lacks_nothing_it_must_say(case):
    grounds = Grounds(tuple(case["articles"]), case["facts"])
    lacks = outcomes.check(outcomes.get(case["outcome"]), grounds)
    assert [lack.field for lack in lacks] == case["lacks"]


@pytest.mark.parametrize("case", SPEC["remedy"], ids=lambda case: case["name"])
def test_the_remedy_is_that_of_the_day_of_the_reply(case):
    for code in case["outcomes"]:
        remedy = outcomes.get(code).remedy(case["replied_on"])
        assert remedy.route == case["route"], code
        assert (not remedy.doubt) is case["is_settled"], code


def test_there_are_the_21_rows_of_the_form_and_one_split():
    every = outcomes.every()
    assert len(every) == 22
    assert len({outcome.row("2021") for outcome in every}) == 21
    assert len({outcome.row("2019") for outcome in every}) == 19


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_forms_count_each_outcome_in_the_row_that_the_outcome_names(edition):
    form = effective.read_file("forms", f"{edition}.toml")
    counted = dict(_rows_by_outcome(form))
    assert counted == {outcome.code: outcome.row(edition) for outcome in outcomes.every()}


def _rows_by_outcome(part):
    if isinstance(part, list):
        for each in part:
            yield from _rows_by_outcome(each)
    if isinstance(part, dict):
        for code in part.get("traits", {}).get("outcome", []):
            yield code, part["key"]
        for each in part.values():
            yield from _rows_by_outcome(each)


def test_every_lack_is_a_sentence_in_two_languages_with_its_article():
    lacks = [lack for outcome in outcomes.every() for lack in outcomes.check(outcome, Grounds())]
    assert lacks
    for lack in lacks:
        assert lack.message.endswith("。")
        assert lack.message_en.endswith(".")
        assert lack.source.article


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownOutcome, match="DENY_ALL"):
        outcomes.get("DENY_ALL")


def test_there_was_no_remedy_under_the_regulation_before_the_regulation():
    with pytest.raises(effective.NotInForce):
        outcomes.get("GRANT").remedy(date(2008, 4, 30))


def test_an_edition_without_the_row_is_refused():
    with pytest.raises(KeyError):
        outcomes.get("GRANT").row("2008")
