"""PDF: what is drawn but not seen, beside and behind its pages; and what only seems so."""

import zlib

import pylopdf_fonts_zh_cn
import pytest
import typst

from gongkai.documents import contents
from gongkai.rules.scan.passages import Hidden
from tests.documents.contents import making as m

SECRET = "secret address"
_BLACK = b"0 g 10 190 300 30 re f\n"
_GREY = b"0.9 g 10 190 300 30 re f\n"
_LAYERS = (
    b"/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>",
    b"/Properties<</L 6 0 R/M 7 0 R>>",
    (b"<</Type/OCG/Name(Draft)>>", b"<</Type/OCG/Name(Shown)>>"),
)
_NOTE = b"/Annots[6 0 R]"


def note(inner: bytes) -> bytes:
    return m.page(
        m.line("seen"), extra=_NOTE, more=(b"<</Type/Annot/Rect[0 0 50 50]" + inner + b">>",)
    )


HIDDEN = {
    "text under a filled box": (
        m.page(m.line(SECRET) + _BLACK), "第1页，被遮盖的文字", Hidden.COVERED),
    "text under a box of the colour of paper": (
        m.page(m.line(SECRET) + b"1 g 10 190 3"
                                b"00 30 re f\n"), "第1页，被遮盖的文字", Hidden.COVERED),
    "text under a box that is drawn by its sides": (
        m.page(m.line(SECRET) + b"0 g 10 190 m 310 190 l 310 220 l 10 220 l h f\n"),
        "第1页，被遮盖的文字", Hidden.COVERED),
    "text under a black marker": (
        m.page(m.line(SECRET), extra=_NOTE, more=(
            b"<</Type/Annot/Subtype/Highlight/Rect[10 190 310 220]/C[0 0 0]/QuadPoints"
            b"[10 220 310 220 10 190 310 190]>>",)),
        "第1页，被遮盖的文字", Hidden.COVERED),
    "text drawn invisibly": (
        m.page(m.line(SECRET, before="3 Tr 0 g")), "第1页，不可见文字", Hidden.TEXT),
    "white text": (
        m.page(m.line(SECRET, before="1 g")), "第1页，与底色相同的文字", Hidden.TEXT),
    "black text on black": (
        m.page(_BLACK + m.line(SECRET)), "第1页，与底色相同的文字", Hidden.TEXT),
    "text beside the page": (
        m.page(m.line(SECRET, x=420)), "第1页，页面之外", Hidden.TEXT),
    "text outside of the crop box": (
        m.page(m.line(SECRET, y=350), extra=b"/CropBox[0"
                                            b" 0 400 300]"), "第1页，页面之外", Hidden.TEXT),
    "text of one point": (
        m.page(m.line(SECRET, size=1)), "第1页，极小文字", Hidden.TEXT),
    "a layer that is off": (
        m.page(b"/OC /L BDC " + m.line(SECRET) + b"EMC", catalog=_LAYERS[0], resources=_LAYERS[1],
               more=_LAYERS[2]), "第1页，隐藏图层", Hidden.TEXT),
    "a note": (
        note(b"/Subtype/Text/Contents(" + SECRET.encode() + b")"), "第1页，便签", Hidden.COMMENT),
    "the author of a note": (
        note(b"/Subtype/Text/Contents(x)/T(" + SECRET.encode() + b")"), "批注的作者",
        Hidden.METADATA),
    "the author of the file": (
        m.page(m.line("seen"), more=(b"<</Author(" + SECRET.encode() + b")>>",), info=b"/Info"
                                                                                      b" 6 0 R"),
        "文档属性“作者”", Hidden.METADATA),
    "XMP": (
        m.page(m.line("seen"), catalog=b"/Metadata 6 0 R", more=(
            b"<</Type/Metadata/Subtype/XML/Length 200>>stream\n<x:xmpmeta xmlns:x='x'><rdf:RDF "
            b"xmlns:rdf='r'><rdf:D xmlns:p='p' p:Manager='" + SECRET.encode() +
            b"'/></rdf:RDF></x:xmpmeta>\nendstream",)),
        "文档属性“Manager”（XMP）", Hidden.METADATA),
    "an attached file": (
        m.page(m.line("seen"), catalog=b"/Names<</EmbeddedFiles<</Names[(a.txt) 6 0 R]>>>>", more=(
            b"<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 7 0 R>>>>",
            b"<</Type/EmbeddedFile/Length %d>>stream\n" % len(SECRET) + SECRET.encode() +
            b"\nendstream")),
        "内嵌附件“a.txt”第1行起", Hidden.EMBEDDED),
}  # fmt: skip
SEEN = {
    "white text on a black row that was drawn before it": _BLACK + m.line(SECRET, before="1 g"),
    "text on a shaded cell": _GREY + m.line(SECRET),
    "text with a box around it that is not filled": m.line(SECRET) + b"10 190 300 30 re S\n",
    "text beside a box": m.line(SECRET) + b"0 g 10 100 300 30 re f\n",
    "text under a stamp that shines through": m.line(SECRET)
    + b"/G gs 1 0 0 rg 10 190 300 30 re f\n",
    "text within a frame made of two outlines": m.line(SECRET)
    + b"0 g 5 185 310 40 re 10 190 300 30 re f*\n",
    "text on a layer that is on": b"/OC /M BDC " + m.line(SECRET) + b"EMC",
}


