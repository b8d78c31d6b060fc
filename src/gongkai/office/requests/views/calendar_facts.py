"""What the pages of the working-day calendar show, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body, HolidayNotice
from gongkai.office.requests import actions
from gongkai.office.requests.actions import Moved
from gongkai.rules import workdays
from gongkai.rules.workdays import Calendar, Notice
from gongkai.web import words
from gongkai.web.facts.parts import Link, Tag
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row


@dataclass(frozen=True, slots=True)
class OnFile:
    """The page of the calendar: the years on file and what is missing."""

    table: DataTable
    missing: str
    region: str
    load: Link | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A notice before it is put on file: what it says and which cases it moves."""

    title: str
    number: str
    scope: str
    text: str
    holidays: DataTable
    moved: DataTable


def on_file(body: Body, *, today: date, may_load: bool) -> OnFile:
    """Return the notices that bind a body, the latest year first, and the next one missing."""
    calendar = bodies.calendar_for(body)
    loaded = {(n.region, n.year, n.title): n for n in bodies.notices_for(body)}
    binding = [n for n in calendar.notices if not n.region or n.applies_in(calendar.region)]
    binding.sort(key=lambda notice: (-notice.year, notice.region, notice.title))
    return OnFile(
        table=DataTable(
            caption=_("已录入的放假通知"),
            columns=(
                Column(_("年份"), "fixed"), Column(_("通知"), "main"),
                Column(_("公布日期"), "fixed"), Column(_("完整程度")), Column(_("来源")),
            ),
            rows=tuple(
                _row(notice, loaded.get((notice.region, notice.year, notice.title)))
                for notice in binding
            ),
            empty=Empty(_("还没有放假通知")),
        ),
        missing=_missing(calendar, today),
        region=calendar.region,
        load=Link(_("录入放假通知"), reverse("requests:notice", args=[body.code]), icon="add")
        if may_load
        else None,
    )  # fmt: skip


def _row(notice: Notice, loaded: HolidayNotice | None) -> Row:
    return Row(
        (
            Cell(str(notice.year), "fixed"),
            Cell(notice.title, "main", under=notice.number, lang="zh-CN"),
            Cell(_day(notice.published_on) or "—", "fixed"),
            Cell(tag=_completeness(notice)),
            Cell(_source(loaded)),
        )
    )


def _completeness(notice: Notice) -> Tag:
    if notice.region:
        return Tag(_("%s本地") % notice.region_name, "active")
    if notice.amends:
        return Tag(_("只调整部分日期"), "attention")
    return Tag(_("全年完整"), "good", "check")


def _source(loaded: HolidayNotice | None) -> str:
    if loaded is None:
        return _("随系统提供")
    return _("%(body)s %(by)s 于 %(on)s 录入") % {
        "body": loaded.body,
        "by": loaded.loaded_by,
        "on": _day(timezone.localdate(loaded.loaded_at)),
    }


def _missing(calendar: Calendar, today: date) -> str:
    year = next(y for y in range(today.year, today.year + 3) if not calendar.is_complete(y))
    return _(
        "%(year)s年的放假通知尚未录入，跨入这一年的期限都标为暂定。"
        "国务院办公厅一般在上一年10月至12月公布，公布后请录入。"
    ) % {"year": year}


def preview(body: Body, notice: Notice, text: str) -> Preview:
    """Return what a notice says and which open cases it would move."""
    calendar = bodies.calendar_for(body, trial=notice)
    binds = not notice.region or notice.applies_in(calendar.region)
    where = notice.region_name or _("全国")
    return Preview(
        title=notice.title,
        number=notice.number,
        scope=_("%(where)s %(year)s年，适用于%(body)s及其下级机关")
        % {"where": where, "year": notice.year, "body": body.name}
        if binds
        else _("这是%(where)s的通知，与%(body)s的行政区划代码不符，录入后不会生效。")
        % {"where": where, "body": body.name},
        text=text,
        holidays=_holidays(notice),
        moved=_moved(actions.foresee(body=body, notice=notice)),
    )


def _holidays(notice: workdays.Notice) -> DataTable:
    return DataTable(
        caption=_("放假和调休上班的日期"),
        columns=(
            Column(_("节日"), "main"), Column(_("放假")), Column(_("天数"), "figure"),
            Column(_("调休上班")),
        ),
        rows=tuple(
            Row((
                Cell(holiday.name, "main", lang="zh-CN"),
                Cell(_span(holiday.off)),
                Cell(str(len(holiday.off)), "figure"),
                Cell(_("、").join(_day(day) for day in holiday.work) or "—"),
            ))
            for holiday in notice.holidays
        ),
        empty=Empty(_("这份通知写明这一年没有本地放假")),
    )  # fmt: skip


def _moved(moved: Iterable[Moved]) -> DataTable:
    return DataTable(
        caption=_("答复期限会改变的申请"),
        columns=(
            Column(_("登记编号"), "main"), Column(_("机关")), Column(_("原期限"), "fixed"),
            Column(_("新期限"), "fixed"),
        ),
        rows=tuple(
            Row((
                Cell(each.number, "main"),
                Cell(each.body_name, lang="zh-CN"),
                Cell(_due(each.before, provisional=each.was_provisional), "fixed"),
                Cell(_due(each.after, provisional=each.is_provisional), "fixed"),
            ))
            for each in moved
        ),
        empty=Empty(_("没有在办申请的期限会改变")),
    )  # fmt: skip


def _due(on: date | None, *, provisional: bool) -> str:
    if on is None:
        return _("中止")
    return _("%s（暂定）") % _day(on) if provisional else _day(on)


def _span(days: tuple[date, ...]) -> str:
    if len(days) == 1:
        return _day(days[0])
    return words.span(days[0], days[-1], get_language() or "")


def _day(on: Any) -> str:
    return words.day(on, get_language() or "") if on else ""
