from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest

from gongkai.rules.annual_report import build, check, convert, editions, rollup
from gongkai.rules.annual_report.form import Cell, CellKey, FilledForm
from gongkai.rules.ledger import Measure, fact
from tests.rules.annual_report import bases

LICENCES = CellKey("table2", "licensing", "decisions")
AMOUNT = CellKey("table2", "procurement", "amount")


def child(base: str = "nothing_2021", *, body: str = "某局", **patch: object) -> FilledForm:
    return bases.report({"base": base, "body": body, **patch})


def with_procurement(amount: str, unit: str | None, body: str) -> FilledForm:
    report = child("nothing_2020", body=body)
    return report.with_cells({AMOUNT: Cell(Decimal(amount), unit=unit)})


def told(report: FilledForm) -> list[tuple[str, str]]:
    return [(remark.rule, str(remark.cell)) for remark in report.remarks]


def test_every_cell_is_the_sum_of_the_children():
    parts = [child("consistent_2021", body=f"第{n}局") for n in range(3)]

    whole = rollup.total(parts, body="某市人民政府")

    assert (whole.body, whole.year, whole.remarks) == ("某市人民政府", 2025, ())
    assert all(whole[key].value == 3 * parts[0][key].value for key, _, _ in whole.form.cells())


def test_a_total_of_consistent_children_is_consistent():
    parts = [child("consistent_2021"), child("consistent_2021")]

    whole = rollup.total(parts, body="某市人民政府")

    assert check.findings(whole, parts=parts) == ()


def test_a_figure_of_the_total_is_opened_by_its_contributions():
    parts = [
        child(body="民政局", set={str(LICENCES): 5}),
        child(body="财政局"),
        child(body="司法局", set={str(LICENCES): "/"}),
    ]

    contributions = rollup.contributions(parts, LICENCES)

    assert [(part.body, cell.value) for part, cell in contributions] == [
        ("民政局", 5),
        ("司法局", None),
    ]


def test_a_child_without_a_figure_counts_as_0_and_is_named():
    parts = [child(set={str(LICENCES): 5}), child(body="司法局", set={str(LICENCES): ""})]

    whole = rollup.total(parts, body="某县人民政府")

    assert whole[LICENCES].value == 5
    assert told(whole) == [("T1", str(LICENCES))]
    assert "司法局" in whole.remarks[0].message
    assert "2份报告中有1份" in whole.remarks[0].message


def test_cells_that_lack_the_same_bodies_are_told_together():
    whole = rollup.total(
        [child(), child(body="司法局", missing=["table2.regulations"])], body="某县人民政府"
    )

    (remark,) = whole.remarks
    assert [str(key) for key in remark.cells] == [
        "table2.regulations.made",
        "table2.regulations.repealed",
        "table2.regulations.valid",
    ]


def test_a_row_printed_as_one_makes_one_row_of_the_total():
    three = child("consistent_2021", body="某市", year=2023)

    whole = rollup.total([three, child("single_row_2021", body="某区")], body="某省人民政府")

    assert whole.value("table3", "other_handling", "total") == 318 + 203 + 965
    assert whole.value("table3", "other_other", "total") is None
    assert told(whole) == [("T3", "table3.other_handling.")]
    assert [f.rule for f in check.findings(whole)] == ["T3"]


def test_procurement_is_added_in_wan_yuan_whatever_its_unit():
    whole = rollup.total(
        [with_procurement("5419886", "元", "甲"), with_procurement("1.5", "万元", "乙")],
        body="某县人民政府",
    )

    assert whole[AMOUNT] == Cell(Decimal("543.4886"), unit="万元")


def test_an_amount_without_its_unit_is_left_out_and_told():
    whole = rollup.total([with_procurement("5419886", None, "甲")], body="某县人民政府")

    assert whole[AMOUNT].value == 0
    assert told(whole) == [("T2", str(AMOUNT))]


def test_children_of_another_edition_are_converted_and_told():
    old = replace(child("nothing_2020", body="乙"), year=2021)
    old = old.with_cells({AMOUNT: Cell(Decimal(3), unit="万元"), LICENCES: Cell(2)})

    whole = rollup.total([child(set={str(LICENCES): 5}), old], body="某县人民政府")

    assert whole.form.edition == "2021"
    assert whole[LICENCES].value == 7
    assert ("C1", str(AMOUNT)) in told(whole)


def test_reports_of_two_years_are_not_added():
    with pytest.raises(ValueError, match="one year"):
        rollup.total([child(), child("nothing_2022")], body="某县人民政府")


def test_no_reports_make_no_total():
    with pytest.raises(ValueError, match="one year"):
        rollup.total([], body="某县人民政府")


def test_three_thousand_reports_are_added_up():
    form = editions.get("2021")
    facts = [
        fact(Measure.DECISIONS, 3, room="publishing", power="licensing"),
        fact(Measure.REQUESTS_RECEIVED, 2, room="requests", applicant="business"),
    ]
    built = [build.fill(form, facts, body=f"第{n}局", year=2023) for n in range(300)]
    parts = [replace(each, body=f"{each.body}{n}") for n in range(10) for each in built]

    whole = rollup.total(parts, body="某省人民政府")

    assert whole[LICENCES].value == 9000


class TestConversion:
    def test_shared_rows_carry_over_and_new_ones_stay_empty(self):
        report = child("office_2019")

        new = convert.to(report, "2021")

        assert new.form.edition == "2021"
        assert new.value("table2", "normative_docs", "made") == 22
        assert new.value("table2", "normative_docs", "valid") is None
        assert new.value("table3", "granted", "total") == 4
        assert new.value("table4", "review", "total") == 0

    def test_what_is_left_behind_and_left_empty_is_told(self):
        remarks = told(convert.to(child("office_2019"), "2021"))

        assert [cell for rule, cell in remarks if rule == "C1"] == [
            "table2.normative_docs.published",
            "table2.normative_docs.total_public",
            "table2.licensing.change",
            "table2.procurement.items",
            "table2.procurement.amount",
        ]
        assert [cell for rule, cell in remarks if rule == "C2"] == [
            "table2.regulations.repealed",
            "table2.regulations.valid",
            "table2.normative_docs.repealed",
            "table2.normative_docs.valid",
            "table2.fees.amount_wan",
        ]

    def test_the_one_row_of_2019_stays_one_row_in_2021(self):
        new = convert.to(child("office_2019"), "2021")

        assert new.value("table3", "other_handling", "total") == 2
        assert new.value("table3", "other_other", "total") is None
        assert not [f for f in check.findings(new) if f.rule.startswith("H")]

    def test_the_three_rows_of_2021_are_added_in_2019(self):
        old = convert.to(child("consistent_2021"), "2019")

        assert old.value("table3", "other_handling", "total") == 318 + 203 + 965
        assert not [f for f in check.findings(old) if f.rule.startswith("H")]

    def test_a_report_of_the_edition_is_returned_as_it_is(self):
        report = child("office_2019")

        assert convert.to(report, "2019") is report

    def test_facts_go_with_their_figures(self):
        form = editions.get("2021")
        known = fact(Measure.DECISIONS, 3, room="publishing", power="licensing")
        report = build.fill(form, [known], body="某局", year=2021)

        assert convert.to(report, "2019")[LICENCES].facts == (known,)

    def test_a_figure_that_is_not_there_is_not_made_up(self):
        report = replace(child("office_2019"), cells=MappingProxyType({}))

        assert convert.to(report, "2021").cells == {}
