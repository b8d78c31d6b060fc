"""Writes of the room: keep the list of channels, and note what was posted on one."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.office.channels.models import Channel, Posting
from gongkai.office.channels.models.channel import new_token
from gongkai.office.records import actions as records
from gongkai.office.records.actions import EditedMeanwhile


@transaction.atomic
def add(*, body_id: int, by: Any, at: datetime, **values: Any) -> Channel:
    """Enter a new channel of a body and return it. Raises ValidationError."""
    records.begin(body_id=body_id, at=at)
    channel = Channel(body_id=body_id, **values)
    channel.full_clean()
    channel.save(force_insert=True)
    records.note(
        body_id=body_id, by=by, at=at, verb="add", subject=records.subject_of(channel),
        details={"after": _said(channel)},
    )  # fmt: skip
    return channel


@transaction.atomic
def change(
    channel: Channel, changed: dict[str, Any], *, seen: dict[str, Any], by: Any, at: datetime
) -> Channel:
    """Rename, move, retire or take up a channel again; `seen` is what the person had before them.

    Raises ValidationError, and EditedMeanwhile where the channel no longer says what was seen.
    """
    records.begin(body_id=channel.body_id, at=at)
    current = Channel.objects.get(pk=channel.pk)
    before = _said(current)
    if any(before[name] != value for name, value in seen.items()):
        raise EditedMeanwhile(_("这个渠道刚才已被他人修改，您的修改没有保存。请刷新后核对再改。"))
    for name, value in changed.items():
        setattr(current, name, value)
    current.full_clean()
    current.save()
    records.note(
        body_id=current.body_id, by=by, at=at, verb="change", subject=records.subject_of(current),
        details={"before": before, "after": _said(current)},
    )  # fmt: skip
    return current


@transaction.atomic
def configure(channel: Channel, *, settings: dict[str, Any], by: Any, at: datetime) -> Channel:
    """Set what the adapter of a channel needs. What is planned from now on goes that way."""
    records.begin(body_id=channel.body_id, at=at)
    current = Channel.objects.select_for_update().get(pk=channel.pk)
    before, current.settings = current.settings, settings
    current.save(update_fields=["settings"])
    records.note(
        body_id=current.body_id, by=by, at=at, verb="configure",
        subject=records.subject_of(current), details={"before": before, "after": settings},
    )  # fmt: skip
    return current


@transaction.atomic
def renew_token(channel: Channel, *, by: Any, at: datetime) -> Channel:
    """Give a channel a new address for machines; the old one no longer answers."""
    records.begin(body_id=channel.body_id, at=at)
    current = Channel.objects.select_for_update().get(pk=channel.pk)
    current.token = new_token()
    current.save(update_fields=["token"])
    records.note(
        body_id=current.body_id, by=by, at=at, verb="renew_token",
        subject=records.subject_of(current), details={},
    )  # fmt: skip
    return current


@transaction.atomic
def post(posting: Posting, *, by: Any, at: datetime) -> Posting:
    """Note what went out on a channel on a day and return the record. Raises ValidationError."""
    if not posting.channel.is_active:
        raise ValidationError(
            _("渠道“%(name)s”已停用，不能再登记发布。请选择正在使用的渠道。")
            % {"name": posting.channel.name}
        )
    posting.body_id = posting.channel.body_id
    posting.full_clean(exclude=["recorded_at", "recorded_by", "superseded_at"])
    return records.append(posting, by=by, at=at, verb="post")


def _said(channel: Channel) -> dict[str, Any]:
    """Return what the trail keeps of a channel: everything but its address for machines."""
    return {name: value for name, value in records.values_of(channel).items() if name != "token"}
