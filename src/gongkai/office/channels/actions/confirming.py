"""Confirming that something is on a channel, or off it, with proof; and the posting it counts as.

A confirmed publication is one posting of one item, however many people it reached. Taking it down
or back later ends it, and does not un-count it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.channels.actions.moving import locked, move
from gongkai.office.channels.adapters import registry
from gongkai.office.channels.media import photographs
from gongkai.office.channels.models import (
    Act,
    Channel,
    Delivery,
    DeliveryState,
    Posting,
    Proof,
    ProofFile,
)
from gongkai.office.records import actions as records
from gongkai.office.records import files

State = DeliveryState
_MOST_BYTES = 10 * 1024 * 1024
_MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a person hands in as proof: files (name, bytes), an address, a note, where and when."""

    on: date
    files: Sequence[tuple[str, bytes]] = ()
    url: str = ""
    note: str = ""
    place: str = ""


@transaction.atomic
def confirm(delivery: Delivery, *, proof: Evidence, by: Any, at: datetime) -> Delivery:
    """Confirm that it is done, with proof. Raises ValidationError without proof or out of turn.

    A publication is entered as one posting of the day on which it was shown; a withdrawal ends
    what it takes back.
    """
    held = locked(delivery, at=at)
    _judge(proof, held, at=at)
    if held.state == State.CONFIRMED or held.state in (State.SENDING, State.CANCELLED):
        raise ValidationError(
            _("这条投放目前是“%(state)s”，不能确认。请刷新后核对。")
            % {"state": State(held.state).label}
        )
    _keep(held, proof, by=by, at=at)
    shown = at if proof.on == timezone.localdate(at) else _noon(proof.on)
    return done(held, shown_at=shown, proof=_told(proof), by=by, at=at, text=proof.note)


def done(
    delivery: Delivery, *, shown_at: datetime, proof: str, by: Any, at: datetime,
    text: str = "", **values: Any,
) -> Delivery:  # fmt: skip
    """Move to confirmed; post what is published, end what is taken back. In a transaction."""
    ends = registry.of(delivery.channel).ends_by_itself and delivery.act == Act.PUBLISH
    last = delivery.take_down_on
    values |= {"claimed_at": None, "last_error": ""}
    values["next_try_at"] = _noon(last + timedelta(days=1), time(0)) if ends and last else None
    held = move(
        delivery, State.CONFIRMED, by=by, at=at, text=text, shown_at=shown_at, confirmed_at=at,
        sent_at=delivery.sent_at or shown_at, **values,
    )  # fmt: skip
    if held.act == Act.WITHDRAW:
        _end_withdrawn(held, ended_at=shown_at, by=by, at=at)
        return held
    _end_replaced(held, ended_at=shown_at, by=by, at=at)
    posting = Posting(
        body_id=held.body_id, channel=held.channel, subject=held.title[:200], quantity=1,
        posted_on=timezone.localdate(shown_at), proof=proof[:300], delivery=held,
        origin="渠道投放",
    )  # fmt: skip
    posting.full_clean(exclude=["recorded_at", "recorded_by", "superseded_at"])
    records.append(posting, by=by, at=at, verb="post")
    return held


def _end_withdrawn(withdrawal: Delivery, *, ended_at: datetime, by: Any, at: datetime) -> None:
    published = Delivery.objects.select_related("channel").filter(
        channel_id=withdrawal.channel_id, item_code=withdrawal.item_code, act=Act.PUBLISH,
        version=withdrawal.version,
        state__in=(State.CONFIRMED, State.SENT, State.UNKNOWN),
    )  # fmt: skip
    for each in published:
        move(
            each, State.WITHDRAWN, by=by, at=at, text=withdrawal.reason, withdrawn_at=ended_at,
            next_try_at=None,
        )  # fmt: skip


def _end_replaced(delivery: Delivery, *, ended_at: datetime, by: Any, at: datetime) -> None:
    older = Delivery.objects.select_related("channel").filter(
        channel_id=delivery.channel_id, item_code=delivery.item_code, act=Act.PUBLISH,
        version__lt=delivery.version, state=State.CONFIRMED,
    )  # fmt: skip
    for each in older:
        move(each, State.REPLACED, by=by, at=at, withdrawn_at=ended_at, next_try_at=None)


