"""Whether one record may be kept: what its fields, its room and its table ask of it."""

from collections.abc import Iterable

from django.db import models

from gongkai.office.records.models import LedgerRecord
from gongkai.office.registers.book import Book

_SET_WHEN_SAVED = {"recorded_at", "recorded_by"}


def judge(book: Book, record: LedgerRecord, *, alone: bool) -> None:
    """Refuse a record that breaks a rule of its own.

    `alone`: also ask the database whether another record has its key; the rows of a table are
    asked together instead. Raises ValidationError.
    """
    record.clean_fields(exclude=_not_entered(book, record))
    record.clean()
    if alone:
        record.validate_constraints(exclude=_SET_WHEN_SAVED)
        return
    for model, constraints in record.get_constraints():
        for constraint in _checks(constraints):
            constraint.validate(model, record, exclude=_SET_WHEN_SAVED)


def _not_entered(book: Book, record: LedgerRecord) -> set[str]:
    """Return the fields that no column fills; a chosen record was checked by its choice."""
    entered = {column.field for column in book.columns}
    return {field.name for field in record._meta.concrete_fields if field.name not in entered}


def _checks(constraints: Iterable[models.BaseConstraint]) -> list[models.CheckConstraint]:
    return [each for each in constraints if isinstance(each, models.CheckConstraint)]
