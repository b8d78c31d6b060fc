"""Writes of the registers: enter, correct and withdraw one record; upload and import many."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.sheet import read_sheet
from gongkai.office.bodies.models import Body
from gongkai.office.records.models import LedgerRecord
from gongkai.office.registers.book import Book
from gongkai.office.registers.columns import keep, open_columns
from gongkai.office.registers.importing import likeness
from gongkai.office.registers.importing.examining import examine
from gongkai.office.registers.judging import judge, refuse_future
from gongkai.office.registers.models import BatchState, ImportBatch

ENTERED_BY_STAFF = "经办登记"


def add(
    book: Book, *, body_id: int, values: Mapping[str, Any], by: Any, at: datetime
) -> LedgerRecord:
    """Enter one record and return it. Raises ValidationError; then nothing is kept."""
    refuse_future(book, values, today=timezone.localdate(at))
    record = book.build(body_id, values)
    record.origin = record.origin or ENTERED_BY_STAFF
    judge(book, record)
    _append(book, [record], by=by, at=at, verb="record")
    return record


def correct(
    book: Book,
    old: LedgerRecord,
    values: Mapping[str, Any],
    *,
    reason: str,
    by: Any,
    at: datetime,
) -> None:
    """Make a new version that says `values`; `old` is the version the person had before them.

    Raises ValidationError without a reason or a change, EditedMeanwhile where `old` no longer
    stands.
    """
    changed = {name: value for name, value in values.items() if getattr(old, name) != value}
    if old.stands and not changed:
        raise ValidationError(_("没有改动任何内容，不需要更正。"))
    refuse_future(book, changed, today=timezone.localdate(at))
    try:
        with transaction.atomic():
            book.correct(old, changed or dict(values), reason=reason, by=by, at=at)
    except IntegrityError:
        raise ValidationError(
            _("改正后与台账中另一条记录是同一事项，没有保存。请核对，必要时撤销重复的记录。")
        ) from None


def withdraw(book: Book, old: LedgerRecord, *, reason: str, by: Any, at: datetime) -> None:
    """Take a record out of the ledger. Raises as `correct`."""
    book.withdraw(old, reason=reason, by=by, at=at)


@transaction.atomic
def upload(
    book: Book,
    *,
    body: Body,
    year: int | None,
    name: str,
    data: bytes,
    by: Any,
    at: datetime,
) -> ImportBatch:
    """Read a table and keep it, good rows and faults apart, until it is confirmed.

    Raises UnreadableDocument, or ValidationError where columns are missing; nothing is kept.
    """
    columns = open_columns(book)
    sheet = read_sheet(data, name, columns=[column.label for column in columns])
    found = examine(book, sheet, body=body, year=year, today=timezone.localdate(at))
    return ImportBatch.objects.create(
        body=body, book=book.key, year=year, file_name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(), uploaded_at=at, uploaded_by=by,
        rows=[
            {"number": row.number,
             "values": {field: keep(value) for field, value in row.values.items()}}
            for row in found.rows
        ],
        problems=[asdict(problem) for problem in found.problems],
        warnings=found.warnings,
        row_count=len(found.rows),
        bad_row_count=found.bad_row_count,
    )  # fmt: skip


@transaction.atomic
def import_batch(
    book: Book, *, key: Any, leaving_out_bad_rows: bool, by: Any, at: datetime
) -> ImportBatch:
    """Record every good row of a batch in one act: all of them or none.

    Raises ValidationError where the batch was settled before, holds bad rows that nobody chose
    to leave out, or meanwhile repeats what somebody else recorded.
    """
    batch = ImportBatch.objects.select_for_update().get(key=key, book=book.key)
    _refuse_settled(batch)
    if batch.bad_row_count and not leaving_out_bad_rows:
        raise ValidationError(
            _("文件中有%(count)s行需要改正，没有导入。请改正后重新上传，或者选择只导入无误的行。")
            % {"count": batch.bad_row_count}
        )
    rows = restored(book, batch)
    if not rows:
        raise ValidationError(_("文件中没有可以导入的行。请改正后重新上传。"))
    if book.unique and likeness.taken(book, rows):
        raise ValidationError(
            _("上传之后，台账中新登记了相同的事项，没有导入。请重新上传文件，按提示处理重复的行。")
        )
    _append(
        book, rows, by=by, at=at, verb="import",
        batch=str(batch.key), file=batch.file_name, sha256=batch.sha256,
        left_out=batch.bad_row_count,
    )  # fmt: skip
    return _settle(batch, BatchState.IMPORTED, by=by, at=at)


@transaction.atomic
def abandon_batch(book: Book, *, key: Any, by: Any, at: datetime) -> ImportBatch:
    """Give a batch up: nothing of it counts. Raises ValidationError where it was settled."""
    batch = ImportBatch.objects.select_for_update().get(key=key, book=book.key)
    _refuse_settled(batch)
    return _settle(batch, BatchState.ABANDONED, by=by, at=at)


def restored(book: Book, batch: ImportBatch) -> list[LedgerRecord]:
    """Return the records that the good rows of a batch make, unsaved."""
    columns = open_columns(book)
    rows = []
    for row in batch.rows:
        values = {each.field: each.restore(row["values"].get(each.field)) for each in columns}
        record = book.build(batch.body_id, values)
        record.clean()
        record.origin, record.import_key = batch.origin, batch.key
        rows.append(record)
    return rows


def _refuse_settled(batch: ImportBatch) -> None:
    if not batch.is_waiting:
        raise ValidationError(
            _("这个批次%(state)s，不能再次办理。需要再次导入的，请重新上传文件。")
            % {"state": batch.get_state_display()}
        )


def _settle(batch: ImportBatch, state: BatchState, *, by: Any, at: datetime) -> ImportBatch:
    batch.state, batch.settled_by, batch.settled_at = state, by, at
    batch.rows = []
    batch.save(update_fields=["state", "settled_by", "settled_at", "rows"])
    return batch


def _append(book: Book, rows: list[LedgerRecord], **how: Any) -> None:
    try:
        with transaction.atomic():
            book.append(rows, **how)
    except IntegrityError:
        raise ValidationError(
            _("相同的事项刚刚已由他人登记，没有保存。请在台账中核对，需要改数的更正原记录。")
        ) from None
