"""A template that was filled rightly reads without fault; each rule that is broken is found."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.documents import typed_tables
from gongkai.documents.sheet import read_sheet
from gongkai.documents.sheet.table import column_letter
from gongkai.rules import tables
from gongkai.rules.tables import ColumnType
from gongkai.rules.tables.definition import RuleKind
from tests.documents.typed_tables import filling, sound
from tests.documents.typed_tables.filling import KEYS, TODAY, definition, examples, read

QUICK = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("key", KEYS)
@QUICK
@given(data=st.data())
def test_a_template_filled_rightly_reads_back_as_it_was_filled(key, data):
    table = definition(key)
    rows = data.draw(sound.lists(table))
    for reading in (
        read(table, filling.filled(table, rows)),
        read(table, filling.as_csv(table, rows, encoding="utf-8-sig"), "表.csv"),
    ):
        assert not reading.faults, reading.faults
        assert [dict(row.values) for row in reading.rows] == rows
        assert reading.row_count == len(rows)
        assert not reading.ignored


@pytest.mark.parametrize("key", KEYS)
def test_a_template_is_empty_stamped_and_the_same_every_time(key):
    table = definition(key)
    made = typed_tables.template(table)
    assert made == typed_tables.template(table)
    sheet = read_sheet(made, "模板.xlsx")
    assert sheet.header == tuple(column.label for column in table.columns)
    assert not sheet.rows
    assert sheet.stamp == f"{key}@{table.version}"


@pytest.mark.parametrize("key", KEYS)
def test_the_example_of_a_definition_keeps_its_rules(key):
    table = definition(key)
    row = tables.TableRow(2, examples(table))
    faults = tables.judge(table, [row], TODAY)
    assert [fault.rule for fault in faults] == (["balance"] if table.balances else [])


def breaks():
    """Every rule of every column, with the cells that break it over the example."""
    for key in KEYS:
        table = definition(key)
        for column in table.columns:
            for rule, cells in _breaks_of(table, column):
                yield pytest.param(key, column.key, rule, cells, id=f"{key}-{column.key}-{rule}")


def _breaks_of(table, column):
    if column.is_required:
        yield "required", {column.key: None}
    if column.required_when:
        case = min(column.required_when.values)
        yield "required", {column.required_when.column: case, column.key: None}
    yield "type", {column.key: "长" * (column.length + 1) if filling.is_text(column) else "？？"}
    for rule in column.rules:
        cells = _breaks_rule(table, column, rule, examples(table))
        if cells is not None:
            yield rule.kind.value, cells


def _breaks_rule(table, column, rule, row):
    others = [row[each] for each in rule.columns]
    match rule.kind:
        case RuleKind.NOT_FUTURE:
            later = {
                each.key: None
                for each in table.columns
                if any(column.key in other.columns for other in each.rules)
            }
            return {**later, column.key: TODAY + timedelta(days=1)}
        case RuleKind.NOT_BEFORE:
            return {column.key: others[0] - timedelta(days=1)}
        case RuleKind.AT_MOST:
            return {column.key: others[0] + 1}
        case RuleKind.SUM | RuleKind.PRODUCT:
            # What adds it up again must still be right.
            above = [each for each in table.columns
                     if any(column.key in other.columns for other in each.rules)]  # fmt: skip
            return {each.key: row[each.key] + 1 for each in (column, *above)}
        case RuleKind.MATCHES:
            return {column.key: 123}
        case RuleKind.BELOW:
            return {column.key: rule.limit}
        case RuleKind.ONLY_WHEN:
            choices = table[rule.columns[0]].choices
            other = next(choice for choice in choices if choice not in rule.values)
            return {rule.columns[0]: other, column.key: _sample(column)}
    return None  # what is unique needs a second row


def _sample(column):
    return "110101199001010015" if column.type is ColumnType.IDENTITY else "91640323MA00000009"


@pytest.mark.parametrize(("key", "column", "rule", "cells"), list(breaks()))
def test_a_broken_rule_is_found_at_its_cell_and_nowhere_else(key, column, rule, cells):
    table = definition(key)
    row = {**examples(table), **cells}
    reading = read(table, filling.as_csv(table, [row]), "表.csv")
    place = [each.key for each in table.columns].index(column)
    assert not reading.rows
    assert rule in {fault.rule for fault in reading.faults}
    for fault in reading.faults:
        assert (fault.row, fault.key) == (2, column), fault
        assert fault.address == f"{column_letter(place)}2"
        assert fault.column == table[column].label
        assert fault.message.endswith("。")
        assert fault.message_en.endswith(".")


@pytest.mark.parametrize("key", KEYS)
def test_a_row_that_stands_there_twice_is_found_in_its_second_place(key):
    table = definition(key)
    row = examples(table)
    reading = read(table, filling.as_csv(table, [row, row]), "表.csv")
    faults = [fault for fault in reading.faults if fault.row == 3]
    assert "key" in {fault.rule for fault in faults}
    assert all("第2行" in fault.message for fault in faults)
    assert [good.number for good in reading.rows] == [2]


def test_a_value_that_must_be_unique_is_found_in_another_row():
    table = definition("licences")
    row = examples(table)
    other = {**row, "document_no": "海审批许〔2026〕19号"}
    reading = read(table, filling.as_csv(table, [row, other]), "表.csv")
    assert [(fault.row, fault.key, fault.rule) for fault in reading.faults] == [
        (3, "certificate_no", "unique")
    ]


def test_a_budget_that_does_not_balance_is_found_when_every_row_is_right():
    table = definition("budget")
    income = examples(table)
    spending = {**income, "side": "支出", "item": "人员经费", "amount": Decimal("1200.4")}
    reading = read(table, filling.as_csv(table, [income, spending]), "表.csv")
    assert [(fault.row, fault.key, fault.rule) for fault in reading.faults] == [
        (0, "amount", "balance")
    ]
    assert "相差0.1" in reading.faults[0].message
    assert len(reading.rows) == 2


def test_good_rows_are_there_beside_the_faults_of_others():
    table = definition("subsidies")
    row = examples(table)
    wrong = {**row, "identity_no": "110101199001010016"}
    other = {**row, "subsidy": "草原补贴", "amount": None, "paid_on": date(2026, 7, 1)}
    reading = read(table, filling.as_csv(table, [row, wrong, other]), "表.csv")
    assert [good.number for good in reading.rows] == [2]
    assert reading.bad_row_count == 2
    assert not reading.is_clean
    assert [(fault.row, fault.key) for fault in reading.faults] == [
        (3, "identity_no"), (4, "amount")
    ]  # fmt: skip
    assert "110101199001010016" not in "".join(str(fault) for fault in reading.faults)


def test_a_form_is_read_and_judged_like_a_row_of_a_sheet():
    table = definition("penalties")
    posted = {key: filling.typed(value) for key, value in examples(table).items()}
    judge = tables.Judge(table, TODAY)
    row, faults = typed_tables.read_row(judge, 1, posted)
    assert not faults
    assert row.values == examples(table)
    wrong = {**posted, "decided_on": "昨天", "kind": "", "decision_no": "海城管罚决〔2026〕4号"}
    row, faults = typed_tables.read_row(judge, 2, wrong)
    assert [(fault.key, fault.rule) for fault in faults] == [
        ("decided_on", "type"), ("kind", "required")
    ]  # fmt: skip
    assert row.values["decided_on"] is None
    _row, faults = typed_tables.read_row(judge, 3, posted)
    assert [(fault.key, fault.rule) for fault in faults] == [("decision_no", "key")]
