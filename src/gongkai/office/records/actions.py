"""Every write of the ledger goes through here: append, correct, withdraw, and note the act.

Writers of one body take turns on the head of its audit chain, so that moments within a body
only grow and a frozen report can be asked again as of its moment.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from gongkai.office.records import chain
from gongkai.office.records.models import AuditEntry, AuditHead, LedgerRecord

Record = TypeVar("Record", bound=LedgerRecord)


# Fields that no person enters: the ledger itself sets them.
_KEPT_BY_THE_LEDGER = {"recorded_at", "recorded_by", "superseded_at", "import_key"}


class EditedMeanwhile(ValidationError):
    """Somebody else changed the thing since this person opened it. Nothing was saved."""


def begin(*, body_id: int, at: datetime) -> datetime:
    """Take the body's turn and return the moment of the act, later than every earlier one.

    Must run inside a transaction; the turn ends with it.
    """
    head, _created = AuditHead.objects.select_for_update().get_or_create(body_id=body_id)
    moment = at if head.moment is None or at > head.moment else _next(head.moment)
    AuditHead.objects.filter(body_id=body_id).update(moment=moment)
    return moment


def _next(moment: datetime) -> datetime:
    return moment + timedelta(microseconds=1)


@transaction.atomic
def note(
    *, body_id: int, by: Any, at: datetime, verb: str, subject: str, details: dict[str, Any]
) -> AuditEntry:
    """Append one entry to the body's audit chain and return it."""
    head, _created = AuditHead.objects.select_for_update().get_or_create(body_id=body_id)
    entry = AuditEntry(
        body_id=body_id,
        sequence=head.sequence + 1,
        at=at,
        staff_id=getattr(by, "pk", None),
        staff_label=str(by) if by else _("系统"),
        verb=verb,
        subject=subject,
        details=details,
        previous=head.digest,
    )
    entry.digest = chain.digest(entry)
    entry.save(force_insert=True)
    AuditHead.objects.filter(body_id=body_id).update(sequence=entry.sequence, digest=entry.digest)
    return entry


@transaction.atomic
def append(record: Record, *, by: Any, at: datetime, verb: str = "record") -> Record:
    """Save one new record and note it."""
    return append_many([record], by=by, at=at, verb=verb)[0]


@transaction.atomic
def append_many(
    records: Sequence[Record], *, by: Any, at: datetime, verb: str, **details: Any
) -> list[Record]:
    """Save new records of one body and one kind in one act: all of them or none."""
    first = records[0]
    moment = begin(body_id=first.body_id, at=at)
    for record in records:
        record.recorded_at, record.recorded_by = moment, by
    saved = type(first).objects.bulk_create(records, batch_size=500)
    details |= {"count": len(saved), "digest": _digest_of(saved)}
    if len(saved) == 1:
        details["values"] = values_of(first)
    subject = subject_of(first) if len(saved) == 1 else f"{first._meta.label_lower}"
    note(body_id=first.body_id, by=by, at=moment, verb=verb, subject=subject, details=details)
    return saved


def judge(record: LedgerRecord) -> None:
    """Raise ValidationError unless the record may stand beside the others of its ledger."""
    record.full_clean(exclude=_KEPT_BY_THE_LEDGER, validate_constraints=False)
    # Apart from the fields: what is unique among standing records depends on `superseded_at`.
    record.validate_constraints(exclude={"recorded_at", "recorded_by"})


@transaction.atomic
def correct(
    old: Record,
    changed: dict[str, Any],
    *,
    reason: str,
    by: Any,
    at: datetime,
    verb: str = "correct",
) -> Record:
    """Return a new version of `old` with some fields changed; the old version stays readable.

    Raises ValidationError without a reason, EditedMeanwhile where `old` no longer stands.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("请写明更正理由，理由将随记录保存。")})
    moment = begin(body_id=old.body_id, at=at)
    before = values_of(old)
    _end(old, moment)
    new = type(old)(**{
        field.attname: getattr(old, field.attname)
        for field in old._meta.concrete_fields
        if not field.primary_key
    })  # fmt: skip
    for name, value in changed.items():
        setattr(new, name, value)
    new.recorded_at, new.recorded_by = moment, by
    new.superseded_at, new.reason = None, reason.strip()
    judge(new)
    new.save(force_insert=True)
    details = {"reason": new.reason, "before": before, "after": values_of(new)}
    note(body_id=old.body_id, by=by, at=moment, verb=verb, subject=subject_of(new), details=details)
    return new


@transaction.atomic
def withdraw(old: LedgerRecord, *, reason: str, by: Any, at: datetime) -> None:
    """Take a record out of the ledger; it stays readable with the reason. Raises as `correct`."""
    if not reason.strip():
        raise ValidationError({"reason": _("请写明撤销理由，理由将随记录保存。")})
    moment = begin(body_id=old.body_id, at=at)
    _end(old, moment, is_withdrawn=True, reason=reason.strip())
    note(
        body_id=old.body_id, by=by, at=moment, verb="withdraw", subject=subject_of(old),
        details={"reason": reason.strip(), "before": values_of(old)},
    )  # fmt: skip


def _end(old: LedgerRecord, moment: datetime, **also: Any) -> None:
    ended = type(old).objects.filter(pk=old.pk, superseded_at=None)
    if not ended.update(superseded_at=moment, **also):
        raise EditedMeanwhile(
            _("这条记录刚才已被他人更正或撤销，您的修改没有保存。请刷新后核对再改。")
        )


def subject_of(record: models.Model) -> str:
    """Return the name under which the audit trail knows a record: its kind and its key."""
    return f"{record._meta.label_lower}:{getattr(record, 'key', record.pk)}"


_HOUSEKEEPING = {"id", "body_id", "recorded_at", "recorded_by_id", "superseded_at", "import_key"}


def values_of(record: models.Model) -> dict[str, Any]:
    """Return what a record says, as the audit trail keeps it."""
    return {
        field.attname: _plain(field.value_from_object(record))
        for field in record._meta.concrete_fields
        if field.attname not in _HOUSEKEEPING
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _digest_of(records: Sequence[LedgerRecord]) -> str:
    lines = "\n".join(str(sorted(values_of(record).items())) for record in records)
    return hashlib.sha256(lines.encode()).hexdigest()
