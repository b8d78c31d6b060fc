"""What holds for every text: numbers are found at their place, nothing hides them."""

import re
import sys
from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.rules.scan import (
    Hidden,
    Hit,
    Lists,
    Passage,
    Severity,
    Term,
    TermList,
    fields,
    folding,
    names,
    patterns,
    scan,
)
from gongkai.rules.scan.fields import dates, number
from gongkai.rules.scan.finder import Found, PairFinder
from gongkai.rules.scan.patterns import (
    contacts,
    identity,
    internal,
    leaders,
    links,
    numbers,
    papers,
    rows,
    script,
    secrecy,
    sensitive,
    terms,
)  # fmt: skip
from tests.rules.scan import samples

UNHURRIED = settings(deadline=None, max_examples=120)
FEWER = settings(deadline=None, max_examples=50)
ENTRIES = {"missing-field", "wanted-field"}
# Chinese words without digits, letters or the words that call a number something else.
FILLER = st.text(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同",
    max_size=40,
)
UNSEEN = st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f")
BORN = st.dates(date(1930, 1, 1), date(2023, 12, 31))


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    province = draw(st.sampled_from(sorted(identity.PROVINCES)))
    county = draw(st.integers(100, 9999))
    serial = draw(st.integers(0, 999))
    born = draw(BORN)
    return samples.with_check(f"{province}{county:04}{born:%Y%m%d}{serial:03}")


@st.composite
def disguised(draw: st.DrawFn, text: str) -> str:
    """Write a text with full-width characters and with unseen ones between."""
    written = []
    for each in text:
        wide = each.isascii() and each.isalnum() and draw(st.booleans())
        written.append(chr(ord(each) + 0xFEE0) if wide else each)
        if draw(st.booleans()):
            written.append(draw(UNSEEN))
    return "".join(written)


def found(text: str, **more: object) -> list[Hit]:
    hits = scan([Passage("正文", text)], metadata=samples.WHOLE, on=samples.ON, **more)
    return [hit for hit in hits if hit.place == "正文"]


@UNHURRIED
@given(identity_numbers(), FILLER, FILLER)
def test_a_checked_identity_number_is_found_at_its_place(number: str, before: str, after: str):
    hits = [hit for hit in found(before + number + after) if hit.rule == "identity-number"]

    assert [(hit.start, hit.end, hit.quote) for hit in hits] == [
        (len(before), len(before) + len(number), number)
    ]
    assert hits[0].severity is Severity.BLOCKING
    assert number not in hits[0].message + hits[0].masked + hits[0].gloss


@UNHURRIED
@given(st.data(), identity_numbers(), FILLER)
def test_width_and_unseen_characters_do_not_hide_an_identity_number(
    data: st.DataObject, number: str, before: str
):
    written = data.draw(disguised(number))

    hits = [hit for hit in found(before + written) if hit.rule == "identity-number"]

    assert len(hits) == 1
    assert folding.fold(hits[0].quote) == number.lower()


@UNHURRIED
@given(identity_numbers(), FILLER, st.integers(3, 14), st.integers(1, 10))
def test_a_masked_identity_number_is_none(number: str, before: str, start: int, length: int):
    length = max(length, 4)
    masked = number[:start] + "*" * length + number[start + length :]

    assert not any(hit.rule.startswith("identity") for hit in found(before + masked))


@UNHURRIED
@given(identity_numbers(), st.integers(1, 10), FILLER)
def test_a_wrong_check_digit_never_blocks(number: str, shift: int, before: str):
    checks = "0123456789X"
    wrong = number[:17] + checks[(checks.index(number[17]) + shift) % 11]

    hits = found(before + wrong)

    assert all(hit.severity is not Severity.BLOCKING for hit in hits if "identity" in hit.rule)
    assert any(hit.rule == "identity-number-shape" for hit in hits)


@FEWER
@given(
    st.data(), st.sampled_from(["秘密★1年", "机密★", "绝密★长期", "国家权利机关", "工商行政管理局"])
)
def test_unseen_characters_hide_no_mark_and_no_term(data: st.DataObject, word: str):
    written = data.draw(disguised(word))

    assert any(folding.fold(hit.quote) == folding.fold(word) for hit in found(f"，{written}。"))


@UNHURRIED
@given(st.text(max_size=200))
def test_no_text_makes_it_fail_and_every_quotation_is_where_it_says(text: str):
    for hit in found(text):
        assert text[hit.start : hit.end] == hit.quote
        assert hit.message
        assert hit.gloss


@UNHURRIED
@given(
    st.text("秘密机绝★* 　\n\t0123456789年月日某政发〔〕[]()号村组楼室x@.王小明岁班", max_size=120)
)
def test_no_text_of_the_characters_it_looks_for_makes_it_fail(text: str):
    for hit in found(text):
        assert text[hit.start : hit.end] == hit.quote


