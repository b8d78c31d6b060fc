"""What is published of a table: as CSV, XLSX and JSON, the same cells, masked and exact."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gongkai.documents import typed_tables
from gongkai.rules.tables import NilReturn, TableRow, public_table
from tests.documents.typed_tables import sound
from tests.documents.typed_tables.filling import KEYS, definition, examples

TABLE = definition("subsidies")


def shown(key="subsidies", count=2, **more):
    table = definition(key)
    rows = [TableRow(at, examples(table)) for at in range(2, 2 + count)]
    return public_table(table, rows, **more)


def sheet_of(data: bytes) -> list[list[object]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        return book.get_sheet_by_index(0).to_python()


def lines_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("key", KEYS)
def test_no_file_holds_what_is_not_shown(key):
    table = definition(key)
    made = shown(key)
    hidden = [
        str(examples(table)[column.key])
        for column in table.columns
        if column not in table.public_columns and examples(table)[column.key]
    ]
    identities = [str(examples(table).get("identity_no") or "-" * 18)]
    for data in (typed_tables.as_csv(made), typed_tables.as_json(made)):
        text = data.decode("utf-8")
        assert made.heads[0] in text
        assert not [words for words in (*hidden, *identities) if words in text]
    cells = [str(cell) for line in sheet_of(typed_tables.as_workbook(made)) for cell in line]
    assert cells[: len(made.heads)] == list(made.heads)
    assert not set(cells) & {*hidden, *identities}


@pytest.mark.parametrize("key", [key for key in KEYS if "identity_no" in examples(definition(key))])
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_identity_number_leaves_a_table_whole(key, data):
    table = definition(key)
    rows = [TableRow(at, row) for at, row in enumerate(data.draw(sound.lists(table)), 2)]
    numbers = {str(row.values["identity_no"]) for row in rows if row.values["identity_no"]}
    made = public_table(table, rows)
    shown = typed_tables.as_csv(made).decode() + typed_tables.as_json(made).decode()
    assert not [number for number in numbers if number in shown]
    # Neither the place nor the day of birth is left of it.
    assert not [number for number in numbers if number[:14] in shown]


def test_the_files_say_the_same():
    made = shown()
    lines = lines_of(typed_tables.as_csv(made))
    assert lines[0] == list(made.heads)
    assert lines[1] == [
        "青禾村", "张小田", "**************0015", "耕地地力保护补贴", "100", "12.5", "1250",
        "2026-06-15",
    ]  # fmt: skip
    assert lines[3] == ["合计", "", "", "", "", "25.0", "2500", ""]
    sheet = sheet_of(typed_tables.as_workbook(made))
    assert sheet[1] == [
        "青禾村", "张小田", "**************0015", "耕地地力保护补贴", 100, 12.5, 1250, "2026-06-15"
    ]  # fmt: skip
    assert sheet[3][0] == "合计"
    data = json.loads(typed_tables.as_json(made))
    assert data["rows"][0]["amount"] == "1250"
    assert data["totals"] == {"quantity": "25.0", "amount": "2500"}
    assert (data["table"], data["version"]) == ("subsidies", 1)
    assert {column["unit"] for column in data["columns"]} == {"", "元"}


def test_a_file_is_the_same_every_time():
    assert typed_tables.as_workbook(shown()) == typed_tables.as_workbook(shown())


def test_a_nil_return_stands_in_place_of_rows():
    nil = NilReturn("penalties", date(2026, 7, 1), date(2026, 9, 30), "本季度未作出处罚决定。")
    made = shown("penalties", 0, nil=nil)
    assert lines_of(typed_tables.as_csv(made))[1][0] == (
        "2026年7月1日至2026年9月30日，本期无：本季度未作出处罚决定。"
    )
    assert json.loads(typed_tables.as_json(made))["nil"]["from"] == "2026-07-01"
    assert len(sheet_of(typed_tables.as_workbook(made))) == 2
    assert not made.totals


def test_amounts_keep_every_digit():
    row = {**examples(TABLE), "amount": Decimal("123456789012.34")}
    made = public_table(TABLE, [TableRow(2, row)])
    assert "123456789012.34" in typed_tables.as_csv(made).decode()
    assert '"123456789012.34"' in typed_tables.as_json(made).decode()


def test_control_characters_do_not_reach_a_file():
    row = {**examples(TABLE), "village": "青\x07禾村"}
    made = public_table(TABLE, [TableRow(2, row)], caption="补贴[2026]/一")
    assert "青禾村" in typed_tables.as_csv(made).decode()
    assert "青禾村" in str(sheet_of(typed_tables.as_workbook(made)))
