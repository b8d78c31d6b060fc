"""Whether a record may be kept: what its fields, its room and its table ask of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from gongkai.office.records.models import LedgerRecord
from gongkai.office.registers.book import Book, Entry

_SET_WHEN_SAVED = {"recorded_at", "recorded_by"}


def judge(book: Book, record: LedgerRecord) -> None:
    """Refuse one record that breaks a rule or repeats another's key. Raises ValidationError."""
    _judge_entered(book, record)
    record.validate_constraints(exclude=_SET_WHEN_SAVED)


def refuse_future(book: Book, values: Mapping[str, Any], *, today: date) -> None:
    """Refuse what has not happened yet. Raises ValidationError.

    A book that spans the years may say when something will end; any other tells what was done.
    """
    if book.spans_years:
        return
    dated = [each.field for each in book.columns if each.entry in (Entry.DATE, Entry.MONTH)]
    late = [name for name in dated if values.get(name) and values[name] > today]
    if late:
        message = _("日期晚于今天。请登记已经发生的事项，或者核对日期。")
        raise ValidationError(dict.fromkeys(late, message))


class TableJudge:
    """Judges the rows of one table; the keys of all rows are asked together, elsewhere.

    A check of the table in the database depends on a few fields, so the same values are asked
    only once.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self._passed: set[tuple[Any, ...]] = set()
        self._checks = [
            (constraint, sorted(constraint.condition.referenced_base_fields))
            for constraint in book.model._meta.constraints
            if isinstance(constraint, models.CheckConstraint)
            and isinstance(constraint.condition, models.Q)
        ]

    def judge(self, record: LedgerRecord) -> None:
        """Refuse a row that breaks a rule. Raises ValidationError."""
        _judge_entered(self.book, record)
        for constraint, fields in self._checks:
            asked = (constraint.name, *(getattr(record, name) for name in fields))
            if asked not in self._passed:
                constraint.validate(type(record), record, exclude=_SET_WHEN_SAVED)
                self._passed.add(asked)


def _judge_entered(book: Book, record: LedgerRecord) -> None:
    record.clean_fields(exclude=_not_entered(book, record))
    record.clean()


def _not_entered(book: Book, record: LedgerRecord) -> set[str]:
    """Return the fields that no column fills; a chosen record was checked by its choice."""
    entered = {column.field for column in book.columns}
    return {field.name for field in record._meta.concrete_fields if field.name not in entered}
