"""Drafting: a new item, its text written and saved again, a next version of what is public."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.office.publishing import content
from gongkai.office.publishing.actions import moving
from gongkai.office.publishing.models import Attachment, Item, ItemVersion, VersionState
from gongkai.office.records import actions as records
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.rules.gate.steps import Step

CLOSED = (
    VersionState.PUBLISHED, VersionState.RETURNED, VersionState.WITHHELD, VersionState.DISCARDED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft came from: another system and its own key there; empty: written here."""

    name: str = ""
    key: str = ""


@transaction.atomic
def draft(
    *, body: Body, values: Mapping[str, Any], origin: Origin = Origin(), by: Any, at: datetime
) -> Item:
    """Begin an item with its first version and return it.

    What another system pushed under the same key before is found again and not doubled. Raises
    ValidationError, and nothing is kept.
    """
    moment = records.begin(body_id=body.pk, at=at)
    if origin.key:
        known = Item.objects.filter(body=body, origin=origin.name, external_key=origin.key).first()
        if known is not None:
            found: Item = known
            return found
    item = Item(
        body=body, created_at=moment, created_by=by, origin=origin.name, external_key=origin.key
    )
    item.save(force_insert=True)
    said = {"publisher": body.name, **values}
    version = _new_version(item, number=1, values=said, by=by, at=moment)
    _point_at(item, version)
    return item


@transaction.atomic
def write(
    version: ItemVersion, values: Mapping[str, Any], *, seen: int, by: Any, at: datetime
) -> ItemVersion:
    """Save a draft again. `seen` is the revision the writer had before them.

    Raises ValidationError, and EditedMeanwhile where somebody else saved it since.
    """
    moment = records.begin(body_id=version.body_id, at=at)
    held = moving.locked(version)
    if held.state != VersionState.DRAFT:
        raise ValidationError(_("这一版已经送审，不能再修改。需要修改的，请先撤回或者退回。"))
    if held.revision != seen:
        raise EditedMeanwhile(
            _("您修改期间，他人已保存过这条信息，您的修改没有保存。请核对后再保存。")
        )
    content.write(held, values)
    held.revision += 1
    held.written_at, held.written_by = moment, by
    _judge(held)
    held.save()
    moving.noted(held, Step.WRITE, moving.Said(), by=by, at=moment)
    return held


@transaction.atomic
def revise(item: Item, *, note: str, by: Any, at: datetime) -> ItemVersion:
    """Begin the next version of an item as a copy of its newest one, and return it.

    Raises ValidationError where a version is still being written or reviewed.
    """
    moment = records.begin(body_id=item.body_id, at=at)
    newest = ItemVersion.objects.select_for_update(of=("self",)).filter(item=item).latest("number")
    if newest.state not in CLOSED:
        raise ValidationError(_("这条信息已有一版正在起草或者审查，请在该版上继续。"))
    return copied(newest, note=note, by=by, at=moment)


def copied(old: ItemVersion, *, note: str, by: Any, at: datetime) -> ItemVersion:
    """Return the next version with all that `old` says, attachments included."""
    said = {**content.said_by(old), "change_note": note}
    item: Item = old.item
    last = ItemVersion.objects.filter(item=item).aggregate(last=Max("number"))["last"]
    version = _new_version(item, number=last + 1, values=said, by=by, at=at)
    Attachment.objects.bulk_create(
        Attachment(
            body_id=old.body_id, version=version, file_id=each.file_id, code=each.code,
            name=each.name, role=each.role, media_type=each.media_type, position=each.position,
            alternative=each.alternative,
        )
        for each in old.attachments.all()
    )  # fmt: skip
    _point_at(item, version)
    return version


def _new_version(
    item: Item, *, number: int, values: Mapping[str, Any], by: Any, at: datetime
) -> ItemVersion:
    version = ItemVersion(
        body_id=item.body_id, item=item, number=number, written_at=at, written_by=by
    )
    content.write(version, values)
    _judge(version)
    version.save(force_insert=True)
    moving.noted(version, Step.WRITE, moving.Said(), by=by, at=at)
    return version


def _judge(version: ItemVersion) -> None:
    kept_by_the_room = {field.name for field in version._meta.fields} - set(content.FIELDS)
    version.full_clean(exclude=kept_by_the_room, validate_constraints=False)


def _point_at(item: Item, version: ItemVersion) -> None:
    Item.objects.filter(pk=item.pk).update(newest_version=version)
    item.newest_version = version
