"""The doors of this floor: write a report in a format, read a file whatever it is called."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from gongkai.documents import (
    csv_file,
    docx,
    html,
    json_file,
    legacy,
    pdf,
    pdf_text,
    text_file,
    xlsx,
)
from gongkai.documents.intake import kind
from gongkai.documents.intake.archive import TEXT_DOCUMENT
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import EncryptedDocument, WrongKind
from gongkai.documents.report import Reading, Report
from gongkai.rules.annual_report import recognise
from gongkai.rules.annual_report.form import FilledForm


class Format(StrEnum):
    """What a report can be downloaded as; the value is the extension."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    HTML = "html"
    JSON = "json"
    CSV = "csv"


MEDIA_TYPES: Final[Mapping[Format, str]] = MappingProxyType(
    {
        Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format.PDF: "application/pdf",
        Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format.HTML: "text/html; charset=utf-8",
        Format.JSON: "application/json",
        Format.CSV: "text/csv; charset=utf-8",
    }
)
_WRITERS: Final[Mapping[Format, Callable[[Report], bytes]]] = MappingProxyType(
    {
        Format.DOCX: docx.write,
        Format.PDF: pdf.write,
        Format.XLSX: xlsx.write,
        Format.HTML: html.write,
        Format.JSON: json_file.write,
        Format.CSV: csv_file.write,
    }
)
_FORBIDDEN_IN_NAMES: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', "_"))


def write(report: Report, format: Format, *, font_folder: Path | None = None) -> bytes:
    """Return the report as a file of a format; the same report gives the same bytes.

    `font_folder` is asked by PDF alone.

    Raises:
        CannotBeWritten: the format has no place for this document; its message says why.
    """
    if format is Format.PDF:
        return pdf.write(report, font_folder=font_folder)
    return _WRITERS[format](report)


def file_name(report: Report, format: Format) -> str:
    """Return the name to download a report under."""
    return f"{report.full_title.translate(_FORBIDDEN_IN_NAMES)}.{format.value}"


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return what a document holds; its kind is told by its content, CSV and JSON by its name.

    Raises:
        UnreadableDocument: the file is refused; the subclass and its message say why.
    """
    found = kind.admit(data, name, limits.file_bytes)
    if found is Kind.OOXML:
        is_text = TEXT_DOCUMENT.main.removesuffix(".xml").encode() in data
        reader = docx.read if is_text else xlsx.read
        return reader(data, name, limits=limits)
    if found is Kind.HTML:
        return html.read(data, name, limits=limits)
    if found is Kind.TEXT:
        return _text_reader(data, name)(data, name, limits=limits)
    if found is Kind.PDF:
        return pdf_text.read(data, name, limits=limits)
    if found is Kind.OLE_ENCRYPTED:
        raise EncryptedDocument(name)
    if legacy.reads(found):
        return legacy.read(data, name, found, limits=limits)
    zh, en = kind.NAMES[found]
    raise WrongKind(
        name,
        found=zh,
        found_en=en,
        wanted=" DOCX、XLSX、PDF、HTML、JSON、CSV 或纯文本",
        wanted_en="DOCX, XLSX, PDF, HTML, JSON, CSV or plain text",
    )


def _text_reader(data: bytes, name: str) -> Callable[..., Reading]:
    """Return the reader of a text: JSON and our own CSV by their beginning, CSV by its name."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return json_file.read
    is_ours = start.startswith(",".join(csv_file.HEADER).encode())
    if html.has_tables(data):
        return html.read
    is_named = name.lower().endswith((".csv", ".tsv"))
    return csv_file.read if is_ours or is_named else text_file.read


def read_report(data: bytes, name: str, *, limits: Limits = DEFAULT) -> FilledForm:
    """Return the annual report in a document, recognised by its tables where it is not plain data.

    Raises:
        UnreadableDocument: as `read`.
    """
    return recognised(read(data, name, limits=limits))


def recognised(reading: Reading) -> FilledForm:
    """Return the annual report that a reading holds: as the file carries it, or recognised."""
    if reading.filled is not None:
        return reading.filled
    return recognise.match(reading.grids, lines=reading.lines, pages=reading.line_pages)
