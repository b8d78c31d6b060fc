"""Hotline tickets: received and closed each count in their own year; refusals are sentences."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.hotline import actions, ledger, queries
from gongkai.office.hotline.books import TICKETS
from gongkai.office.hotline.models import Ticket
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


def _receive(body, number: str, **said) -> Ticket:
    values = {
        "received_on": date(2019, 12, 30), "kind": "help", "subject": "咨询灌溉缴费", **said,
    }  # fmt: skip
    return actions.receive(body_id=body.pk, number=number, **values, **SAID)


def _counts(body, year: int, measure: Measure) -> dict[str, int]:
    return {
        fact.trait("kind"): fact.quantity
        for fact in ledger.facts(body_id=body.pk, year=year)
        if fact.measure is measure
    }


def test_a_ticket_closed_next_year_counts_in_both_years_once_each(body, in_body):
    late = _receive(body, "1")
    _receive(body, "2", kind="complaint", received_on=date(2019, 3, 1), closed_on=date(2019, 3, 5))
    actions.close(ticket=late, on=date(2020, 1, 3), reply="已答复", **SAID)
    assert _counts(body, 2019, Measure.HOTLINE_RECEIVED) == {"help": 1, "complaint": 1}
    assert _counts(body, 2019, Measure.HOTLINE_CLOSED) == {"complaint": 1}
    assert _counts(body, 2020, Measure.HOTLINE_RECEIVED) == {}
    assert _counts(body, 2020, Measure.HOTLINE_CLOSED) == {"help": 1}
    assert queries.open_tickets().count() == 0


def test_each_fact_opens_into_its_tickets(body, in_body):
    ticket = _receive(body, "1")
    actions.close(ticket=ticket, on=date(2020, 1, 3), reply="已答复", **SAID)
    for year in (2019, 2020):
        (fact,) = ledger.facts(body_id=body.pk, year=year)
        rows = list(ledger.LEDGER.records(fact, body_id=body.pk, year=year))
        (line,) = ledger.LEDGER.lines(fact, rows)
        assert (line.text, line.on.year, line.key) == ("1 咨询灌溉缴费", year, str(ticket.key))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"closed_on": date(2019, 12, 29)}, "办结日期早于收到日期"),
        ({"satisfied": "satisfied"}, "回访评价在办结之后填写"),
        ({"kind": "praise"}, "praise"),
    ],
)
def test_a_ticket_that_cannot_be_is_refused(body, in_body, said, sentence):
    with pytest.raises(ValidationError, match=sentence):
        _receive(body, "1", **said)
    assert Ticket.objects.count() == 0


def test_a_ticket_is_closed_once(body, in_body):
    closed = actions.close(ticket=_receive(body, "1"), on=date(2020, 1, 3), reply="是", **SAID)
    with pytest.raises(ValidationError, match="已经办结"):
        actions.close(ticket=closed, on=date(2020, 1, 4), reply="否", **SAID)


def test_a_number_in_use_is_refused_in_a_correction_too(body, in_body):
    _receive(body, "1")
    second = _receive(body, "2")
    with pytest.raises(ValidationError, match="这个工单编号已经登记过"):
        registers.correct(TICKETS, second, {"number": "1"}, reason="改号", **SAID)
    assert Ticket.objects.standing().filter(number="2").exists()
