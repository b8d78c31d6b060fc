"""What the style guide shows: for each component its title, its inputs and a rendered sample.

The inputs are read from the comment at the head of the component's own template, so that
the guide cannot say something else than the file.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from gongkai.web import charts
from gongkai.web.facts.parts import Link
from gongkai.web.guide import printed_samples, samples

COMPONENTS = Path(__file__).parent.parent / "templates" / "components"
COMMENT = re.compile(r"{% comment %}\s*(.*?)\s*{% endcomment %}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A component on show. `key` is unique on the page."""

    key: str
    title: str
    component: str
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit made ready for the page."""

    key: str
    title: str
    component: str
    inputs: str
    html: str


def inputs(component: str) -> str:
    """Return the comment at the head of a component's template. Raises ValueError without one."""
    path = COMPONENTS / f"{component}.html"
    found = COMMENT.search(path.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{path.name} does not list its inputs in a comment at its head.")
    return found.group(1)


def shown(request: HttpRequest) -> list[tuple[str, list[Shown]]]:
    """Return every exhibit rendered, group by group."""
    return [
        (
            title,
            [
                Shown(
                    key=each.key,
                    title=each.title,
                    component=each.component,
                    inputs=inputs(each.component),
                    html=render_to_string(
                        f"components/{each.component}.html", each.context, request
                    ),
                )
                for each in exhibits
            ],
        )
        for title, exhibits in groups()
    ]


def groups() -> tuple[tuple[str, tuple[Exhibit, ...]], ...]:
    """Return the exhibits under their headings."""
    return (
        ("方位与状态", _places()),
        ("列表与表格", _lists()),
        ("法定表格", _printed()),
        ("图表", _charts()),
        ("过程与核对", _story()),
        ("提示与填写", _forms()),
    )


def _places() -> tuple[Exhibit, ...]:
    steps = (("工作台", "#desk"), ("年度报告", "#reports"), ("2019年", ""))
    actions = (
        Link("登记公开", "#add", "add"),
        Link("批量导入", "#import", "upload", "secondary"),
        Link("删除草稿", "#delete", "remove", "danger"),
        Link("查看历史", "#history", "history", "quiet"),
    )
    return (
        Exhibit("breadcrumb", "当前位置", "breadcrumb", {"steps": steps}),
        *(
            Exhibit(f"button-{at}", f"按钮：{link.label}", "button_link", {"link": link})
            for at, link in enumerate(actions, 1)
        ),
        *(
            Exhibit(f"tag-{at}", f"状态：{tag.text}", "status_tag", {"tag": tag})
            for at, tag in enumerate(samples.STATES, 1)
        ),
        *(
            Exhibit(f"due-{at}", f"期限：{due.text}", "due_tag", {"due": due})
            for at, due in enumerate(samples.DUES, 1)
        ),
        Exhibit("tabs", "视图", "tabs", {"tabs": samples.TABS, "label": "我的工作"}),
        Exhibit("steps", "步骤", "steps", {"steps": samples.STEPS}),
    )


def _lists() -> tuple[Exhibit, ...]:
    search = {"action": "", "name": "q", "label": "搜索记录", "placeholder": "标题、渠道或部门"}
    filters = {
        "form": samples.FilterForm(auto_id="filter-%s"),
        "chips": samples.CHIPS,
        "clear_url": "?",
    }
    return (
        Exhibit("search", "搜索", "search", search),
        Exhibit("filters", "筛选", "filter_panel", filters),
        Exhibit("data-table", "数据表", "data_table", {"table": samples.record_table()}),
        Exhibit("pager", "翻页", "pagination", {"pager": samples.PAGER}),
        Exhibit("empty", "没有内容", "empty", {"empty": samples.NOTHING}),
        Exhibit("tasks", "任务清单", "task_list", {"tasks": samples.TASKS, "label": "报告各部分"}),
        Exhibit("summary", "要点", "summary_list", {"items": samples.SUMMARY}),
        Exhibit("files", "文件", "file_list", {"files": samples.FILES}),
    )


def _printed() -> tuple[Exhibit, ...]:
    return (
        Exhibit("proactive", "分块的表", "statutory_table", {"table": printed_samples.proactive()}),
        Exhibit(
            "requests", "合并行与列的表", "statutory_table", {"table": printed_samples.requests()}
        ),
        Exhibit("disputes", "单行的表", "statutory_table", {"table": printed_samples.disputes()}),
    )


def _charts() -> tuple[Exhibit, ...]:
    drawn = (
        ("months", "按月的柱", samples.by_month()),
        ("channels", "横条", samples.by_channel()),
        ("years", "折线与点", samples.year_against_year()),
    )
    return tuple(
        Exhibit(key, title, "chart", {"chart": charts.draw(facts)}) for key, title, facts in drawn
    )


def _story() -> tuple[Exhibit, ...]:
    changes = {"caption": "2019年度报告的更正", "changes": samples.CHANGES}
    return (
        Exhibit("sum", "记录之和", "records_sum", {"total": samples.TOTAL}),
        Exhibit("findings", "核对结果", "findings", {**samples.FINDINGS, "level": 4}),
        Exhibit("diff", "前后对照", "diff", changes),
        Exhibit("timeline", "办理过程", "timeline", {"events": samples.HAPPENINGS}),
        Exhibit("calendar", "期限怎样算出", "day_calendar", {"months": (samples.march(),)}),
    )


def _forms() -> tuple[Exhibit, ...]:
    done = {
        "title": "2019年度报告已经送审",
        "reference_label": "编号",
        "reference": "公开报〔2019〕1号",
        "text": "分管领导收到了审批任务。",
        "next_steps": ("分管领导在 3 个工作日内审批。", "审批通过后可以定稿和下载。"),
    }
    return (
        Exhibit("notice", "提示", "notification", {"kind": "info", "title": "还有 2 处需要核对。"}),
        Exhibit(
            "notice-error",
            "出错提示",
            "notification",
            {
                "kind": "error",
                "title": "文件没有导入。",
                "text": "第 7 行的公开日期是2091年，超出了本年度。请改正后重新上传。",
                "link": Link("下载出错清单", "#errors"),
            },
        ),
        Exhibit("inset", "附注", "inset", {"text": "本表数字由台账得出，不能直接填写。"}),
        Exhibit("warning", "警示", "warning", {"text": "定稿以后，数字不能再改动。"}),
        Exhibit("confirmation", "办理结果", "confirmation", done),
        Exhibit("form", "填写", "form_fields", {"form": samples.RecordForm(auto_id="blank-%s")}),
        Exhibit(
            "form-errors",
            "填写有误",
            "form_fields",
            {"form": samples.RecordForm({"department": "office"}, auto_id="wrong-%s")},
        ),
        Exhibit("actions", "表单按钮", "form_actions", {"label": "登记", "cancel_url": "#back"}),
    )
