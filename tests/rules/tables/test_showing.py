"""What the public sees of a table, what it adds up to, and what changed between two."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.rules import tables
from gongkai.rules.tables import Mask, NilReturn, TableRow
from gongkai.rules.tables.masking import masked
from gongkai.rules.tables.nil import UnsoundNilReturn

ON = date(2026, 11, 25)
PENALTIES = tables.get("penalties", ON)
SUBSIDIES = tables.get("subsidies", ON)


def row(table, number=2, **cells):
    return TableRow(number, {**dict.fromkeys(column.key for column in table.columns), **cells})


@pytest.mark.parametrize(
    ("name", "surname", "middle"),
    [
        ("张小田", "张某某", "张*田"),
        ("李四", "李某", "李*"),
        ("欧阳小田", "欧阳某某", "欧**田"),
        ("欧阳田", "欧阳某", "欧*田"),
        ("欧阳", "欧某", "欧*"),
        ("古丽·买买提", "古某某", "古****提"),
        ("王", "王某", "*"),
        ("", "", ""),
        (" 张小田 ", "张某某", "张*田"),
    ],
)
def test_a_name_is_reduced(name, surname, middle):
    assert masked(name, Mask.SURNAME) == surname
    assert masked(name, Mask.MIDDLE) == middle


@pytest.mark.parametrize(
    ("number", "left"),
    [("11010519491231002X", "**************002X"), ("13800000000", "*******0000"),
     ("6012345", "*******"), ("", "")],
)  # fmt: skip
def test_of_a_number_the_tail_is_left(number, left):
    assert masked(number, Mask.TAIL) == left


def test_a_persons_name_is_reduced_and_a_firms_is_not():
    person = row(PENALTIES, party_kind="自然人", party_name="张小田")
    firm = row(PENALTIES, party_kind="法人及非法人组织", party_name="海曲县青禾商贸有限公司")
    unsaid = row(PENALTIES, party_name="张小田")
    shown = tables.public_table(PENALTIES, [person, firm, unsaid])
    at = shown.heads.index("行政相对人名称")
    assert [each[at] for each in shown.texts] == ["张某某", "海曲县青禾商贸有限公司", "张某某"]
    assert "公民身份号码" not in shown.heads
    assert "备注" not in shown.heads


def test_figures_stand_at_the_end_and_the_total_names_itself():
    rows = [
        row(SUBSIDIES, village="青禾村", amount=Decimal("1250"), quantity=Decimal("12.5")),
        row(SUBSIDIES, 3, village="沙渠村", amount=Decimal("99.5"), paid_on=date(2026, 6, 1)),
    ]
    shown = tables.public_table(SUBSIDIES, rows, caption="2026年上半年")
    sides = dict(zip(shown.heads, shown.alignments, strict=True))
    assert sides["补贴金额（元）"] == "end"
    assert sides["发放日期"] == "start"
    assert shown.caption == "2026年上半年"
    assert shown.total_texts == ("合计", "", "", "", "", "12.5", "1349.5", "")
    assert shown.texts[1][-1] == "2026年6月1日"
    assert tables.totals(SUBSIDIES, rows)["amount"] == Decimal("1349.5")


def test_without_rows_there_is_no_total():
    assert tables.public_table(SUBSIDIES, []).total_texts == ()
    assert tables.public_table(tables.get("budget", ON), []).totals == ()


def test_a_nil_return_has_a_reason_and_days_in_order():
    nil = NilReturn("penalties", date(2026, 7, 1), date(2026, 9, 30), "未作出处罚决定。")
    assert nil.told == "2026年7月1日至2026年9月30日，本期无：未作出处罚决定。"
    assert nil.told_en.startswith("2026-07-01 to 2026-09-30")
    for days, reason in (((date(2026, 9, 30), date(2026, 7, 1)), "无"), ((ON, ON), " ")):
        with pytest.raises(UnsoundNilReturn) as refusal:
            NilReturn("penalties", *days, reason)
        assert refusal.value.message.endswith("。")


def test_a_table_with_rows_is_not_nil():
    nil = NilReturn("penalties", date(2026, 7, 1), date(2026, 9, 30), "无")
    with pytest.raises(UnsoundNilReturn, match="1行数据"):
        tables.public_table(PENALTIES, [row(PENALTIES)], nil=nil)
    with pytest.raises(UnsoundNilReturn, match="另一张表"):
        tables.public_table(SUBSIDIES, [], nil=nil)
    assert tables.public_table(PENALTIES, [], nil=nil).nil is nil


def test_two_readings_are_told_apart_by_their_natural_key():
    kept = row(PENALTIES, 2, decision_no="1号", content="警告")
    old = row(PENALTIES, 3, decision_no="2号", content="罚款", fine=Decimal(1))
    new = row(PENALTIES, 9, decision_no="2号", content="罚款", fine=Decimal(2))
    gone, fresh = row(PENALTIES, 4, decision_no="3号"), row(PENALTIES, 5, decision_no="4号")
    found = tables.compare(PENALTIES, [kept, old, gone], [fresh, new, kept])
    assert found.added == (fresh,)
    assert found.removed == (gone,)
    assert [(each.before, each.after, each.columns) for each in found.changed] == [
        (old, new, ("fine",))
    ]
    assert not found.is_empty
    assert tables.compare(PENALTIES, [kept, old], [old, kept]).is_empty


def test_a_table_is_judged_row_by_row_for_a_form():
    wrong = row(SUBSIDIES, village="青禾村", standard=Decimal(100), quantity=Decimal(2),
                amount=Decimal(300), paid_on=date(2026, 12, 1))  # fmt: skip
    faults = tables.judge(SUBSIDIES, [wrong], ON)
    assert [(fault.key, fault.rule) for fault in faults] == [
        ("household", "required"), ("identity_no", "required"), ("subsidy", "required"),
        ("amount", "product"), ("paid_on", "not_future"),
    ]  # fmt: skip
    assert "100×2＝200" in faults[3].message
