"""Whatever the bytes: an answer, never an exception."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents import contents, legacy
from tests.documents.contents import making as m
from tests.documents.contents.making import p, r

_STARTS = (
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xd8\xff\xe1",
    b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\x00", b"RIFF\x00\x00\x00\x00WEBP", b"BM", b"{\\rtf1",
    b"<svg ", b"<html>", b"<?xml ", b"{", b"ID3", b"\x00\x00\x00\x18ftypmp42", b"OggS",
)  # fmt: skip
_NAMES = ("a.docx", "a.pdf", "a.jpg", "a.csv", "a.json", "a.md", "a.xml", "a", "", "名单.")
_SAMPLES = {
    "a.docx": m.document(
        p(r("正文"), r("隐", "<w:vanish/>")) + "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"
    ),
    "a.xlsx": m.book({"表": m.rows(m.row(1, "可见"))}),
    "a.pptx": m.deck("一", "二", hidden=(2,)),
    "a.pdf": m.page(m.line("words") + b"0 g 10 190 300 30 re f\n"),
    "a.jpg": m.photo(exif=m.placed(), comment=b"x"),
    "a.png": m.photo("PNG"),
    "a.gif": m.photo("GIF"),
    "a.webp": m.photo("WEBP", exif=m.placed()),
    "a.tif": m.photo("TIFF"),
    "a.rtf": rb"{\rtf1\ansi{\info{\author a}}{\v b}\u20849?\par}",
}


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "program", lambda: None)


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(_STARTS), st.binary(max_size=600), st.sampled_from(_NAMES))
def test_any_bytes_are_answered(start: bytes, rest: bytes, name: str) -> None:
    told = contents.read(start + rest, name)
    assert told.passages or told.faults or told.kind


@pytest.mark.parametrize("name", _SAMPLES)
def test_a_file_with_bytes_altered_is_answered(name: str) -> None:
    chance = random.Random(name)
    data = _SAMPLES[name]
    for _ in range(40):
        altered = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        told = contents.read(bytes(altered[: chance.randint(1, len(altered))]), name)
        assert told.passages or told.faults or told.kind
