"""Remembered false alarms, profiles and the verdict."""

from dataclasses import replace

import pytest

from gongkai.rules.scan import (
    Hidden,
    Hit,
    Passage,
    Profile,
    Resolution,
    Severity,
    rulebook,
    scan,
    verdict,
)  # fmt: skip
from gongkai.rules.scan.hits import mask, mask_runs
from tests.rules.scan import samples

NUMBER = samples.with_check("64010119900307123")
OTHER = samples.with_check("64010119900307124")
SENTENCE = "经办人王某的号码为"


def hits(text: str, *, title: str = samples.WHOLE.title, **more: object) -> tuple[Hit, ...]:
    hidden = more.pop("hidden", None)
    metadata = replace(samples.WHOLE, title=title)
    return scan([Passage("正文", text, hidden)], metadata=metadata, on=samples.ON, **more)


def only(found: tuple[Hit, ...], rule: str) -> Hit:
    matching = [hit for hit in found if hit.rule == rule]
    assert len(matching) == 1
    return matching[0]


@pytest.fixture
def confirmed() -> set[str]:
    return {only(hits(SENTENCE + NUMBER), "identity-number").fingerprint}


def severity(text: str, remembered: set[str], **more: object) -> Severity:
    return only(hits(text, remembered=remembered, **more), "identity-number").severity


def test_a_remembered_alarm_is_still_shown_and_asks_for_nothing(confirmed: set[str]):
    found = hits(SENTENCE + NUMBER, remembered=confirmed)

    assert [hit.severity for hit in found] == [Severity.REMEMBERED]
    assert verdict(found).may_be_released


def test_spaces_and_width_do_not_change_what_is_remembered(confirmed: set[str]):
    wide = "".join(chr(ord(one) + 0xFEE0) for one in NUMBER)

    assert severity(f"经办人 王某的号码\u200b为{wide}", confirmed) is Severity.REMEMBERED


def test_another_number_in_the_same_words_is_an_alarm(confirmed: set[str]):
    assert severity(SENTENCE + OTHER, confirmed) is Severity.BLOCKING


def test_the_same_number_in_other_words_is_an_alarm(confirmed: set[str]):
    assert severity("监护人李某的号码为" + NUMBER, confirmed) is Severity.BLOCKING


def test_the_same_number_in_the_same_words_of_another_item_is_an_alarm(confirmed: set[str]):
    assert severity(SENTENCE + NUMBER, confirmed, title="另一条信息") is Severity.BLOCKING


def test_the_same_number_in_hidden_content_is_an_alarm(confirmed: set[str]):
    found = hits(SENTENCE + NUMBER, remembered=confirmed, hidden=Hidden.COLUMN)
    hit = only(found, "identity-number")

    assert hit.severity is Severity.BLOCKING
    assert "还原" in hit.message
    assert "uncover" in hit.gloss


def test_hidden_content_that_grew_is_an_alarm_again():
    first = only(hits("旧批注", hidden=Hidden.COMMENT), "hidden-content")
    passages = [
        Passage("正文", "旧批注", Hidden.COMMENT),
        Passage("正文", "新批注", Hidden.COMMENT),
    ]

    again = scan(passages, metadata=samples.WHOLE, on=samples.ON, remembered={first.fingerprint})

    assert [hit.severity for hit in again] == [Severity.WARNING]


def test_a_word_confirmed_in_a_sentence_is_remembered_in_every_item():
    text = "馆藏民国台帐一册，供研究用。"
    name = only(hits(text), "wrong-word").fingerprint

    assert only(hits(text, title="另一条", remembered={name}), "wrong-word").severity is (
        Severity.REMEMBERED
    )
    other = only(hits("请建立台帐。", remembered={name}), "wrong-word")
    assert other.severity is Severity.ADVICE


def test_what_only_a_correction_mends_is_never_remembered():
    metadata = replace(samples.WHOLE, title="")
    first = scan([], metadata=metadata, on=samples.ON)

    again = scan([], metadata=metadata, on=samples.ON, remembered={first[0].fingerprint})

    assert [hit.severity for hit in again] == [Severity.BLOCKING]


def test_fingerprints_do_not_show_the_number(confirmed: set[str]):
    assert all(NUMBER not in name and len(name) == 32 for name in confirmed)


def test_an_inspection_does_not_ask_for_entries():
    metadata = replace(samples.WHOLE, title="", keywords=())
    text = [Passage("正文", NUMBER)]

    found = scan(text, metadata=metadata, on=samples.ON, profile=Profile.INSPECTION)

    assert [hit.rule for hit in found] == ["identity-number"]


def test_what_stands_around_is_masked_too():
    found = only(hits(f"卡主{NUMBER}，电话13800001234。"), "mobile-phone")

    assert NUMBER not in found.before + found.masked + found.message
    assert found.masked == "138****1234"


@pytest.mark.parametrize(
    ("number", "shown"),
    [("640101199003071234", "640***********1234"), ("1234", "1***"), ("", "")],
)
def test_numbers_are_masked(number: str, shown: str):
    assert mask(number) == shown


def test_short_numbers_in_a_text_are_not_masked():
    assert mask_runs("共12件，20240405号，10000元") == "共12件，20240405号，10000元"


# ---------------------------------------------------------------- the verdict


def resolution(hit: Hit, reason: str = "该号码为公开的示例号码", by: str = "审核员") -> Resolution:
    return Resolution(hit.fingerprint, reason, by)


def test_a_blocking_hit_waits_for_a_reason():
    found = hits(SENTENCE + NUMBER)

    waiting, given = verdict(found), verdict(found, [resolution(found[0])])

    assert waiting.open_blocking == found
    assert not waiting.may_be_released
    assert waiting.may_begin_review
    assert given.resolved == found
    assert given.may_be_released


@pytest.mark.parametrize("reason", ["", "同意", "。。。。。。。。", "      "])
def test_a_reason_that_says_nothing_releases_nothing(reason: str):
    found = hits(SENTENCE + NUMBER)

    given = verdict(found, [resolution(found[0], reason)])

    assert not given.may_be_released
    assert len(given.unreasoned) == 1


def test_a_reason_without_a_name_releases_nothing():
    found = hits(SENTENCE + NUMBER)

    assert not verdict(found, [resolution(found[0], by=" ")]).may_be_released


def test_a_missing_field_is_mended_by_no_reason():
    found = scan([], metadata=replace(samples.WHOLE, publisher=""), on=samples.ON)

    given = verdict(found, [resolution(found[0])])

    assert given.to_correct == found
    assert not given.may_begin_review
    assert not given.may_be_released


def test_a_reason_for_what_is_no_longer_there_is_told():
    gone = resolution(hits(SENTENCE + NUMBER)[0])

    given = verdict(hits("无事。"), {gone.fingerprint: gone})

    assert given.unused == (gone,)
    assert given.may_be_released


def test_warnings_and_advice_do_not_stop_an_item():
    given = verdict(hits("截止到目前，电话13800001234。"))

    assert [hit.rule for hit in given.warnings] == ["mobile-phone"]
    assert [hit.rule for hit in given.advice] == ["wrong-word"]
    assert given.may_begin_review
    assert given.may_be_released


def test_rules_that_must_be_corrected_block():
    fixed = [rule for rule in rulebook.rules() if not rule.waivable]

    assert fixed
    assert all(rule.weights[Profile.GATE] is Severity.BLOCKING for rule in fixed)