@pytest.mark.parametrize("case", HIDDEN)
def test_what_hides_in_a_pdf_is_found_with_its_place(case: str) -> None:
    data, place, why = HIDDEN[case]
    told = [(each.place, each.hidden) for each in m.found(data, "a.pdf", SECRET)]
    assert told == [(place, why)]


@pytest.mark.parametrize("case", SEEN)
def test_what_a_reader_of_a_pdf_sees_is_told_as_seen(case: str) -> None:
    data = m.page(
        SEEN[case],
        catalog=_LAYERS[0],
        resources=_LAYERS[1] + b"/ExtGState<</G<</ca .4>>>>",
        more=_LAYERS[2],
    )
    assert [(each.place, each.hidden) for each in m.found(data, "a.pdf", SECRET)] == [
        ("第1页", None)
    ]


def test_the_value_of_a_form_field_is_read() -> None:
    data = m.page(
        m.line("seen"), extra=_NOTE, catalog=b"/AcroForm<</Fields[6 0 R]>>",
        more=(b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Wang)/Rect[0 0 50 50]>>",),
    )  # fmt: skip
    assert [each.place for each in m.found(data, "a.pdf", "Wang")] == ["第1页，表单域“name”"]


def test_an_earlier_state_that_was_saved_over_is_found() -> None:
    old = m.page(m.line("Wang 110101"))
    fresh = m.line("removed")
    start = len(old)
    update = b"4 0 obj<</Length %d>>stream\n" % len(fresh) + fresh + b"\nendstream endobj\n"
    xref = start + len(update)
    update += b"xref\n4 1\n%010d 00000 n \n" % start
    before = old.rindex(b"xref\n0")
    update += b"trailer<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (before, xref)
    told = contents.read(old + update, "a.pdf")
    assert [(each.place, each.text, each.hidden) for each in told.passages] == [
        ("第1页", "removed", None),
        ("早期版本1第1页", "Wang 110101", Hidden.REVISION),
    ]


DANGERS = {
    "script": b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>",
    "script hidden by escapes": b"/OpenAction<</S/Java#53cript/JS(a)>>",
    "launch": b"/OpenAction<</S/Launch/F(cmd.exe)>>",
    "launch by sending": b"/OpenAction<</S/SubmitForm/F(http://a)>>",
}


@pytest.mark.parametrize("case", DANGERS)
def test_a_pdf_that_acts_is_blocked(case: str) -> None:
    told = contents.read(m.page(m.line("seen"), catalog=DANGERS[case]), "a.pdf")
    assert case.split()[0] in m.codes(told)
    assert told.is_blocked


def test_an_action_in_a_packed_object_is_found() -> None:
    packed = zlib.compress(b"6 0 <</S/Launch/F(cmd.exe)>>")
    held = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    told = contents.read(m.page(m.line("x"), more=(held + packed + b"\nendstream",)), "a.pdf")
    assert "launch" in m.codes(told)


def test_a_redaction_that_was_marked_but_not_applied_is_blocked() -> None:
    told = contents.read(note(b"/Subtype/Redact/QuadPoints[0 0 1 0 0 1 1 1]"), "a.pdf")
    assert "unapplied_redaction" in m.codes(told)


