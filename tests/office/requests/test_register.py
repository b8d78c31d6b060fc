"""Cases as rows of the register: entered, imported, corrected, withdrawn through the one door."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gongkai.office.records import queries as records
from gongkai.office.registers import actions as registers
from gongkai.office.requests import queries
from gongkai.office.requests.books import REQUESTS
from gongkai.office.requests.models import CaseEvent, CaseStanding
from tests.office.requests.conftest import AT, receive

SAID = {"by": None, "at": AT}
ROW = {
    "number": "2019-7", "applicant": "natural_person", "description": "土地征收公告",
    "received_on": date(2019, 6, 3), "outcome": "", "closed_on": None, "grounds": "",
}  # fmt: skip
CLOSED = {"outcome": "DENY_PROCESS", "closed_on": date(2019, 6, 20), "grounds": "过程性信息"}


def _add(body, **said) -> CaseStanding:
    registers.add(REQUESTS, body_id=body.pk, values={**ROW, **said}, **SAID)
    return CaseStanding.objects.standing().get(number=said.get("number", ROW["number"]))


def test_a_row_becomes_a_case_with_its_events_and_due_date(body, in_body):
    standing = _add(body)
    assert (standing.due_on, standing.state) == (date(2019, 7, 2), "in_hand")
    assert [e.kind for e in queries.events_of(case_id=standing.case_id)] == ["received"]


def test_a_row_with_its_ending_becomes_a_closed_case(body, in_body):
    standing = _add(body, **CLOSED)
    assert (standing.state, standing.outcome, standing.grounds) == (
        "replied", "DENY_PROCESS", "过程性信息",
    )  # fmt: skip


def test_many_rows_are_one_act(body, in_body, django_assert_max_num_queries):
    rows = [REQUESTS.build(body.pk, {**ROW, "number": str(n), **CLOSED}) for n in range(30)]
    with django_assert_max_num_queries(16):
        REQUESTS.append(rows, verb="import", **SAID)
    assert (CaseStanding.objects.count(), CaseEvent.objects.count()) == (30, 60)
    imports = records.history(body_id=body.pk, subject="requests.casestanding")
    assert [(e.verb, e.details["count"]) for e in imports] == [("import", 30)]


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"outcome": "GRANT"}, "closed_on", "请一并填写办结日期"),
        ({"closed_on": date(2019, 6, 20)}, "outcome", "请一并填写办理结果"),
        (
            {"outcome": "GRANT", "closed_on": date(2019, 6, 2)},
            "closed_on",
            "办结日期早于收到日期",
        ),
        ({"received_on": date(2007, 3, 1)}, "received_on", "当时没有答复期限的规定"),
    ],
)
def test_a_row_that_cannot_be_is_refused_beside_its_field(body, in_body, said, field, sentence):
    with pytest.raises(ValidationError) as refused:
        registers.add(REQUESTS, body_id=body.pk, values={**ROW, **said}, **SAID)
    assert sentence in refused.value.message_dict[field][0]
    assert CaseStanding.objects.count() == 0


def test_a_number_in_use_is_refused(body, in_body):
    _add(body)
    with pytest.raises(ValidationError, match="已经用于本机关另一件申请"):
        _add(body)


def test_a_correction_of_the_receipt_moves_the_due_date(body, in_body):
    standing = _add(body)
    registers.correct(REQUESTS, standing, {"received_on": date(2019, 6, 4)}, reason="看错", **SAID)
    now = CaseStanding.objects.standing().get(key=standing.key)
    assert (now.received_on, now.due_on, now.reason) == (
        date(2019, 6, 4), date(2019, 7, 3), "看错",
    )  # fmt: skip


def test_an_ending_is_added_changed_and_taken_back(body, in_body):
    standing = _add(body)
    registers.correct(REQUESTS, standing, CLOSED, reason="补登", **SAID)
    closed = queries.latest(standing.key)
    assert (closed.state, closed.outcome) == ("replied", "DENY_PROCESS")
    other = {"outcome": "OT_OTHER", "grounds": "撤回"}
    registers.correct(REQUESTS, closed, other, reason="结果选错", **SAID)
    changed = queries.latest(standing.key)
    assert (changed.state, changed.outcome, changed.closed_on) == (
        "closed", "OT_OTHER", date(2019, 6, 20),
    )  # fmt: skip
    none = {"outcome": "", "closed_on": None, "grounds": ""}
    registers.correct(REQUESTS, changed, none, reason="尚未办结", **SAID)
    reopened = queries.latest(standing.key)
    assert (reopened.state, reopened.outcome, reopened.closed_on) == ("in_hand", "", None)
    assert [e.kind for e in queries.events_of(case_id=standing.case_id)] == ["received"]


def test_a_correction_to_a_number_in_use_is_refused_with_a_sentence(body, in_body):
    standing = _add(body)
    receive(body, number="2024-1")
    with pytest.raises(ValidationError, match="已经用于本机关另一件申请"):
        registers.correct(REQUESTS, standing, {"number": "2024-1"}, reason="改号", **SAID)
    assert queries.latest(standing.key).number == "2019-7"


def test_a_correction_needs_a_reason(body, in_body):
    with pytest.raises(ValidationError, match="请写明更正理由"):
        registers.correct(REQUESTS, _add(body), {"number": "8"}, reason=" ", **SAID)
