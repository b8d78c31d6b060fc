"""What the page of the organisation shows, in words: tables ready for the template."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries
from gongkai.office.bodies.actions import LENT
from gongkai.office.bodies.models import (
    Body,
    LeadingGroupMember,
    Membership,
    ReadingPoint,
    StaffPost,
)
from gongkai.office.bodies.permissions import Permission, Role
from gongkai.web import words
from gongkai.web.facts.parts import Link, Tag
from gongkai.web.facts.story import SummaryItem
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """The page: the body, its people on a day, who left before, accounts, bodies below."""

    body: Body
    on_text: str
    may_administer: bool
    summary: tuple[SummaryItem, ...]
    seats: DataTable
    posts: DataTable
    former: DataTable
    points: DataTable
    members: DataTable | None
    children: DataTable


def organisation_facts(
    body: Body, on: date, *, permissions: Collection[Permission]
) -> OrganisationFacts:
    """Return the organisation of the scoped body on a day, as the page shows it."""
    may = Permission.ADMINISTER in permissions
    return OrganisationFacts(
        body=body,
        on_text=_day(on),
        may_administer=may,
        summary=tuple(_summary(body)),
        seats=_seats(body, queries.leading_group(on=on), may=may),
        posts=_posts(body, queries.posts(on=on), may=may),
        former=_former(on),
        points=_points(body, queries.reading_points(on=on), may=may),
        members=_members(body, queries.members(body=body, on=on)) if may else None,
        children=_children(body, queries.children(body), may=may),
    )


def _summary(body: Body) -> Iterable[SummaryItem]:
    yield SummaryItem(_("层级和类别"), f"{body.level_label} · {body.get_kind_display()}")
    for label, value in (
        (_("统一社会信用代码"), body.credit_code),
        (_("行政区划代码"), body.division_code),
        (_("办公地址"), body.address),
        (_("联系电话"), body.telephone),
        (_("办公时间"), body.office_hours),
        (_("机关职能简介"), body.introduction),
        (_("政府信息公开工作机构"), body.gid_office),
        (_("公开工作机构电话"), body.gid_telephone),
        (_("公开工作机构传真"), body.gid_fax),
        (_("公开工作机构电子邮箱"), body.gid_email),
        (_("邮政编码"), body.postal_code),
        (_("监督举报电话"), body.supervision_telephone),
    ):
        yield SummaryItem(label, value or _("未填写"), is_official=bool(value))


def _seats(body: Body, seats: Iterable[LeadingGroupMember], *, may: bool) -> DataTable:
    return DataTable(
        caption=_("当日在任的成员"),
        columns=(
            Column(_("职务"), "main"), Column(_("组内职务")), Column(_("姓名")),
            Column(_("任职日期"), "fixed"), *_act_column(may=may),
        ),
        rows=tuple(
            Row((
                Cell(
                    seat.title, "main", lang="zh-CN",
                    url=_url("bodies:seat", body, seat.key, may=may),
                ),
                Cell(seat.get_role_display()),
                Cell(seat.person or "—", lang="zh-CN"),
                Cell(_day(seat.from_on), "fixed"),
                *_act(_("登记离任"), "bodies:seat_leave", body, seat.key, may=may),
            ))
            for seat in seats
        ),
        empty=Empty(
            _("这一天没有领导小组成员在任"),
            _("领导小组由组长、副组长、成员组成，按任职日期登记。"),
        ),
    )  # fmt: skip


def _posts(body: Body, posts: Iterable[StaffPost], *, may: bool) -> DataTable:
    return DataTable(
        caption=_("当日在岗的人员"),
        columns=(
            Column(_("岗位"), "main"), Column(_("专职或兼职")), Column(_("到岗日期"), "fixed"),
            *_act_column(may=may),
        ),
        rows=tuple(
            Row((
                Cell(
                    post.title, "main", lang="zh-CN",
                    url=_url("bodies:post", body, post.key, may=may),
                ),
                Cell(tag=Tag(_("专职"), "active") if post.is_full_time else Tag(_("兼职"))),
                Cell(_day(post.from_on), "fixed"),
                *_act(_("登记离岗"), "bodies:post_leave", body, post.key, may=may),
            ))
            for post in posts
        ),
        empty=Empty(
            _("这一天没有在岗的工作人员"),
            _("年末在岗的专职、兼职人数计入年度报告第一部分。"),
        ),
    )  # fmt: skip


def _points(body: Body, points: Iterable[ReadingPoint], *, may: bool) -> DataTable:
    return DataTable(
        caption=_("正在开放的查阅点"),
        columns=(
            Column(_("查阅点名称"), "main"), Column(_("地址")), Column(_("开放时间")),
            *_act_column(may=may),
        ),
        rows=tuple(
            Row((
                Cell(
                    point.name, "main", lang="zh-CN",
                    url=_url("bodies:point", body, point.key, may=may),
                ),
                Cell(point.address, lang="zh-CN"),
                Cell(point.hours, lang="zh-CN"),
                *_act(_("登记停用"), "bodies:point_close", body, point.key, may=may),
            ))
            for point in points
        ),
        empty=Empty(
            _("没有登记查阅点"),
            _("国家档案馆、公共图书馆、政务服务场所应当设置政府信息查阅场所（条例第二十五条）。"),
        ),
    )  # fmt: skip


def _former(on: date) -> DataTable:
    left = [
        (seat.until_on, seat.title, seat.get_role_display(), seat.from_on)
        for seat in queries.former_seats(on=on)
    ] + [
        (post.until_on, post.title, _("专职") if post.is_full_time else _("兼职"), post.from_on)
        for post in queries.former_posts(on=on)
    ]
    left.sort(key=lambda row: row[0] or on, reverse=True)
    return DataTable(
        caption=_("已经离任、离岗的"),
        columns=(
            Column(_("职务或岗位"), "main"), Column(_("类别")), Column(_("任职日期"), "fixed"),
            Column(_("离任日期"), "fixed"),
        ),
        rows=tuple(
            Row((
                Cell(title, "main", lang="zh-CN"), Cell(kind), Cell(_day(from_on), "fixed"),
                Cell(_day(until_on), "fixed"),
            ))
            for until_on, title, kind, from_on in left
        ),
        empty=Empty(_("没有离任或离岗的记录")),
    )  # fmt: skip


def _members(body: Body, members: Iterable[Membership]) -> DataTable:
    return DataTable(
        caption=_("账号和角色"),
        columns=(
            Column(_("岗位名称"), "main"), Column(_("用户名")), Column(_("角色")),
            Column(_("起止日期")),
            Column(_("办理"), "fixed"), Column(_("代理"), "fixed"), Column(_("密码"), "fixed"),
        ),
        rows=tuple(
            Row((
                Cell(str(member.staff), "main", lang="zh-CN"),
                Cell(member.staff.username, lang="en"),
                Cell(str(Role(member.role).label), under=_deputy(member)),
                Cell(_span(member.from_on, member.until_on)),
                Cell(
                    _("结束角色"), "fixed",
                    url=reverse("bodies:member_end", args=[body.code, member.pk]),
                ),
                _delegation(body, member),
                Cell(
                    _("重置密码"), "fixed",
                    url=reverse("bodies:member_password", args=[body.code, member.pk]),
                ),
            ))
            for member in members
        ),
        empty=Empty(_("还没有人在本机关担任角色"), _("新建账号，或者给已有账号的人增加角色。")),
    )  # fmt: skip


def _deputy(member: Membership) -> str:
    if member.on_behalf_of is None:
        return ""
    return _("代理%(who)s：%(why)s") % {"who": member.on_behalf_of, "why": member.reason}


def _delegation(body: Body, member: Membership) -> Cell:
    """Return the way to a deputy; what is lent already, or never lent, has none."""
    if Role(member.role) not in LENT or member.on_behalf_of_id is not None:
        return Cell("—", "fixed")
    url = reverse("bodies:member_delegate", args=[body.code, member.pk])
    return Cell(_("设代理人"), "fixed", url=url)


def _children(body: Body, children: Iterable[Body], *, may: bool) -> DataTable:
    return DataTable(
        caption=_("直接下级"),
        columns=(Column(_("机关名称"), "main"), Column(_("层级")), Column(_("类别"))),
        rows=tuple(
            Row((
                Cell(
                    child.name, "main", lang="zh-CN",
                    url=_url("bodies:organisation", child, may=may),
                ),
                Cell(child.level_label),
                Cell(child.get_kind_display()),
            ))
            for child in children
        ),
        empty=Empty(_("没有下级机关")),
    )  # fmt: skip


def _act_column(*, may: bool) -> tuple[Column, ...]:
    return (Column(_("办理"), "fixed"),) if may else ()


def _act(label: str, name: str, body: Body, key: Any, *, may: bool) -> tuple[Cell, ...]:
    return (Cell(label, "fixed", url=reverse(name, args=[body.code, key])),) if may else ()


def _url(name: str, body: Body, *args: Any, may: bool) -> str:
    return reverse(name, args=[body.code, *args]) if may else ""


def _span(first: date, last: date | None) -> str:
    if last is None:
        return _("%(first)s起") % {"first": _day(first)}
    return words.span(first, last, get_language() or "")


def _day(on: date | None) -> str:
    return words.day(on, get_language() or "") if on else ""


def adding_links(body: Body) -> dict[str, Link]:
    """Return the links of the page's additions."""

    def link(label: str, name: str) -> Link:
        return Link(label, reverse(name, args=[body.code]), icon="add", kind="secondary")

    return {
        "seat": link(_("增加领导小组成员"), "bodies:seat_add"),
        "post": link(_("增加工作岗位"), "bodies:post_add"),
        "point": link(_("增加查阅点"), "bodies:point_add"),
        "staff": link(_("新建账号"), "bodies:staff_new"),
        "member": link(_("增加角色"), "bodies:member_add"),
        "body": link(_("增加下级机关"), "bodies:new_body"),
    }
