"""Table 3 from cases: by hand across years, and for any cases, also as of a past moment."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.office.bodies.models import Body
from gongkai.office.records import actions as records
from gongkai.office.requests import actions, ledger
from gongkai.office.requests.actions import registering
from gongkai.office.requests.models import Applicant, CaseStanding
from gongkai.rules.ledger import Fact, Measure
from gongkai.rules.outcomes import Grounds
from tests.office.channels import factories
from tests.office.requests.conftest import AT, receive

SAID = {"by": None, "at": AT}
GRANTED = Grounds(("第三十六条第二项",), {"how": "附复印件"})

# number, applicant, received, closed, outcome
BY_HAND = [
    ("1", "natural_person", date(2018, 12, 20), date(2019, 1, 4), "GRANT"),
    ("2", "natural_person", date(2019, 3, 1), date(2019, 3, 20), "PARTIAL"),
    ("3", "business", date(2019, 6, 3), date(2019, 6, 3), "GRANT_PUBLIC"),
    ("4", "natural_person", date(2019, 12, 16), date(2020, 1, 8), "NA_NOT_HELD"),
    ("5", "legal_service", date(2019, 12, 31), None, ""),
    ("6", "business", date(2020, 1, 2), date(2020, 12, 31), "OT_OTHER"),
    ("7", "other_org", date(2018, 5, 7), date(2018, 6, 1), "GRANT"),
]


def _row(body, number, applicant, received_on, closed_on, outcome) -> CaseStanding:
    return registering.build(
        body.pk,
        {
            "number": number, "applicant": applicant, "description": "土地征收公告",
            "received_on": received_on, "closed_on": closed_on, "outcome": outcome,
        },
    )  # fmt: skip


@pytest.fixture
def by_hand(body, in_body) -> None:
    registering.append([_row(body, *said) for said in BY_HAND], verb="import", **SAID)


def _counts(body, year: int, measure: Measure, *traits: str, **when) -> dict[tuple[str, ...], int]:
    return {
        tuple(fact.trait(name) or "" for name in traits): fact.quantity
        for fact in ledger.facts(body_id=body.pk, year=year, **when)
        if fact.measure is measure
    }


@pytest.mark.usefixtures("by_hand")
class TestByHand:
    def test_received_counts_the_day_of_receipt(self, body):
        assert _counts(body, 2019, Measure.REQUESTS_RECEIVED, "applicant") == {
            ("natural_person",): 2, ("business",): 1, ("legal_service",): 1,
        }  # fmt: skip

    def test_closed_counts_the_day_of_closing_by_outcome(self, body):
        assert _counts(body, 2019, Measure.REQUESTS_CLOSED, "applicant", "outcome") == {
            ("natural_person", "GRANT"): 1,
            ("natural_person", "PARTIAL"): 1,
            ("business", "GRANT_PUBLIC"): 1,
        }
        assert _counts(body, 2020, Measure.REQUESTS_CLOSED, "applicant", "outcome") == {
            ("natural_person", "NA_NOT_HELD"): 1,
            ("business", "OT_OTHER"): 1,
        }

    def test_what_one_year_carries_out_the_next_carries_in(self, body):
        carried = {("natural_person",): 1, ("legal_service",): 1}
        assert _counts(body, 2019, Measure.REQUESTS_CARRIED_OUT, "applicant") == carried
        assert _counts(body, 2020, Measure.REQUESTS_CARRIED_IN, "applicant") == carried
        assert _counts(body, 2018, Measure.REQUESTS_CARRIED_OUT, "applicant") == {
            ("natural_person",): 1
        }
        assert _counts(body, 2020, Measure.REQUESTS_CARRIED_OUT, "applicant") == {
            ("legal_service",): 1
        }

    def test_a_fact_opens_into_the_records_that_made_it(self, body):
        (fact,) = [
            each
            for each in ledger.facts(body_id=body.pk, year=2019)
            if each.measure is Measure.REQUESTS_CLOSED and each.trait("outcome") == "PARTIAL"
        ]
        with scope(body=body.pk):
            rows = list(ledger.LEDGER.records(fact, body_id=body.pk, year=2019))
            (line,) = ledger.LEDGER.lines(fact, rows)
        assert (line.on, line.text, line.quantity, line.book) == (
            date(2019, 3, 20), "2 土地征收公告", 1, "requests",
        )  # fmt: skip

    def test_a_past_moment_is_counted_as_it_was_known_then(self, body):
        with scope(body=body.pk):
            open_case = CaseStanding.objects.standing().get(number="5")
            known_at = open_case.recorded_at
            actions.reply(open_case, on=date(2020, 1, 15), outcome="GRANT", grounds=GRANTED, **SAID)
        assert _counts(body, 2020, Measure.REQUESTS_CARRIED_OUT, "applicant") == {}
        assert _counts(body, 2020, Measure.REQUESTS_CARRIED_OUT, "applicant", as_of=known_at) == {
            ("legal_service",): 1
        }

    def test_another_body_sees_none_of_it(self, body):
        other = factories.body("惠安堡镇人民政府")
        assert ledger.facts(body_id=other.pk, year=2019) == []


def test_fee_notices_and_income_count_in_their_years(body, case):
    asked = actions.notice_fee(case, on=date(2024, 3, 12), fee_yuan=380, **SAID)
    assert _counts(body, 2024, Measure.FEE_NOTICES) == {(): 1}
    assert _counts(body, 2024, Measure.PROCESSING_FEE_INCOME) == {}
    actions.record_fee_paid(asked, on=date(2024, 3, 20), **SAID)
    assert _counts(body, 2024, Measure.PROCESSING_FEE_INCOME) == {(): 380}


def test_a_case_taken_out_of_the_register_is_counted_no_more(body, case):
    registering.withdraw(case, reason="重复登记", **SAID)
    assert ledger.facts(body_id=body.pk, year=2024) == []
    assert receive(body, number=case.number).number == case.number


LIVES = st.lists(
    st.tuples(
        st.sampled_from(Applicant.values),
        st.dates(date(2019, 11, 1), date(2021, 2, 28)),
        st.one_of(st.none(), st.integers(0, 500)),
        st.sampled_from(["GRANT", "NA_NOT_HELD", "OT_OTHER"]),
        st.booleans(),
    ),
    max_size=5,
)


class TestAnyCases(TestCase):
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(lives=LIVES)
    def test_received_and_carried_in_equal_closed_and_carried_out(self, lives):
        body = factories.body(f"机关{Body.objects.count()}")
        moments = [datetime(2019, 1, 1, tzinfo=UTC)]
        with scope(body=body.pk):
            for number, (applicant, received_on, days, outcome, closed_later) in enumerate(lives):
                closed_on = received_on + timedelta(days=days) if days is not None else None
                now = None if closed_later else closed_on
                row = _row(body, f"{number}", applicant, received_on, now, outcome if now else "")
                registering.append([row], verb="record", **SAID)
                standing = CaseStanding.objects.standing().get(number=f"{number}")
                moments.append(standing.recorded_at)
                if closed_later and closed_on:
                    registering.correct(
                        standing, {"closed_on": closed_on, "outcome": outcome},
                        reason="补登", **SAID,
                    )  # fmt: skip
            for year in (2019, 2020, 2021):
                for as_of in (None, moments[len(moments) // 2]):
                    facts = ledger.facts(body_id=body.pk, year=year, as_of=as_of)
                    _holds_h1(facts)
                    _records_add_up(body, facts, year, as_of)


def _holds_h1(facts: list[Fact]) -> None:
    def by_applicant(measure: Measure) -> Counter[str]:
        found: Counter[str] = Counter()
        for fact in facts:
            if fact.measure is measure:
                found[fact.trait("applicant") or ""] += int(fact.quantity)
        return found

    came = by_applicant(Measure.REQUESTS_RECEIVED) + by_applicant(Measure.REQUESTS_CARRIED_IN)
    went = by_applicant(Measure.REQUESTS_CLOSED) + by_applicant(Measure.REQUESTS_CARRIED_OUT)
    assert came == went


def _records_add_up(body, facts: list[Fact], year: int, as_of: datetime | None) -> None:
    for fact in facts:
        rows = ledger.LEDGER.records(fact, body_id=body.pk, year=year, as_of=as_of)
        assert sum(row.counted for row in rows) == fact.quantity == fact.record_count


def test_a_correction_in_the_register_is_noted_with_its_reason(body, case):
    registering.correct(case, {"applicant": "business"}, reason="误选类别", **SAID)
    standing = CaseStanding.objects.standing().get(key=case.key)
    assert (standing.applicant, standing.reason) == ("business", "误选类别")
    assert standing.due_on == case.due_on
    with pytest.raises(records.EditedMeanwhile):
        registering.correct(case, {"applicant": "research"}, reason="误选类别", **SAID)
