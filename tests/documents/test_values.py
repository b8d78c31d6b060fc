"""What a clerk types in a cell, taken for what it surely means and for nothing else."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gongkai.documents import values
from gongkai.documents.values import UnreadableValue


@pytest.mark.parametrize(
    "typed",
    [
        date(2019, 3, 5),
        datetime(2019, 3, 5, 9, 30, tzinfo=UTC),
        "2019年3月5日",
        "2019年03月05日",
        "２０１９年３月５日",
        " 2019-3-5 ",
        "2019-03-05",
        "2019/3/5",
        "2019.3.5",
        "2019-03-05 00:00:00",
        "20190305",
    ],
)
def test_a_day_is_understood_however_it_is_typed(typed: values.CellValue) -> None:
    assert values.day(typed) == date(2019, 3, 5)


@pytest.mark.parametrize(
    "typed",
    ["2019年2月30日", "2019-13-1", "3月5日", "19-3-5", "2019年", 43529, 20190305, True, "昨天",
     "2019-3-5 下午"],
)  # fmt: skip
def test_what_is_no_sure_day_is_refused(typed: values.CellValue) -> None:
    with pytest.raises(values.NotADate) as caught:
        values.day(typed)
    assert str(typed) in caught.value.message


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(3, 3), ("3", 3), ("１，１００", 1100), ("1,100", 1100), ("1100", 1100), (Decimal("3.0"), 3),
     (" 177 ", 177), ("0", 0), ("+5", 5)],
)  # fmt: skip
def test_a_count_is_understood_with_full_width_digits_and_separators(
    typed: values.CellValue, meant: int
) -> None:
    assert values.count(typed) == meant


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("-1", values.Negative),
        ("−1", values.Negative),
        (-3, values.Negative),
        ("1.5", values.NotWhole),
        (Decimal("0.5"), values.NotWhole),
        ("1,10", values.NotANumber),
        ("三", values.NotANumber),
        ("3条", values.NotANumber),
        ("1e3", values.NotANumber),
        ("NaN", values.NotANumber),
        (Decimal("NaN"), values.NotANumber),
        (True, values.NotANumber),
        (date(2019, 3, 5), values.NotANumber),
        ("9" * 16, values.OutOfRange),
        (10**15, values.OutOfRange),
        (None, values.MissingValue),
        ("　", values.MissingValue),
    ],
)
def test_what_is_no_count_is_refused_with_its_reason(
    typed: values.CellValue, reason: type[UnreadableValue]
) -> None:
    with pytest.raises(UnreadableValue) as caught:
        values.count(typed)
    assert type(caught.value) is reason
    assert caught.value.message.endswith("。")
    assert caught.value.message_en.endswith(".")


def test_a_change_may_be_negative() -> None:
    assert values.change("－３") == -3


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("380", "380"),
        ("￥1,234.50", "1234.50"),
        ("¥ 5元", "5"),
        ("160.5964万元", "1605964"),
        ("1亿元", "100000000"),
        (Decimal("2.5"), "2.5"),
    ],
)
def test_an_amount_is_told_in_yuan_whatever_its_unit(typed: values.CellValue, yuan: str) -> None:
    assert values.yuan(typed) == Decimal(yuan)


@pytest.mark.parametrize("typed", ["-5元", "五元", "5美元", "1..5", "999999999亿元"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableValue):
        values.yuan(typed)


def test_a_choice_is_made_by_label_or_key() -> None:
    choices = {"短信平台": "sms", "微信群（工作群）": "wechat"}
    assert values.choice(" 短信平台", choices) == "sms"
    assert values.choice("微信群(工作群)", choices) == "wechat"
    assert values.choice("wechat", choices) == "wechat"
    with pytest.raises(values.NotAChoice, match="从以下值中选择：短信平台、微信群（工作群）。"):
        values.choice("广播", choices)


def test_yes_and_no_are_understood() -> None:
    assert values.yes("是") is True
    assert values.yes("否") is False
    assert values.yes(value=True) is True
    with pytest.raises(values.NotAChoice):
        values.yes("也许")


def test_text_is_trimmed_and_refused_when_too_long() -> None:
    assert values.text("\u00a0镇政府　") == "镇政府"
    assert values.text(13800000000) == "13800000000"
    assert values.text(datetime(2019, 3, 5, tzinfo=UTC)) == "2019-03-05"
    assert values.text(None) == ""
    with pytest.raises(values.TooLong, match="文字共11字，超过上限10字"):
        values.text("字" * 11, limit=10)


def test_a_long_wrong_value_is_quoted_in_part() -> None:
    with pytest.raises(values.NotANumber) as caught:
        values.count("长" * 500)
    assert len(caught.value.message) < 80


@pytest.mark.parametrize("typed", ["0001-01-01", "1899年12月31日", "2101-1-1", date(9999, 12, 31)])
def test_a_day_that_no_office_keeps_is_refused(typed: values.CellValue) -> None:
    with pytest.raises(values.BeyondMemory, match="1900"):
        values.day(typed)


@pytest.mark.parametrize("typed", ["惠民\0政策", "\x07响铃", "换行\x0b符", "\x7f删", "\x85"])
def test_a_character_that_nobody_sees_is_refused(typed: str) -> None:
    with pytest.raises(values.HiddenCharacter):
        values.text(f"一{typed}二")


def test_lines_of_a_text_are_kept() -> None:
    assert values.text("一\n二\t三\r\n四") == "一\n二\t三\r\n四"


@pytest.mark.parametrize("typed", ["\u200b", "\ufeff \u200b", "\u202e", "\u3000"])
def test_what_cannot_be_seen_is_blank(typed: str) -> None:
    assert values.is_blank(typed)
