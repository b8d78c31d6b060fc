"""The workbook of a run: all figures, all findings, and the files that were not read.

A list for each edition, whose columns are the cells of its form. It is written row by row and
stands under its name only when it is whole.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.cli.refusal import Refusal
from gongkai.cli.report import document, words
from gongkai.cli.report.many.record import Record, Sentences
from gongkai.cli.report.words import SEVERITIES
from gongkai.documents.sheet.rows import ListColumn, RowBook, RowList, Value
from gongkai.rules.annual_report import editions, rulebook
from gongkai.rules.annual_report.form import (
    Absence,
    CellKey,
    Column,
    FilledForm,
    Form,
    Row,
    Severity,
    Unit,
)

_REPORT = (
    ListColumn("机关", "body", 28),
    ListColumn("报告年度", "year", 10, centred=True),
    ListColumn("格式", "form", 8, centred=True),
    ListColumn("文件", "file", 36),
)
_FINDINGS = (
    *_REPORT,
    ListColumn("性质", "severity", 8, centred=True),
    ListColumn("规则", "rule", 8, centred=True),
    ListColumn("位置", "cell", 36),
    ListColumn("应为", "expected", 14),
    ListColumn("实为", "found", 14),
    ListColumn("说明", "message", 80, wraps=True),
    ListColumn("英文说明", "message_en", 80, wraps=True),
    ListColumn("依据", "source", 50, wraps=True),
)
_REFUSED = (
    ListColumn("文件", "file", 36),
    ListColumn("原因", "message", 90, wraps=True),
    ListColumn("英文说明", "message_en", 90, wraps=True),
)
_MARKS = {Absence.SLASH: "/", Absence.DASH: "-"}


class Summary:
    """The workbook while it is written; leaving it without an error puts it in its place."""

    def __init__(self, path: Path, sources: Sequence[Path], *, force: bool) -> None:
        """Begin the workbook. Raises Refusal where it may not or cannot be written."""
        self._path = path
        self._draft = path.with_name(f".{path.name}.part")
        _refuse_sources(path, sources)
        try:
            if not force and path.exists():
                raise FileExistsError
            self._draft.touch()
        except OSError as error:
            raise _refused(path, error) from error
        self._book = RowBook(self._draft, title="年度报告汇总", made_at=datetime.now(UTC))
        self._figures: dict[str, RowList] = {}
        self._places = {form.edition: tuple(_places(form)) for form in editions.all_editions()}
        for form in editions.all_editions():
            columns = [*_REPORT, *_columns(form)]
            name = f"{form.edition}年格式"
            self._figures[form.edition] = self._book.list(name, columns, fixed=len(_REPORT))
        self._findings = self._book.list("发现的问题", _FINDINGS, fixed=len(_REPORT))
        self._refused = self._book.list("没有读取的文件", _REFUSED)

    def __enter__(self) -> "Summary":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, at: object) -> None:
        try:
            if kind is None:
                self._book.close()
                os.replace(self._draft, self._path)
        except OSError as problem:
            raise _refused(self._path, problem) from problem
        finally:
            self._draft.unlink(missing_ok=True)

    def refuse(self, kept: Record, why: Sentences) -> None:
        """Add a file that was not read."""
        self._refused.append([words.name_in_json(kept.file), *why])

    def add(self, kept: Record, filled: FilledForm, findings: Iterable[Mapping[str, Any]]) -> None:
        """Add a report and what was found in it."""
        edition = filled.form.edition
        told: list[Value] = [filled.body or None, filled.year or None, edition]
        told.append(words.name_in_json(kept.file))
        if edition in self._figures:
            figures = _values(filled, self._places[edition])
            self._figures[edition].append([*told, *figures])
        for each in findings:
            severity = SEVERITIES[Severity(each["severity"])]
            more = [_plain(each[column.key]) for column in _FINDINGS[len(_REPORT) + 1 :]]
            self._findings.append([*told, severity, *more])


def _places(form: Form) -> Iterator[tuple[CellKey, Row, Column]]:
    """Yield every cell a report of the edition may have, also where rows are printed as one."""
    for table in form.tables:
        for block in table.blocks:
            for row in (*block.rows, *(each.row for each in block.alternates)):
                for column in block.columns:
                    yield CellKey(table.key, row.key, column.key), row, column


def _columns(form: Form) -> Iterator[ListColumn]:
    for key, row, column in _places(form):
        table = rulebook.NUMERALS[form.table(key.table).section - 1]
        name = f"表{table} {rulebook.numbered(row)} {column.label.text}"
        yield ListColumn(name, str(key), 14)
        if column.unit is Unit.MONEY:
            yield ListColumn(f"{name}（单位）", f"{key}_unit", 8)


def _values(filled: FilledForm, places: Iterable[tuple[CellKey, Row, Column]]) -> Iterator[Value]:
    for key, _, column in places:
        cell = filled[key]
        is_marked = cell.value is None and cell.absence in _MARKS
        yield _MARKS[cell.absence] if is_marked and cell.absence else cell.value
        if column.unit is Unit.MONEY:
            yield cell.unit


def _plain(value: object) -> Value:
    if isinstance(value, float):
        return Decimal(repr(value))
    return value if isinstance(value, str | int | Decimal) else None


def _refuse_sources(path: Path, sources: Sequence[Path]) -> None:
    if path.exists() and any(each.exists() and path.samefile(each) for each in sources):
        raise Refusal(
            f"“{path}”是要读取的文件之一，不能用来写汇总。请用 --summary 写明别的文件。",
            f"“{path}” is one of the files to read and cannot take the summary: name another "
            "with --summary.",
        )


def _refused(path: Path, error: OSError) -> Refusal:
    if isinstance(error, FileExistsError):
        return Refusal(
            f"“{path}”已经存在，没有覆盖。请用 --summary 写明别的文件，或者用 --force 覆盖。",
            f"“{path}” is there already and was left alone: name another file with --summary, or "
            "overwrite it with --force.",
        )
    why, why_en = document.reason(error)
    return Refusal(f"无法写入“{path}”：{why}。", f"“{path}” cannot be written: {why_en}.")
