"""Files that are made to hurt a reader, and the process that reads one and tells what it cost.

`python -m tests.documents.hostile.making NAME` reads the file NAME of `FILES` and prints JSON.
"""

import io
import json
import resource
import sys
import time
import zipfile
import zlib
from collections.abc import Callable

from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.documents.intake.unreadable import UnreadableDocument
from tests.documents import files, reports
from tests.documents.pdf_text.drawn import assembled

MIB = 1 << 20
_SHEET_HEAD = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)


def written(format: Format) -> bytes:
    return formats.write(reports.report(), format)


def streamed(part: str, pieces: Callable[[], object], base: bytes | None = None) -> bytes:
    """A workbook one of whose parts is written piece by piece, never whole in memory."""
    buffer = io.BytesIO()
    held = files.archive.unpacked(base or files.workbook())
    held.pop(part, None)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, content in held.items():
            made.writestr(name, content)
        with made.open(part, "w", force_zip64=True) as stream:
            for piece in pieces():
                stream.write(piece)
    return buffer.getvalue()


def empty_cells() -> bytes:
    """A workbook whose sheet is a gibibyte of empty cells."""
    row = b"<row>" + b'<c s="1"/>' * 1000 + b"</row>"
    block = row * 100

    def pieces():
        yield _SHEET_HEAD
        for _ in range((1 << 30) // len(block) + 1):
            yield block
        yield b"</sheetData></worksheet>"

    return streamed("xl/worksheets/sheet1.xml", pieces)


def sparse_cells() -> bytes:
    """A workbook of real size with more empty cells than a sheet may have."""
    row = b"<row>" + b"<c/>" * 190 + b"</row>"

    def pieces():
        yield _SHEET_HEAD
        for number in range(60_000):
            yield row + b"<!--%d-->" % (number * 7919)
        yield b"</sheetData></worksheet>"

    return streamed("xl/worksheets/sheet1.xml", pieces)


def overlapping() -> bytes:
    """An archive all of whose entries are the same compressed bytes."""
    base = files.archive.packed({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * MIB})
    with zipfile.ZipFile(io.BytesIO(base)) as held:
        offset = held.getinfo("word/document.xml").header_offset
        about = held.infolist()[1]
    end = base.rfind(b"PK\x05\x06")
    start = int.from_bytes(base[end + 16 : end + 20], "little")
    entry = base[base.index(b"PK\x01\x02", base.index(b"PK\x01\x02", start) + 4) : end]
    entries = b"".join(
        entry.replace(b"document.xml", b"docu%04d.xml" % number) for number in range(900)
    )
    directory = base[start : base.index(b"PK\x01\x02", start + 4)] + entry + entries
    tail = b"PK\x05\x06\0\0\0\0" + (902).to_bytes(2, "little") * 2
    tail += len(directory).to_bytes(4, "little") + start.to_bytes(4, "little") + b"\0\0"
    assert about.header_offset == offset
    return base[:start] + directory + tail


def deep_pages() -> bytes:
    """A PDF whose page tree comes back to itself."""
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 400>>",
    ])  # fmt: skip


