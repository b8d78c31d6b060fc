"""The lists of terms: which match counts, from when, and that two finders agree."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents.term_finder import AutomatonFinder
from gongkai.rules.scan import (
    Leader,
    Lists,
    OutdatedFinder,
    PairFinder,
    Passage,
    Severity,
    Term,
    TermList,
    UnusableTerm,
    built_in,
    scan,
)  # fmt: skip
from gongkai.rules.scan.finder import settle
from gongkai.rules.scan.folding import fold
from tests.rules.scan import samples

UNHURRIED = settings(deadline=None, max_examples=200)
WORDS = st.lists(st.text("甲乙丙", min_size=2, max_size=5), max_size=8, unique=True)
FEWEST_TERMS = 300


def found(text: str, *own: Term, **more: object) -> list[str]:
    hits = scan(
        [Passage("正文", text)], metadata=samples.WHOLE, on=samples.ON, lists=Lists(own), **more
    )
    return [hit.quote for hit in hits if hit.place == "正文"]


def sensitive(*words: str) -> list[Term]:
    return [Term(TermList.SENSITIVE, word) for word in words]


@UNHURRIED
@given(WORDS, st.text("甲乙丙丁", max_size=40))
def test_both_finders_find_every_occurrence(words: list[str], text: str):
    everywhere = sorted(
        (index, start, start + len(word))
        for index, word in enumerate(words)
        for start in range(len(text))
        if text.startswith(word, start)
    )

    assert sorted(PairFinder(words).find(text)) == everywhere
    assert sorted(AutomatonFinder(words).find(text)) == everywhere


@UNHURRIED
@given(WORDS, st.text("甲乙丙丁", max_size=40))
def test_what_is_settled_covers_all_that_was_found_and_nothing_lies_within_another(
    words: list[str], text: str
):
    every = list(PairFinder(words).find(text))

    settled = settle(every)

    for _index, start, end in every:
        assert any(first <= start and end <= last for _other, first, last in settled)
    for one in settled:
        inside = [each for each in settled if each[1] <= one[1] and one[2] <= each[2]]
        assert inside == [one]


def test_the_longest_term_counts_and_overlapping_ones_both_do():
    assert found("甲乙丙丁", *sensitive("甲乙", "甲乙丙", "丙丁")) == ["甲乙丙", "丙丁"]


def test_an_allowed_phrase_lets_only_what_lies_in_it_be():
    own = [*sensitive("乙丙"), Term(TermList.ALLOWED, "甲乙丙丁")]

    assert found("甲乙丙丁，乙丙", *own) == ["乙丙"]


def test_a_term_that_does_not_count_yet_hides_no_shorter_one():
    own = [*sensitive("甲乙"), Term(TermList.SENSITIVE, "甲乙丙", from_on=date(2030, 1, 1))]

    assert found("甲乙丙", *own) == ["甲乙"]


@pytest.mark.parametrize(
    ("signed", "counts"),
    [(date(2023, 12, 31), False), (date(2024, 1, 1), True), (date(2024, 2, 1), True),
     (date(2024, 2, 2), False)],
)  # fmt: skip
def test_a_term_counts_in_texts_dated_between_its_days(signed: date, counts: bool):
    term = Term(TermList.SENSITIVE, "甲乙", from_on=date(2024, 1, 1), until_on=date(2024, 2, 1))
    metadata = samples.metadata({"metadata": {"signed_on": signed}})

    hits = scan([Passage("正文", "甲乙")], metadata=metadata, on=samples.ON, lists=Lists((term,)))

    assert any(hit.rule == "sensitive-word" for hit in hits) is counts


def test_a_term_brings_its_own_severity_and_its_replacement():
    term = Term(TermList.WRONG, "甲乙", "丙丁", severity=Severity.BLOCKING, note="本县惯例")

    hits = scan(
        [Passage("正文", "甲乙")], metadata=samples.WHOLE, on=samples.ON, lists=Lists((term,))
    )

    assert [(hit.severity, hit.replacement) for hit in hits] == [(Severity.BLOCKING, "丙丁")]
    assert "丙丁" in hits[0].message
    assert "本县惯例" in hits[0].message


@pytest.mark.parametrize(
    "text", ["ＡＢＣ词", "abc词", "A\u200bbC词", "ABC 词", "ABC\n词", "abc\u3000詞"]
)
def test_a_term_is_found_however_it_is_written(text: str):
    assert found(f"，{text}。", *sensitive("Abc词")) == [text]


def test_cells_of_a_row_are_not_read_together():
    assert found("甲\t乙", *sensitive("甲乙")) == []


def test_a_term_of_one_character_is_refused_with_a_sentence():
    with pytest.raises(UnusableTerm, match="不足两个字"):
        Term(TermList.SENSITIVE, "甲\u200b ")


def test_a_finder_made_for_other_words_is_refused():
    with pytest.raises(OutdatedFinder, match="词表已变"):
        found("甲乙", *sensitive("甲乙"), find_terms=AutomatonFinder(("丙丁",)))


def test_both_finders_give_the_same_hits_for_the_built_in_lists():
    text = "".join(f"{term.text}，" for term in built_in().terms)
    passages = [Passage("正文", text)]

    plain = scan(passages, metadata=samples.WHOLE, on=samples.ON)
    fast = scan(
        passages, metadata=samples.WHOLE, on=samples.ON,
        find_terms=AutomatonFinder(built_in().words),
    )  # fmt: skip

    assert plain == fast
    assert len(plain) > FEWEST_TERMS


def test_the_built_in_lists_are_sound():
    terms = [term for term in built_in().terms if term.list is not TermList.ALLOWED]

    assert len(terms) >= FEWEST_TERMS
    assert len({(term.list, fold(term.text)) for term in terms}) == len(terms)
    for term in terms:
        assert fold(term.text) != fold(term.suggestion)
        assert term.source.instrument
        assert all(fold(term.text) in fold(phrase) for phrase in term.unless)
        assert (term.from_on is None) is (term.list is not TermList.BODIES)


@pytest.mark.parametrize(
    "term",
    [term for term in built_in().terms if term.suggestion],
    ids=lambda term: term.text,
)
def test_no_suggestion_is_itself_a_fault(term: Term):
    suggestion = term.suggestion.partition("（")[0] or term.suggestion

    hits = scan([Passage("正文", f"见{suggestion}某处")], metadata=samples.WHOLE, on=samples.ON)

    assert [hit.quote for hit in hits if hit.place == "正文"] == []


def test_leaders_are_judged_by_who_served_on_the_day_of_the_text():
    then = Leader("李明华", ("县长",), until_on=date(2024, 1, 31))
    now = Leader("王建军", ("县长",), from_on=date(2024, 2, 1))
    passage = Passage("正文", "县长王建军主持会议。")

    def told(signed: date) -> list[str]:
        metadata = samples.metadata({"metadata": {"signed_on": signed, "doc_no": "", "genre": ""}})
        hits = scan([passage], metadata=metadata, on=samples.ON, lists=Lists((), (then, now)))
        return [hit.rule for hit in hits if hit.place == "正文"]

    assert told(date(2024, 3, 5)) == []
    assert told(date(2024, 1, 5)) == []
