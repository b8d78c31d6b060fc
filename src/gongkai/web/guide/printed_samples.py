"""Sample statutory tables: the three shapes of the annual report, with a mark of each kind."""

from gongkai.web.facts.printed import PrintedCell, PrintedTable

APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
DENIED = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
UNABLE = (
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
)
NOT_PROCESSED = (
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
ZEROS = ("0",) * 7


def _head(text: str, colspan: int = 1, rowspan: int = 1) -> PrintedCell:
    scope = "colgroup" if colspan > 1 else "col"
    return PrintedCell(text, "head", colspan=colspan, rowspan=rowspan, scope=scope)


def _stub(text: str, colspan: int = 1) -> PrintedCell:
    return PrintedCell(text, "stub", colspan=colspan, scope="row")


def _group(text: str, rowspan: int, *, vertical: bool = False) -> PrintedCell:
    return PrintedCell(text, "stub", rowspan=rowspan, scope="rowgroup", vertical=vertical)


def _figures(
    anchor: str, texts: tuple[str, ...], *, total: bool = False
) -> tuple[PrintedCell, ...]:
    return tuple(
        PrintedCell(
            text,
            "figure",
            url="#records",
            title=f"{anchor}第{at}列：{text}件",
            anchor=f"{anchor}-{at}",
            total=total,
        )
        for at, text in enumerate(texts, 1)
    )


def proactive() -> PrintedTable:
    """Table 2: a heading, a head row and data rows for each item of Article 20."""
    marked = PrintedCell(
        "177",
        "figure",
        url="#records",
        title="行政处罚，处理决定数量：177件",
        anchor="sample-penalty",
        finding="warning",
        amended=True,
    )
    unread = PrintedCell(
        "未读出",
        "figure",
        url="#records",
        title="规章，本年新公开数量：未读出",
        anchor="sample-unread",
        is_open=True,
    )
    return PrintedTable(
        caption="主动公开政府信息情况",
        rows=(
            (_head("第二十条第（一）项", 4),),
            tuple(_head(text) for text in ("信息内容", "本年新制作数量", "本年新公开数量")),
            (_stub("规章"), *_figures("rules", ("0",)), unread),
            (_stub("规范性文件"), *_figures("normative", ("2", "2"))),
            (_head("第二十条第（六）项", 4),),
            tuple(_head(text) for text in ("信息内容", "上一年项目数量", "处理决定数量")),
            (_stub("行政处罚"), *_figures("penalty", ("2",)), marked),
            (_stub("行政强制"), *_figures("measure", ("0", "0"))),
        ),
    )


def requests() -> PrintedTable:
    """Table 3: merged groups of rows, merged heads of columns, totals under thick rules."""
    wrong = PrintedCell(
        "3",
        "figure",
        url="#records",
        title="本年新收，总计：3件，有错误",
        anchor="sample-new-total",
        finding="error",
    )
    rows = [
        (
            PrintedCell(
                "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
                "note",
                colspan=3,
                rowspan=3,
            ),
            _head("申请人情况", 7),
        ),
        (_head("自然人", rowspan=2), _head("法人或其他组织", 5), _head("总计", rowspan=2)),
        tuple(_head(text) for text in APPLICANTS),
        (
            _stub("一、本年新收政府信息公开申请数量", 3),
            *_figures("new", ("2", "0", "0", "0", "0", "0")),
            wrong,
        ),
        (_stub("二、上年结转政府信息公开申请数量", 3), *_figures("carried", ZEROS)),
        (
            _group("三、本年度办理结果", 20, vertical=True),
            _stub("（一）予以公开", 2),
            *_figures("granted", ("1", "0", "0", "0", "0", "0", "1")),
        ),
        (
            _stub("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2),
            *_figures("partial", ZEROS),
        ),
        *_grouped("（三）不予公开", "denied", DENIED),
        *_grouped("（四）无法提供", "unable", UNABLE),
        *_grouped("（五）不予处理", "other", NOT_PROCESSED),
        (_stub("（六）其他处理", 2), *_figures("rest", ZEROS)),
        (
            _stub("（七）总计", 2),
            *_figures("total", ("1", "0", "0", "0", "0", "0", "1"), total=True),
        ),
        (
            _stub("四、结转下年度继续办理", 3),
            *_figures("out", ("1", "0", "0", "0", "0", "0", "1"), total=True),
        ),
    ]
    return PrintedTable(caption="收到和处理政府信息公开申请情况", rows=tuple(rows))


def _grouped(label: str, anchor: str, stubs: tuple[str, ...]) -> list[tuple[PrintedCell, ...]]:
    rows: list[tuple[PrintedCell, ...]] = [
        (_stub(text), *_figures(f"{anchor}{at}", ZEROS)) for at, text in enumerate(stubs, 1)
    ]
    rows[0] = (_group(label, len(stubs)), *rows[0])
    return rows


def disputes() -> PrintedTable:
    """Table 4: a single line of figures under merged heads."""
    return PrintedTable(
        caption="政府信息公开行政复议、行政诉讼情况",
        rows=(
            (_head("行政复议", 5), _head("行政诉讼", 10)),
            (
                *(_head(text, rowspan=2) for text in RESULTS),
                _head("未经复议直接起诉", 5),
                _head("复议后起诉", 5),
            ),
            tuple(_head(text) for text in RESULTS * 2),
            _figures("dispute", ("0",) * 15),
        ),
    )
