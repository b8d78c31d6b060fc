"""PDF read: tables with rules, across pages, and every file that holds no text to read."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst

from gongkai.documents import formats, pdf_text
from gongkai.documents.formats import Format
from gongkai.documents.intake import unreadable
from gongkai.documents.intake.limits import DEFAULT
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.rules.annual_report import exchange
from gongkai.rules.annual_report.form import CellKey
from tests.documents import reports

TYPED = """#set page(width: 12cm, height: {height}cm, margin: 1cm)
#set text(font: "Noto Serif SC", size: 9pt)
Haiqu 2022 annual report on disclosure of information
{more}
#table(columns: 4, ..({cells}))
"""


def typed(*rows: tuple[str, ...], height: float = 12, more: str = "") -> bytes:
    cells = ", ".join(f'"{text}"' for row in rows for text in row)
    source = TYPED.format(height=height, cells=cells, more=more)
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def blank(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 200)
    return saved(document)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    path = Path("made.pdf")
    document.save(path)
    return path.read_bytes()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)


def test_a_table_is_read_with_its_page_and_the_lines_around_it() -> None:
    reading = pdf_text.read(typed(("a", "b", "c", "d"), ("1", "2", "3", "")), "a.pdf")
    (grid,) = reading.grids
    assert grid.rows == (("a", "b", "c", "d"), ("1", "2", "3", ""))
    assert grid.origin.page == 1
    assert reading.lines == ("Haiqu 2022 annual report on disclosure of information",)


def test_a_table_that_goes_on_overleaf_is_one_table() -> None:
    rows = [(f"r{n}", str(n), str(n + 1), "0") for n in range(12)]
    reading = pdf_text.read(typed(*rows, height=7), "a.pdf")
    (grid,) = reading.grids
    assert grid.rows == tuple(rows)
    assert grid.origin.page == 1


def test_our_own_pages_leave_neither_banner_nor_page_number_in_the_lines() -> None:
    filled = reports.numbered()
    reading = formats.read(formats.write(reports.report(filled), Format.PDF), "报告.pdf")
    assert reading.lines[0] == filled.body
    assert not [line for line in reading.lines if reports.NOTICE in line or line.startswith("—")]
    assert [len(grid.rows[0]) for grid in reading.grids] == [4, 10, 15]


def test_a_figure_tells_the_page_it_came_from() -> None:
    written = formats.write(reports.report(reports.numbered()), Format.PDF)
    filled = formats.read_report(written, "报告.pdf")
    assert filled[CellKey("table2", "regulations", "made")].provenance.page == 1


def test_a_scan_is_refused() -> None:
    with pytest.raises(unreadable.NoTextLayer) as caught:
        pdf_text.read(blank(2), "扫描.pdf")
    assert "没有可以读取的文字" in caught.value.message


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(unreadable.TooLarge) as caught:
        pdf_text.read(blank(501), "长.pdf")
    assert "页数超过上限：最多500，实际501" in caught.value.message


@pytest.mark.parametrize("field", ["pages", "page_characters", "strokes", "table_cells"])
def test_every_limit_of_a_pdf_is_kept(field: str) -> None:
    data = typed(("a", "b", "c", "d"), ("1", "2", "3", ""))
    with pytest.raises(unreadable.TooLarge):
        pdf_text.read(data, "a.pdf", limits=replace(DEFAULT, **{field: 0}))


def locked() -> bytes:
    """A page behind a password that nobody knows."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"ab" * 32, b"cd" * 32),
    )
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 5\n0000000000 65535 f \n%strailer\n"
        b"<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF"
    ) % (table, len(data))


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(unreadable.EncryptedDocument) as caught:
        pdf_text.read(locked(), "密.pdf")
    assert "设有打开密码" in caught.value.message


def test_a_pdf_without_its_end_is_refused() -> None:
    data = typed(("a", "b", "c", "d"), ("1", "2", "3", ""))
    with pytest.raises(UnreadableDocument):
        pdf_text.read(data[: len(data) // 2], "断.pdf")


def packed(content: bytes, names: str = "/FlateDecode") -> bytes:
    head = f"%PDF-1.4\n1 0 obj\n<</Filter [{names}] /Length {len(content)}>>\nstream\n".encode()
    return head + content + b"\nendstream\nendobj\n%%EOF"


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    bomb = zlib.compress(bytes(2_000_000))
    with pytest.raises(unreadable.CompressionBomb):
        pdf_text.read(packed(bomb), "弹.pdf", limits=replace(DEFAULT, unpacked_bytes=1_000_000))
    with pytest.raises(unreadable.CompressionBomb):
        pdf_text.read(packed(zlib.compress(bomb), "/FlateDecode /FlateDecode"), "弹.pdf")


def figures(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        if isinstance(part, dict | list):
            yield from figures(part, f"{place}/{key}")
        elif not isinstance(part, str):
            yield f"{place}/{key}", part


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["001", "002"])
def test_a_real_pdf_is_read_without_a_wrong_cell(name: str, corpus: Path) -> None:
    expected = json.loads((corpus / f"expected/{name}.json").read_text("utf-8"))
    data = (corpus / f"documents/{name}.pdf").read_bytes()
    filled = formats.read_report(data, f"{name}.pdf")
    said = exchange.dump(filled, [])
    score: Counter[str] = Counter()
    for table in ("table2", "table3", "table4"):
        found = dict(figures(said[table]))
        for place, figure in figures(expected[table]):
            read = found.get(place)
            verdict = "open" if read is None else "right" if read == figure else "wrong"
            score[verdict] += figure is not None
    assert (filled.form.edition, filled.year) == (expected["form"], expected["year"])
    assert score == Counter(right=186)