def picture(mask: bytes = b"") -> tuple[bytes, ...]:
    image = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    return (
        image + mask + b"/Length 1>>stream\n\x40\nendstream",
        image + b"/Length 1>>stream\n\x20\nendstream",
    )


def test_a_scan_says_that_its_words_cannot_be_checked() -> None:
    data = m.page(
        b"q 400 0 0 400 0 0 cm /I Do Q", resources=b"/XObject<</I 6 0 R>>", more=picture()
    )
    told = contents.read(data, "a.pdf")
    assert m.codes(told) == {"no_text_layer"}
    assert not told.is_blocked


def test_text_under_a_picture_is_covered_and_text_under_a_seal_is_not() -> None:
    drawn = m.line(SECRET) + b"q 300 0 0 40 10 190 cm /I Do Q"
    solid = m.page(drawn, resources=b"/XObject<</I 6 0 R>>", more=picture())
    seal = m.page(drawn, resources=b"/XObject<</I 6 0 R>>", more=picture(b"/SMask 7 0 R"))
    assert [each.hidden for each in m.found(solid, "a.pdf", SECRET)] == [Hidden.COVERED]
    assert [each.hidden for each in m.found(seal, "a.pdf", SECRET)] == [None]


def test_a_pdf_of_a_typesetter_is_told_as_its_readers_see_it() -> None:
    source = """#set page(width: 300pt, height: 200pt)
#set text(font: "Noto Sans SC", size: 12pt)
正文可见
#table(columns: 2, fill: (x, y) => if y == 0 { black } else { luma(230) },
  text(white)[白字表头], text(white)[表头], [单元格], [口一国])
#text(fill: white)[白底白字]
#box[遮盖之下#place(dx: -2pt, dy: -12pt, rect(width: 60pt, height: 16pt, fill: black))]
"""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False,
        font_paths=[str(pylopdf_fonts_zh_cn.sans_path().parent)],
    )  # fmt: skip
    made = typst.Compiler(font_paths=fonts, ignore_system_fonts=True).compile(
        input=source.encode(), format="pdf"
    )
    assert isinstance(made, bytes)
    told = {each.hidden: each.text for each in contents.read(made, "a.pdf").passages
            if each.place.startswith("第1页")}  # fmt: skip
    assert "白字表头" in told[None]
    assert "口一国" in told[None]
    assert "白底白字" in told[Hidden.TEXT]
    assert told[Hidden.COVERED].split() == ["遮盖之下"]
    assert "遮盖" not in told[None]


def test_a_pdf_whose_pages_turn_in_a_circle_ends() -> None:
    data = m.page(m.line("x")).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R]/Count 1")
    assert contents.read(data, "a.pdf").kind is contents.FileKind.PDF


def test_a_link_to_another_pdf_is_told_and_not_blocked() -> None:
    told = contents.read(m.page(m.line("x"), catalog=b"/OpenAction<</S/GoToR/F(b.pdf)>>"), "a.pdf")
    assert m.codes(told) == {"launch"}
    assert not told.is_blocked


def test_streams_that_overlap_without_end_are_refused_at_once() -> None:
    data = m.page(m.line("x"), more=(b"<</Filter/FlateDecode>>" + b"stream\n" * 300_000,))
    assert "bomb" in m.codes(contents.read(data, "a.pdf"))


def test_a_page_that_inherits_its_paper_is_measured_by_it() -> None:
    data = m.page(m.line(SECRET, x=20, y=900), extra=b"/X[0 0 0 0]").replace(
        b"/MediaBox[0 0 400 400]", b" " * 22
    )
    wide = data.replace(b"/Kids[3 0 R]/Count 1", b"/Count 1/MediaBox[0 0 400 999]/Kids[3 0 R]")
    assert [each.hidden for each in m.found(wide, "a.pdf", SECRET)] == [None]


def test_a_page_of_endless_shapes_says_that_not_all_was_looked_at() -> None:
    told = contents.read(m.page(_BLACK * 2_000 + m.line(SECRET, before="1 g")), "a.pdf")
    assert m.codes(told) == {"part_not_read"}
    assert not told.is_blocked
