from decimal import Decimal

import pytest

from gongkai.rules.annual_report.form import Absence, Unit
from gongkai.rules.annual_report.reading import figures, labels

KNOWN = {
    labels.normal(text): text
    for text in [
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
        "总计",
        "其他",
        "行政许可",
        "行政处罚",
        "行政强制",
        "现行有效件数",
        "危及“三安全一稳定”",
        "属于国家秘密",
        "无正当理由大量反复申请",
        "要求行政机关确认或重新出具已获取信息",
    ]
}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("总 计", "总计"),
        ("（七）总计", "总计"),
        ("3.其他", "其他"),
        ("３．其他", "其他"),
        ("危及三安全一稳定", "危及“三安全一稳定”"),
        ("3 .危及 “三安全 一稳定”", "危及“三安全一稳定”"),
        ("先行有效件数", "现行有效件数"),
        ("行政许可（含备案）", "行政许可"),
        ("无正当理由大量反夏申清", "无正当理由大量反复申请"),
        ("5.要求行政机关确认或重新出具", "要求行政机关确认或重新出具已获取信息"),
    ],
)
def test_a_label_is_known_in_the_ways_it_is_really_printed(text: str, label: str):
    assert labels.nearest(text, KNOWN) == label


@pytest.mark.parametrize(
    "text",
    ["行政确认", "属于工作秘密", "结果", "其它", "本年新", "结果维正", "", "其他主动公开文件"],
)
def test_a_label_that_could_be_two_or_none_is_not_known(text: str):
    assert labels.nearest(text, KNOWN) is None


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("177", Unit.COUNT, 177),
        (" ０ ", Unit.COUNT, 0),
        ("11,398,889", Unit.COUNT, 11398889),
        ("177件", Unit.COUNT, 177),
        ("-18", Unit.CHANGE, -18),
        ("－15", Unit.CHANGE, -15),
        ("+1", Unit.CHANGE, 1),
        ("减少3", Unit.CHANGE, -3),
        ("-3", Unit.COUNT, -3),
        ("12.5", Unit.COUNT, Decimal("12.5")),
        ("59237.2449", Unit.WAN_YUAN, Decimal("59237.2449")),
        ("59237.2449万元", Unit.WAN_YUAN, Decimal("59237.2449")),
    ],
)
def test_a_figure_is_read_without_doubt(text: str, unit: Unit, value: object):
    figure = figures.read(text, unit)

    assert (figure.cell.value, figure.doubt) == (value, "")


@pytest.mark.parametrize(
    ("text", "absence"),
    [
        ("", Absence.BLANK),
        ("　", Absence.BLANK),
        ("/", Absence.SLASH),
        ("／", Absence.SLASH),
        ("—", Absence.DASH),
        ("-", Absence.DASH),
    ],
)
def test_a_mark_of_absence_is_not_zero(text: str, absence: Absence):
    assert figures.read(text, Unit.COUNT).cell.absence is absence


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("0 0", Unit.COUNT),
        ("230 000023", Unit.COUNT),
        ("007", Unit.COUNT),
        ("1,23", Unit.COUNT),
        ("无", Unit.COUNT),
        ("17元", Unit.COUNT),
        ("约20", Unit.COUNT),
        ("3件", Unit.WAN_YUAN),
        ("十二", Unit.COUNT),
    ],
)
def test_what_is_not_one_number_is_unreadable_and_never_guessed(text: str, unit: Unit):
    figure = figures.read(text, unit)

    assert (figure.cell.absence, figure.doubt) == (Absence.UNREADABLE, "R3")


def test_a_remark_behind_a_figure_is_a_doubt():
    figure = figures.read("22（其中修订16件）", Unit.COUNT)

    assert (figure.cell.value, figure.doubt) == (22, "R4")


def test_yuan_in_a_column_of_wan_yuan_are_converted_with_a_doubt():
    figure = figures.read("77302800元", Unit.WAN_YUAN)

    assert (figure.cell.value, figure.doubt) == (Decimal("7730.28"), "R4")


def test_an_amount_keeps_its_printed_unit_before_that_of_the_head():
    assert figures.read("75394432.52元", Unit.MONEY, head_unit="万元").cell.unit == "元"
    assert figures.read("160.5964", Unit.MONEY, head_unit="万元").cell.unit == "万元"
    assert figures.read("160.5964", Unit.MONEY).cell.unit is None
