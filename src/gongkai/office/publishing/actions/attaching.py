"""Attachments of a draft: handed in, described, taken off again."""

import mimetypes
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents import contents
from gongkai.office.publishing.actions import moving
from gongkai.office.publishing.models import (
    Attachment,
    AttachmentRole,
    ItemFile,
    ItemVersion,
    VersionState,
)
from gongkai.office.records import actions as records
from gongkai.office.records import files
from gongkai.rules.gate.steps import Step

LARGEST_BYTES = 200 * 1024 * 1024
MOST = 100


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of an attached file: its name, role, text alternative, place, or its end."""

    code: str
    name: str
    role: str
    alternative: str
    position: int
    is_removed: bool = False


@transaction.atomic
def attach_many(
    version: ItemVersion, uploads: Sequence[Upload], *, by: Any, at: datetime
) -> list[Attachment]:
    """Attach several files to a draft, all of them or none. Raises ValidationError as `attach`."""
    return [attach(version, upload, role=role_for(upload.name), by=by, at=at) for upload in uploads]


def role_for(name: str) -> str:
    """Return what a file probably is to the text, by its name."""
    if name.lower().endswith((".vtt", ".srt")):
        return AttachmentRole.CAPTIONS
    front = (mimetypes.guess_type(name)[0] or "").partition("/")[0]
    found = {
        "image": AttachmentRole.PICTURE, "audio": AttachmentRole.AUDIO,
        "video": AttachmentRole.VIDEO,
    }  # fmt: skip
    return found.get(front, AttachmentRole.ATTACHMENT)


@transaction.atomic
def attach(
    version: ItemVersion, upload: Upload, *, role: str = AttachmentRole.ATTACHMENT,
    by: Any, at: datetime,
) -> Attachment:  # fmt: skip
    """Attach a file to a draft and return it.

    Raises ValidationError where the draft is closed, the file empty, too large, of a kind that
    is not published, or dangerous to open.
    """
    moment = records.begin(body_id=version.body_id, at=at)
    held = _open(version)
    name = upload.name.replace("\\", "/").rpartition("/")[2].strip()
    media_type = _judge(held, name, upload.data)
    kept = files.keep(ItemFile, body_id=held.body_id, name=name, data=upload.data, by=by, at=moment)
    last = held.attachments.aggregate(last=Max("position"))["last"]
    attachment = Attachment(
        body_id=held.body_id, version=held, file=kept, code=secrets.token_hex(5), name=name[-200:],
        role=role, media_type=media_type, position=(last or 0) + 1,
    )  # fmt: skip
    attachment.full_clean(validate_constraints=False)
    attachment.save(force_insert=True)
    moving.noted(held, Step.WRITE, moving.Said(note=_("增加附件：“%s”") % name), by=by, at=moment)
    return attachment


def _judge(version: ItemVersion, name: str, data: bytes) -> str:
    if not name:
        raise ValidationError({"file": _("文件没有名称，请改名后再上传。")})
    if not data:
        raise ValidationError({"file": _("文件“%s”是空的，请检查后再上传。") % name})
    if len(data) > LARGEST_BYTES:
        raise ValidationError({
            "file": _("文件“%(name)s”超过 %(most)s MB，请压缩或者拆分后再上传。")
            % {"name": name, "most": LARGEST_BYTES // 1024 // 1024}
        })  # fmt: skip
    if version.attachments.count() >= MOST:
        raise ValidationError({"file": _("一条信息最多 %s 个附件，请合并后再上传。") % MOST})
    read = contents.read(data, name)
    english = (get_language() or "").startswith("en")
    blocking = [each for each in read.faults if each.is_blocking]
    if blocking:
        raise ValidationError({
            "file": [each.message_en if english else each.message for each in blocking]
        })  # fmt: skip
    return read.media_type


@transaction.atomic
def arrange(version: ItemVersion, described: Sequence[Described], *, by: Any, at: datetime) -> None:
    """Describe, order and take off the files of a draft in one act; what is unchanged stays."""
    held = _open(version)
    known = {each.code: each for each in held.attachments.all()}
    for said in described:
        attachment = known.get(said.code)
        if attachment is None:
            raise ValidationError(_("附件“%s”已被他人删除，请刷新页面。") % said.name)
        if said.is_removed:
            detach(attachment, by=by, at=at)
            continue
        now = (attachment.name, attachment.role, attachment.alternative, attachment.position)
        if now != (said.name, said.role, said.alternative.strip(), said.position):
            attachment.position = said.position
            describe(
                attachment, name=said.name, role=said.role, alternative=said.alternative,
                by=by, at=at,
            )  # fmt: skip


@transaction.atomic
def describe(
    attachment: Attachment, *, name: str, role: str, alternative: str, by: Any, at: datetime
) -> Attachment:
    """Name an attachment, say what it is to the text and give its text alternative."""
    moment = records.begin(body_id=attachment.body_id, at=at)
    held = _open(attachment.version)
    attachment.name, attachment.role = name.strip(), role
    attachment.alternative = alternative.strip()
    attachment.full_clean(validate_constraints=False)
    attachment.save()
    said = moving.Said(note=_("修改附件说明：“%s”") % attachment.name)
    moving.noted(held, Step.WRITE, said, by=by, at=moment)
    return attachment


@transaction.atomic
def strip(attachment: Attachment, *, by: Any, at: datetime) -> tuple[str, ...]:
    """Put a copy without what the file tells of its makers in its place; return what was removed.

    Raises ValidationError where the file cannot be cleaned or has nothing to remove.
    """
    moment = records.begin(body_id=attachment.body_id, at=at)
    held = _open(attachment.version)
    try:
        data, removed = contents.stripped(files.content(attachment.file), attachment.name)
    except contents.CannotBeStripped as refusal:
        english = (get_language() or "").startswith("en")
        raise ValidationError(refusal.message_en if english else str(refusal)) from refusal
    if not removed:
        raise ValidationError(_("“%s”没有可以清除的附加信息。") % attachment.name)
    attachment.file = files.keep(
        ItemFile, body_id=held.body_id, name=attachment.name, data=data, by=by, at=moment
    )
    attachment.save()
    said = moving.Said(note=_("清除附加信息：“%s”") % attachment.name)
    moving.noted(held, Step.WRITE, said, by=by, at=moment)
    return removed


@transaction.atomic
def detach(attachment: Attachment, *, by: Any, at: datetime) -> None:
    """Take an attachment off a draft; its bytes stay where other versions have them."""
    moment = records.begin(body_id=attachment.body_id, at=at)
    held = _open(attachment.version)
    said = moving.Said(note=_("删除附件：“%s”") % attachment.name)
    attachment.delete()
    moving.noted(held, Step.WRITE, said, by=by, at=moment)


def _open(version: ItemVersion) -> ItemVersion:
    held = moving.locked(version)
    if held.state != VersionState.DRAFT:
        raise ValidationError(_("这一版已经送审，附件不能再改。需要修改的，请先撤回或者退回。"))
    return held
