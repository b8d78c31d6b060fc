"""CSV: a report told in lines, one figure each, for spreadsheets and programs; and the rows of
anybody's CSV. Text that a spreadsheet would run as a formula is written with an apostrophe."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from gongkai.documents import annual_report
from gongkai.documents.intake import kind, text
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import NotAnAnnualReport, WrongKind
from gongkai.documents.report import NoFigures, Reading, Report, printable
from gongkai.documents.sheet import delimited
from gongkai.rules.annual_report import editions
from gongkai.rules.annual_report.editions import UnknownEdition
from gongkai.rules.annual_report.form import (
    Absence,
    Cell,
    CellKey,
    FilledForm,
    Form,
    Unit,
    printed,
)
from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import Origin

HEADER: Final = ("table", "row", "column", "label", "value", "unit")
_ABOUT: Final = "report"
_MARKS: Final = {Absence.BLANK: "", Absence.SLASH: "/", Absence.DASH: "-", Absence.UNREADABLE: "?"}
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_LONGEST_NUMBER: Final = 4000  # Python makes no number of more digits


def write(report: Report) -> bytes:
    """Return the report's figures in UTF-8 with a mark that spreadsheets know.

    Raises:
        NoFigures: the document is no annual report.
    """
    filled = report.filled
    if filled is None:
        raise NoFigures(report.full_title)
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer, lineterminator="\r\n")
    lines.writerow(HEADER)
    for column, label, value in (
        ("edition", "格式版本", filled.form.edition),
        ("body", "机关名称", printable(filled.body)),
        ("year", "报告年度", str(filled.year)),
    ):
        lines.writerow(map(guarded, (_ABOUT, "", column, label, value, "")))
    for figure in annual_report.figures(filled):
        if figure.cell.absence is Absence.MISSING:
            continue
        key = figure.key
        words = (key.table, key.row, key.column, figure.label, _value(figure.cell), figure.unit)
        lines.writerow(map(guarded, words))
    return buffer.getvalue().encode("utf-8-sig")


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the rows of a CSV as one grid, and the report where `write` made the file.

    Raises:
        UnreadableDocument: it is no text, its encoding is unknown, or a limit is passed; or it
            has the header of a report and its lines are not those of one.
    """
    found = kind.admit(data, name, limits.file_bytes)
    if found is not Kind.TEXT:
        zh, en = kind.NAMES[found]
        raise WrongKind(name, found=zh, found_en=en, wanted=" CSV 文件", wanted_en="CSV")
    rows = list(delimited.rows(text.decode(data, name), name, limits=limits))
    width = max((len(row) for row in rows), default=0)
    grid = PlainGrid(
        tuple(tuple(row + [""] * (width - len(row))) for row in rows), origin=Origin(table=1)
    )
    if rows and tuple(rows[0]) == HEADER:
        return Reading((grid,), (), _filled(rows[1:], name))
    return Reading((grid,), tuple(row[0] for row in rows if len(row) == 1 and row[0]))


def guarded(words: str) -> str:
    """Return `words` so that no spreadsheet takes them for a formula; numbers stay as they are."""
    if words.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(words):
        return f"'{words}"
    return words


def unguarded(words: str) -> str:
    """Return what `guarded` was given."""
    bare = words.removeprefix("'")
    return bare if bare != words and bare.startswith(_FORMULA_STARTS) else words


def _value(cell: Cell) -> str:
    if cell.absence is not None:
        return _MARKS[cell.absence]
    return printed(Cell(cell.value))


def _filled(rows: Sequence[Sequence[str]], name: str) -> FilledForm:
    lines = [[unguarded(words) for words in row] for row in rows if any(row)]
    try:
        about = {line[2]: line[4] for line in lines if line[0] == _ABOUT}
        form = editions.get(about["edition"])
        cells = dict(_cells(form, [line for line in lines if line[0] != _ABOUT]))
        return FilledForm(form, about["body"], _year(about["year"]), MappingProxyType(cells))
    except (IndexError, KeyError, ValueError, UnknownEdition) as error:
        raise NotAnAnnualReport(
            name,
            what=f"缺少机关、年度或格式版本，或有无法识别的行（{error}）",
            what_en=f"body, year or edition is missing, or a line is not understood ({error})",
        ) from error


def _year(words: str) -> int:
    if not words.isascii() or not words.isdecimal() or len(words) > 4:
        raise ValueError(f"year: {words[:20]}")
    return int(words)


def _cells(form: Form, lines: Iterable[Sequence[str]]) -> Iterator[tuple[CellKey, Cell]]:
    """Yield the cells of the lines. Raises KeyError for a cell the form lacks or told twice."""
    units = {
        CellKey(table.key, row.key, column.key): column.unit
        for table in form.tables
        for block in table.blocks
        for row in (*block.rows, *(each.row for each in block.alternates))
        for column in block.columns
    }
    absences = {mark: absence for absence, mark in _MARKS.items()}
    for table, row, column, _, value, printed_unit in lines:
        key = CellKey(table, row, column)
        unit = printed_unit or None if units.pop(key) is Unit.MONEY else None
        if value in absences:
            yield key, Cell(None, absences[value], unit)
        elif _NUMBER.fullmatch(value) and len(value) <= _LONGEST_NUMBER:
            yield key, Cell(Decimal(value) if "." in value else int(value), unit=unit)
        else:
            raise ValueError(f"{key}: {value[:40]}")
