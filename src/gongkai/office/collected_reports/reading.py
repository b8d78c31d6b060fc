"""From the bytes of a file to what is kept of it: the report, the text, the number of pages.

A file in which no figure of the form is found is refused; a doubt about a figure is not.
"""

from dataclasses import dataclass
from typing import Any

import pypdfium2

from gongkai.documents import formats
from gongkai.documents.intake import kind
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.turns import PDFIUM
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.documents.report import printable
from gongkai.office.collected_reports import keeping
from gongkai.rules.annual_report.form import Absence, FilledForm


class NoReport(UnreadableDocument):
    """A document in which none of the statutory tables is found."""

    zh = (
        "文件“{name}”中没有找到年度报告的统计表，没有收下。"
        "请核对是否选错了文件；表格是图片的，请使用文字文档、网页或由其导出的 PDF。"
    )
    en = (
        "No statutory table of an annual report was found in “{name}”, so it was not taken in. "
        "Check that it is the right file; where the tables are pictures, use the document, the "
        "web page or a PDF exported from them."
    )


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a file."""

    filled: FilledForm
    reading: dict[str, Any]
    document: dict[str, Any]


def read(data: bytes, name: str) -> Read:
    """Return the annual report in a file. Raises UnreadableDocument where there is none."""
    with PDFIUM:
        found = formats.read(data, name)
        pages = _page_count(data)
    filled = formats.recognised(found)
    if all(cell.absence is Absence.MISSING for cell in filled.cells.values()):
        raise NoReport(name)
    document = keeping.document_to_json(found, pages=pages)
    return Read(filled, _storable(keeping.form_to_json(filled)), _storable(document))


def _storable(kept: Any) -> Any:
    """Return plain data without the characters that not every database keeps."""
    if isinstance(kept, str):
        return printable(kept)
    if isinstance(kept, dict):
        return {printable(name): _storable(value) for name, value in kept.items()}
    return [_storable(each) for each in kept] if isinstance(kept, list | tuple) else kept


def _page_count(data: bytes) -> int:
    if kind.of(data) is not Kind.PDF:
        return 0
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()
