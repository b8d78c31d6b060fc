"""Documents of our own writing to be read: a township's report in several formats and states."""

import io
import zipfile
from functools import cache

from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.rules.annual_report.form import Cell, CellKey
from tests.documents import reports

PUNISHMENT = CellKey("table2", "punishment", "decisions")
BUSINESS = CellKey("table3", "granted", "business")
NAME = "青禾乡2019年度报告"


@cache
def document(kind: Format) -> bytes:
    """A report whose figures all agree."""
    return formats.write(reports.report(), kind)


def with_unreadable_figure() -> bytes:
    """A web page in which one figure cannot be read: 177 is printed as 1?7."""
    page = document(Format.HTML).decode()
    assert page.count(">177<") == 1
    return page.replace(">177<", ">1?7<").encode()


@cache
def wrong(kind: Format = Format.HTML) -> bytes:
    """A report with a sum that does not hold: one granted request that no total counts."""
    filled = reports.township().with_cells({BUSINESS: Cell(1)})
    return formats.write(reports.report(filled), kind)


def packed(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of some files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def packed_in_gbk(name: str, data: bytes) -> bytes:
    """A ZIP archive as Chinese Windows writes it: the name in GBK, and no word about that."""
    entry = zipfile.ZipInfo("x" * len(name.encode("gbk")))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(entry, data)
    return written.getvalue().replace(entry.filename.encode(), name.encode("gbk"))
