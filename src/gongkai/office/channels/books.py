"""The book of postings (发布登记)."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.office.channels import queries
from gongkai.office.channels.models import Posting
from gongkai.office.registers.book import Book, BookColumn, Entry
from gongkai.web.facts.parts import Link


def _build(body_id: int, values: Mapping[str, Any]) -> Posting:
    return Posting(body_id=body_id, **values)


def _source(code: str, posting: Posting) -> Link | None:
    """Return the delivery that was confirmed, with its story and its proof."""
    if posting.delivery is None:
        return None
    url = reverse("channels:delivery", args=[code, posting.delivery.key])
    return Link(gettext("查看投放经过和凭证"), url, "forward")


BOOKS = (
    Book(
        key="postings",
        title=_("发布登记"),
        summary=_("在网站、短信、微信群、公告栏、显示屏等渠道公开了什么、多少条。"),
        model=Posting,
        dated_by="posted_on",
        counts="quantity",
        unit=_("条"),
        icon="publish",
        build=_build,
        source_link=_source,
        columns=(
            BookColumn("posted_on", _("发布日期"), Entry.DATE, example="2019-3-5"),
            BookColumn(
                "channel_id", _("渠道"), Entry.CHOICE, choices=queries.choices, is_filter=True,
                hint=_("渠道在“公开渠道”页面登记。"),
            ),
            BookColumn("subject", _("内容标题"), Entry.TEXT, example="惠民政策明白纸"),
            BookColumn(
                "quantity", _("条数"), Entry.COUNT, example="12",
                hint=_("同一天在同一渠道发布多条的，可以合并登记。"),
            ),
            BookColumn(
                "proof", _("留存凭证"), Entry.TEXT, required=False, in_list=False,
                hint=_("网址、截图文件名或照片编号。"),
            ),
        ),
    ),
)  # fmt: skip
