"""A whole site glued into one line is read in time that grows with its length.

Each of these lines took minutes with a pattern that tries a place of the text for every other.
"""

import pytest

from gongkai.rules.annual_report import check, telling
from gongkai.rules.annual_report.form import FilledForm, Section
from tests.rules.annual_report import bases

LENGTH = 60_000
SHAPES = {
    "no full stop": "通过青河县政府网站公开政府信息12条，其中机构职能类信息3条，其他信息9条，",
    "no pause at all": "公开政府信息申请十二件",
    "digits apart": "1 2 3 4 5 ",
    "digits together": "0123456789",
    "numerals": "一二三四五六七八九十百千万",
    "open brackets": "（（（《《“",
    "heads": "一、总体情况二、主动公开政府信息情况三、",
    "titles": "青河县人民政府2031年政府信息公开工作年度报告",
    "rows": "三、本年度办理结果（一）予以公开0000000（二）部分公开",
    "table": "第二十条第（一）项信息内容本年制发件数规章000行政规范性文件7277",
    "shares": "网上提交16件，占76.19%；",
    "contacts": "请与联系地址：",
}


def report(line: str) -> FilledForm:
    return bases.report({"base": "nothing_2022", "text": {"1": line}})


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_long_line_is_read_and_checked(shape: str):
    line = shape * (LENGTH // len(shape))

    counts = telling.read([line])
    front = telling.front([line])
    sections = telling.sections(["二、主动公开政府信息情况", line])
    findings = [*check.findings(report(line)), *telling.findings([Section(1, "", (line,))])]

    assert all(count.quote in line for count in counts)
    assert len(front.body) <= 40
    assert sections[0].number == 1 or sections[0].number == 2
    assert all(finding.message.endswith("。") for finding in findings)
