"""Exports say what is public, in every form alike; feeds and site maps are valid."""

import csv
import gzip
import io
import json
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from gongkai.office.publishing import actions
from gongkai.office.publishing.queries import bulk
from gongkai.portal.datasets.exports import COLUMNS
from tests.office.publishing import gate

EVIL = "=cmd|' /C calc'!A0"


def body_of(answer) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def rows(program, address) -> list[dict[str, str]]:
    text = body_of(program.get(address)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_csv_cell_never_starts_a_formula(office, program):
    gate.published(office, title=EVIL, keywords="+1 -2", publisher="@甲")
    row = rows(program, "/open/items.csv")[0]
    assert row["title"] == f"'{EVIL}"
    assert not any(value.startswith(("=", "+", "-", "@", "\t")) for value in row.values())


def test_every_form_says_the_same(office, program, tmp_path):
    for number in range(3):
        gate.published(office, title=f"第{number}条", at=gate.AT + timedelta(days=number))
    lines = body_of(program.get("/open/items.jsonl")).decode().splitlines()
    told = [json.loads(line) for line in lines]
    assert [each["title"] for each in told] == ["第0条", "第1条", "第2条"]
    assert [each["code"] for each in rows(program, "/open/items.csv")] == [
        each["code"] for each in told
    ]
    out = Path(tmp_path) / "items.parquet"
    out.write_bytes(body_of(program.get("/open/items.parquet")))
    with duckdb.connect() as base:
        read = base.execute(f"SELECT code, text, signed_on FROM '{out}'").fetchall()
        columns = [each[0] for each in base.execute(f"DESCRIBE SELECT * FROM '{out}'").fetchall()]
    assert columns == list(COLUMNS)
    assert read == [(each["code"], each["text"], date(2026, 2, 27)) for each in told]


def test_an_export_of_nothing_has_its_columns(office, program, tmp_path):
    assert rows(program, "/open/items.csv") == []
    assert body_of(program.get("/open/items.jsonl")) == b""
    out = Path(tmp_path) / "none.parquet"
    out.write_bytes(body_of(program.get("/open/items.parquet")))
    with duckdb.connect() as base:
        assert base.execute(f"SELECT count(*) FROM '{out}'").fetchone() == (0,)


def test_an_export_is_of_a_body_a_year_or_a_month(office, program):
    gate.published(office, title="三月")
    gate.published(office, title="四月", at=gate.AT + timedelta(days=40))
    code = office.body.code
    for address, expected in (
        ("/open/items-2026.csv", ["三月", "四月"]), ("/open/items-2026-04.csv", ["四月"]),
        ("/open/items-2025.csv", []), (f"/open/bodies/{code}/items.csv", ["三月", "四月"]),
        (f"/open/bodies/{code}/items-2026-03.csv", ["三月"]),
        (f"/open/items.csv?body={code}&year=2026", ["三月", "四月"]),
    ):  # fmt: skip
        assert [each["title"] for each in rows(program, address)] == expected, address
    assert program.get("/open/bodies/none/items.csv").status_code == 404
    assert program.get("/open/items-2026-13.csv").status_code == 404


def test_what_was_taken_down_is_in_no_export(office, program):
    copy = gate.published(office, title="撤下的", summary="独一无二的概述")
    actions.withdraw(
        copy.item, public_reason="other", reason="其他", by=office.approver,
        at=gate.AT + timedelta(days=1),
    )  # fmt: skip
    for address in ("/open/items.csv", "/open/items.jsonl", "/feeds/items.atom",
                    "/feeds/items.rss", "/feeds/items.json", "/feeds/items.ics"):  # fmt: skip
        assert "独一无二" not in body_of(program.get(address)).decode()


def test_a_compressed_export_is_the_export(office, program):
    gate.published(office)
    plain = body_of(program.get("/open/items.jsonl"))
    assert gzip.decompress(body_of(program.get("/open/items.jsonl.gz"))) == plain
    sent = program.get("/open/items.jsonl", headers={"Accept-Encoding": "gzip"})
    assert sent["Content-Encoding"] == "gzip"
    assert gzip.decompress(body_of(sent)) == plain


def test_an_export_asks_for_a_batch_at_a_time(office, django_assert_num_queries):
    for number in range(5):
        gate.published(office, at=gate.AT + timedelta(minutes=number))
    with django_assert_num_queries(3):
        assert len(list(bulk.walk(bulk.Extent(), batch=2))) == 5


def test_a_known_export_is_not_written_again(office, program):
    gate.published(office)
    first = program.get("/open/items.csv")
    body_of(first)
    again = program.get("/open/items.csv", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_feed_is_xml_whatever_a_title_holds(office, program, kind):
    gate.published(office, title="<坏> & \x0b\x01标题", summary="]]> \x08\ufffe")
    tree = etree.fromstring(body_of(program.get(f"/feeds/items.{kind}")))
    titles = [each.text for each in tree.iter("{*}title")]
    assert "<坏> & 标题" in titles
    assert "/items/" in etree.tostring(tree).decode()


def test_a_feed_is_of_a_body_or_a_category(office, program):
    gate.published(office, title="甲", category="20.1")
    gate.published(office, title="乙", category="20.12", at=gate.AT + timedelta(hours=1))
    assert [each["title"] for each in program.get("/feeds/items.json").json()["items"]] == [
        "乙",
        "甲",
    ]
    for address in ("/feeds/categories/20.1.json", "/feeds/items.json?category=20.1"):
        assert [each["title"] for each in program.get(address).json()["items"]] == ["甲"]
    assert len(program.get(f"/feeds/bodies/{office.body.code}.json").json()["items"]) == 2
    assert program.get("/feeds/bodies/none.json").status_code == 404


def test_the_calendar_tells_the_last_days_in_folded_lines(office, program):
    later = date(2099, 5, 6)
    gate.published(office, title="公示，" + "很长的标题" * 20, expires_on=later)
    gate.published(office, title="没有期限", at=gate.AT + timedelta(hours=1))
    text = body_of(program.get("/feeds/items.ics"))
    assert text.count(b"BEGIN:VEVENT") == 1
    assert b"DTSTART;VALUE=DATE:20990506\r\nDTEND;VALUE=DATE:20990507" in text
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert "很长的标题" * 20 in text.replace(b"\r\n ", b"").decode()


def test_the_site_map_names_every_public_page_in_parts(office, program, monkeypatch):
    monkeypatch.setattr(bulk, "PART", 1)
    codes = {gate.published(office, at=gate.AT + timedelta(hours=n)).code for n in range(3)}
    index = etree.fromstring(program.get("/sitemap.xml").content)
    parts = [each.text for each in index.iter("{*}loc")]
    assert len(parts) == 3
    found = set()
    for part in parts:
        page = etree.fromstring(program.get(part.removeprefix("http://testserver")).content)
        found |= {each.text.rstrip("/").rpartition("/")[2] for each in page.iter("{*}loc")}
    assert found == codes
    assert "Sitemap: http://testserver/sitemap.xml" in program.get("/robots.txt").content.decode()


def test_the_catalogue_of_data_names_files_that_are_there(office, program):
    gate.published(office)
    said = json.loads(program.get("/open/catalog.jsonld").content)
    urls = [
        each["dcat:downloadURL"]["@id"]
        for dataset in said["dcat:dataset"] for each in dataset["dcat:distribution"]
    ]  # fmt: skip
    assert len(urls) == 6
    for url in urls:
        assert body_of(program.get(url.removeprefix("http://testserver")))
