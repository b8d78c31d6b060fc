from decimal import Decimal

import pytest

from gongkai.rules.annual_report import build, editions, exchange
from gongkai.rules.annual_report.form import CellKey, FilledForm, Form, Severity, printed
from gongkai.rules.ledger import Fact, Measure, fact, total


def filled(edition: str, *facts: Fact) -> FilledForm:
    form = editions.get(edition)
    return build.fill(form, facts, body="某乡人民政府", year=form.first_year)


def closed(n: int, outcome: str, applicant: str = "natural_person") -> Fact:
    return fact(Measure.REQUESTS_CLOSED, n, room="requests", outcome=outcome, applicant=applicant)


@pytest.mark.parametrize("form", editions.all_editions(), ids=lambda form: form.edition)
def test_nothing_recorded_is_an_explicit_zero_in_every_cell(form: Form):
    empty = build.fill(form, [], body="某乡人民政府", year=form.first_year)

    assert {empty[key].value for key, _, _ in form.cells()} == {0}
    assert {printed(empty[key]) for key, _, _ in form.cells()} == {"0"}


def test_a_cell_counts_what_its_row_and_its_column_select():
    report = filled("2021", closed(3, "GRANT", "business"), closed(2, "DENY_SECRET"))

    assert report.value("table3", "granted", "business") == 3
    assert report.value("table3", "granted", "natural_person") == 0
    assert report.value("table3", "denied_state_secret", "natural_person") == 2


def test_already_public_counts_as_granted():
    assert (
        filled("2021", closed(1, "GRANT_PUBLIC"), closed(2, "GRANT")).value(
            "table3", "granted", "natural_person"
        )
        == 3
    )


def test_a_total_carries_the_facts_of_all_that_it_adds():
    granted, refused = closed(3, "GRANT", "business"), closed(2, "DENY_SECRET")

    cell = filled("2021", granted, refused)[CellKey("table3", "total_processed", "total")]

    assert cell.value == 5
    assert set(cell.facts) == {granted, refused}


def test_every_figure_is_the_sum_of_the_facts_it_carries():
    report = filled(
        "2019",
        closed(3, "OT_OTHER", "business"),
        fact(Measure.POWER_ITEMS_CHANGE, -18, room="registers", power="licensing"),
        fact(Measure.PROCUREMENT_AMOUNT_WAN, Decimal("160.5964"), room="registers"),
        fact(Measure.PROCEEDINGS, 2, room="remedies", kind="review", result="pending"),
    )

    for key, _, _ in report.form.cells():
        assert report[key].value == total(report[key].facts), key
    assert report.value("table2", "licensing", "change") == -18


def test_the_2019_edition_adds_three_outcomes_in_one_row():
    report = filled(
        "2019", closed(1, "OT_NO_CORRECTION"), closed(2, "OT_FEE_UNPAID"), closed(4, "OT_OTHER")
    )

    assert report.value("table3", "other_handling", "total") == 7


def test_procurement_is_printed_with_its_unit_and_zero_without():
    amount = CellKey("table2", "procurement", "amount")
    some = filled(
        "2019", fact(Measure.PROCUREMENT_AMOUNT_WAN, Decimal("160.5964"), room="registers")
    )

    assert printed(some[amount]) == "160.5964万元"
    assert printed(filled("2019")[amount]) == "0"


def test_money_loses_needless_zeros():
    report = filled("2021", fact(Measure.FEE_INCOME_WAN, Decimal("7545.00"), room="registers"))

    assert printed(report[CellKey("table2", "fees", "amount_wan")]) == "7545"


def test_a_fact_with_an_unknown_outcome_is_reported_and_not_dropped():
    report = filled("2021", closed(2, "GRANT"), closed(1, "LOST"))

    (remark,) = report.remarks
    assert (remark.rule, remark.severity, remark.found) == ("B1", Severity.ERROR, 1)
    assert "outcome=LOST" in remark.message
    assert report.value("table3", "total_processed", "total") == 2


def test_a_fact_without_its_applicant_is_reported():
    report = filled("2021", fact(Measure.REQUESTS_RECEIVED, 1, room="requests"))

    assert [remark.rule for remark in report.remarks] == ["B1"]


def test_what_an_edition_leaves_out_on_purpose_is_no_remark():
    decisions = fact(Measure.DECISIONS, 9, room="registers", power="other_services")

    assert filled("2021", decisions).remarks == ()
    assert filled("2019", decisions).value("table2", "other_services", "decisions") == 9


def test_measures_that_only_the_words_tell_are_no_remark():
    assert (
        filled("2021", fact(Measure.POSTINGS, 180, room="channels", channel="门户")).remarks == ()
    )


def test_more_traits_than_a_cell_asks_for_do_no_harm():
    report = filled(
        "2021",
        fact(Measure.DECISIONS, 5, room="registers", power="licensing", department="民政办"),
    )

    assert report.value("table2", "licensing", "decisions") == 5


def test_the_exchange_keeps_the_printed_order_and_null_apart_from_zero():
    data = exchange.dump(filled("2021", closed(3, "GRANT", "research")))
    data["table3"]["granted"][0] = None

    again = exchange.load(data)

    assert again.value("table3", "granted", "natural_person") is None
    assert again.value("table3", "granted", "research") == 3
    assert exchange.dump(again) == data
