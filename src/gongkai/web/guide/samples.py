"""Sample inputs of the components, in the words a township office would use."""

from datetime import date, timedelta
from typing import Any

from django import forms

from gongkai.web.charts import Chart, Point, Series
from gongkai.web.facts.lists import Chip, FileEntry, Pager, Step, Tab
from gongkai.web.facts.parts import Due, Link, Tag
from gongkai.web.facts.story import (
    CalendarDay,
    CalendarMonth,
    Change,
    FindingEntry,
    FindingGroup,
    Happening,
    RecordsSum,
    SummaryItem,
    Task,
)
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row

STATES = (
    Tag("已公开", "good", "success"),
    Tag("待审查", "attention", "clock"),
    Tag("已退回", "bad", "return"),
    Tag("草稿", "still", "edit"),
    Tag("在办", "active", "dot"),
    Tag("已归档", "plain", "archive"),
)
DUES = (
    Due("还剩 18 个工作日", "active", "clock", "2019年4月2日", "#why"),
    Due("还剩 3 个工作日", "attention", "clock", "2019年3月12日", "#why"),
    Due("逾期 2 个工作日", "bad", "warning", "2019年3月5日", "#why"),
    Due("暂停", "plain", "pause", "等待第三方意见", "#why"),
    Due("暂定", "still", "question", "2020年放假安排尚未公布", "#why"),
)
NOTHING = Empty(
    "没有符合条件的记录",
    "可以减少筛选条件，或者登记一条新的记录。",
    Link("登记公开", "#add", "add", "secondary"),
)


