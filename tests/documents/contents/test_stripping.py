"""Clean copies: what a file tells of its makers is gone, what it shows is as before."""

import io

import docx
import pytest
import xlsxwriter
from PIL import Image, PngImagePlugin

from gongkai.documents import contents, formats
from gongkai.documents.contents import CannotBeStripped, FileKind
from gongkai.rules.scan.passages import Hidden
from tests.documents.contents import making as m
from tests.documents.contents.making import p, r

_XMP = b"<x:xmpmeta xmlns:x='x'><rdf:RDF xmlns:rdf='r'><rdf:D author='Wang'/></rdf:RDF></x:xmpmeta>"


def noisy(format: str, **facts: object) -> bytes:
    """A picture with many colours."""
    image = Image.effect_noise((40, 30), 90).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, format, **facts)
    return buffer.getvalue()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize(
    ("format", "name"),
    [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("TIFF", "a.tif")],
)
def test_a_picture_loses_what_it_says_of_itself_and_keeps_every_pixel(
    format: str, name: str
) -> None:
    exif = m.placed().tobytes()
    facts = {"lossless": True} if format == "WEBP" else {}
    data = noisy(format, exif=exif, **({} if format in ("PNG", "TIFF") else {"xmp": _XMP}), **facts)
    copy, told = contents.stripped(data, name)
    assert "清除照片信息“拍摄位置”" in told
    assert contents.read(copy, name).passages == ()
    assert pixels(copy) == pixels(data)


def test_a_picture_is_turned_as_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = m.photo(size=(64, 48), exif=exif)
    copy, told = contents.stripped(data, "a.jpg")
    with Image.open(io.BytesIO(copy)) as image:
        assert image.size == (48, 64)
        assert 0x0112 not in image.getexif()
    assert any("转正" in each for each in told)


def test_remarks_and_what_stands_after_the_end_are_cut_off() -> None:
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Author", "Wang")
    copy, told = contents.stripped(m.photo("PNG", pnginfo=facts) + b"tail" * 9, "a.png")
    assert told == ("清除注释“Author”", "清除图片末尾附加的 36 字节数据")
    assert not contents.read(copy, "a.png").faults
    copy, told = contents.stripped(m.photo(comment=b"x") + b"tail" * 9, "a.jpg")
    assert told == ("清除注释“注释”", "清除图片末尾附加的 36 字节数据")
    assert contents.read(copy, "a.jpg").passages == ()


def test_a_colour_profile_is_kept() -> None:
    profile = b"\x00" * 128
    for format, name in (("JPEG", "a.jpg"), ("PNG", "a.png")):
        data = m.photo(format, icc_profile=profile, exif=m.placed().tobytes())
        copy, _ = contents.stripped(data, name)
        with Image.open(io.BytesIO(copy)) as image:
            assert image.info.get("icc_profile") == profile


def test_a_document_loses_properties_and_comments_and_keeps_its_changes() -> None:
    made = docx.Document()
    run = made.add_paragraph("正文一段").runs[0]
    made.add_comment(run, text="批语", author="李某")
    made.core_properties.author = "王某"
    buffer = io.BytesIO()
    made.save(buffer)
    copy, told = contents.stripped(buffer.getvalue(), "a.docx")
    assert told == ("清除文档属性（作者、单位、修改人等）", "清除文档缩略图", "清除批注",
                    "清除自定义数据")  # fmt: skip
    assert [(each.text, each.hidden) for each in contents.read(copy, "a.docx").passages] == [
        ("正文一段", None)
    ]
    assert docx.Document(io.BytesIO(copy)).paragraphs[0].text == "正文一段"
    changed = m.document(p(r("留"), f"<w:ins>{r('增')}</w:ins>"), docProps__app="<P/>")
    copy, _ = contents.stripped(changed, "a.docx")
    assert [each.hidden for each in m.found(copy, "a.docx", "增")] == [None, Hidden.INSERTED]


def test_a_workbook_loses_properties_and_comments_and_is_read_as_before() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": "王某", "company": "某局"})
    sheet = book.add_worksheet("名单")
    sheet.write(0, 0, "甲")
    sheet.write(0, 1, "乙")
    sheet.write_comment(0, 0, "批语")
    book.close()
    copy, told = contents.stripped(buffer.getvalue(), "a.xlsx")
    assert told == ("清除文档属性（作者、单位、修改人等）", "清除批注")
    assert [each.text for each in contents.read(copy, "a.xlsx").passages] == ["甲\t乙"]
    assert formats.read(copy, "a.xlsx") == formats.read(buffer.getvalue(), "a.xlsx")


def test_where_nothing_is_to_be_removed_the_same_bytes_come_back() -> None:
    for data, name in ((m.photo(), "a.jpg"), (m.document(p(r("字"))), "a.docx")):
        assert contents.stripped(data, name) == (data, ())


@pytest.mark.parametrize(
    ("data", "name"),
    [(m.page(m.line("x")), "a.pdf"), (b"\xff\xd8\xff\xe0broken", "a.jpg"), (b"", "a.docx"),
     (m.document(p(r("字")))[:200], "a.docx")],
)  # fmt: skip
def test_what_cannot_be_cleaned_says_why(data: bytes, name: str) -> None:
    with pytest.raises(CannotBeStripped) as caught:
        contents.stripped(data, name)
    assert caught.value.message.startswith(f"文件“{name}”")
    assert caught.value.message.endswith("。")


def test_the_kinds_that_can_be_cleaned_are_told() -> None:
    assert contents.can_be_stripped(FileKind.JPEG)
    assert not contents.can_be_stripped(FileKind.PDF)
