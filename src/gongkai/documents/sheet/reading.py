"""Read a table for import, told by its content to be a workbook or text."""

from collections.abc import Sequence

from gongkai.documents.intake import kind
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.sheet import delimited, workbook
from gongkai.documents.sheet.table import Sheet


def read_sheet(
    data: bytes, filename: str, *, limits: Limits = DEFAULT, columns: Sequence[str] = ()
) -> Sheet:
    """Return the table in `data`: the first visible worksheet of a .xlsx, or a CSV.

    `columns` are the names the importer knows; they find the header below a title line.

    Raises:
        UnreadableDocument: the file is refused; the subclass and its message say why.
    """
    if kind.admit(data, filename, limits.file_bytes) is Kind.TEXT:
        return delimited.read(data, filename, limits=limits, columns=columns)
    return workbook.read(data, filename, limits=limits, columns=columns)
