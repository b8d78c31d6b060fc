"""Folding, tokens and places of characters."""

import pytest

from gongkai.office.search import letters, sounds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＧＢ／Ｔ ９７０４", "gb/t 9704"),
        ("養老保險", "养老保险"),
        ("二〇一九年", "2019年"),
        ("二零二一年度", "2021年度"),
        ("fáng huǒ", "fang huo"),
        ("lǜ", "lv"),
    ],
)
def test_letters_of_one_meaning_become_one(text: str, expected: str) -> None:
    assert letters.folded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("养老保险", ["养老", "老保", "保险", "险"]),
        ("冯政发〔2019〕5号", ["冯政", "政发", "发", "2019", "5", "号"]),
        ("GB/T 9704", ["gb", "t", "9704"]),
        ("养老\n 保险", ["养老", "老保", "保险", "险"]),
        ("通知。律师", ["通知", "知", "律师", "师"]),
        ("2019年03月05日", ["2019", "年", "3", "月", "5", "日"]),
        ("", []),
        ("、。—（）", []),
    ],
)
def test_chinese_is_indexed_in_pairs_and_words_whole(text: str, expected: list[str]) -> None:
    assert letters.tokens(text) == expected


def test_a_line_break_within_a_word_is_passed_over_but_a_full_stop_divides() -> None:
    assert "法律" not in letters.tokens("办法。律师")
    assert "保险" in letters.tokens("养老保\n险")


@pytest.mark.parametrize(
    "typed", ["冯政发[2019]5号", "冯政发(2019)5号", "冯政发〔２０１９〕5号", "冯政发【2019】5号"]
)
def test_a_document_number_is_asked_alike_in_any_brackets(typed: str) -> None:
    assert letters.asked(typed) == letters.asked("冯政发〔2019〕5号")
    assert letters.squeezed(typed) == "冯政发20195号"


def test_the_end_of_a_phrase_may_be_the_middle_of_a_word() -> None:
    assert letters.asked("养老保") == ([(0, "养老"), (1, "老保")], "")
    assert letters.asked("2019年") == ([(0, "2019")], "年")


def test_squeezed_letters_know_their_places() -> None:
    text = "冯政发〔二〇一九〕 5号"
    plain, places = letters.squeezed_with_places(text)
    assert plain == "冯政发二〇一九5号"
    assert [text[place] for place in places] == list("冯政发二〇一九5号")


def test_words_without_end_are_cut() -> None:
    assert [len(each) for each in letters.tokens("a" * 5_000)] == [letters.LONGEST_WORD]


def test_syllables_are_read_from_letters() -> None:
    assert sounds.readings("fanghuo")[0] == ["fang", "huo"]
    assert ["xi", "an"] in sounds.readings("xian")
    assert sounds.readings("fhtz") == []
    assert sounds.readings("") == []
    assert sounds.without_tones("fang2huo3") == "fanghuo"


@pytest.mark.parametrize(
    ("word", "expected"),
    [("fangh", (["fang"], "h")), ("senlinfa", (["sen", "lin"], "fa")), ("fhtz", ([], "")),
     ("", ([], "")), ("f", ([], ""))],
)  # fmt: skip
def test_a_word_may_end_within_a_syllable(word: str, expected: tuple[list[str], str]) -> None:
    assert sounds.begun(word) == expected


def test_sounds_that_dialects_confuse_are_alike() -> None:
    assert sounds.alike("zheng") == sounds.alike("zen")
    assert sounds.alike("ling") == sounds.alike("nin")
    assert sounds.alike("fang") != sounds.alike("huan")


def test_a_character_of_two_sounds_is_heard_in_both() -> None:
    title = "退耕还林"
    assert {sounds.heard(title)[2], sounds.heard_otherwise(title)[2]} == {"hai", "huan"}
    assert sounds.heard_otherwise("森林防火") == []
