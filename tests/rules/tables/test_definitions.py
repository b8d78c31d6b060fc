"""The typed tables on file: sound, sourced, and careful with persons."""

import tomllib
from datetime import date

import pytest

from gongkai.rules import catalogue, tables
from gongkai.rules.effective import NotInForce, UnreadableData
from gongkai.rules.tables import ColumnType, Mask, Shown, UnknownTable, library
from gongkai.rules.tables.definition import UnsoundDefinition
from gongkai.rules.tables.fields import fields

ON = date(2026, 11, 25)
ALL = pytest.mark.parametrize("table", tables.every(ON), ids=lambda table: table.key)


def test_what_recurs_has_a_table():
    assert {table.key for table in tables.every(ON)} == {
        "assistance", "budget", "final_accounts", "land", "licences", "penalties", "procurement",
        "subsidies", "three_expenses",
    }  # fmt: skip


@ALL
def test_a_table_has_words_in_both_languages_and_a_source(table):
    assert table.source.instrument
    assert table.gloss.isascii()
    assert len(table.advice) == len(table.advice_en)
    assert table.frequency.label
    for column in table.columns:
        assert column.label
        assert column.gloss.isascii()
        assert bool(column.hint) == bool(column.hint_en), column.label
        for rule in column.rules:
            assert bool(rule.says) == bool(rule.says_en), column.label


@ALL
def test_a_table_belongs_to_an_entry_of_the_catalogue_that_names_it(table):
    entry = catalogue.entry(table.category, ON)
    assert table.key in entry.tables


def test_the_catalogue_names_no_table_that_is_not_there():
    named = {key for entry in catalogue.every(ON) for key in entry.tables}
    assert named == {table.key for table in tables.every(ON)}


@ALL
def test_nothing_private_is_shown_whole(table):
    for column in table.columns:
        if column.type is ColumnType.IDENTITY:
            assert column.shown is not Shown.YES
            assert column.masked_when is None
    assert all(
        column.key != "remark" for column in table.public_columns if table.category != "20.7"
    )


def test_penalties_show_no_identity_number_at_all():
    table = tables.get("penalties", ON)
    assert table["identity_no"].shown is Shown.NO
    assert table["party_name"].mask is Mask.SURNAME


def test_subsidies_show_the_tail_of_an_identity_number():
    assert tables.get("subsidies", ON)["identity_no"].mask is Mask.TAIL


@ALL
def test_a_form_has_a_field_for_each_column_and_says_what_is_seen(table):
    found = fields(table)
    assert [field.key for field in found] == [column.key for column in table.columns]
    for field, column in zip(found, table.columns, strict=True):
        assert (field.input == "select") == bool(field.choices)
        assert field.length > 0
        assert (field.seen == "不公开") == (column.shown is Shown.NO)
        assert field.seen_en


def test_a_table_is_found_by_day_and_by_version():
    assert tables.get("penalties", ON) is tables.version("penalties", 1)
    with pytest.raises(NotInForce):
        tables.get("penalties", date(2021, 7, 14))
    with pytest.raises(UnknownTable, match="weather"):
        tables.get("weather", ON)
    with pytest.raises(UnknownTable, match="version 9"):
        tables.version("penalties", 9)
    assert "penalties" not in {table.key for table in tables.every(date(2020, 1, 1))}


SMALL = """
[[table]]
from = 2020-01-01
source = {instrument = "试"}
key = "t"
version = 1
title = "表"
gloss = "Table"
category = "20.15"
frequency = "year"
natural_key = ["a"]
[[table.column]]
key = "a"
label = "甲"
gloss = "A"
type = "text"
public = "yes"
"""


def small(text):
    return library.read("t", tomllib.loads(text))


def test_a_new_version_is_an_entry_beside_the_old_one():
    newer = SMALL.replace("2020-01-01", "2027-01-01").replace("version = 1", "version = 2")
    history = small(SMALL + newer)
    assert history.on(date(2026, 12, 31)).value.version == 1
    assert history.on(date(2027, 1, 1)).value.version == 2


@pytest.mark.parametrize(
    ("old", "new", "error", "says"),
    [
        ('natural_key = ["a"]', 'natural_key = ["b"]', UnreadableData, "no column b"),
        ('type = "text"', 'type = "identity"', UnreadableData, "masked or not shown"),
        ('public = "yes"', 'public = "masked"', UnreadableData, "how is not said"),
        ('type = "text"', 'type = "choice"', UnreadableData, "has choices"),
        ('type = "text"', 'type = "poem"', UnreadableData, "poem"),
        ('key = "t"', 'key = "u"', UnreadableData, "another key"),
        ("from = 2020-01-01", "", UnreadableData, "from"),
    ],
)
def test_an_unsound_definition_is_refused(old, new, error, says):
    with pytest.raises(error, match=says):
        small(SMALL.replace(old, new, 1))


def test_a_column_that_stands_there_twice_is_refused():
    column = SMALL[SMALL.index("[[table.column]]") :]
    with pytest.raises(UnreadableData, match="twice") as refusal:
        small(SMALL + column)
    assert isinstance(refusal.value.__cause__, UnsoundDefinition)
