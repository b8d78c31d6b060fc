"""Look at every row of an uploaded table before any of it counts.

Each fault is a sentence that names row and column and says what to do. Nothing is saved here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gongkai.documents.sheet import Sheet, SheetRow
from gongkai.documents.values import UnreadableValue, is_blank
from gongkai.office.bodies.models import Body
from gongkai.office.records.models import LedgerRecord
from gongkai.office.registers.book import Book
from gongkai.office.registers.columns import OpenColumn, in_words, open_columns
from gongkai.office.registers.importing import likeness
from gongkai.office.registers.judging import TableJudge, refuse_future
from gongkai.web import words

BODY_COLUMNS = ("机关", "机关名称", "单位", "单位名称", "公开机关")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell or one row, and what to do about it."""

    row: int
    address: str
    column: str
    found: str
    message: str


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row that could be recorded: its number in the file, its values and the record they make."""

    number: int
    values: Mapping[str, Any]
    record: LedgerRecord


@dataclass(slots=True)
class Examined:
    """What a table holds: good rows, what is wrong with the others, what to look at in all."""

    rows: list[GoodRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def bad_row_count(self) -> int:
        """How many rows have something wrong with them."""
        return len({problem.row for problem in self.problems})


def examine(book: Book, sheet: Sheet, *, body: Body, year: int | None, today: date) -> Examined:
    """Return what a table holds, row by row; runs in the body's scope.

    Raises ValidationError where a column that every record needs is not in the table.
    """
    columns = open_columns(book)
    found = Examined()
    _judge_header(sheet, columns, found)
    reader = _RowReader(book, sheet, columns, body, year, today)
    for row in sheet.rows:
        good = reader.read(row, found.problems)
        if good:
            found.rows.append(good)
    if book.unique:
        _refuse_taken(book, columns, sheet, found)
    else:
        _warn_of_likeness(book, columns, found)
    return found


def _judge_header(sheet: Sheet, columns: Sequence[OpenColumn], found: Examined) -> None:
    missing = [
        each.label
        for each in columns
        if each.column.required and each.place_in(sheet.header) is None
    ]
    if missing:
        raise ValidationError(
            _("文件缺少以下列：%(columns)s。请下载模板，按模板的列名填写后重新上传。")
            % {"columns": _("、").join(missing)}
        )
    known = {name for each in columns for name in each.names} | set(BODY_COLUMNS)
    unknown = [name for name in sheet.header if name not in known]
    if unknown:
        found.warnings.append(
            _("以下列不在模板中，没有读取：%(columns)s。") % {"columns": _("、").join(unknown)}
        )


class _RowReader:
    """Reads the rows of one table for one body and year."""

    def __init__(
        self,
        book: Book,
        sheet: Sheet,
        columns: Sequence[OpenColumn],
        body: Body,
        year: int | None,
        today: date,
    ) -> None:
        self.book, self.body, self.year, self.today = book, body, year, today
        places = {name: place for place, name in enumerate(sheet.header)}
        self.columns = [(column, column.place_in(sheet.header)) for column in columns]
        self.body_place = next((places[name] for name in BODY_COLUMNS if name in places), None)
        self.judge = TableJudge(book)
        self.seen: dict[tuple[Any, ...], int] = {}

    def read(self, row: SheetRow, problems: list[Problem]) -> GoodRow | None:
        """Return a good row; for any other note what is wrong and return None."""
        before = len(problems)
        values = self._values(row, problems)
        self._judge_body(row, problems)
        if len(problems) > before:
            return None
        try:
            refuse_future(self.book, values, today=self.today)
            record = self.book.build(self.body.pk, values)
            self.judge.judge(record)
        except ValidationError as error:
            problems.extend(self._problems(row, error))
            return None
        self._judge_year(row, record, problems)
        self._judge_twice(row, record, problems)
        return None if len(problems) > before else GoodRow(row.number, values, record)

    def _values(self, row: SheetRow, problems: list[Problem]) -> dict[str, Any]:
        values = {}
        for column, place in self.columns:
            cell = None if place is None else row.cells[place].value
            try:
                values[column.field] = column.read(cell)
            except UnreadableValue as error:
                problems.append(self._problem(row, column.field, in_words(error)))
        return values

    def _judge_body(self, row: SheetRow, problems: list[Problem]) -> None:
        if self.body_place is None:
            return
        cell = row.cells[self.body_place]
        named = str(cell.value or "").strip()
        if named and named not in {self.body.name, self.body.short_name}:
            message = _(
                "这一行属于“%(named)s”，现在导入的是%(body)s的台账。"
                "请到该机关的台账导入，或者删除这一行。"
            ) % {"named": named, "body": self.body.name}
            problems.append(Problem(row.number, cell.address, _("机关"), named, message))

    def _judge_year(self, row: SheetRow, record: LedgerRecord, problems: list[Problem]) -> None:
        on = getattr(record, self.book.dated_by)
        if self.year is None or on is None or on.year == self.year:
            return
        message = _("%(date)s不在所选的%(year)s年度。请核对日期，或者另选年度导入这一行。") % {
            "date": words.day(on, get_language() or ""),
            "year": self.year,
        }
        problems.append(self._problem(row, self.book.dated_by, message))

    def _judge_twice(self, row: SheetRow, record: LedgerRecord, problems: list[Problem]) -> None:
        if not self.book.unique:
            return
        key = likeness.key_of(self.book, record)
        first = self.seen.setdefault(key, row.number)
        if first != row.number:
            message = _("与第%(row)s行重复登记同一事项。请合并为一行，或者删除其中一行。") % {
                "row": first
            }
            problems.append(self._problem(row, self.book.unique[0], message))

    def _problems(self, row: SheetRow, error: ValidationError) -> list[Problem]:
        if not hasattr(error, "error_dict"):
            return [self._problem(row, "", message) for message in error.messages]
        return [
            self._problem(row, "" if name == NON_FIELD_ERRORS else name, message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]

    def _problem(self, row: SheetRow, name: str, message: str) -> Problem:
        for column, place in self.columns:
            if column.field not in (name, f"{name}_id"):
                continue
            if place is None:
                return Problem(row.number, "", column.label, "", message)
            cell = row.cells[place]
            shown = "" if is_blank(cell.value) else str(cell.value)[:60]
            return Problem(row.number, cell.address, column.label, shown, message)
        return Problem(row.number, "", "", "", message)


def _refuse_taken(book: Book, columns: Sequence[OpenColumn], sheet: Sheet, found: Examined) -> None:
    """Set aside the rows whose key a standing record already has."""
    taken = likeness.taken(book, [row.record for row in found.rows])
    place = next(each for each in columns if each.field == book.unique[0])
    at = sheet.header.index(place.label)
    cells = {row.number: row.cells[at] for row in sheet.rows}
    message = _("台账中已有这一事项的记录。要改数请在台账中更正原记录，或者删除这一行。")
    fresh = []
    for row in found.rows:
        if likeness.key_of(book, row.record) not in taken:
            fresh.append(row)
            continue
        cell = cells[row.number]
        found.problems.append(
            Problem(row.number, cell.address, place.label, str(cell.value), message)
        )
    found.rows = fresh


def _warn_of_likeness(book: Book, columns: Sequence[OpenColumn], found: Examined) -> None:
    """Point out rows that say exactly what another row or a standing record says."""
    stored = [each.field for each in columns if each.is_stored]
    keys = [(row, likeness.says(row.record, stored)) for row in found.rows]
    counts = Counter(key for _row, key in keys)
    twice = [row.number for row, key in keys if counts[key] > 1]
    if twice:
        found.warnings.append(
            _("第%(rows)s行内容完全相同。请核对是否重复填写。") % {"rows": _some(twice)}
        )
    known = likeness.known(book, stored, [row.record for row in found.rows])
    again = [row.number for row, key in keys if key in known]
    if again:
        found.warnings.append(
            ngettext(
                "第%(rows)s行与台账中已有的记录完全相同。请核对是否重复导入。",
                "第%(rows)s行共%(count)s行与台账中已有的记录完全相同。请核对是否重复导入。",
                len(again),
            )
            % {"rows": _some(again), "count": len(again)}
        )


def _some(numbers: Sequence[int]) -> str:
    shown = _("、").join(str(number) for number in numbers[:10])
    return shown + _("等") if len(numbers) > 10 else shown
