"""Files that are dangerous, locked, broken or not what they are called, each with its sentence."""

import zipfile

import pytest

from gongkai.documents import contents, legacy
from gongkai.documents.contents import FaultCode, FileKind, gathering
from gongkai.documents.contents.faults import fault
from gongkai.rules.scan.passages import Hidden
from tests.documents import files
from tests.documents.contents import making as m
from tests.documents.contents.making import p, r

TEXT = p(r("正文"))
ROW = m.rows(m.row(1, "可见"))
_RELS = "word/_rels/{}.rels"
_PROGRAM = b"MZ\x90" + bytes(200)
_MACRO = "word/vbaProject.bin"


def linked(part: str, target: str, kind: str) -> bytes:
    """A .docx with an outer relation of a part."""
    base = m.document(TEXT, word__settings=m.word("settings", ""))
    return files.changed(base, **{f"word___rels__{part}_dot_rels": m.relations(
        ("x", target, kind, True)).encode()})  # fmt: skip


BLOCKING = {
    "an empty file": (b"\n\n", "a.txt", "empty"),
    "an encrypted package": (files.ole("EncryptedPackage"), "a.docx", "encrypted"),
    "a locked archive": (files.flagged_encrypted(m.zipped({"a.txt": "x"})), "a.zip", "encrypted"),
    "a document cut in half": (m.document(TEXT * 50)[:300], "a.docx", "damaged"),
    "a bomb": (files.bomb(60 << 20), "a.xlsx", "bomb"),
    "a bomb in an archive": (m.zipped({"a": bytes(40 << 20)}), "a.zip", "bomb"),
    "macros": (m.document(TEXT, word__vbaProject_dot_bin=b"x"), "a.docx", "macros"),
    "a program": (_PROGRAM, "a.pdf", "executable"),
    "a program by its name": (b"text", "通知.pdf.exe", "executable"),
    "a program in an archive": (m.zipped({"a.exe": _PROGRAM}), "a.zip", "executable"),
    "a program in a document": (
        m.document(TEXT, word__embeddings__a_dot_bin=_PROGRAM), "a.docx", "executable"),
    "an object nobody can look at": (
        m.document(TEXT, word__embeddings__o_dot_bin=files.ole("x")), "a.docx", "embedded_object"),
    "a template from elsewhere": (
        linked("settings_dot_xml", "http://a/b.dotm", "attachedTemplate"), "a.docx",
        "external_template"),
    "a picture from elsewhere": (
        linked("document_dot_xml", "http://a/b.png", "image"), "a.docx", "external_link"),
    "a source of mails": (
        linked("settings_dot_xml", "file:///C:/名单.xlsx", "mailMergeSource"), "a.docx",
        "data_source"),
    "DDE in a field": (
        m.document(p(r(' DDEAUTO c:\\\\cmd.exe "/k" ', tag="instrText"))), "a.docx", "dde"),
    "DDE in a formula": (
        m.book({"表": m.rows("<row r=\"1\"><c r=\"A1\"><f>cmd|'/c calc'!A0</f></c></row>")}),
        "a.xlsx", "dde"),
    "a connection": (
        m.book({"表": ROW}, parts={"xl/connections.xml":
               '<c xmlns="x"><connection name="库"><dbPr connection="pwd=1"/></connection></c>'}),
        "a.xlsx", "data_source"),
    "an outer workbook": (
        m.book({"表": ROW}, parts={"xl/externalLinks/_rels/externalLink1.xml.rels": m.relations(
            ("x", "file:///C:/a.xlsx", "externalLinkPath", True))}), "a.xlsx", "external_link"),
    "a document type": (
        files.changed(m.document(TEXT), word__document_dot_xml=
                      b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "a.docx", "damaged"),
    "another kind than its name": (m.page(m.line("x")), "a.docx", "name_mismatch"),
    "a kind that is not known": (b"\x00\x01\x02\x03" * 50, "a.dat", "unknown_kind"),
    "a picture and an archive": (m.photo() + m.zipped({"a.txt": "x"}), "a.jpg", "polyglot"),
    "a PDF and an archive": (m.page(m.line("x")) + m.zipped({"a": "x"}), "a.pdf", "polyglot"),
    "a picture and a page": (m.photo() + b"<script>alert(1)</script>", "a.jpg", "polyglot"),
    "a picture that is a script": (
        b"GIF89a/*" + m.photo("GIF")[8:] + b"*/=1;alert(1)", "a.gif", "polyglot"),
    "data after the end of a picture": (m.photo() + b"\x01\x02\x03" * 9, "a.jpg", "trailing_data"),
    "a drawing with a script": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "a.svg", "script"),
    "a drawing with an event": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>', "a.svg", "script"),
    "a drawing that links to a script": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><a href=" java&#10;script:a()"/></svg>', "a.svg",
        "script"),
    "a page with a script": (b"<html><body><script>1</script>x</body></html>", "a.html", "script"),
    "an object in RTF": (rb"{\rtf1{\object{\*\objdata 0105}}x}", "a.rtf", "embedded_object"),
    "DDE in RTF": (rb"{\rtf1{\field{\*\fldinst DDEAUTO cmd}}x}", "a.rtf", "dde"),
    "a text in no encoding": (b"\xff" * 30 + b"abc", "a.txt", "encoding"),
}  # fmt: skip
HARMLESS = {
    "a plain document": (m.document(TEXT), "a.docx"),
    "a link to a page": (linked("document_dot_xml", "https://www.gov.cn/", "hyperlink"), "a.docx"),
    "a plain workbook": (m.book({"表": ROW}), "a.xlsx"),
    "a plain deck": (m.deck("一"), "a.pptx"),
    "a plain PDF": (m.page(m.line("x")), "a.PDF"),
    "a text called CSV": ("甲,乙\n1,2".encode("gb18030"), "a.csv"),
    "a picture": (m.photo(), "照片.jpeg"),
    "a picture with an even padding": (m.photo() + bytes(16), "a.jpg"),
    "an archive of harmless files": (m.zipped({"a.txt": "x", "b.docx": m.document(TEXT)}), "a.zip"),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>', "a.svg"),
    "a page": (b"<html><body><p>x</p></body></html>", "a.html"),
    "words that begin like a program": ("MZ 公司名单".encode(), "a.txt"),
}


