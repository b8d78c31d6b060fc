"""The first visible worksheet of a .xlsx file.

The sheet's markup is scanned before its values are asked for: what it claims to cover, its
formulas, errors and merged cells. calamine then reads a package that holds nothing else.
"""

import io
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from gongkai.documents.intake.archive import WORKBOOK, Package, open_package
from gongkai.documents.intake.limits import Limits
from gongkai.documents.intake.unreadable import (
    DamagedDocument,
    ErrorInCell,
    ExternalLinks,
    FormulaInCell,
    MergedCells,
    NoSuchSheet,
    TooLarge,
)
from gongkai.documents.sheet.table import Sheet, arrange, column_index, column_letter
from gongkai.documents.values import CellValue

_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_UNREAD_PARTS: Final = ("xl/media/", "xl/drawings/", "xl/comments", "xl/charts/", "docProps/")


@dataclass(slots=True)
class Extent:
    """What a worksheet's markup holds beside values; addresses in order."""

    formulas: list[str] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)


def read(data: bytes, name: str, *, limits: Limits, columns: Sequence[str] = ()) -> Sheet:
    """Return the table of the first visible worksheet.

    Raises:
        UnreadableDocument: as `open_package`; or the sheet holds formulas, errors, merged data
            cells, links to other workbooks, or is larger than `limits`.
    """
    package = open_package(data, name, wanted=WORKBOOK, limits=limits)
    if any(part.startswith("xl/externalLinks/") for part in package.parts):
        raise ExternalLinks(name)
    title, part = first_visible(package)
    extent = scan(package.parts[part], name, limits)
    if extent.formulas:
        raise FormulaInCell(name, cell=f"{title}!{extent.formulas[0]}", count=len(extent.formulas))
    if extent.errors:
        cell, found = extent.errors[0]
        raise ErrorInCell(name, cell=f"{title}!{cell}", found=found)
    lines = values(package, title)
    sheet = arrange(lines, name=name, title=title, limits=limits, columns=columns)
    for merged in extent.merges:
        if _last_row(merged) >= sheet.header_row:
            raise MergedCells(name, cell=f"{title}!{merged}")
    return sheet


def visible_sheets(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the title and the part of every visible worksheet, in order.

    Raises:
        DamagedDocument: the workbook names a sheet that it does not hold.
    """
    root = _parsed(package.parts[WORKBOOK.main], package.name)
    targets = _targets(package)
    for sheet in root.iterfind(".//{*}sheets/{*}sheet"):
        if sheet.get("state", "visible") != "visible":
            continue
        relation = next((to for key, to in sheet.items() if str(key).endswith("}id")), "")
        part = targets.get(str(relation), "")
        if "chartsheet" in part:
            continue
        if part not in package.parts or not part.endswith(".xml"):
            raise DamagedDocument(
                package.name, where="工作表缺失", where_en="a worksheet is missing"
            )
        yield str(sheet.get("name", "")), part


def first_visible(package: Package) -> tuple[str, str]:
    """Return the title and the part of the first visible worksheet.

    Raises:
        NoSuchSheet: every sheet is hidden. DamagedDocument: as `visible_sheets`.
    """
    found = next(visible_sheets(package), None)
    if found is None:
        raise NoSuchSheet(package.name)
    return found


def scan(markup: bytes, name: str, limits: Limits) -> Extent:
    """Return what a worksheet holds, its markup read as a stream.

    Raises:
        TooLarge: a cell stands beyond the rows or columns allowed, or there are too many.
    """
    extent = Extent()
    try:
        _walk(markup, extent, name, limits)
    except etree.XMLSyntaxError as error:
        raise _broken(name) from error
    return extent


def _walk(markup: bytes, extent: Extent, name: str, limits: Limits) -> None:
    row = column = 0
    events = etree.iterparse(io.BytesIO(markup), events=("start", "end"), huge_tree=False)
    for event, element in events:
        tag = etree.QName(element).localname
        if event == "start" and tag == "row":
            row, column = _row_number(element.get("r"), row, name), 0
        elif event == "end" and tag == "c":
            place = _place(element.get("r"), row, column, name)
            row, column = place[0], place[1] + 1
            _note_cell(extent, element, place, name, limits)
        elif event == "end" and tag == "mergeCell":
            extent.merges.append(str(element.get("ref", "")))
        elif event == "end" and tag == "row":
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def values(package: Package, title: str) -> list[list[CellValue]]:
    """Return the values of one worksheet from A1 on.

    Raises:
        DamagedDocument: calamine cannot read it.
    """
    stream = io.BytesIO(package.repacked(leave_out=_UNREAD_PARTS))
    try:
        with CalamineWorkbook.from_filelike(stream) as book:
            lines = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise DamagedDocument(
            package.name,
            where=f"工作表“{title}”内容不完整",
            where_en=f"the worksheet “{title}” is not whole",
        ) from error
    return [[_value(value) for value in line] for line in lines]


def _note_cell(
    extent: Extent,
    element: "etree._Element",
    place: tuple[int, int],
    name: str,
    limits: Limits,
) -> None:
    if len(element) == 0:
        return
    row, column = place
    if row > limits.rows + 1:
        raise TooLarge(name, what="行数", what_en="rows", limit=limits.rows, found=row)
    if column >= limits.columns:
        raise TooLarge(name, what="列数", what_en="columns", limit=limits.columns, found=column + 1)
    address = f"{column_letter(column)}{row}"
    if element.find("{*}f") is not None:
        extent.formulas.append(address)
    elif element.get("t") == "e":
        extent.errors.append((address, element.findtext("{*}v", "")))


def _row_number(reference: str | None, previous: int, name: str) -> int:
    if reference is None:
        return previous + 1
    if not reference.isdecimal() or not 0 < len(reference) <= 7:
        raise DamagedDocument(name, where="行号无效", where_en="a row number is not valid")
    return int(reference)


def _place(reference: str | None, row: int, column: int, name: str) -> tuple[int, int]:
    if reference is None:
        return row, column
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise DamagedDocument(
            name, where="单元格地址无效", where_en="a cell reference is not valid"
        )
    return int(match[2]), column_index(match[1])


def _last_row(merged: str) -> int:
    return max((int(row) for _, row in _REFERENCE.findall(merged)), default=0)


def _targets(package: Package) -> dict[str, str]:
    """Return the part that each relation of the workbook names."""
    markup = package.parts.get("xl/_rels/workbook.xml.rels")
    if markup is None:
        return {}
    return {
        str(relation.get("Id")): posixpath.normpath(
            posixpath.join("/xl", str(relation.get("Target")))
        ).lstrip("/")
        for relation in _parsed(markup, package.name)
    }


def _parsed(markup: bytes, name: str) -> "etree._Element":
    try:
        return etree.fromstring(markup)
    except etree.XMLSyntaxError as error:
        raise _broken(name) from error


def _broken(name: str) -> DamagedDocument:
    return DamagedDocument(name, where="工作簿结构不完整", where_en="its structure is broken")


def _value(value: object) -> CellValue:
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool | int | date | datetime):
        return value
    return None
