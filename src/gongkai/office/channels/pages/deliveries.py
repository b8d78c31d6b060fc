"""Deliveries in words and tables: the list, one of them, its story, what it sends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.channels.adapters import registry
from gongkai.office.channels.adapters.contract import Preview
from gongkai.office.channels.content import Content
from gongkai.office.channels.models import (
    Act,
    Delivery,
    DeliveryEvent,
    DeliveryState,
    MessageOutcome,
    Proof,
)
from gongkai.web import words
from gongkai.web.facts.lists import FileEntry
from gongkai.web.facts.parts import Link, Tag, Tone
from gongkai.web.facts.story import Happening
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row

State = DeliveryState
_TAGS: dict[str, tuple[Tone, str]] = {
    State.PLANNED: ("active", "clock"),
    State.SENDING: ("active", "forward"),
    State.SENT: ("active", "forward"),
    State.CONFIRMED: ("good", "success"),
    State.FAILED: ("attention", "warning"),
    State.DEAD: ("bad", "error"),
    State.UNKNOWN: ("bad", "question"),
    State.CANCELLED: ("still", "cross"),
    State.WITHDRAWN: ("still", "return"),
    State.TAKEN_DOWN: ("still", "return"),
    State.REPLACED: ("still", "history"),
}


def tag(delivery: Delivery) -> Tag:
    """Return the state in a word."""
    tone, icon = _TAGS[delivery.state]
    return Tag(str(State(delivery.state).label), tone, icon)


def moment(at: Any) -> str:
    """Return a moment in words, nothing for none."""
    return words.moment(timezone.localtime(at), get_language() or "") if at else ""


def day(on: Any) -> str:
    """Return a day in words, nothing for none."""
    return words.day(on, get_language() or "") if on else ""


def table(found: Iterable[Delivery], code: str, *, caption: str) -> DataTable:
    """Return deliveries as a table."""
    return DataTable(
        caption=caption,
        columns=(
            Column(_("标题"), "main"), Column(_("渠道")), Column(_("办理"), "fixed"),
            Column(_("计划时间"), "fixed"), Column(_("状态"), "fixed"),
        ),
        rows=tuple(_row(each, code) for each in found),
        empty=Empty(_("没有符合条件的投放。"), _("信息公开时选定的渠道，会在这里列出。")),
    )  # fmt: skip


def _row(delivery: Delivery, code: str) -> Row:
    village = delivery.channel.posted_by
    return Row((
        Cell(
            delivery.title, "main", reverse("channels:delivery", args=[code, delivery.key]),
            under=delivery.last_error, lang="zh-CN",
        ),
        Cell(delivery.channel.name, under=village.name if village else "", lang="zh-CN"),
        Cell(str(Act(delivery.act).label), "fixed"),
        Cell(moment(delivery.planned_for), "fixed"),
        Cell(kind="fixed", tag=tag(delivery)),
    ))  # fmt: skip


def preview(delivery: Delivery) -> Preview:
    """Return what goes out, as the channel is set now."""
    content = Content.from_json(delivery.content)
    return registry.of(delivery.channel).prepare(content, delivery.channel.settings)


def facts(delivery: Delivery) -> list[tuple[str, str]]:
    """Return the line below the title."""
    found = [
        (_("渠道"), delivery.channel.name),
        (_("办理"), str(Act(delivery.act).label)),
        (_("计划时间"), moment(delivery.planned_for)),
        (_("公开时间"), moment(delivery.shown_at)),
        (_("撤下日期"), day(delivery.take_down_on)),
        (_("结束时间"), moment(delivery.withdrawn_at)),
        (_("信息编号"), f"{delivery.item_code}（{_('第%s版') % delivery.version}）"),
    ]
    return [each for each in found if each[1]]


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step that is open from some states: where it leads and what it is called."""

    name: str
    label: Any
    kind: Any
    states: frozenset[str]
    for_withdrawals: bool = True


