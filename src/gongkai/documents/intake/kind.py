"""What a file is, told from its bytes; the extension is only what somebody called it."""

from enum import StrEnum

from gongkai.documents.intake.unreadable import EmptyDocument, TooLarge


class Kind(StrEnum):
    """The kinds that are told apart."""

    OOXML = "ooxml"
    ARCHIVE = "archive"
    OLE_ENCRYPTED = "ole_encrypted"
    OLE_SHEET = "ole_sheet"
    OLE_TEXT = "ole_text"
    OLE_OTHER = "ole_other"
    OPEN_DOCUMENT = "open_document"
    PDF = "pdf"
    HTML = "html"
    XML = "xml"
    RTF = "rtf"
    IMAGE = "image"
    TEXT = "text"
    BINARY = "binary"


NAMES = {
    Kind.OOXML: ("Office 文档", "an Office document"),
    Kind.ARCHIVE: ("压缩包", "an archive"),
    Kind.OLE_ENCRYPTED: ("加密的 Office 文档", "an encrypted Office document"),
    Kind.OLE_SHEET: ("旧版表格（.xls）", "an old spreadsheet (.xls)"),
    Kind.OLE_TEXT: ("旧版文字文档（.doc）", "an old text document (.doc)"),
    Kind.OLE_OTHER: ("旧版 Office 文档", "an old Office document"),
    Kind.OPEN_DOCUMENT: ("OpenDocument 文档", "an OpenDocument file"),
    Kind.PDF: ("PDF 文档", "a PDF document"),
    Kind.HTML: ("网页（HTML）", "a web page (HTML)"),
    Kind.XML: ("XML 文件", "an XML file"),
    Kind.RTF: ("RTF 文档", "an RTF document"),
    Kind.IMAGE: ("图片", "a picture"),
    Kind.TEXT: ("纯文本", "plain text"),
    Kind.BINARY: ("无法识别的内容", "unrecognised data"),
}

_SIGNATURES = (
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ", Kind.ARCHIVE),
)
_HTML_STARTS = tuple(
    b"<" + tag
    for tag in (b"!doctype html", b"html", b"table", b"head", b"meta", b"body", b"div", b"title",
                b"p>", b"p ", b"span", b"font", b"style", b"script", b"h1", b"h2",
                b"center", b"!--")
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def of(data: bytes) -> Kind:
    """Return the kind of `data`."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(data)
    if data.startswith(_OLE):
        return _ole(data)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return _text(data)


def admit(data: bytes, name: str, limit: int) -> Kind:
    """Return the kind of a file that is neither empty nor over `limit` bytes.

    Raises:
        EmptyDocument, TooLarge: it is.
    """
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise EmptyDocument(name)
    if len(data) > limit:
        raise TooLarge(
            name,
            what="大小（字节）",
            what_en="data (bytes)",
            limit=f"{limit:,}",
            found=f"{len(data):,}",
        )
    return of(data)


def _zip(data: bytes) -> Kind:
    if b"[Content_Types].xml" in data:
        return Kind.OOXML
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:120]:
        return Kind.OPEN_DOCUMENT
    return Kind.ARCHIVE


def _ole(data: bytes) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return Kind.OLE_ENCRYPTED
    if holds("WordDocument"):
        return Kind.OLE_TEXT
    if holds("Workbook") or holds("Book"):
        return Kind.OLE_SHEET
    return Kind.OLE_OTHER


def _text(data: bytes) -> Kind:
    if data.startswith(_BOMS[1:]):
        head = data[:1024].decode("utf-16", "replace").lstrip().lower().encode()
        return Kind.HTML if head.startswith(_HTML_STARTS) else Kind.TEXT
    head = data[:4096].removeprefix(_BOMS[0]).lstrip()
    lowered = head[:512].lower()
    if lowered.startswith(_HTML_STARTS):
        return Kind.HTML
    if lowered.startswith(b"<?xml"):
        return Kind.HTML if b"<html" in lowered else Kind.XML
    if b"\x00" in data:
        return Kind.BINARY
    controls = sum(byte < 32 and byte not in b"\t\r\n\x0c\x1b" for byte in head)
    return Kind.BINARY if controls > max(4, len(head) // 50) else Kind.TEXT
