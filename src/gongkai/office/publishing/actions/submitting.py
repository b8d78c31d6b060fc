"""Into the gate and back out of it: self-check and submission, taking back, sending back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.publishing import content
from gongkai.office.publishing.actions import moving, scanning, writing
from gongkai.office.publishing.models import Attribute, ItemVersion
from gongkai.office.records import actions as records
from gongkai.rules.gate import questions
from gongkai.rules.gate.steps import Step


@transaction.atomic
def submit(
    version: ItemVersion,
    *,
    answers: Mapping[str, str],
    note: str = "",
    urgent_reason: str = "",
    by: Any,
    at: datetime,
) -> ItemVersion:
    """Close a draft with its self-check and send it to review; the machine scans it as it stands.

    With `urgent_reason` the business review follows after the release (条例 Art. 20 item 12); the
    secrecy review never does. Raises ValidationError where the self-check is not met or the item
    says nothing.
    """
    moment = records.begin(body_id=version.body_id, at=at)
    held = moving.locked(version)
    moving.refuse(questions.unmet("self_check", answers, on=timezone.localdate(moment)))
    _complete(held)
    held.digest = content.digest_of(held)
    held.submitted_at = moment
    held.is_urgent, held.urgent_reason = bool(urgent_reason.strip()), urgent_reason.strip()
    step = Step.SUBMIT_URGENT if held.is_urgent else Step.SUBMIT
    moving.move(held, step, moving.Said(answers, note or urgent_reason), by=by, at=moment)
    scanning.scanned(held, at=moment)
    return held


def _complete(version: ItemVersion) -> None:
    faults = {}
    if version.signed_on is None:
        faults["signed_on"] = _("请填写成文日期，公开期限自这一天起算（条例第二十六条）。")
    if version.attribute != Attribute.PROACTIVE:
        faults["attribute"] = _("公开属性为“主动公开”的才能送审发布；其他属性请由保密审查决定。")
    has_content = version.html or version.table_rows or version.attachments.exists()
    if not has_content and not version.is_nil_return:
        faults["html"] = _("正文、数据表和附件都是空的，请写明内容后再送审。")
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def take_back(version: ItemVersion, *, reason: str, by: Any, at: datetime) -> ItemVersion:
    """Take one's own version back out of review and return the next draft."""
    held = moving.locked(version)
    wrote = {each.person for each in moving.taken_on(held) if each.step == Step.WRITE}
    if by is None or str(by.pk) not in wrote:
        raise ValidationError(_("只有起草人可以撤回送审；审查人员请使用“退回修改”。"))
    return _back(held, Step.TAKE_BACK, reason, by=by, at=at)


@transaction.atomic
def send_back(version: ItemVersion, *, reason: str, by: Any, at: datetime) -> ItemVersion:
    """Send a version back with the reason and return the next draft."""
    return _back(moving.locked(version), Step.SEND_BACK, reason, by=by, at=at)


def _back(
    held: ItemVersion, step: Step, reason: str, *, by: Any, at: datetime
) -> ItemVersion:  # fmt: skip
    moment = records.begin(body_id=held.body_id, at=at)
    said = moving.Said(note=moving.need(reason))
    moving.move(held, step, said, by=by, at=moment)
    return writing.copied(held, note=held.change_note, by=held.written_by, at=moment)


@transaction.atomic
def discard(version: ItemVersion, *, reason: str, by: Any, at: datetime) -> None:
    """Give a draft up; it stays readable with the reason."""
    held = moving.locked(version)
    moving.move(held, Step.DISCARD, moving.Said(note=moving.need(reason)), by=by, at=at)