@FEWER
@given(st.text("甲乙 \u200b\u3000\nＡa1國国", max_size=60))
def test_folding_finds_back_every_place(text: str):
    folded = folding.Folded(text)
    for place, character in enumerate(folded.tight):
        start, end = folded.span(*folded.clean_span(place, place + 1))
        assert folding.fold(text[start:end]) == character or character.isspace()


class Counting:
    """A finder that counts what it is handed."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self.read = 0

    def find(self, text: str) -> list[Found]:
        self.read += len(text)
        return []


@pytest.mark.parametrize("times", [1, 2, 8])
def test_each_character_is_handed_to_the_finder_once(times: int):
    lists = Lists((Term(TermList.SENSITIVE, "某词"),))
    finder = Counting(lists.words)
    text = "会议研究了有关事项，" * 50 * times

    scan(
        [Passage("标题", text)],
        metadata=samples.WHOLE,
        on=samples.ON,
        lists=lists,
        find_terms=finder,
    )

    others = len(samples.WHOLE.summary) + len("、".join(samples.WHOLE.keywords))
    assert finder.read == len(text) + others


MODULES = [
    contacts, identity, internal, leaders, links, numbers, papers, rows, script, secrecy, sensitive,
    terms, dates, number, folding, names,
]  # fmt: skip


def expressions(module: ModuleType) -> list[re.Pattern[str]]:
    found = []
    for value in vars(module).values():
        several = value.values() if isinstance(value, dict) else [value]
        found += [each for each in several if isinstance(each, re.Pattern)]
    return found


def unbounded(parsed: object, *, inside: bool = False) -> list[str]:
    """Return the repeats without an end that repeat more than one character, or lie in a repeat."""
    wrong = []
    for operator, argument in parsed:  # type: ignore[attr-defined] # the parser's own list
        name = str(operator)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            _least, most, body = argument
            endless = int(most) > 1000
            if endless and (inside or len(body) != 1 or str(body[0][0]) not in ("IN", "LITERAL")):
                wrong.append(str(body))
            wrong += unbounded(body, inside=inside or int(most) > 1)
        elif name == "BRANCH":
            wrong += [each for way in argument[1] for each in unbounded(way, inside=inside)]
        elif name == "SUBPATTERN":
            wrong += unbounded(argument[3], inside=inside)
    return wrong


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_expression_can_run_away(module: ModuleType):
    for expression in expressions(module):
        parsed = re._parser.parse(expression.pattern, expression.flags)  # type: ignore[attr-defined] # no public one
        assert not unbounded(parsed), expression.pattern


def test_the_modules_of_rules_are_all_looked_at():
    here = {module.__name__ for module in MODULES}
    packaged = {
        f"{package.__name__}.{name}"
        for package in (patterns, fields)
        for name in vars(package)
        if isinstance(getattr(package, name), ModuleType) and expressions(getattr(package, name))
    }
    assert packaged <= here
    assert len(packaged) >= 12


def steps(act: Callable[[], object]) -> int:
    """Return how many calls of functions and turns of generators something takes."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


DENSE = (
    "截止到目前，工商局，{id}，13800001234，{card}，秘密★1年，王小明，住址：幸福小区3-2-501，患糖尿病，"
    "http://t.cn/a，a@qq.com，副县长李明华、县长王建军，2月30日，某政发[2024]5号，内部资料注意保存，關於國慶\n"
    "内部资料\n王小明\t13800001234\t红星村3组25号\n姓名\t身份证号\n王小明\t12\n"
).format(id=samples.with_check("64010119900307123"), card=samples.card("621700123456789012"))


def test_four_times_the_text_takes_four_times_the_steps():
    lists = samples.lists({"leaders": True})

    def taken(times: int) -> int:
        passages = [Passage("正文", DENSE * times), Passage("附件", DENSE * times, Hidden.TEXT)]
        return steps(lambda: scan(passages, metadata=samples.WHOLE, on=samples.ON, lists=lists))

    taken(1)
    small, large = taken(20), taken(80)
    assert large < 4.1 * small


def test_a_repeated_text_has_its_hits_repeated():
    once = "截止到目前，" + samples.with_check("64010119900307123") + "，13800001234。\n"

    assert len(found(once * 20)) == 20 * len(found(once))


@FEWER
@given(BORN, st.integers(0, 400))
def test_a_birth_after_the_day_of_the_scan_is_no_identity_number(born: date, later: int):
    on = born + timedelta(days=later - 200)
    number = samples.with_check(f"640101{born:%Y%m%d}123")

    hits = scan([Passage("正文", number)], metadata=samples.WHOLE, on=max(on, date(2019, 5, 15)))

    expected = born <= max(on, date(2019, 5, 15))
    assert any(hit.rule == "identity-number" for hit in hits) is expected


def test_the_finder_of_the_standard_library_is_the_one_without_another():
    lists = Lists((Term(TermList.SENSITIVE, "某个词"),))

    assert found("这是某个词。", lists=lists) == found(
        "这是某个词。", lists=lists, find_terms=PairFinder(lists.words)
    )
