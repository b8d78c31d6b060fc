"""The labelled cases of tests/rules/scan/cases: seeded faults, and what only looks like one."""

from collections import Counter
from typing import Any

import pytest

from gongkai.rules.scan import Profile, Severity, rulebook
from tests.rules.scan import samples

CASES = samples.cases()
FAULTY = [case for case in CASES if case["found"]]
FEWEST_CASES = 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]):
    found = samples.hits(case)

    told = [(hit.rule, hit.quote) for hit in found]
    expected = [(rule, samples.filled(quote)) for rule, quote in case["found"]]
    assert Counter(told) == Counter(expected)


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case["name"])
def test_every_hit_says_what_was_found_why_it_matters_and_what_to_do(case: dict[str, Any]):
    by_place = {each.place: each.text for each in samples.passages(case)}
    for hit in samples.hits(case):
        assert hit.source == rulebook.rule(hit.rule).source
        assert hit.message.endswith("。")
        assert "请" in hit.message
        assert hit.gloss.endswith(".")
        assert "{" not in hit.message + hit.gloss
        if hit.place in by_place:
            assert by_place[hit.place][hit.start : hit.end] == hit.quote


def test_there_are_enough_cases_and_near_half_of_them_are_look_alikes():
    names = [case["name"] for case in CASES]

    assert len(names) == len(set(names))
    assert len(CASES) >= FEWEST_CASES
    assert 0.4 <= (len(CASES) - len(FAULTY)) / len(CASES) <= 0.6


@pytest.mark.parametrize("rule", rulebook.rules(), ids=lambda rule: rule.id)
def test_every_rule_has_a_case_that_breaks_it(rule: rulebook.Rule):
    assert any(rule.id == each for case in CASES for each, _quote in case["found"])
    assert rule.weights[Profile.GATE] is not None


def test_hits_come_gravest_first():
    case = next(each for each in CASES if each["name"] == "有效的身份证号一列另报每个号码")
    text = {"text": "截止到目前，" + samples.with_check("64010119900307123") + "，13800001234"}

    grave = [hit.severity for hit in samples.hits({**case, **text, "rows": ["截止到目前"]})]
    mixed = [hit.severity for hit in samples.hits(text)]

    assert grave == [Severity.ADVICE]
    assert mixed == [Severity.BLOCKING, Severity.WARNING, Severity.ADVICE]