@pytest.mark.parametrize("case", BLOCKING)
def test_what_must_not_be_published_is_blocked_with_its_reason(case: str) -> None:
    data, name, code = BLOCKING[case]
    told = contents.read(data, name)
    assert code in m.codes(told)
    assert told.is_blocked


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_harmless_is_not_blocked(case: str) -> None:
    told = contents.read(*HARMLESS[case])
    assert [each.message for each in told.faults] == []


@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_says_which_file_and_what_to_do_in_two_languages(code: FaultCode) -> None:
    told = fault(
        code, "名单.docx", what="内容", what_en="content", limit=3, count=9, wanted=".docx"
    )
    assert told.message.startswith("文件“名单.docx”") or "文件“名单.docx”" in told.message
    assert told.message.endswith("。")
    assert told.message_en.endswith(".")
    assert "名单.docx" in told.message_en
    assert not {"{", "}"} & set(told.message + told.message_en)


def test_a_fault_of_an_inner_file_names_both_files() -> None:
    told = contents.read(m.zipped({"内.exe": _PROGRAM}), "外.zip")
    assert told.faults[0].message.startswith("文件“外.zip”中的“内.exe”")


def test_members_of_an_archive_are_seen_and_what_hides_in_them_is_hidden() -> None:
    inner = m.document(p(r("可见"), r("隐藏", "<w:vanish/>")))
    told = contents.read(m.zipped({"材料/名单.docx": inner}), "a.zip").passages
    assert [(each.place, each.hidden) for each in told] == [
        ("压缩包内的文件名", None),
        ("压缩包内“材料/名单.docx”正文第1段", None),
        ("压缩包内“材料/名单.docx”正文第1段，隐藏文字", Hidden.TEXT),
    ]


def test_names_in_an_archive_of_a_chinese_windows_are_read() -> None:
    entry = zipfile.ZipInfo("名单.txt")
    data = m.zipped({"AAAA.txt": "x"})
    assert len("名单".encode("gb18030")) == 4
    told = contents.read(data.replace(b"AAAA", "名单".encode("gb18030")), "a.zip")
    assert told.passages[0].text == entry.filename


def test_files_within_files_end_at_some_depth() -> None:
    data = b"x"
    for _ in range(gathering.DEEPEST + 2):
        data = m.zipped({"a.zip": data})
    assert "too_deep" in m.codes(contents.read(data, "a.zip"))


def test_an_archive_that_holds_itself_many_times_is_bounded() -> None:
    inner = m.zipped({f"{at}.txt": "x" for at in range(300)})
    data = m.zipped({f"{at}.zip": inner for at in range(10)})
    told = contents.read(data, "a.zip")
    assert "too_large" in m.codes(told)


def test_a_sheet_of_a_gigabyte_is_refused_before_it_is_unpacked() -> None:
    data = m.book({"表": ROW})
    told = contents.read(files.lying(data, "xl/worksheets/sheet1.xml", 1 << 30), "a.xlsx")
    assert told.is_blocked


def test_more_text_than_the_limit_is_said_and_not_kept() -> None:
    limits = gathering.Limits(characters=1_000)
    data = m.document("".join(p(r("字" * 100)) for _ in range(50)))
    told = contents.read(data, "a.docx", limits=limits)
    assert "too_large" in m.codes(told)
    assert sum(len(each.text) for each in told.passages) < 1_300


@pytest.mark.parametrize(("stream", "name"), [("WordDocument", "a.doc"),
                                              ("PowerPoint Document", "a.ppt")])  # fmt: skip
def test_an_old_file_that_nothing_here_opens_says_so(
    stream: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "program", lambda: None)
    told = contents.read(files.ole(stream), name)
    assert m.codes(told) == {"not_looked_at"}
    assert "请另存为" in told.faults[0].message


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"ID3\x03\x00\x00\x00\x00\x00\x00" + bytes(50), "a.mp3", FileKind.MP3),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(28), "a.wav", FileKind.WAV),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00isom" + bytes(20), "a.m4a", FileKind.M4A),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isom" + bytes(20), "a.mp4", FileKind.MP4),
        (b"OggS" + bytes(60), "a.ogg", FileKind.OGG),
        (b"\x1aE\xdf\xa3" + bytes(60), "a.webm", FileKind.WEBM),
    ],
)
def test_sound_and_film_are_known_and_left_to_the_ear(
    data: bytes, name: str, kind: FileKind
) -> None:
    told = contents.read(data, name)
    assert told.kind is kind
    assert m.codes(told) == {"sound_not_heard"}
    assert not told.is_blocked
