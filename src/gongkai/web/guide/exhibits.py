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
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from gongkai.web import charts
from gongkai.web.facts.parts import Link
from gongkai.web.guide import printed_samples, samples

COMPONENTS = Path(__file__).parent.parent / "templates" / "components"
COMMENT = re.compile(r"{% comment %}\s*(.*?)\s*{% endcomment %}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A component on show, once for each context. `key` is unique on the page."""

    key: str
    title: str
    component: str
    contexts: tuple[dict[str, Any], ...]
    box: str = "cluster"


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit made ready for the page."""

    key: str
    title: str
    component: str
    inputs: str
    box: str
    html: SafeString


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
                    box=each.box,
                    html=format_html_join(
                        "\n",
                        "{}",
                        (
                            (render_to_string(f"components/{each.component}.html", one, request),)
                            for one in each.contexts
                        ),
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
        Exhibit("breadcrumb", "当前位置", "breadcrumb", ({"steps": steps},)),
        Exhibit("buttons", "按钮", "button_link", tuple({"link": each} for each in actions)),
        Exhibit("tags", "状态", "status_tag", tuple({"tag": each} for each in samples.STATES)),
        Exhibit("dues", "期限", "due_tag", tuple({"due": each} for each in samples.DUES), "stack"),
        Exhibit("tabs", "视图", "tabs", ({"tabs": samples.TABS, "label": "我的工作"},), "stack"),
        Exhibit("steps", "步骤", "steps", ({"steps": samples.STEPS},)),
    )


def _lists() -> tuple[Exhibit, ...]:
    search = {"action": "", "name": "q", "label": "搜索记录", "placeholder": "标题、渠道或部门"}
    filters = {
        "form": samples.FilterForm(auto_id="filter-%s"),
        "chips": samples.CHIPS,
        "clear_url": "?",
    }
    tasks = {"tasks": samples.TASKS, "label": "报告各部分"}
    return (
        _one("search", "搜索", "search", search),
        _one("filters", "筛选", "filter_panel", filters),
        _one("data-table", "数据表", "data_table", {"table": samples.record_table()}),
        _one("pager", "翻页", "pagination", {"pager": samples.PAGER}),
        _one("empty", "没有内容", "empty", {"empty": samples.NOTHING}),
        _one("tasks", "任务清单", "task_list", tasks),
        _one("summary", "要点", "summary_list", {"items": samples.SUMMARY}),
        _one("files", "文件", "file_list", {"files": samples.FILES}),
    )


def _printed() -> tuple[Exhibit, ...]:
    tables = (
        ("proactive", "分块的表", printed_samples.proactive()),
        ("requests", "合并行与列的表", printed_samples.requests()),
        ("disputes", "单行的表", printed_samples.disputes()),
    )
    return tuple(
        _one(key, title, "statutory_table", {"table": table}) for key, title, table in tables
    )


def _charts() -> tuple[Exhibit, ...]:
    drawn = (
        ("months", "按月的柱", samples.by_month()),
        ("channels", "横条", samples.by_channel()),
        ("years", "折线与点", samples.year_against_year()),
    )
    return tuple(
        _one(key, title, "chart", {"chart": charts.draw(facts)}) for key, title, facts in drawn
    )


def _story() -> tuple[Exhibit, ...]:
    changes = {"caption": "2019年度报告的更正", "changes": samples.CHANGES}
    return (
        _one("sum", "记录之和", "records_sum", {"total": samples.TOTAL}),
        _one("findings", "核对结果", "findings", {**samples.FINDINGS, "level": 4}),
        _one(
            "finding-groups",
            "分组的核对结果",
            "finding_groups",
            {"groups": samples.FINDING_GROUPS, "level": 4},
        ),
        _one("diff", "前后对照", "diff", changes),
        _one("timeline", "办理过程", "timeline", {"events": samples.HAPPENINGS}),
        _one("document", "公文预览", "document_sheet", samples.DOCUMENT),
        _one("calendar", "期限怎样算出", "day_calendar", {"months": (samples.march(),)}),
    )


def _forms() -> tuple[Exhibit, ...]:
    blank = samples.RecordForm(auto_id="blank-%s")
    wrong = samples.RecordForm({"department": "office"}, auto_id="wrong-%s")
    return (
        Exhibit("notices", "提示", "notification", samples.NOTICES, "stack"),
        _one("inset", "附注", "inset", {"text": "本表数字由台账得出，不能直接填写。"}),
        _one("warning", "警示", "warning", {"text": "定稿以后，数字不能再改动。"}),
        _one("confirmation", "办理结果", "confirmation", samples.CONFIRMATION),
        Exhibit("form", "填写", "form_fields", ({"form": blank},), "form"),
        Exhibit("form-errors", "填写有误", "form_fields", ({"form": wrong},), "form"),
        _one("actions", "表单按钮", "form_actions", {"label": "登记", "cancel_url": "#back"}),
    )


def _one(key: str, title: str, component: str, context: dict[str, Any]) -> Exhibit:
    return Exhibit(key, title, component, (context,), "stack")
