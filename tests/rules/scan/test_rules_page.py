"""docs/reference/scan-rules.md is the book of the scan in print; a test fails when it is stale."""

from pathlib import Path

import pytest

from gongkai.rules.scan import Hidden, Profile, TermList, built_in, rulebook
from gongkai.rules.scan.folding import traditional

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "scan-rules.md"
OPENS, CLOSES = "<!-- rules -->\n", "<!-- end of rules -->"


def table() -> str:
    lines = [
        "| Rule | Gate | Inspection | Memory | What it says | Source |",
        "|---|---|---|---|---|---|",
    ]
    for rule in rulebook.rules():
        gate, inspection = (
            weight.value if (weight := rule.weights[profile]) else "off" for profile in Profile
        )
        fixed = "" if rule.waivable else ", to be corrected"
        lines.append(
            f"| `{rule.id}` | {gate}{fixed} | {inspection} | {rule.memory.value} "
            f"| {rule.says}<br>{rule.says_en} | {rule.source} |"
        )
    return "\n".join(lines) + "\n"


def test_the_page_has_every_rule_as_the_book_has_it():
    page = PAGE.read_text(encoding="utf-8")

    printed = page.partition(OPENS)[2].partition(CLOSES)[0]

    assert printed == table(), f"Put this between the marks of {PAGE.name}:\n\n{table()}"


def test_the_page_tells_how_many_terms_are_built_in():
    page = PAGE.read_text(encoding="utf-8")
    for kind in (TermList.WRONG, TermList.BODIES, TermList.SENSITIVE):
        count = sum(term.list is kind for term in built_in().terms)
        assert f"| `{kind.value}` | {count} |" in page


@pytest.mark.parametrize("hidden", list(Hidden))
def test_every_kind_of_hidden_content_has_its_words(hidden: Hidden):
    name, gloss = rulebook.labels("hidden")[hidden]

    assert name
    assert gloss


def test_every_rule_is_worded_whole():
    for rule in rulebook.rules():
        assert rule.says.endswith("。")
        assert rule.says_en.endswith(".")
        assert "请" in rule.message
        assert rule.source.instrument


def test_no_traditional_character_is_folded_into_another_that_is_folded():
    pairs = traditional()

    assert len(pairs) > 2_000
    assert not set(pairs.values()) & set(pairs)


def test_traditional_characters_are_those_of_opencc():
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC("t2s").convert

    assert [old for old, new in traditional().items() if convert(old) != new] == []