class RecordForm(forms.Form):
    """A form with one field of each kind."""

    title = forms.CharField(
        label="信息标题",
        help_text="与公开时的标题一致，不加书名号。",
        error_messages={"required": "请填写信息标题。"},
    )
    on = forms.DateField(
        label="公开日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "请填写公开日期。"},
    )
    pieces = forms.IntegerField(label="条数", required=False)
    channel = forms.ChoiceField(
        label="公开渠道",
        choices=[("web", "县政府门户网站"), ("sms", "短信平台"), ("board", "乡村公开栏")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择公开渠道。"},
    )
    department = forms.ChoiceField(
        label="承办部门", choices=[("office", "党政办公室"), ("service", "民生服务中心")]
    )
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    reviewed = forms.BooleanField(label="已经过保密审查", required=False)


class FilterForm(forms.Form):
    """Filters of a list."""

    channel = forms.ChoiceField(
        label="渠道", required=False, choices=[("", "全部"), ("sms", "短信平台")]
    )
    month = forms.ChoiceField(label="月份", required=False, choices=[("", "全年"), ("3", "3月")])


def record_table() -> DataTable:
    """Return a table with links, figures, tags and due dates."""
    records = (
        ("冯记沟乡2019年政务公开工作实施方案", "县政府门户网站", "2019年3月20日", "1"),
        ("春季动物防疫工作提醒", "短信平台、微信群", "2019年3月18日", "96"),
        ("脱贫富民政策培训会通知", "乡村公开栏", "2019年3月11日", "12"),
        ("第一季度农村低保对象名单公示", "乡村公开栏、LED 显示屏", "2019年3月7日", "8"),
        ("城乡居民医疗保险缴费提醒", "短信平台", "2019年3月4日", "60"),
    )
    return DataTable(
        caption="主动公开记录",
        note="共 5 条，按公开日期从近到远",
        columns=(
            Column("标题", "main", "?sort=title"),
            Column("渠道"),
            Column("公开日期", "fixed", "?sort=on", "descending"),
            Column("条数", "figure", "?sort=pieces"),
            Column("状态", "fixed"),
            Column("期限", "fixed"),
        ),
        rows=tuple(
            Row(
                (
                    Cell(title, "main", "#record", under="党政办公室"),
                    Cell(channel),
                    Cell(on, "fixed"),
                    Cell(pieces, "figure"),
                    Cell(kind="fixed", tag=STATES[at]),
                    Cell(kind="fixed", due=DUES[at]),
                ),
                is_chosen=at == 1,
            )
            for at, (title, channel, on, pieces) in enumerate(records)
        ),
        empty=NOTHING,
        total=(
            Cell("合计", "main"),
            Cell(),
            Cell(kind="fixed"),
            Cell("177", "figure"),
            Cell(kind="fixed"),
            Cell(kind="fixed"),
        ),
    )


def by_month() -> Chart:
    """Return columns for two channels, month by month."""
    return _chart(
        "sample-months",
        "columns",
        "各月主动公开信息",
        "按公开日期统计，5月最多。",
        "条",
        (
            ("县政府门户网站", (12, 9, 15, 18, 20, 14, 11, 13, 17, 19, 16, 16)),
            ("短信平台、微信群", (80, 70, 95, 110, 120, 88, 90, 85, 92, 101, 87, 82)),
        ),
    )


def by_channel() -> Chart:
    """Return bars for the channels of a year."""
    points = (
        Point("县政府门户网站", 180, "#web"),
        Point("短信平台、微信群", 1100, "#sms"),
        Point("乡村公开栏、LED 显示屏", 550, "#board"),
    )
    return Chart(
        "sample-channels",
        "bars",
        "各渠道公开信息",
        "三类渠道合计 1830 条。",
        "条",
        (Series("条数", points),),
        "渠道",
    )


def year_against_year() -> Chart:
    """Return two lines of twelve months."""
    return _chart(
        "sample-years",
        "lines",
        "各月收到的申请",
        "2019年收到 11 件，上年 9 件。",
        "件",
        (
            ("2019年", (0, 1, 0, 2, 1, 3, 0, 0, 1, 1, 0, 2)),
            ("2018年", (1, 0, 0, 1, 0, 1, 2, 0, 0, 3, 1, 0)),
        ),
    )


def _chart(
    identifier: str,
    kind: Any,
    title: str,
    description: str,
    unit: str,
    runs: tuple[tuple[str, tuple[int, ...]], ...],
) -> Chart:
    series = tuple(
        Series(
            name,
            tuple(Point(f"{at}月", value, f"#month-{at}") for at, value in enumerate(values, 1)),
        )
        for name, values in runs
    )
    return Chart(identifier, kind, title, description, unit, series, "月份")


def march() -> CalendarMonth:
    """Return March 2019 as the explanation of a due date; the reasons are for show."""
    first = date(2019, 3, 1)
    places: list[CalendarDay | None] = [None] * first.weekday()
    counted = 0
    for after in range(31):
        on = first + timedelta(days=after)
        if on.day == 4:
            places.append(CalendarDay(on, "start", "收到"))
        elif on.day < 4:
            places.append(CalendarDay(on, "outside"))
        elif on.weekday() > 4:
            places.append(CalendarDay(on, "skipped", "休息日"))
        elif 11 <= on.day <= 15:
            places.append(CalendarDay(on, "paused", "暂停"))
        elif on.day == 29:
            places.append(CalendarDay(on, "due", "到期", counted + 1))
        elif on.day < 29:
            counted += 1
            places.append(CalendarDay(on, "counted", "", counted))
        else:
            places.append(CalendarDay(on, "outside"))
    places += [None] * (-len(places) % 7)
    weeks = tuple(tuple(places[at : at + 7]) for at in range(0, len(places), 7))
    return CalendarMonth("2019年3月", weeks)


TASKS = (
    Task("一、总体情况", Tag("已完成", "good", "check"), "#s1"),
    Task("二、主动公开政府信息情况", Tag("需核对", "attention", "warning"), "#s2", is_current=True),
    Task("三、收到和处理申请情况", Tag("须改正", "bad", "error"), "#s3", "1 处数字不平"),
    Task("四、复议、诉讼情况", Tag("已完成", "good", "check"), "#s4"),
    Task("五、问题及改进情况", Tag("未开始", "still"), "#s5"),
)
SUMMARY = (
    SummaryItem("信息标题", "春季动物防疫工作提醒", Link("更正", "#change")),
    SummaryItem("公开渠道", "短信平台、微信群", Link("更正", "#change")),
    SummaryItem("公开依据", "《中华人民共和国政府信息公开条例》第二十条", is_official=True),
)
HAPPENINGS = (
    Happening(
        "2019年3月4日 09:12", "2019-03-04T09:12", "收到申请", "党政办公室经办人", icon="mail"
    ),
    Happening(
        "2019年3月8日 15:40",
        "2019-03-08T15:40",
        "书面征求第三方意见",
        "党政办公室经办人",
        "征求意见期间不计入答复期限。",
        "pause",
        (Link("征求意见函", "#letter"),),
    ),
    Happening("2019年3月29日 10:05", "2019-03-29T10:05", "予以公开", "分管领导", icon="success"),
)
FINDINGS = {
    "errors": (
        FindingEntry(
            "error",
            "本年新收的总计应为 2 件，表中为 3 件。请核对收件登记，改正后重新检查。",
            "三、本年新收，总计",
            "#cell-sample-new-total",
            "2 + 0 + 0 + 0 + 0 + 0 = 2，表中 3",
            "H3",
        ),
    ),
    "warnings": (
        FindingEntry(
            "warning",
            "行政处罚的处理决定比上年多 175 件，请确认口径是否一致。",
            "二、行政处罚",
            "#cell-sample-penalty",
            "",
            "W2",
        ),
    ),
}
FINDING_GROUPS = (
    FindingGroup(
        "错误 1 处", "error", "error",
        (FindingEntry(
            "error", "本年新收的总计是 3，各类申请人相加是 2。请改正。", "三、本年新收，总计",
            "#cell-sample-new-total", "2 + 0 + 0 + 0 + 0 + 0 = 2，表中 3", "H3",
            "sample-finding", "《政府信息公开工作年度报告格式》表三总计列",
        ),),
        "报告中的数字不相符，应由发布报告的机关改正。",
    ),
    FindingGroup(
        "读取时的疑问 1 处", "open", "question",
        (FindingEntry(
            "warning", "从文件中不能断定报告年度，按 2019 年处理。请确认。", "整份报告", rule="R5",
        ),),
        "不说明报告有错，请对照原件。",
    ),
)  # fmt: skip
TOTAL = RecordsSum("177", "件", ("12", "9", "156"), "由 3 条台账记录相加得出，均有来源。")
CHANGES = (
    Change("行政处罚，处理决定数量", "156", "177", "补记第四季度 21 件，来源为执法部门报表。"),
    Change("行政强制，处理决定数量", None, "0", "核实后确认为零。"),
)
FILES = (
    FileEntry("2019年政府信息公开工作年度报告", "#docx", "DOCX", 48_213, "", "text"),
    FileEntry("台账导入模板", "#xlsx", "XLSX", 9_870, "含填写说明", "sheet"),
    FileEntry("公开栏现场照片", "#photo", "图片", 2_480_113, "", "picture"),
)
STEPS = (
    Step("选择年度", "done", "#1"),
    Step("核对数字", "done", "#2"),
    Step("填写文字", "current"),
    Step("送审", "next"),
)
TABS = (
    Tab("今天", "#today", is_current=True, count_text="4"),
    Tab("本周", "#week", count_text="9"),
    Tab("等我审批", "#mine"),
    Tab("逾期", "#late", count_text="1"),
)
CHIPS = (Chip("渠道：短信平台", "?month=3"), Chip("月份：3月", "?channel=sms"))
PAGER = Pager("第 51 至 100 条，约 1800 条", "?before=51", "?after=100")
NOTICES = (
    {"kind": "info", "title": "还有 2 处需要核对。"},
    {"kind": "success", "title": "已导入 96 条记录。"},
    {"kind": "warning", "title": "2020年放假安排尚未公布，期限为暂定。"},
    {
        "kind": "error",
        "title": "文件没有导入。",
        "text": "第 7 行的公开日期是2091年，超出了本年度。请改正后重新上传。",
        "link": Link("下载出错清单", "#errors"),
    },
)
DOCUMENT = {
    "red_head": "冯记沟乡人民政府文件",
    "number": "冯政发〔2019〕12号",
    "title": "关于做好春季动物防疫工作的通知",
    "addressee": "各行政村：",
    "parts": (
        ("", ("为做好春季动物防疫工作，现将有关事项通知如下。",)),
        ("一、工作安排", ("自3月20日起集中免疫，4月30日前完成，做到应免尽免、不留空档。",)),
        ("二、信息公开", ("免疫进度每周在乡村公开栏公布，接受群众监督。",)),
    ),
    "closing": ("冯记沟乡人民政府", "2019年3月18日"),
}
CONFIRMATION = {
    "title": "2019年度报告已经送审",
    "reference_label": "编号",
    "reference": "公开报〔2019〕1号",
    "text": "分管领导收到了审批任务。",
    "next_steps": ("分管领导在 3 个工作日内审批。", "审批通过后可以定稿和下载。"),
}
