"""Training: sessions and attendances by topic, in the year they were held."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.outreach import actions, ledger, queries
from gongkai.office.outreach.books import TRAININGS
from gongkai.office.outreach.models import TrainingSession
from gongkai.office.registers import actions as registers
from gongkai.rules.ledger import Measure
from tests.office.channels import factories
from tests.office.requests.conftest import AT

SAID = {"by": None, "at": AT}


@pytest.fixture
def body(db):
    return factories.body()


@pytest.fixture
def in_body(body):
    with scope(body=body.pk):
        yield


def _hold(body, topic: str, attendance: int, on: date = date(2019, 3, 12)) -> TrainingSession:
    return actions.hold(
        body_id=body.pk, topic=topic, title=f"{topic}培训", held_on=on, attendance=attendance,
        **SAID,
    )  # fmt: skip


def _by_topic(body, year: int, measure: Measure) -> dict[str, int]:
    return {
        fact.trait("topic"): fact.quantity
        for fact in ledger.facts(body_id=body.pk, year=year)
        if fact.measure is measure
    }


def test_sessions_and_attendances_are_counted_by_topic(body, in_body):
    for attendance in (20, 25):
        _hold(body, "政府信息公开条例", attendance)
    _hold(body, "保密审查", 18, date(2019, 11, 5))
    _hold(body, "保密审查", 30, date(2020, 1, 6))
    assert _by_topic(body, 2019, Measure.TRAINING_SESSIONS) == {
        "政府信息公开条例": 2,
        "保密审查": 1,
    }
    assert _by_topic(body, 2019, Measure.TRAINING_ATTENDANCES) == {
        "政府信息公开条例": 45,
        "保密审查": 18,
    }
    assert queries.topics(year=2019) == ["政府信息公开条例", "保密审查"]


def test_the_records_behind_attendances_add_up(body, in_body):
    for attendance in (20, 25):
        _hold(body, "政府信息公开条例", attendance)
    (fact,) = [
        each
        for each in ledger.facts(body_id=body.pk, year=2019)
        if each.measure is Measure.TRAINING_ATTENDANCES
    ]
    rows = list(ledger.LEDGER.records(fact, body_id=body.pk, year=2019))
    lines = ledger.LEDGER.lines(fact, rows)
    assert [line.quantity for line in lines] == [20, 25]
    assert sum(line.quantity for line in lines) == fact.quantity


@pytest.mark.parametrize("attendance", [-1, 1_000_001])
def test_an_impossible_attendance_is_refused(body, in_body, attendance):
    with pytest.raises(ValidationError):
        _hold(body, "保密审查", attendance)
    assert TrainingSession.objects.count() == 0


def test_a_session_entered_in_the_register_counts(body, in_body):
    values = {
        "held_on": date(2019, 5, 6), "topic": "保密审查", "title": "保密审查培训",
        "attendance": 12, "hours": None, "trainer_post": "", "place": "", "audience": "",
    }  # fmt: skip
    registers.add(TRAININGS, body_id=body.pk, values=values, **SAID)
    assert _by_topic(body, 2019, Measure.TRAINING_ATTENDANCES) == {"保密审查": 12}