def steps(delivery: Delivery, code: str) -> list[Link]:
    """Return what may be done now, the likeliest first."""
    found = [
        StepPlace("confirm", _("确认并上传凭证"), "", frozenset({
            State.PLANNED, State.SENT, State.UNKNOWN, State.DEAD, State.FAILED,
        })),
        StepPlace("take_down", _("确认已撤下"), "", frozenset({State.CONFIRMED}),
                  for_withdrawals=False),
        StepPlace("retry", _("重新发送"), "secondary", frozenset({
            State.DEAD, State.FAILED, State.UNKNOWN,
        })),
        StepPlace("replan", _("改期"), "secondary", frozenset({State.PLANNED, State.CANCELLED})),
        StepPlace("withdraw", _("从这个渠道撤回"), "secondary", frozenset({
            State.SENT, State.CONFIRMED, State.UNKNOWN,
        }), for_withdrawals=False),
        StepPlace("give_up", _("取消投放"), "secondary", frozenset({
            State.PLANNED, State.FAILED, State.DEAD, State.UNKNOWN,
        })),
    ]  # fmt: skip
    return [
        Link(
            each.label, reverse(f"channels:{each.name}", args=[code, delivery.key]), kind=each.kind
        )
        for each in found
        if (delivery.state in each.states or _may_take_back(each.name, delivery))
        and (each.for_withdrawals or not delivery.is_withdrawal)
        and (each.name != "retry" or not delivery.is_manual)
    ]


def _may_take_back(step: str, delivery: Delivery) -> bool:
    """Whether it is the step that takes back what may be out although it was not sent whole."""
    not_whole = (State.PLANNED, State.FAILED, State.DEAD)
    return step == "withdraw" and delivery.may_be_out and delivery.state in not_whole


def story(events: Sequence[DeliveryEvent]) -> list[Happening]:
    """Return what happened, as a time line."""
    return [
        Happening(
            when=moment(each.at), iso=timezone.localtime(each.at).isoformat(),
            title=str(State(each.kind).label), by=str(each.by) if each.by else _("系统"),
            text=each.text, icon=_TAGS[each.kind][1],
        )
        for each in events
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """One proof in words, with the addresses of its picture and its file."""

    title: str
    note: str
    url: str
    picture_url: str
    file_url: str
    file_name: str
    digest: str
    taken: str
    is_used_twice: bool


def proof_facts(proof: Proof, delivery: Delivery, code: str, used: set[int]) -> ProofFacts:
    """Return a proof for the page."""
    where = f"{proof.place}　" if proof.place else ""
    at = [code, delivery.key, proof.pk]
    return ProofFacts(
        title=f"{where}{day(proof.on)}", note=proof.note, url=proof.url,
        picture_url=reverse("channels:proof_picture", args=at) if proof.file else "",
        file_url=reverse("channels:proof_file", args=at) if proof.file else "",
        file_name=proof.file.name if proof.file else "",
        digest=proof.file.digest if proof.file else "",
        taken=proof.taken_at, is_used_twice=proof.file_id in used,
    )  # fmt: skip


def media(delivery: Delivery, names: Sequence[str], at: Any) -> list[FileEntry]:
    """Return the files that can be made; `at` gives the address of each name."""
    labels = {
        "sheet-a4": (_("张贴页 A4"), "PDF"), "sheet-a3": (_("张贴页 A3"), "PDF"),
        "card": (_("图文卡片"), _("图片")), "package": (_("报送资料包"), "ZIP"),
        "script": (_("广播稿"), "PDF"),
    }  # fmt: skip
    found = []
    for name in names:
        label, kind = labels.get(name, (_("第%s屏画面") % name.removeprefix("frame-"), _("图片")))
        icon: Any = {"PDF": "file", "ZIP": "archive"}.get(kind, "picture")
        found.append(FileEntry(label, at(name), kind, icon=icon))
    return found


def outcome_table(rows: Sequence[dict[str, Any]]) -> DataTable:
    """Return how many messages had which outcome, by group."""
    kinds = list(MessageOutcome)
    return DataTable(
        caption=_("各接收组发送情况"),
        columns=(
            Column(_("接收组"), "main"), Column(_("人数"), "figure"),
            *(Column(str(each.label), "figure") for each in kinds),
        ),
        rows=tuple(
            Row((
                Cell(row["recipient__group__name"], "main", lang="zh-CN"),
                Cell(str(row["total"]), "figure"),
                *(Cell(str(row[each.value]), "figure") for each in kinds),
            ))
            for row in rows
        ),
        empty=Empty(_("还没有开始发送。")),
    )  # fmt: skip
