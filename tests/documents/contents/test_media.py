"""What pictures, sound and film say of themselves beside what they show."""

import io

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from gongkai.documents import contents
from gongkai.rules.scan.passages import Hidden
from tests.documents.contents import making as m

_XMP = (
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-"
    b"syntax-ns#'><rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator><rdf:Seq>"
    b"<rdf:li>Wang</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def told(data: bytes, name: str) -> dict[str, str]:
    """The passages of a file by place; all of them hidden as facts of a picture."""
    read = contents.read(data, name).passages
    assert {each.hidden for each in read} <= {Hidden.PICTURE, Hidden.METADATA}
    return {each.place: each.text for each in read}


@pytest.mark.parametrize(
    ("format", "name"),
    [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("TIFF", "a.tif")],
)
def test_the_place_where_a_picture_was_taken_is_told(format: str, name: str) -> None:
    data = m.photo(format, exif=m.placed().tobytes())
    assert told(data, name)["照片信息“拍摄位置”"] == "北纬30.25833°，东经120.15000°"


def test_a_maker_s_chinese_in_exif_is_read() -> None:
    exif = m.placed().tobytes().replace(b"??", "王".encode("gb18030"), 1)
    assert "王" in told(m.photo(exif=exif), "a.jpg").values()


def test_xmp_is_told() -> None:
    assert told(m.photo(xmp=_XMP), "a.jpg")["照片信息“作者”"] == "Wang"
    assert told(m.photo("WEBP", xmp=_XMP), "a.webp")["照片信息“作者”"] == "Wang"


def test_texts_and_remarks_between_the_pixels_are_told() -> None:
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Author", "Wang")
    facts.add_text("Comment", "packed", zip=True)
    facts.add_itxt("Title", "标题")
    png = told(m.photo("PNG", pnginfo=facts), "a.png")
    assert (png["照片信息“Author”"], png["照片信息“Comment”"], png["照片信息“Title”"]) == (
        "Wang", "packed", "标题",
    )  # fmt: skip
    assert told(m.photo(comment="内部".encode()), "a.jpg") == {"照片信息“注释”": "内部"}
    assert told(m.photo("GIF", comment=b"inside"), "a.gif") == {"照片信息“注释”": "inside"}


def with_thumbnail(small: Image.Image, picture: Image.Image) -> bytes:
    """A JPEG with a thumbnail in its EXIF."""
    thumb, buffer = io.BytesIO(), io.BytesIO()
    small.save(thumb, "JPEG")
    head = b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + b"\x00\x00" + (14).to_bytes(4, "little")
    entries = b""
    for tag, value in ((0x0201, 44), (0x0202, len(thumb.getvalue()))):
        entries += (
            tag.to_bytes(2, "little") + b"\x04\x00\x01\x00\x00\x00" + value.to_bytes(4, "little")
        )
    head += b"\x02\x00" + entries + bytes(4)
    picture.save(buffer, "JPEG", exif=head + thumb.getvalue())
    return buffer.getvalue()


def scene(size: tuple[int, int] = (320, 240), *, covered: bool = False) -> Image.Image:
    made = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, size[1] // 2, size[0], size[1]), fill="green")
    if covered:
        draw.rectangle((100, 40, 160, 100), fill="black")
    return made


def test_a_thumbnail_that_shows_what_was_painted_over_is_told() -> None:
    data = with_thumbnail(scene().resize((160, 120)), scene(covered=True))
    assert "other_thumbnail" in m.codes(contents.read(data, "a.jpg"))


def test_a_thumbnail_of_the_same_picture_is_not_told_even_with_black_bars() -> None:
    same = with_thumbnail(scene().resize((160, 120)), scene())
    barred = Image.new("RGB", (160, 120), "black")
    barred.paste(scene((320, 180)).resize((160, 90)), (0, 15))
    wide = with_thumbnail(barred, scene((320, 180)))
    assert m.codes(contents.read(same, "a.jpg")) == set()
    assert m.codes(contents.read(wide, "a.jpg")) == set()


def test_a_picture_within_a_document_tells_its_place_too() -> None:
    data = m.document(m.p(m.r("正文")), word__media__image1_dot_jpeg=m.photo(exif=m.placed()))
    places = {each.place for each in contents.read(data, "a.docx").passages}
    assert "图片“image1.jpeg”照片信息“拍摄位置”" in places


def test_a_picture_that_hangs_on_behind_another_is_read() -> None:
    read = contents.read(m.photo() + m.photo(exif=m.placed()), "a.jpg")
    assert "图片末尾附加的数据照片信息“拍摄位置”" in {each.place for each in read.passages}
    assert m.codes(read) == {"trailing_data"}
    assert not read.is_blocked


def test_a_picture_of_too_many_pixels_is_no_exception() -> None:
    data = bytearray(m.photo("PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    assert contents.read(bytes(data), "a.png").is_blocked


def test_the_tags_of_sound_and_film_are_told() -> None:
    tag = b"TPE1" + (5).to_bytes(4, "big") + b"\x00\x00\x00Wang"
    assert told(b"ID3\x03\x00\x00\x00\x00\x00\x7f" + tag + bytes(40), "a.mp3") == {
        "音视频信息“作者”": "Wang"
    }
    place = b"\xa9xyz\x00\x12\x15\xc7+30.2583+120.1500/"
    film = b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00" + (4 + len(place)).to_bytes(4, "big") + place
    assert "+30.2583+120.1500" in told(film, "a.mp4")["音视频信息“拍摄位置”"]