def forms_in_forms(depth: int = 9) -> bytes:
    """A PDF whose page draws forms that draw forms, ten to the power of nine."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>"
        b"/Contents 4 0 R>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
    ]
    for level in range(depth):
        drawn = b"/X Do " * 10 if level < depth - 1 else b"0 0 m 9 9 l S"
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
            b"/Length %d>>stream\n%s\nendstream" % (6 + level, len(drawn), drawn)
        )
    return assembled(objects)


def references_in_rings() -> bytes:
    """A PDF whose lengths and contents point at one another."""
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox 5 0 R/Contents 4 0 R/Resources 3 0 R>>",
        b"<</Length 5 0 R>>stream\nBT ET\nendstream",
        b"5 0 R",
    ])  # fmt: skip


def nested_arrays() -> bytes:
    return assembled([b"[" * 500_000 + b"]" * 500_000, b"<</Type/Pages/Kids[]/Count 0>>"])


def flate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 m 1 1 l S " * 74_899) for _ in range(400))
    packed += packer.flush()
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    ])  # fmt: skip


def many_pages(count: int, content: bytes) -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + at) for at in range(count))
    packed = zlib.compress(content)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>"
    )
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        *[page] * count,
    ])  # fmt: skip


def ruled_page() -> bytes:
    rules = b"".join(b"60 %d m 500 %d l S " % (y, y) for y in range(100, 700, 20))
    rules += b"".join(b"%d 100 m %d 680 l S " % (x, x) for x in range(60, 501, 44))
    text = b"".join(
        b"BT /F 8 Tf %d %d Td (%d) Tj ET " % (x + 5, y + 5, x * y)
        for y in range(100, 680, 20)
        for x in range(60, 500, 44)
    )
    return rules + text


def crowded_page() -> bytes:
    return b"".join(b"%d %d m %d 700 l S " % (x % 500, x % 700, x % 500) for x in range(9000))


def drawing_xml(markup: bytes) -> bytes:
    return files.changed(written(Format.DOCX), word__document_dot_xml=markup)


def deep_words() -> bytes:
    names = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    return drawing_xml(
        names + b"<w:body>" + b"<w:sdt>" * 50_000 + b"</w:sdt>" * 50_000 + b"</w:body></w:document>"
    )


def nested_zip() -> bytes:
    inner = files.bomb(64 * MIB)
    return files.changed(written(Format.DOCX), word__embeddings__a_dot_xlsx=inner)


HTML = b"<html><meta charset=utf-8><body>"
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
FILES: dict[str, Callable[[], bytes]] = {
    "a gibibyte of empty cells": empty_cells,
    "eleven million empty cells": sparse_cells,
    "a bomb in a workbook": lambda: files.bomb(1024 * MIB),
    "a bomb that lies about its size": lambda: files.lying(
        files.bomb(64 * MIB), "xl/worksheets/sheet9.xml", 1000),
    "entries that overlap": overlapping,
    "an archive in an archive": nested_zip,
    "a million tags in one another": lambda: HTML + b"<div>" * 1_000_000 + b"x",
    "a million tables in one another": lambda: HTML + b"<table><tr><td>" * 600_000 + b"1",
    "a million cells in a row": lambda: HTML + b"<table><tr>" + b"<td>1" * 1_000_000,
    "a million spans": lambda: HTML + b"<table>" + b"<tr><td colspan=999 rowspan=99>1" * 9000,
    "entities in a page": lambda: b"<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>" + HTML
    + b"&b;" * 100_000,
    "an outer entity in a page": lambda: XXE.replace(b"DOCTYPE a", b"DOCTYPE html") + HTML
    + b"<p>&e;</p><p>root</p>",
    "an outer entity in a picture": lambda: XXE + b"<svg><text>&e;</text></svg>",
    "an outer entity in a document": lambda: drawing_xml(XXE + b"<a>&e;</a>"),
    "a document of deep tags": deep_words,
    "a PDF of 500 pages": lambda: many_pages(500, ruled_page()),
    "a PDF of 5000 pages": lambda: many_pages(5000, ruled_page()),
    "a PDF of crowded drawings": lambda: many_pages(500, crowded_page()),
    "a PDF stream that unpacks without end": flate_bomb,
    "a PDF with pages in a ring": deep_pages,
    "a PDF with forms in forms": forms_in_forms,
    "a PDF with references in a ring": references_in_rings,
    "a PDF of nested arrays": nested_arrays,
    "a line without end": lambda: "公开信息12条。".encode() * (9 * MIB // 20),
    "a line of gaps": lambda: b"1  " * (3 * MIB),
    "a line of pipes": lambda: b"|" * (9 * MIB),
    "a hundred mebibytes of text": lambda: b"a" * (100 * MIB),
    "a CSV of a million columns": lambda: b"1," * 1_000_000,
    "JSON without an end": lambda: b'{"a":' * 1_000_000,
    "JSON of nested lists": lambda: b'{"a":' + b"[" * 1_000_000,
    "a program called text": lambda: bytes(range(256)) * 4000,
    "nothing but NUL": lambda: bytes(1000),
    "NUL between letters": lambda: "一、总体情况\x00公开12条".encode() * 100,
    "UTF-16 without a mark": lambda: "一、总体情况，全年公开信息12条。\n".encode("utf-16-le") * 50,
    "half a PDF": lambda: written(Format.PDF)[:60_000],
    "half a document": lambda: written(Format.DOCX)[:9_000],
    "half a workbook": lambda: written(Format.XLSX)[:9_000],
    "a locked workbook": lambda: files.ole("EncryptedPackage"),
    "an old workbook of noise": lambda: files.ole("Workbook") + bytes(range(256)) * 9000,
}  # fmt: skip


def main(name: str) -> None:
    """Make a file, read it, and print what it cost over the making."""
    data = FILES[name]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    suffix = ".csv" if "CSV" in name else ".json" if "JSON" in name else ""
    try:
        filled = formats.read_report(data, f"文件{suffix}")
        said, said_en = f"{len(filled.cells)} cells", ""
    except UnreadableDocument as error:
        said, said_en = error.message, error.message_en
    told = {
        "kib": len(data) // 1024,
        "seconds": round(time.process_time() - began, 2),
        "mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "mib_before": round(before / 1024),
        "said": said,
        "said_en": said_en,
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
