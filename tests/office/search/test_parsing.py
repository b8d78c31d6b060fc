"""What is typed is read as words, phrases and words to leave out; nothing is a command."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.office.search import vocabulary
from gongkai.office.search.asking import parsing
from gongkai.office.search.asking.parsing import Term


def nothing_more(_word: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("typed", "terms", "excluded"),
    [
        ("低保 名单", ["低保", "名单"], []),
        ("低保，名单；公示", ["低保", "名单", "公示"], []),
        ("低保 -名单", ["低保"], ["名单"]),
        ("低保 －名单", ["低保"], ["名单"]),
        ("GB/T 9704-2012", ["GB/T", "9704-2012"], []),
        ("COVID-19", ["COVID-19"], []),
        ("- -- —", [], []),
        ("*:^~[]{}()", [], []),
        ("fang huo 通知", ["fang huo", "通知"], []),
        ("", [], []),
    ],
)
def test_words_are_told_apart(typed: str, terms: list[str], excluded: list[str]) -> None:
    asked = parsing.read(typed)
    assert [each.text for each in asked.terms] == terms
    assert [each.text for each in asked.excluded] == excluded


@pytest.mark.parametrize("typed", ['"森林防火"', "“森林防火”", "「森林防火」", "＂森林防火＂"])
def test_a_phrase_stands_in_quotation_marks_of_any_kind(typed: str) -> None:
    assert parsing.read(typed).terms == (Term("森林防火", is_exact=True),)


def test_a_mark_without_its_pair_is_passed_over() -> None:
    assert [each.text for each in parsing.read("“森林 防火").terms] == ["森林", "防火"]


def test_what_is_too_long_is_cut_and_says_so() -> None:
    assert parsing.read("防火" * 5_000).is_shortened
    assert parsing.read(" ".join("防" * 2 for _each in range(30))).is_shortened
    assert not parsing.read("防火").is_shortened


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("乡里养老保险怎么办理", ["乡里", "养老保险"]),
        ("低保怎么申请", ["低保"]),
        ("防火通知", ["防火", "通知"]),
        ("2019年低保", ["2019", "低保"]),
        ("桃花坞", ["桃花坞"]),
    ],
)
def test_a_question_without_spaces_is_divided_at_known_words(typed: str, pieces: list[str]) -> None:
    assert parsing.pieces(Term(typed), nothing_more) == pieces


def test_words_of_the_index_divide_too() -> None:
    assert parsing.pieces(Term("桃花坞戏台"), lambda word: word == "桃花坞") == ["桃花坞", "戏台"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2019年3月5日", date(2019, 3, 5)), ("2019-03-05", date(2019, 3, 5)),
        ("２０１９．３．５", date(2019, 3, 5)), ("2019年13月5日", None), ("2019年", None),
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_ways_it_is_written(typed: str, day: date | None) -> None:
    assert parsing.day_of(Term(typed)) == day


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(typed: str) -> None:
    asked = parsing.read(typed)
    assert len(asked.terms) <= parsing.MOST_TERMS
    assert all(each.squeezed for each in [*asked.terms, *asked.excluded])


def test_the_word_list_leads_from_either_word_to_the_other() -> None:
    assert "最低生活保障" in vocabulary.others("低保")
    assert "低保" in vocabulary.others("最低生活保障")
    assert len(vocabulary.words().same) > 450
    assert not vocabulary.words().asking & vocabulary.words().same.keys()
