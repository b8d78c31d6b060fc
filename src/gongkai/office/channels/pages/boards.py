"""A village's work in words: what to post, to take down, and what hangs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gongkai.office.channels.boards import Work
from gongkai.office.channels.models import Delivery, DeliveryState
from gongkai.office.channels.pages import deliveries
from gongkai.web.facts.parts import Link, Tag
from gongkai.web.facts.story import Task
from gongkai.web.templatetags.gongkai import mixed


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under a heading, and the sentence where there are none."""

    key: str
    title: str | Promise
    tasks: tuple[Task, ...]
    empty: str | Promise


def groups(work: Work, code: str) -> list[Group]:
    """Return the work of a village, the most pressing first."""
    return [
        Group("post", _("待张贴、待撤回"), _tasks(work.to_post, code), _("没有待办理的张贴任务。")),
        Group(
            "down", _("到期待撤下"), _tasks(work.to_take_down, code), _("没有到期待撤下的内容。")
        ),
        Group("hanging", _("正在张贴"), _tasks(work.hanging, code), _("公告栏上没有登记的内容。")),
    ]


def _tasks(found: Sequence[Delivery], code: str) -> tuple[Task, ...]:
    return tuple(
        Task(
            each.title, _tag(each), reverse("channels:board_task", args=[code, each.key]),
            hint=_hint(each),
        )
        for each in found
    )  # fmt: skip


def _tag(delivery: Delivery) -> Tag:
    if delivery.state == DeliveryState.PLANNED:
        word = _("待撤回") if delivery.is_withdrawal else _("待张贴")
        return Tag(word, "attention", "clock")
    return deliveries.tag(delivery)


def _hint(delivery: Delivery) -> str:
    where = delivery.channel.place or delivery.channel.name
    if delivery.take_down_on and not delivery.is_withdrawal:
        said = {"where": where, "day": deliveries.day(delivery.take_down_on)}
        return mixed(_("%(where)s，%(day)s撤下") % said)
    return mixed(where)


def steps(delivery: Delivery, code: str) -> list[Link]:
    """Return the one thing to be done now, if there is one."""
    at = [code, delivery.key]
    if delivery.state == DeliveryState.PLANNED:
        word = _("已撤回，拍照确认") if delivery.is_withdrawal else _("已张贴，拍照确认")
        return [Link(word, reverse("channels:board_confirm", args=at), "picture")]
    if delivery.stands:
        return [
            Link(_("已撤下，拍照确认"), reverse("channels:board_take_down", args=at), "picture")
        ]
    return []
