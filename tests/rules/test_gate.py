"""The gate against the table that a lawyer can read, and over random ways through it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from gongkai.rules.gate import questions, steps
from gongkai.rules.gate.questions import Verdict
from gongkai.rules.gate.steps import Stage, Step, Taken

SPEC = tomllib.loads((Path(__file__).parent / "spec/gate.toml").read_text("utf-8"))
ON = date(2026, 3, 2)
PEOPLE = ("clerk", "reviewer", "secrecy", "approver")


def rule(refusal):
    return "" if refusal is None else refusal.rule


@pytest.mark.parametrize("case", SPEC["step"], ids=lambda case: case["name"])
def test_a_step_is_taken_in_its_order_and_by_another(case):
    taken = [Taken(Step(step), who) for who, step in map(str.split, case["taken"])]
    found = steps.refusal(Stage(case["stage"]), taken, Step(case["step"]), by=case["by"], on=ON)
    assert rule(found) == case["refused"]


@pytest.mark.parametrize("case", SPEC["verdict"], ids=lambda case: case["name"])
def test_a_verdict_fits_its_answers(case):
    answers = {each.key: "no" for each in questions.asked("secrecy", on=ON)} | case["answers"]
    found = questions.misfit(answers, Verdict(case["verdict"]), reason=case["reason"], on=ON)
    assert rule(found) == case["refused"]


@pytest.mark.parametrize("part", ["self_check", "business", "secrecy"])
def test_every_question_names_its_article_in_two_languages(part):
    asked = questions.asked(part, on=ON)
    assert len(asked) >= 3
    assert all(each.text and each.gloss and each.source.article for each in asked)
    assert len({each.key for each in asked}) == len(asked)


def test_a_self_check_with_a_no_does_not_pass():
    answers = {each.key: "yes" for each in questions.asked("self_check", on=ON)}
    assert questions.unmet("self_check", answers, on=ON) is None
    for key in answers:
        assert rule(questions.unmet("self_check", answers | {key: "no"}, on=ON)) == "not_yet"
        assert rule(questions.unmet("self_check", answers | {key: ""}, on=ON)) == "unanswered"


WAYS = st.lists(st.tuples(st.integers(0, 20), st.sampled_from(PEOPLE)), min_size=6, max_size=30)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(WAYS)
@example([(1, "clerk"), (2, "reviewer"), (1, "secrecy"), (2, "approver")])
def test_whatever_people_try_only_a_cleared_version_is_released_by_another(ways):
    """Random people try random steps; what the rules let through is replayed and judged."""
    stage, taken = Stage.DRAFT, [Taken(Step.WRITE, "clerk")]
    for which, who in ways:
        possible = steps.open_steps(stage)
        if not possible:
            break
        step = possible[which % len(possible)]
        if steps.refusal(stage, taken, step, by=who, on=ON) is None:
            stage = steps.after(stage, step)
            taken.append(Taken(step, who))
    done = [each.step for each in taken]
    event(f"ends {stage}")
    if stage in (Stage.RELEASED, Stage.PUBLISHED):
        writers = {each.person for each in taken if each.step == Step.WRITE}
        released = [each.person for each in taken if each.step == Step.RELEASE]
        cleared = [each.person for each in taken if each.step == Step.CLEAR]
        assert released[-1] not in writers
        assert cleared[-1] not in writers
        last_clear = len(done) - 1 - done[::-1].index(Step.CLEAR)
        assert Step.WRITE not in done[last_clear:]
