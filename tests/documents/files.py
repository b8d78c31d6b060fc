"""Files that people and enemies upload, made where they are needed."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from gongkai.documents.intake import archive

HEADER = ("公开日期", "条数", "渠道")


def workbook(
    rows: Sequence[Sequence[Any]] = (("2019年3月5日", 3, "短信平台"),),
    *,
    header: Sequence[str] = HEADER,
    draw: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """A .xlsx with one sheet 登记表; `draw(book, sheet)` adds what is special."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("登记表")
    for number, row in enumerate((header, *rows)):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value, day)
            else:
                sheet.write(number, column, value)
    if draw is not None:
        draw(book, sheet)
    book.close()
    return buffer.getvalue()


def changed(data: bytes, **parts: bytes | None) -> bytes:
    """The archive with parts added, replaced or (None) removed; "__" in a name stands for "/"
    and "_dot_" for "."."""
    held = archive.unpacked(data)
    for name, content in parts.items():
        part = name.replace("_dot_", ".").replace("__", "/")
        if content is None:
            held.pop(part)
        else:
            held[part] = content
    return archive.packed(held)


def sheet_markup(data: bytes) -> bytes:
    """The markup of the first worksheet."""
    return archive.unpacked(data)["xl/worksheets/sheet1.xml"]


def bomb(size: int) -> bytes:
    """A workbook whose sheet is followed by `size` blanks: a real bomb, 1000 to 1."""
    held = archive.unpacked(workbook())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for part, content in held.items():
            made.writestr(part, content)
        with made.open("xl/worksheets/sheet9.xml", "w", force_zip64=True) as stream:
            block = b" " * (1 << 20)
            for _ in range(size >> 20):
                stream.write(block)
    return buffer.getvalue()


def lying(data: bytes, part: str, claimed: int) -> bytes:
    """The archive whose directory claims that one part unpacks to `claimed` bytes."""
    lied = bytearray(data)
    name = part.encode()
    place = 0
    while (place := lied.find(name, place)) != -1:
        for signature, header, size in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
            start = place - header
            if start >= 0 and lied[start : start + 4] == signature:
                lied[start + size : start + size + 4] = claimed.to_bytes(4, "little")
        place += 1
    return bytes(lied)


def ole(stream: str) -> bytes:
    """A file in the container of old Office, with one stream named in its directory."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + stream.encode("utf-16-le") + bytes(512)


def flagged_encrypted(data: bytes) -> bytes:
    """The archive with the encryption flag set on every entry."""
    flagged = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = flagged.find(signature)
        while place != -1:
            flagged[place + offset] |= 1
            place = flagged.find(signature, place + 4)
    return bytes(flagged)
