"""The published figures of 2019, from the ledger: every cell, every count, every sum."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongkai.office.annual_reports import gathering
from gongkai.office.desk.demonstration import people
from gongkai.rules.annual_report import build, editions

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


@pytest.fixture
def built(township) -> dict:
    printed = StringIO()
    call_command("annual_report", body=people.TOWNSHIP, year=2019, json=True, stdout=printed)
    return json.loads(printed.getvalue())


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="the real documents of ../shared are not here")
class TestAgainstThePublishedReport:
    @pytest.fixture
    def expected(self) -> dict:
        return json.loads((CORPUS / "expected" / "000.json").read_text(encoding="utf-8"))

    def test_every_printed_cell_is_equal(self, built, expected):
        wrong = []
        for table in ("table2", "table3", "table4"):
            for row, cells in expected[table].items():
                ours = built[table][row]
                pairs = cells.items() if isinstance(cells, dict) else enumerate(cells)
                wrong += [
                    (table, row, place, value, ours[place])
                    for place, value in pairs
                    if value is not None and ours[place] != value
                ]
            assert list(built[table]) == list(expected[table])
        assert wrong == []

    def test_every_count_in_words_is_equal(self, built, expected):
        def told(report: dict) -> list[tuple]:
            return sorted((c["n"], c["unit"], c["channel"]) for c in report["narrative_counts"])

        assert told(built) == told(expected)

    def test_body_year_and_form_are_equal(self, built, expected):
        for key in ("body", "year", "form"):
            assert built[key] == expected[key]


def test_the_keys_stand_in_the_agreed_order(built):
    assert list(built) == [
        "body", "year", "form", "table2", "table3", "table4", "narrative_counts", "findings",
    ]  # fmt: skip
    assert len(built["table3"]["granted"]) == 7


def test_no_check_finds_an_error(built):
    assert [each for each in built["findings"] if each["severity"] == "error"] == []


def test_177_opens_onto_twelve_records_that_sum_to_177(township):
    facts = gathering.facts(body_id=township.pk, year=2019)
    filled = build.fill(editions.for_year(2019), facts, body=township.name, year=2019)
    (key,) = [k for k in filled.cells if str(k) == "table2.punishment.decisions"]
    records = [
        record
        for fact in filled[key].facts
        for record in gathering.ROOMS[fact.room].records(fact, body_id=township.pk, year=2019)
    ]
    assert len(records) == 12
    assert sum(record.counted for record in records) == filled[key].value == 177


def test_every_fact_of_every_room_opens_onto_records_that_sum_to_it(township):
    for fact in gathering.facts(body_id=township.pk, year=2019):
        ledger = gathering.ROOMS[fact.room]
        records = list(ledger.records(fact, body_id=township.pk, year=2019))
        assert sum(record.counted for record in records) == fact.quantity, fact
        assert len(records) == fact.record_count, fact
        lines = ledger.lines(fact, records)
        assert all(line.text and line.key for line in lines)


@pytest.mark.parametrize(
    ("body", "year", "sentence"),
    [("没有这个乡", 2019, "没有名为"), (people.TOWNSHIP, 2012, "2012")],
    ids=["an unknown body", "a year before the forms"],
)
def test_the_command_refuses_with_a_sentence(township, body, year, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("annual_report", body=body, year=year, json=True, stdout=StringIO())


def test_loading_twice_changes_nothing(township):
    before = gathering.facts(body_id=township.pk, year=2019)
    call_command("load_demonstration", stdout=StringIO())
    assert gathering.facts(body_id=township.pk, year=2019) == before
