from pathlib import Path

import pytest

from gongkai.rules.annual_report import (
    build,
    check,
    editions,
    exchange,
    grid,
    recognise,
    rollup,
)
from gongkai.rules.annual_report.editions import UnknownEdition, UnreadableForm
from gongkai.rules.annual_report.form import Cell, CellKey
from gongkai.rules.ledger import Measure, fact

# An edition nobody has published: one table with a column of its own.
INVENTED = """
edition = "2031"
from = 2031-01-01
name = { text = "试验格式", gloss = "A made-up form" }
source = { instrument = "虚构的通知" }
[[section]]
text = "总体情况"
gloss = "General situation"
[[table]]
key = "requests"
section = 1
layout = "matrix"
title = { text = "申请情况", gloss = "Requests" }
total_rule = "H3"
[[table.block]]
key = "only"
columns = [
  { key = "people", text = "个人", gloss = "People", unit = "count", traits = { applicant = ["natural_person"] } },
  { key = "firms", text = "企业", gloss = "Firms", unit = "count", traits = { applicant = ["business"] } },
  { key = "total", text = "总计", gloss = "Total", unit = "count", is_total = true },
]
rows = [
  { key = "received", text = "收到", gloss = "Received", measure = "requests_received" },
  { key = "all", text = "合计", gloss = "All", sums = ["received"], sum_rule = "H2" },
]
[[identity]]
rule = "H1"
table = "requests"
left = ["received"]
right = ["all"]
"""  # noqa: E501 - a row of the form is one line


@pytest.mark.parametrize(
    ("year", "edition"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021")]
)
def test_the_report_year_chooses_the_edition(year: int, edition: str):
    assert editions.for_year(year).edition == edition


def test_a_year_before_the_uniform_tables_is_refused():
    with pytest.raises(UnknownEdition, match="2018"):
        editions.for_year(2018)


def test_an_unknown_edition_is_refused_with_the_known_ones():
    with pytest.raises(UnknownEdition, match="2019、2021"):
        editions.get("1999")


@pytest.mark.parametrize("form", editions.all_editions(), ids=lambda form: form.edition)
def test_every_edition_names_its_source_and_six_sections(form):
    assert form.source.number.startswith("国办公开办函")
    assert len(form.sections) == 6


def test_the_2021_edition_renamed_and_split_rows():
    before, after = editions.get("2019"), editions.get("2021")

    keys = [{key.row for key, _, _ in form.cells()} for form in (before, after)]

    assert keys[0] - keys[1] == {"other_services", "procurement", "other_handling"}
    assert keys[1] - keys[0] == {"other_no_correction", "other_fee_unpaid", "other_other"}


def test_a_new_edition_is_one_data_file_and_no_code(tmp_path: Path):
    (tmp_path / "2031.toml").write_text(INVENTED, "utf-8")
    (form,) = editions.load(tmp_path)
    facts = [
        fact(Measure.REQUESTS_RECEIVED, 3, room="requests", applicant="natural_person"),
        fact(Measure.REQUESTS_RECEIVED, 4, room="requests", applicant="business"),
    ]

    filled = build.fill(form, facts, body="某局", year=2031)

    assert exchange.dump(filled)["requests"] == {
        "received": {"people": 3, "firms": 4, "total": 7},
        "all": {"people": 3, "firms": 4, "total": 7},
    }
    assert [[c.text for c in row] for row in grid.draw(filled, "requests").rows] == [
        ["", "个人", "企业", "总计"],
        ["收到", "3", "4", "7"],
        ["合计", "3", "4", "7"],
    ]
    assert exchange.load(exchange.dump(filled), form) == filled
    plain = grid.plain(grid.draw(filled, "requests"))
    assert recognise.match([plain], form, body="某局", year=2031) == filled
    assert rollup.total([filled, filled], body="某县").value("requests", "all", "total") == 14


def test_the_check_of_a_new_edition_comes_with_its_data(tmp_path: Path):
    (tmp_path / "2031.toml").write_text(INVENTED, "utf-8")
    (form,) = editions.load(tmp_path)
    filled = build.fill(form, [], body="某局", year=2031)
    wrong = filled.with_cells({CellKey("requests", "received", "people"): Cell(1)})

    assert check.findings(filled) == ()
    assert [(f.rule, str(f.cell)) for f in check.findings(wrong)] == [
        ("H1", "requests.all.people"),
        ("H2", "requests.all.people"),
        ("H3", "requests.received.total"),
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('sums = ["received"]', 'sums = ["recieved"]', "recieved"),
        ('left = ["received"]', 'left = ["gone"]', "gone"),
        ('unit = "count", is_total', 'unit = "pieces", is_total', "pieces"),
        ('measure = "requests_received"', 'measure = "requests"', "requests"),
        ('gloss = "Received", ', 'gloss = "Received", glos = "x", ', "glos"),
        ('layout = "matrix"', "", "layout"),
        ("from = 2031-01-01", 'from = "2031"', "year"),
    ],
)
def test_a_form_that_contradicts_itself_is_refused(was: str, becomes: str, told: str):
    assert INVENTED.count(was) == 1

    with pytest.raises(UnreadableForm, match=told):
        editions.read(INVENTED.replace(was, becomes))


def test_two_editions_for_one_year_are_refused(tmp_path: Path):
    (tmp_path / "a.toml").write_text(INVENTED, "utf-8")
    (tmp_path / "b.toml").write_text(INVENTED.replace('"2031"', '"2032"'), "utf-8")

    with pytest.raises(UnreadableForm, match="`to` date"):
        editions.load(tmp_path)
