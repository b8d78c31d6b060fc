"""Planning what goes out and what is taken back; the rows are the outbox.

Called inside the transaction of the act that publishes or withdraws, so that there is never a
public item without its deliveries, nor the other way round.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.channels.actions.moving import is_taken_back, locked, move
from gongkai.office.channels.adapters import registry
from gongkai.office.channels.content import Content
from gongkai.office.channels.models import Act, Channel, Delivery, DeliveryEvent, DeliveryState
from gongkai.office.records import actions as records

State = DeliveryState
_NOT_OUT = (State.PLANNED, State.FAILED, State.DEAD)
_MAYBE_OUT = (State.SENDING, State.SENT, State.UNKNOWN, State.CONFIRMED)
_ENDED = (State.WITHDRAWN, State.TAKEN_DOWN, State.REPLACED)


@transaction.atomic
def plan(
    content: Content,
    channels: Iterable[Channel],
    *,
    planned_for: datetime,
    take_down_on: date | None = None,
    by: Any,
    at: datetime,
) -> list[Delivery]:
    """Plan a content on channels of one body and return the deliveries, one for each.

    What was planned before is returned as it stands; what was cancelled is taken up again. Earlier
    versions that have not gone out are cancelled. Raises ValidationError for a channel that is not
    in use, and where this very version was already taken back there.
    """
    return [
        _plan(content, channel, planned_for=planned_for, take_down_on=take_down_on, by=by, at=at)
        for channel in channels
    ]


def _plan(
    content: Content, channel: Channel, *, planned_for: datetime, take_down_on: date | None,
    by: Any, at: datetime,
) -> Delivery:  # fmt: skip
    moment = records.begin(body_id=channel.body_id, at=at)
    if not channel.is_active:
        raise ValidationError(
            _("渠道“%(name)s”已停用，不能再投放。请选择正在使用的渠道。") % {"name": channel.name}
        )
    mine = Delivery.objects.select_related("channel").filter(
        channel=channel, item_code=content.item_code, act=Act.PUBLISH
    )
    for older in mine.filter(version__lt=content.version, state__in=_NOT_OUT):
        move(older, State.CANCELLED, by=by, at=moment, text="已有新版本。", next_try_at=None)
    found = mine.filter(version=content.version).first()
    if found is None:
        return _enter(
            channel, Act.PUBLISH, content.as_json(), by=by, at=moment, planned_for=planned_for,
            take_down_on=take_down_on or content.expires_on or _last_day(channel, planned_for),
        )  # fmt: skip
    if found.state in _ENDED:
        raise ValidationError(_gone(found))
    if found.state in (State.CANCELLED, State.DEAD):
        return _again(found, planned_for=planned_for, by=by, at=moment)
    return found


def _last_day(channel: Channel, planned_for: datetime) -> date | None:
    """Return the day until which something hangs where nobody said, by the channel's settings."""
    days = channel.settings.get("days")
    return timezone.localdate(planned_for) + timedelta(days=days) if days else None


def _enter(
    channel: Channel, act: Act, content: dict[str, Any], *, by: Any, at: datetime, **values: Any
) -> Delivery:
    is_manual = registry.of(channel).is_manual
    delivery = Delivery(
        body_id=channel.body_id, channel=channel, act=act, item_code=content["item_code"],
        version=content["version"], title=content["title"][:300], content=content,
        is_manual=is_manual, next_try_at=None if is_manual else values["planned_for"], **values,
    )  # fmt: skip
    delivery.full_clean()
    delivery.save(force_insert=True)
    DeliveryEvent(
        body_id=channel.body_id, delivery=delivery, at=at, by=by, kind=State.PLANNED,
        text=delivery.reason,
    ).save(force_insert=True)  # fmt: skip
    records.note(
        body_id=channel.body_id, by=by, at=at, verb="plan_delivery",
        subject=records.subject_of(delivery),
        details={
            "channel": channel.name, "act": act.value, "item": delivery.item_code,
            "version": delivery.version, "title": delivery.title, "reason": delivery.reason,
        },
    )  # fmt: skip
    return delivery


def _gone(delivery: Delivery) -> str:
    return _("“%(title)s”的这一版本已在“%(channel)s”撤下。请以新版本重新发布。") % {
        "title": delivery.title, "channel": delivery.channel.name,
    }  # fmt: skip


def _again(delivery: Delivery, *, planned_for: datetime, by: Any, at: datetime) -> Delivery:
    if is_taken_back(delivery):
        raise ValidationError(_gone(delivery))
    is_manual = registry.of(delivery.channel).is_manual
    return move(
        delivery, State.PLANNED, by=by, at=at, attempts=0, planned_for=planned_for,
        claimed_at=None, is_manual=is_manual, next_try_at=None if is_manual else planned_for,
        last_error="",
    )  # fmt: skip


