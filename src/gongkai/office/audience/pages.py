"""The words of the room's staff pages: lists, one word from a reader, and who reads what."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.audience import queries
from gongkai.office.audience.models import Feedback, FeedbackKind, FeedbackState, Reach
from gongkai.office.publishing.models import PublicItem
from gongkai.web import words
from gongkai.web.charts import Chart, Point, Series
from gongkai.web.facts.lists import Pager, Tab
from gongkai.web.facts.parts import Tag
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row

_TONES = {
    FeedbackState.NEW: Tag("", "attention", "clock"),
    FeedbackState.ANSWERED: Tag("", "active", "clock"),
    FeedbackState.PUBLIC: Tag("", "good", "check"),
    FeedbackState.CLOSED: Tag("", "still", "check"),
}


def state_tag(feedback: Feedback) -> Tag:
    """Return the state of a word in a tag."""
    tone = _TONES[FeedbackState(feedback.state)]
    return Tag(feedback.get_state_display(), tone.tone, tone.icon)


def tabs(code: str, chosen: str) -> list[Tab]:
    """Return one tab for each state, and one for all."""
    url = reverse("audience:list", args=[code])
    every = [("", _("全部")), *[(value, str(label)) for value, label in FeedbackState.choices]]
    return [
        Tab(label, f"{url}?state={value}" if value else url, is_current=value == chosen)
        for value, label in every
    ]


def listed(code: str, rows: list[Feedback]) -> DataTable:
    """Return the table of words from readers."""
    return DataTable(
        caption=_("读者意见反馈"),
        columns=(
            Column(_("内容"), "main"), Column(_("类别")), Column(_("关于")),
            Column(_("收到时间"), "fixed"), Column(_("状态"), "fixed"),
        ),
        rows=tuple(
            Row((
                Cell(
                    each.text[:60] or str(FeedbackKind(each.kind).label), "main",
                    reverse("audience:feedback", args=[code, each.key]), lang="zh-CN",
                ),
                Cell(each.get_kind_display()), Cell(each.item_title, lang="zh-CN"),
                Cell(_day(timezone.localdate(each.received_at)), "fixed"),
                Cell(tag=state_tag(each)),
            ))
            for each in rows
        ),
        empty=Empty(
            _("没有这一类意见反馈"), _("读者在公开页面上提出的问题和建议会出现在这里。")
        ),
    )  # fmt: skip


def pager(code: str, state: str, rows: list[Feedback], *, is_more: bool) -> Pager:
    """Return the way to the next page."""
    following = f"?state={state}&after={rows[-1].pk}" if is_more else ""
    return Pager(
        _("本页%(count)s条") % {"count": len(rows)},
        next_url=reverse("audience:list", args=[code]) + following if is_more else "",
    )


@dataclass(frozen=True, slots=True)
class ReachPage:
    """Who reads what in a year: a chart, the items read most and those nobody finds."""

    year: int
    chart: Chart
    most_read: DataTable
    never_read: DataTable
    total: int
    subscriber_count: int


def reach(code: str, *, year: int, today: date) -> ReachPage:
    """Return the page of the year."""
    told = queries.reach_by_month(year=year)
    labels = [_("%(month)s月") % {"month": month} for month in range(1, 13)]
    series = tuple(
        Series(
            str(Reach(way).label),
            tuple(Point(labels[m - 1], told[way].get(m, 0)) for m in range(1, 13)),
        )
        for way in Reach.values
    )
    total = sum(sum(months.values()) for months in told.values())
    since = max(date(year, 1, 1), date(today.year - 1, today.month, 1))
    count, unread = queries.never_read(since=since)
    return ReachPage(
        year=year,
        chart=Chart(
            "reach", "columns", _("每月阅读次数"),
            _("只计次数，不记录读者是谁；程序访问不计入。"), _("次"), series, _("月份"),
        ),
        most_read=_table(
            _("读得最多的信息"),
            [(each.copy, _("%(count)s次") % {"count": each.count})
             for each in queries.most_read(year=year)],
            _("次数"),
        ),
        never_read=_table(
            _("%(since)s以来没有人读到的信息（共%(count)s条）")
            % {"since": _day(since), "count": count},
            [(each, _day(timezone.localdate(each.published_at))) for each in unread],
            _("公开日期"),
        ),
        total=total,
        subscriber_count=queries.subscriber_count(),
    )  # fmt: skip


def _table(caption: str, rows: list[tuple[PublicItem, str]], head: str) -> DataTable:
    return DataTable(
        caption=caption,
        columns=(Column(_("标题"), "main"), Column(head, "figure")),
        rows=tuple(
            Row((
                Cell(copy.title, "main", reverse("portal:item", args=[copy.code]), lang="zh-CN"),
                Cell(text, "figure"),
            ))
            for copy, text in rows
        ),
        empty=Empty(_("没有"), _("还没有可以列出的信息。")),
    )  # fmt: skip


def _day(on: date) -> str:
    return words.day(on, get_language() or "")
