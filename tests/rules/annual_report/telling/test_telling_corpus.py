"""Real reports: every count that readers found in their sentences is found, none is wrong."""

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from gongkai.rules.annual_report import telling
from gongkai.rules.annual_report.form import NarrativeCount

pytestmark = pytest.mark.corpus

FOUND_AT_LEAST = 1.0
CHANNEL_AT_LEAST = 0.75


def documents(corpus: Path) -> list[tuple[dict[str, Any], list[str]]]:
    """Return every report with the lines of its text, markup taken away."""
    read = []
    for file in sorted((corpus / "expected").glob("*.json")):
        (source,) = (d for d in (corpus / "documents").glob(f"{file.stem}.*") if d.suffix != ".pdf")
        text = source.read_text("utf-8")
        if source.suffix == ".html":
            text = re.sub(r"<[^>]+>", "\n", text)
        read.append((json.loads(file.read_text("utf-8")), text.splitlines()))
    return read


def tell_of_one(first: str, second: str) -> bool:
    """Tell whether two quotes are about one place: the shared words hold the number."""
    if first in second or second in first:
        return True
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return match.size >= 5 and bool(re.search(r"\d", first[match.a : match.a + match.size]))


def told(expected: dict[str, Any], counts: tuple[NarrativeCount, ...]) -> list[NarrativeCount]:
    quote = "".join(expected["quote"].split())
    return [count for count in counts if tell_of_one(quote, count.quote)]


def right(expected: dict[str, Any], counts: list[NarrativeCount]) -> list[NarrativeCount]:
    said = (expected["n"], expected["unit"])
    return [c for c in counts if (float(c.n), c.unit) == said]


def test_the_counts_that_readers_found_are_found_and_none_is_wrong(corpus: Path):
    found = named = asked = 0
    wrong = []
    for data, lines in documents(corpus):
        counts = telling.read(lines)
        for expected in data["narrative_counts"]:
            about = told(expected, counts)
            same = right(expected, about)
            wrong += [(data["id"], expected, about)] if about and not same else []
            asked += 1
            found += bool(same)
            named += any(
                c.channel in expected["channel"] or expected["channel"] in c.channel for c in same
            )

    assert wrong == []
    assert found / asked >= FOUND_AT_LEAST
    assert named / asked >= CHANNEL_AT_LEAST


def test_every_quote_stands_in_its_document(corpus: Path):
    for data, lines in documents(corpus):
        text = "".join("".join(lines).split())
        assert [c.quote for c in telling.read(lines) if c.quote not in text] == [], data["id"]


def test_lists_are_faulted_exactly_where_readers_found_them_wrong(corpus: Path):
    faulted = {
        data["id"]: [(f.found, f.expected) for f in found]
        for data, lines in documents(corpus)
        if (found := list(telling.findings(telling.sections(lines))))
    }

    assert faulted == {"020": [(2599, 2533)], "027": [(90, 93)], "029": [(61, 76)]}


def test_the_year_of_every_report_is_read(corpus: Path):
    years = {data["id"]: telling.front(lines).year for data, lines in documents(corpus)}

    assert years == {data["id"]: data["year"] for data, _ in documents(corpus)}


def test_the_body_of_every_report_is_read_and_never_a_wrong_one(corpus: Path):
    bodies = {data["id"]: telling.front(lines).body for data, lines in documents(corpus)}
    # the fixture has a remark in its name; the other does not name its body anywhere
    known = {data["id"]: data["body"].split(" (")[0] for data, _ in documents(corpus)}

    assert bodies == known | {"012": ""}