@transaction.atomic
def withdraw_everywhere(
    *, body_id: int, item_code: str, reason: str, says_title: bool = True, by: Any, at: datetime
) -> list[Delivery]:
    """Take an item back on every channel it is or may be on; return the withdrawals planned.

    What has not gone out is cancelled, and taken back as well where some of it may have. Without
    `says_title` the title is what must not be read: no withdrawal says it, those that were planned
    before and still wait included; staff go on seeing which one it is. Raises ValidationError
    without a reason.
    """
    records.begin(body_id=body_id, at=at)
    published = Delivery.objects.select_related("channel").filter(
        body_id=body_id, item_code=item_code, act=Act.PUBLISH
    )
    planned = [_take_back(each, reason=reason, by=by, at=at) for each in published.order_by("pk")]
    found = [each for each in planned if each is not None]
    return found if says_title else [_unnamed(each) for each in found]


def _unnamed(withdrawal: Delivery) -> Delivery:
    """Take the words out of what a withdrawal sends; the publication keeps them as proof."""
    if withdrawal.state == State.CONFIRMED:
        return withdrawal
    publisher = withdrawal.body.name
    withdrawal.content = Content.from_json(withdrawal.content).untitled(publisher).as_json()
    withdrawal.save(update_fields=["content"])
    return withdrawal


@transaction.atomic
def withdraw(delivery: Delivery, *, reason: str, by: Any, at: datetime) -> Delivery | None:
    """Take one delivery back; return the withdrawal planned, None where nothing had gone out."""
    return _take_back(locked(delivery, at=at), reason=reason, by=by, at=at)


def _take_back(delivery: Delivery, *, reason: str, by: Any, at: datetime) -> Delivery | None:
    if not reason.strip():
        raise ValidationError({"reason": _("请写明撤回理由，理由将随记录保存。")})
    moment = records.begin(body_id=delivery.body_id, at=at)
    if delivery.is_withdrawal:
        raise ValidationError(_("这本身就是一项撤回，不能再撤回。"))
    if delivery.state in _NOT_OUT:
        move(delivery, State.CANCELLED, by=by, at=moment, text=reason.strip(), next_try_at=None)
    # Cancelling stops what is still to be sent; who may have got it already must hear of it.
    was_in_doubt = delivery.state == State.CANCELLED and delivery.may_be_out
    if delivery.state not in _MAYBE_OUT and not was_in_doubt:
        return None
    found = Delivery.objects.filter(
        channel=delivery.channel, item_code=delivery.item_code, version=delivery.version,
        act=Act.WITHDRAW,
    ).first()  # fmt: skip
    if found is not None:
        return found
    return _enter(
        delivery.channel, Act.WITHDRAW, delivery.content, by=by, at=moment, planned_for=at,
        reason=reason.strip()[:300],
    )  # fmt: skip


@transaction.atomic
def retry(delivery: Delivery, *, reason: str, by: Any, at: datetime) -> Delivery:
    """Send once more what failed for good, or what a person found not to have gone out."""
    _need(reason)
    held = locked(delivery, at=at)
    if held.state not in (State.DEAD, State.FAILED, State.UNKNOWN):
        raise ValidationError(_("只有失败或结果不明的投放可以重新发送。请刷新后核对。"))
    held = _again(held, planned_for=at, by=by, at=at)
    _unsettle_messages(held)
    return held


def _unsettle_messages(delivery: Delivery) -> None:
    """A person said that these did not go out; those that were accepted are never sent again."""
    doubtful = delivery.messages.filter(outcome__in=("unknown", "sending"))
    doubtful.update(outcome="waiting")


@transaction.atomic
def give_up(delivery: Delivery, *, reason: str, by: Any, at: datetime) -> Delivery:
    """Leave a delivery undone, with the reason. It can be planned again."""
    _need(reason)
    held = locked(delivery, at=at)
    return move(held, State.CANCELLED, by=by, at=at, text=reason.strip(), next_try_at=None)


@transaction.atomic
def replan(delivery: Delivery, *, planned_for: datetime, by: Any, at: datetime) -> Delivery:
    """Move a delivery that has not gone out to another day, or take up a cancelled one."""
    held = locked(delivery, at=at)
    if held.state not in (State.PLANNED, State.CANCELLED):
        raise ValidationError(_("只有尚未发出的投放可以改期。请刷新后核对。"))
    return _again(held, planned_for=planned_for, by=by, at=at)


def _need(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("请写明理由，理由将随记录保存。")})
