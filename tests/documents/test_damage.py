"""Damaged bytes, cut files and altered parts: read or refused with a sentence, never a crash."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.documents.intake import archive
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.documents.sheet import read_sheet
from tests.documents import files, reports

SOUND = {
    "docx": formats.write(reports.report(), Format.DOCX),
    "xlsx": formats.write(reports.report(), Format.XLSX),
    "html": formats.write(reports.report(), Format.HTML),
    "json": formats.write(reports.report(), Format.JSON),
    "csv": formats.write(reports.report(), Format.CSV),
    "pdf": formats.write(reports.report(), Format.PDF),
    "txt": "第二十条\n信息内容\t本年制发件数\n规章\t1\n|规章|2|\n|---|\n规章    3\n".encode(),
    "import": files.workbook(),
}
QUICK = settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
BYTES = st.one_of(st.binary(max_size=12), st.sampled_from([b"<", b'="', b"&x;", b"99999999", b"-"]))


def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """The bytes with a few stretches cut out, overwritten or pushed apart."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        data[start : start + draw(st.integers(0, 40))] = draw(BYTES)
    return bytes(data)


@st.composite
def damaged_files(draw: st.DrawFn, kind: str) -> bytes:
    """A damaged file: any byte of it, or, in an archive, of one of its parts."""
    sound = SOUND[kind]
    if kind in ("docx", "xlsx", "import") and draw(st.booleans()):
        parts = archive.unpacked(sound)
        part = draw(st.sampled_from(sorted(parts)))
        return archive.packed({**parts, part: damaged(draw, parts[part])})
    return damaged(draw, sound)


@pytest.mark.parametrize("kind", SOUND)
def test_a_damaged_file_never_crashes_a_reader(kind: str) -> None:
    @QUICK
    @given(damaged_files(kind))
    def is_read_or_refused(data: bytes) -> None:
        for read in (formats.read, read_sheet):
            with contextlib.suppress(UnreadableDocument):
                read(data, f"文件.{kind}")

    is_read_or_refused()


@pytest.mark.parametrize("kind", SOUND)
def test_a_file_cut_anywhere_never_crashes_a_reader(kind: str) -> None:
    @QUICK
    @given(st.integers(0, len(SOUND[kind])))
    def is_read_or_refused(length: int) -> None:
        with contextlib.suppress(UnreadableDocument):
            formats.read(SOUND[kind][:length], f"文件.{kind}")

    is_read_or_refused()
