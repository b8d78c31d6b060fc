"""Sentences of our own writing: the counts, lists, heads and titles that they tell."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.rules.annual_report import telling
from gongkai.rules.annual_report.form import Section

SPEC = tomllib.loads((Path(__file__).parents[2] / "spec" / "telling.toml").read_text("utf-8"))


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in SPEC[kind]]


@pytest.mark.parametrize("case", cases("count"))
def test_sentences_tell_their_counts(case: dict[str, Any]):
    lines = case.get("lines") or [case["text"]]

    counts = telling.read(lines)

    assert [[str(c.n), c.unit, c.channel] for c in counts] == case["counts"]
    assert [c.quote for c in counts][: len(case.get("quotes", ()))] == case.get("quotes", [])
    assert all(c.quote in "".join("".join(lines).split()) for c in counts if "lines" not in case)


@pytest.mark.parametrize("case", cases("list"))
def test_complete_lists_are_held_against_their_totals(case: dict[str, Any]):
    found = list(telling.findings([Section(1, "总体情况", (case["text"],))]))

    assert [n for f in found for n in (f.found, f.expected)] == case["found"]
    assert all(f.rule == "W4" and str(f.expected) in f.message for f in found)


@pytest.mark.parametrize("case", cases("head"))
def test_sections_are_known_by_their_heads(case: dict[str, Any]):
    assert [s.number for s in telling.sections(case["lines"])] == case["numbers"]


@pytest.mark.parametrize("case", cases("table"))
def test_rows_of_a_table_are_no_paragraphs_of_its_section(case: dict[str, Any]):
    (section,) = telling.sections([case["head"], *case["lines"]])

    assert list(section.paragraphs) == case["prose"]


def test_a_report_in_one_line_is_cut_at_its_heads():
    filler = "本机关依法公开政府信息。" * 20
    line = f"一、总体情况{filler}五、存在的主要问题及改进情况{filler}六、其他需要报告的事项无。"

    sections = telling.sections([line])

    assert [(s.number, s.title) for s in sections] == [
        (1, "总体情况"),
        (5, "存在的主要问题及改进情况"),
        (6, "其他需要报告的事项"),
    ]
    assert sections[0].paragraphs == (filler,)
    assert sections[2].paragraphs == ("无。",)


def test_a_wrapped_line_continues_its_paragraph():
    sections = telling.sections(
        ["一、总体情况", "全年公开政", "府信息。", "（一）主动公开。", "好。"]
    )

    assert sections[0].paragraphs == ("全年公开政府信息。", "（一）主动公开。", "好。")


@pytest.mark.parametrize("case", cases("front"))
def test_a_report_says_whose_it_is_and_of_which_year(case: dict[str, Any]):
    front = telling.front(case["lines"])

    assert (front.body, front.year) == (case["body"], case.get("year"))
    assert front.title == case.get("title", front.title)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布时间: 2032-01-20 15:22", date(2032, 1, 20)),
        ("发布日期：2032年1月8日", date(2032, 1, 8)),
        ("2032年1月9日", date(2032, 1, 9)),
        ("发布时间: 2032-13-45", None),
        ("统计期限自2031年1月1日起", None),
        ("信息来源：办公室 时间：2032-01-07 21:02", date(2032, 1, 7)),
        ("二〇三二年一月二十日", date(2032, 1, 20)),
        ("2032-02-10 15:59", date(2032, 2, 10)),
    ],
)
def test_the_day_of_publication_is_told_by_its_label_or_signature(line: str, day: date | None):
    assert telling.front([line]).published_on == day
