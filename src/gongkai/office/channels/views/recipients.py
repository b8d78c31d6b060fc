"""Who gets messages: groups, people shown in part, a list imported, and saying no."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import FormPage, answer
from gongkai.office.channels import actions, queries
from gongkai.office.channels.forms import recipients as forms
from gongkai.office.channels.forms.steps import DayForm
from gongkai.office.channels.models import Recipient, RecipientGroup
from gongkai.office.channels.pages import deliveries as words
from gongkai.web.facts.lists import Pager
from gongkai.web.facts.parts import Link, Tag
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row

PAGE = 100


@staff_page(Permission.READ)
def browse(request: OfficeRequest) -> HttpResponse:
    """Show the groups with how many they reach."""
    code = request.office.code
    may_record = Permission.RECORD in request.permissions
    add = Link(_("增加接收组"), reverse("channels:group_add", args=[code]), "add")
    table = DataTable(
        caption=_("接收组"),
        columns=(
            Column(_("接收组名称"), "main"), Column(_("人数"), "figure"),
            Column(_("已退订"), "figure"),
        ),
        rows=tuple(
            Row((
                Cell(
                    each.name, "main", reverse("channels:group", args=[code, each.pk]),
                    lang="zh-CN",
                ),
                Cell(str(each.total), "figure"), Cell(str(each.out), "figure"),
            ))
            for each in _counted()
        ),
        empty=Empty(
            _("还没有接收组"), _("按村（社区）建立接收组，登记同意接收短信或邮件的人。"),
            add if may_record else None,
        ),
    )  # fmt: skip
    context = {"table": table, "actions": [add] if may_record else []}
    return render(request, "channels/groups.html", context)


def _counted() -> list[Any]:
    return list(queries.groups())


@staff_page(Permission.READ)
def group(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show the people of a group; numbers in part only."""
    shown, code = _group(pk), request.office.code
    may_record = Permission.RECORD in request.permissions
    said = request.GET.get("after", "")
    after = int(said) if said.isascii() and said.isdigit() and len(said) < 18 else 0
    rows = list(queries.recipients(shown).filter(pk__gt=after)[: PAGE + 1])
    here = [code, shown.pk]
    context = {
        "group": shown,
        "table": _people(rows[:PAGE], code, may_record=may_record),
        "pager": Pager(
            _("本页%(count)s条记录") % {"count": len(rows[:PAGE])},
            next_url=f"?after={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
            previous_url="?" if after else "",
        ),
        "has_rows": bool(rows),
        "actions": [
            Link(_("增加接收人"), reverse("channels:recipient_add", args=here), "add"),
            Link(
                _("导入表格"), reverse("channels:recipient_import", args=here), "upload",
                "secondary",
            ),
        ] if may_record else [],
    }  # fmt: skip
    return render(request, "channels/group.html", context)


def _people(rows: list[Recipient], code: str, *, may_record: bool) -> DataTable:
    return DataTable(
        caption=_("接收人"),
        columns=(
            Column(_("号码或邮箱"), "main"), Column(_("姓名")), Column(_("同意方式")),
            Column(_("同意日期"), "fixed"), Column(_("状态"), "fixed"), Column(_("办理"), "fixed"),
        ),
        rows=tuple(_person(each, code, may_record=may_record) for each in rows),
        empty=Empty(_("这个接收组还没有人"), _("逐个增加，或者导入表格。")),
    )  # fmt: skip


def _person(recipient: Recipient, code: str, *, may_record: bool) -> Row:
    is_out = recipient.opted_out_on is not None
    status = Tag(_("已退订"), "still", "cross") if is_out else Tag(_("接收"), "good", "check")
    name, label = ("in", _("恢复接收")) if is_out else ("out", _("退订"))
    url = reverse(f"channels:recipient_{name}", args=[code, recipient.pk]) if may_record else ""
    return Row((
        Cell(recipient.masked, "main", lang="zxx"),
        Cell(recipient.name, lang="zh-CN"),
        Cell(recipient.get_consent_display()),
        Cell(words.day(recipient.consented_on), "fixed"),
        Cell(kind="fixed", tag=status, under=words.day(recipient.opted_out_on)),
        Cell(label if url else "", "fixed", url),
    ))  # fmt: skip


def _group(pk: int) -> RecipientGroup:
    found = queries.group(pk)
    if found is None:
        raise Http404
    return found


@staff_page(Permission.RECORD)
def add_group(request: OfficeRequest) -> HttpResponse:
    """Enter a group."""
    page = FormPage(
        _("增加接收组"), _("保存"), reverse("channels:groups", args=[request.office.code]),
        _("接收人"), done=_("已增加接收组。"),
    )  # fmt: skip

    def act(said: dict[str, Any]) -> None:
        actions.add_group(
            body_id=request.office.pk, name=said["name"], by=request.user, at=timezone.now()
        )

    return answer(request, forms.GroupForm(request.POST or None), page, act)


def _page(request: OfficeRequest, group: RecipientGroup, title: str, done: str = "") -> FormPage:
    back = reverse("channels:group", args=[request.office.code, group.pk])
    return FormPage(title, _("保存"), back, group.name, done=done)


@staff_page(Permission.RECORD)
def add(request: OfficeRequest, pk: int) -> HttpResponse:
    """Enter a person."""
    shown = _group(pk)
    page = _page(request, shown, _("增加接收人"), _("已增加接收人。"))

    def act(said: dict[str, Any]) -> None:
        actions.add_recipient(shown, by=request.user, at=timezone.now(), **said)

    initial = {"consented_on": timezone.localdate()}
    return answer(request, forms.RecipientForm(request.POST or None, initial=initial), page, act)


@staff_page(Permission.RECORD)
def import_table(request: OfficeRequest, pk: int) -> HttpResponse:
    """Enter many people from a table: all of them or none."""
    shown = _group(pk)
    is_post = request.method == "POST"
    initial = {"consented_on": timezone.localdate()}
    form = forms.ImportForm(
        request.POST if is_post else None, request.FILES if is_post else None, initial=initial
    )

    def act(_said: dict[str, Any]) -> None:
        new, known = actions.import_recipients(
            shown, rows=form.rows(), by=request.user, at=timezone.now()
        )
        messages.success(
            request, _("已导入 %(new)s 人，%(known)s 人此前已登记。") % {"new": new, "known": known}
        )

    page = _page(request, shown, _("导入接收人"))
    return answer(request, form, page, act)


def _recipient(pk: int) -> Recipient:
    found = queries.recipient(pk)
    if found is None:
        raise Http404
    return found


@staff_page(Permission.RECORD)
def opt_out(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note that a person wants no more messages."""
    shown = _recipient(pk)
    page = _page(request, shown.group, _("退订：%(who)s") % {"who": shown.masked}, _("已退订。"))

    def act(said: dict[str, Any]) -> None:
        on = said.get("day") or timezone.localdate()
        actions.opt_out(shown, on=on, by=request.user, at=timezone.now())

    form = DayForm(request.POST or None, initial={"day": timezone.localdate()})
    return answer(request, form, page, act)


@staff_page(Permission.RECORD)
def opt_in(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note that a person agreed anew."""
    shown = _recipient(pk)
    title = _("恢复接收：%(who)s") % {"who": shown.masked}
    page = _page(request, shown.group, title, _("已恢复接收。"))

    def act(said: dict[str, Any]) -> None:
        actions.opt_in(
            shown, consent=said["consent"], on=said["consented_on"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    return answer(request, forms.ConsentForm(request.POST or None), page, act)
