"""What people type in the cells of typed tables."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.documents import values
from gongkai.documents.typed_tables import cells, read_cell
from gongkai.rules.tables import Column, ColumnType, Mask, Shown


def column(column_type: ColumnType, **more) -> Column:
    if column_type is ColumnType.CHOICE:
        more.setdefault("choices", ("罚款", "警告"))
    return Column("x", "栏", "Column", column_type, shown=Shown.NO, mask=Mask.NONE, **more)


@pytest.mark.parametrize(
    ("column_type", "typed", "value"),
    [
        (ColumnType.DATE, "2019.3.5", date(2019, 3, 5)),
        (ColumnType.DATE, "2019年3月5日", date(2019, 3, 5)),
        (ColumnType.DATE, "２０１９－０３－０５", date(2019, 3, 5)),
        (ColumnType.DATE, "20190305", date(2019, 3, 5)),
        (ColumnType.DATE, " 2019/3/5 ", date(2019, 3, 5)),
        (ColumnType.MONEY_YUAN, "￥1,234.50", Decimal("1234.5")),
        (ColumnType.MONEY_YUAN, "１２３４", Decimal(1234)),
        (ColumnType.MONEY_YUAN, "3.5万元", Decimal(35000)),
        (ColumnType.MONEY_YUAN, 0, Decimal(0)),
        (ColumnType.MONEY_WAN, "3.5", Decimal("3.5")),
        (ColumnType.MONEY_WAN, "3.5万元", Decimal("3.5")),
        (ColumnType.MONEY_WAN, "35000元", Decimal("3.5")),
        (ColumnType.MONEY_WAN, "35000 元 ", Decimal("3.5")),
        (ColumnType.MONEY_WAN, "1.2亿元", Decimal(12000)),
        (ColumnType.MONEY_WAN, Decimal("0.2000"), Decimal("0.2")),
        (ColumnType.DECIMAL, "12.50", Decimal("12.5")),
        (ColumnType.COUNT, "１２ ", 12),
        (ColumnType.PERCENT, "-3.5%", Decimal("-3.5")),
        (ColumnType.PERCENT, "１２．５％", Decimal("12.5")),
        (ColumnType.CHOICE, " 罚款　", "罚款"),
        (ColumnType.CREDIT_CODE, " 91640323ma00000009 ", "91640323MA00000009"),
        (ColumnType.CREDIT_CODE, "９１640323MA00000009", "91640323MA00000009"),
        (ColumnType.IDENTITY, "11010519491231002x", "11010519491231002X"),
        (ColumnType.IDENTITY, "110105 19491231 002X", "11010519491231002X"),
        (ColumnType.PHONE, "0953－6012345", "0953-6012345"),
        (ColumnType.PHONE, 12345, "12345"),
        (ColumnType.PHONE, 13800000000, "13800000000"),
        (ColumnType.REGION, 640323104, "640323104"),
        (ColumnType.TEXT, "  海曲县　", "海曲县"),
        (ColumnType.TEXT, "", None),
        (ColumnType.DATE, "　", None),
    ],
)
def test_what_can_mean_one_thing_is_understood(column_type, typed, value):
    assert read_cell(column(column_type), typed) == value


@pytest.mark.parametrize(
    ("column_type", "typed", "error"),
    [
        (ColumnType.DATE, 43529, values.NotADate),
        (ColumnType.DATE, "2019年2月30日", values.NotADate),
        (ColumnType.DATE, "0219-03-05", values.BeyondMemory),
        (ColumnType.MONEY_YUAN, "约300元", values.NotANumber),
        (ColumnType.MONEY_YUAN, "-5", values.Negative),
        (ColumnType.MONEY_YUAN, "12.345", cells.TooManyPlaces),
        (ColumnType.MONEY_YUAN, "1,23", values.NotANumber),
        (ColumnType.MONEY_WAN, "1e400", values.NotANumber),
        (ColumnType.DECIMAL, "-1", values.Negative),
        (ColumnType.COUNT, "1.5", values.NotWhole),
        (ColumnType.COUNT, True, values.NotANumber),
        (ColumnType.PERCENT, "三成", values.NotANumber),
        (ColumnType.CHOICE, "拘役", values.NotAChoice),
        (ColumnType.CREDIT_CODE, "91640323MA00000008", cells.WrongCreditCode),
        (ColumnType.IDENTITY, "110105194912310021", cells.WrongIdentityNumber),
        (ColumnType.IDENTITY, 110105194912310000, cells.LostDigits),
        (ColumnType.IDENTITY, Decimal("1.10105194912310E+17"), cells.LostDigits),
        (ColumnType.PHONE, "12", cells.WrongPhone),
        (ColumnType.REGION, "64032", cells.WrongRegion),
        (ColumnType.TEXT, "坏\x07字", values.HiddenCharacter),
        (ColumnType.TEXT, "长" * 201, values.TooLong),
    ],
)
def test_what_can_not_is_refused_with_a_sentence(column_type, typed, error):
    with pytest.raises(error) as refusal:
        read_cell(column(column_type), typed)
    assert refusal.value.message.endswith("。")
    assert refusal.value.message_en.endswith(".")


def test_a_refused_identity_number_is_not_repeated():
    with pytest.raises(cells.WrongIdentityNumber) as refusal:
        read_cell(column(ColumnType.IDENTITY), "110105194912310021")
    assert "1101051949" not in refusal.value.message + refusal.value.message_en
