"""The first visible worksheet of a .xlsx file.

The sheet's markup is scanned before its values are asked for: what it claims to cover, its
formulas, errors and merged cells. calamine then reads a package that holds nothing else.
"""

import io
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
)
from gongkai.documents.sheet import scan
from gongkai.documents.sheet.table import Sheet, arrange, column_letter
from gongkai.documents.values import CellValue

STAMP: Final = "gongkai_template"
_LONGEST_STAMP: Final = 100
_ROW: Final = re.compile(r"[0-9]{1,7}")
_UNREAD_PARTS: Final = ("xl/media/", "xl/drawings/", "xl/comments", "xl/charts/", "docProps/")


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
    extent = scan.walk(package.parts[part], name, limits)
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
    return replace(
        sheet,
        hidden_rows=frozenset(row + 1 for row in extent.hidden_rows),
        hidden_columns=frozenset(column_letter(column) for column in extent.hidden_columns),
        stamp=_stamp(package),
    )


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
    return [[value(each) for each in line] for line in lines]


def _stamp(package: Package) -> str:
    """Return the stamp of a template: a name of the workbook that stands for a text."""
    root = _parsed(package.parts[WORKBOOK.main], package.name)
    for name in root.iterfind(".//{*}definedNames/{*}definedName"):
        text = name.text or ""
        if name.get("name") == STAMP and text.startswith('"') and len(text) <= _LONGEST_STAMP:
            return text.strip('"')
    return ""


def _last_row(merged: str) -> int:
    return max((int(row) for row in _ROW.findall(merged)), default=0)


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


def value(value: object) -> CellValue:
    """Return a value that calamine gave; a number has the fifteen digits a spreadsheet keeps."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(f"{value:.15g}")
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool | int | date | datetime):
        return value
    return None
