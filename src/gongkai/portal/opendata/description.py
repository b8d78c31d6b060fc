"""The description of the API: for programs as OpenAPI, for people as a page, from one source."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.portal.opendata.api import api

# What each operation does, for people.
SAID = {
    "bodies": _("机关列表，含上级机关、地址和电话。"),
    "categories": _("主动公开的类别，依照条例第二十条。"),
    "items": _(
        "信息列表，新的在前，按游标翻页。按变更时间查询的，依变更先后列出，含已撤下的，供同步。"
    ),
    "item": _("一条信息的全部内容：正文、表格、附件、版本和关联。已撤下的返回 410 和撤下说明。"),
    "search": _("检索公开的信息，按相关程度或者公开时间排列。"),
    "reports": _("已定稿的年度报告列表。"),
    "report": _("一份年度报告的全部数字、六个部分的文字和检查结果。"),
    "statistics": _("公开信息的条数，分类别、分月份。"),
    "push_draft": _("推送一条草稿。同一编号再次推送，返回原草稿，不会重复。需要口令。"),
    "draft": _("查询推送的草稿办到哪一步。需要口令。"),
    "attach_file": _("给推送的草稿上传一个附件。需要口令。"),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the API as the page shows it."""

    method: str
    path: str
    said: Any
    parameters: tuple[str, ...]
    statuses: tuple[str, ...]


@cache
def schema() -> dict[str, Any]:
    """Return the OpenAPI description."""
    described: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
    return described


def written() -> str:
    """Return the OpenAPI description as JSON."""
    return json.dumps(schema(), ensure_ascii=False, indent=1)


def operations() -> list[Operation]:
    """Return every operation with what it does, in words."""
    return [
        Operation(
            method=method.upper(), path=path, said=SAID[told["operationId"]],
            parameters=tuple(each["name"] for each in told.get("parameters", ())),
            statuses=tuple(str(status) for status in told["responses"]),
        )
        for path, methods in schema()["paths"].items()
        for method, told in methods.items()
    ]  # fmt: skip