@transaction.atomic
def take_down(delivery: Delivery, *, proof: Evidence, by: Any, at: datetime) -> Delivery:
    """Say, with proof, that what was posted has been taken down because its time is over."""
    held = locked(delivery, at=at)
    _judge(proof, held, at=at)
    if not held.stands:
        raise ValidationError(_("只有已确认公开的投放可以撤下。请刷新后核对。"))
    if held.shown_at and proof.on < timezone.localdate(held.shown_at):
        raise ValidationError({"on": _("撤下日期早于张贴日期，请核对。")})
    _keep(held, proof, by=by, at=at)
    ended = at if proof.on == timezone.localdate(at) else _noon(proof.on)
    return move(
        held, State.TAKEN_DOWN, by=by, at=at, text=proof.note, withdrawn_at=ended, next_try_at=None
    )


@transaction.atomic
def expire(delivery: Delivery, *, by: Any, at: datetime) -> Delivery | None:
    """End what a screen shows by itself until a day; None where it ended meanwhile."""
    held = locked(delivery, at=at)
    if not held.stands or held.next_try_at is None or held.next_try_at > at:
        return None
    return move(held, State.TAKEN_DOWN, by=by, at=at, withdrawn_at=at, next_try_at=None)


@transaction.atomic
def note_taken(channel: Channel, *, by: Any, at: datetime) -> int:
    """Confirm what a screen has just fetched for the first time; return how many."""
    waiting = Delivery.objects.select_related("channel").filter(
        channel=channel, state=State.SENT, act=Act.PUBLISH, withdrawn_at=None
    )
    count = 0
    for each in waiting.order_by("pk"):
        told = "设备已取走播放内容。"
        done(locked(each, at=at), shown_at=at, proof=told, by=by, at=at, text=told)
        count += 1
    return count


def _judge(proof: Evidence, delivery: Delivery, *, at: datetime) -> None:
    if not (proof.files or proof.url or proof.note.strip()):
        raise ValidationError(_("请提供凭证：上传照片或截图，填写网址，或者写明怎样知道。"))
    if proof.on > timezone.localdate(at):
        raise ValidationError({"on": _("日期在今天之后，请核对。")})
    if proof.on < timezone.localdate(delivery.planned_for) and delivery.act == Act.WITHDRAW:
        raise ValidationError({"on": _("撤回日期早于要求撤回的日期，请核对。")})
    if len(proof.files) > _MOST_FILES:
        raise ValidationError({"photos": _("一次最多上传 5 个凭证文件，请选择最能说明的。")})
    for name, data in proof.files:
        if len(data) > _MOST_BYTES:
            raise ValidationError(
                {"photos": _("凭证文件“%(name)s”超过 10 MB，请压缩后上传。") % {"name": name}}
            )
        photographs.judge(name, data)


def _keep(delivery: Delivery, proof: Evidence, *, by: Any, at: datetime) -> None:
    given: list[tuple[ProofFile | None, str]] = [
        (
            files.keep(ProofFile, body_id=delivery.body_id, name=name, data=data, by=by, at=at),
            photographs.taken_at(data),
        )
        for name, data in proof.files
    ]
    for file, taken_at in given or [(None, "")]:
        Proof(
            body_id=delivery.body_id, delivery=delivery, file=file, url=proof.url[:500],
            note=proof.note.strip()[:300], place=proof.place[:100], on=proof.on,
            taken_at=taken_at, given_at=at, given_by=by,
        ).save(force_insert=True)  # fmt: skip


def _told(proof: Evidence) -> str:
    """Return the proof in a line, as the register of postings shows it."""
    named = [name.rpartition("/")[2] for name, _data in proof.files]
    return "；".join(part for part in (proof.url, *named, proof.note.strip()) if part)


def _noon(on: date, hour: time = time(12)) -> datetime:
    return timezone.make_aware(datetime.combine(on, hour))
