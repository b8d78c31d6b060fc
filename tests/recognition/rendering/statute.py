"""The labels of both editions of the statutory tables, as the State Council's office prints them.

Written from the notices of 2019 and 2021 and from published reports, not from the reader's data.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A printed row: its key, the groups it stands in, its label and what others print instead."""

    key: str
    label: str
    group: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A block of table 2: one item of Article 20, its columns and its rows."""

    heading: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


APPLICANTS = (
    ("natural_person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("public_welfare", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other_org", "其他"),
)
RESULTS = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
)
PROCEEDINGS = (
    ("review", "行政复议"),
    ("litigation_direct", "未经复议直接起诉"),
    ("litigation_after_review", "复议后起诉"),
)
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
SECTIONS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)

RECEIVED = (
    Line("new_received", "一、本年新收政府信息公开申请数量"),
    Line("carried_in", "二、上年结转政府信息公开申请数量"),
)
CARRIED_OUT = Line("carried_out", "四、结转下年度继续办理")
TOTAL = Line("total_processed", "（七）总计")
OUTCOMES = (
    Line("granted", "（一）予以公开"),
    Line(
        "partial",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        variants=("（二）部分公开",),
    ),
    Line("denied_state_secret", "1.属于国家秘密", "（三）不予公开"),
    Line(
        "denied_other_law",
        "2.其他法律行政法规禁止公开",
        "（三）不予公开",
        ("2.其他法律法规规章禁止公开", "2.其他法律行政止公开", "2.其他法律、行政法规禁止公开"),
    ),
    Line(
        "denied_three_safety",
        "3.危及“三安全一稳定”",
        "（三）不予公开",
        ('3.危及"三安全一稳定"', "3.危及三安全一稳定"),
    ),
    Line("denied_third_party", "4.保护第三方合法权益", "（三）不予公开"),
    Line(
        "denied_internal",
        "5.属于三类内部事务信息",
        "（三）不予公开",
        ("5.属于三类内容事务信息",),
    ),
    Line(
        "denied_process",
        "6.属于四类过程性信息",
        "（三）不予公开",
        ("6.属于四类过程序性信息", "6.四类过程性信息"),
    ),
    Line("denied_enforcement_file", "7.属于行政执法案卷", "（三）不予公开"),
    Line("denied_admin_query", "8.属于行政查询事项", "（三）不予公开"),
    Line("unable_not_held", "1.本机关不掌握相关政府信息", "（四）无法提供"),
    Line("unable_needs_creation", "2.没有现成信息需要另行制作", "（四）无法提供"),
    Line("unable_unclear", "3.补正后申请内容仍不明确", "（四）无法提供"),
    Line("notproc_petition", "1.信访举报投诉类申请", "（五）不予处理"),
    Line("notproc_duplicate", "2.重复申请", "（五）不予处理"),
    Line("notproc_publication", "3.要求提供公开出版物", "（五）不予处理"),
    Line("notproc_excessive", "4.无正当理由大量反复申请", "（五）不予处理"),
    Line("notproc_reconfirm", "5.要求行政机关确认或重新出具已获取信息", "（五）不予处理"),
)
OTHERS = (
    Line(
        "other_no_correction",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "（六）其他处理",
        ("1.逾期不补正", "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请"),
    ),
    Line(
        "other_fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "（六）其他处理",
        (
            "2.逾期不缴费",
            "2.申请人逾期未按收费通知要求缴纳费用，行政机关不再处理其政府信息公开申请",
        ),
    ),
    Line("other_other", "3.其他", "（六）其他处理"),
)
OTHER_AS_ONE = Line("other_handling", "（六）其他处理")

_OF_2019 = (
    ("prev_items", "上一年项目数量"),
    ("change", "本年增/减"),
    ("decisions", "处理决定数量"),
)
ITEMS = {
    "2021": (
        Item(
            "第二十条第（一）项",
            (("made", "本年制发件数"), ("repealed", "本年废止件数"), ("valid", "现行有效件数")),
            (
                Line("regulations", "规章"),
                Line("normative_docs", "行政规范性文件", variants=("规范性文件",)),
            ),
        ),
        Item(
            "第二十条第（五）项",
            (("decisions", "本年处理决定数量"),),
            (Line("licensing", "行政许可"),),
        ),
        Item(
            "第二十条第（六）项",
            (("decisions", "本年处理决定数量"),),
            (Line("punishment", "行政处罚"), Line("coercion", "行政强制")),
        ),
        Item(
            "第二十条第（八）项",
            (("amount_wan", "本年收费金额（单位：万元）"),),
            (Line("fees", "行政事业性收费"),),
        ),
    ),
    "2019": (
        Item(
            "第二十条第（一）项",
            (
                ("made", "本年新制作数量"),
                ("published", "本年新公开数量"),
                ("total_public", "对外公开总数量"),
            ),
            (Line("regulations", "规章"), Line("normative_docs", "规范性文件")),
        ),
        Item(
            "第二十条第（五）项",
            _OF_2019,
            (Line("licensing", "行政许可"), Line("other_services", "其他对外管理服务事项")),
        ),
        Item(
            "第二十条第（六）项",
            _OF_2019,
            (Line("punishment", "行政处罚"), Line("coercion", "行政强制")),
        ),
        Item("第二十条第（八）项", _OF_2019[:2], (Line("fees", "行政事业性收费"),)),
        Item(
            "第二十条第（九）项",
            (("items", "采购项目数量"), ("amount", "采购总金额")),
            (Line("procurement", "政府集中采购"),),
        ),
    ),
}
