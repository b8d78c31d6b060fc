"""Table 4 from proceedings: counted in each year in which they are filed or pending."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.records.actions import EditedMeanwhile
from gongkai.office.registers import actions as registers
from gongkai.office.remedies import actions, ledger, queries
from gongkai.office.remedies.books import PROCEEDINGS
from gongkai.office.remedies.models import Proceeding, Result
from gongkai.rules.ledger import Measure
from tests.office.channels import factories
from tests.office.requests.conftest import AT, receive

SAID = {"by": None, "at": AT}


@pytest.fixture
def body(db):
    return factories.body()


@pytest.fixture
def in_body(body):
    with scope(body=body.pk):
        yield


def _open(body, number: str, **said) -> Proceeding:
    values = {
        "kind": "review", "organ": "盐池县人民政府", "filed_on": date(2019, 6, 10), **said,
    }  # fmt: skip
    return actions.open(body_id=body.pk, number=number, **values, **SAID)


def _concluded(body, number: str, on: date, result: Result, **said) -> Proceeding:
    return actions.conclude(
        proceeding=_open(body, number, **said), on=on, result=result, ground="", **SAID
    )


def _table4(body, year: int) -> dict[tuple[str, str], int]:
    return {
        (fact.trait("kind"), fact.trait("result")): fact.quantity
        for fact in ledger.facts(body_id=body.pk, year=year)
    }


def test_a_proceeding_is_pending_until_the_year_that_concludes_it(body, in_body):
    _concluded(body, "1", date(2019, 8, 1), Result.UPHELD)
    _concluded(body, "2", date(2020, 2, 1), Result.CORRECTED, filed_on=date(2019, 12, 20))
    _concluded(
        body, "3", date(2019, 12, 31), Result.OTHER, kind="litigation_direct",
        filed_on=date(2018, 11, 5),
    )  # fmt: skip
    _open(body, "4", kind="litigation_after_review", filed_on=date(2019, 12, 31))
    assert _table4(body, 2018) == {("litigation_direct", "pending"): 1}
    assert _table4(body, 2019) == {
        ("review", "upheld"): 1,
        ("review", "pending"): 1,
        ("litigation_direct", "other"): 1,
        ("litigation_after_review", "pending"): 1,
    }
    assert _table4(body, 2020) == {
        ("review", "corrected"): 1,
        ("litigation_after_review", "pending"): 1,
    }


def test_a_fact_opens_into_its_proceedings(body, in_body):
    _open(body, "1")
    late = _concluded(body, "2", date(2020, 2, 1), Result.UPHELD)
    facts = [f for f in ledger.facts(body_id=body.pk, year=2020) if f.trait("result") == "upheld"]
    rows = list(ledger.LEDGER.records(facts[0], body_id=body.pk, year=2020))
    assert [row.key for row in rows] == [late.key]
    (line,) = ledger.LEDGER.lines(facts[0], rows)
    assert (line.text, line.book, facts[0].measure) == (
        "2 盐池县人民政府", "proceedings", Measure.PROCEEDINGS,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"result": "upheld"}, "要么都填，要么都不填"),
        ({"closed_on": date(2019, 7, 1)}, "要么都填，要么都不填"),
        ({"result": "upheld", "closed_on": date(2019, 6, 9)}, "审结日期早于受理日期"),
        ({"kind": "appeal"}, "appeal"),
    ],
)
def test_a_proceeding_that_cannot_be_is_refused(body, in_body, said, sentence):
    with pytest.raises(ValidationError, match=sentence):
        _open(body, "1", **said)
    assert Proceeding.objects.count() == 0


def test_a_number_is_registered_once(body, in_body):
    _open(body, "1")
    with pytest.raises(ValidationError, match="这个案号已经登记过"):
        _open(body, "1")


def test_a_concluded_proceeding_is_concluded_once(body, in_body):
    opened = _open(body, "1")
    closed = actions.conclude(
        proceeding=opened, on=date(2019, 8, 1), result=Result.UPHELD, ground="", **SAID
    )
    for version, refusal in ((closed, ValidationError), (opened, EditedMeanwhile)):
        with pytest.raises(refusal):
            actions.conclude(
                proceeding=version, on=date(2019, 8, 2), result=Result.OTHER, ground="", **SAID
            )
    assert queries.pending().count() == 0


def test_the_register_knows_a_case_by_its_number(body, in_body):
    case = receive(body, number="2024-3")
    row = {
        "kind": "review", "number": "1", "organ": "盐池县人民政府", "filed_on": date(2024, 6, 3),
        "result": "", "closed_on": None, "ground": "", "case_number": "2024-3",
    }  # fmt: skip
    registers.add(PROCEEDINGS, body_id=body.pk, values=row, **SAID)
    (standing,) = queries.on_case(case_id=case.case_id)
    assert standing.case_number == "2024-3"
    registers.correct(PROCEEDINGS, standing, {"case_number": ""}, reason="不涉及", **SAID)
    assert queries.on_case(case_id=case.case_id).count() == 0
    with pytest.raises(ValidationError, match="没有登记编号为“2024-9”的申请"):
        registers.add(
            PROCEEDINGS, body_id=body.pk, values={**row, "number": "2", "case_number": "2024-9"},
            **SAID,
        )  # fmt: skip


def test_a_case_of_another_body_is_refused(body):
    other = factories.body("惠安堡镇人民政府")
    with scope(body=other.pk):
        foreign = receive(other)
    with scope(body=body.pk), pytest.raises(ValidationError, match="不是本机关收到的申请"):
        _open(body, "1", case_id=foreign.case_id)
