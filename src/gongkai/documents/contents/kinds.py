"""The kinds of files that may be attached (附件的种类), told from their bytes.

Finer than `documents.intake.kind`, which is asked for what it already tells apart. A name only
decides between plain text, CSV and Markdown, which no byte can.
"""

import io
import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from gongkai.documents.contents import compound
from gongkai.documents.intake import kind
from gongkai.documents.intake.kind import Kind


class FileKind(StrEnum):
    """A kind of file."""

    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    PDF = "pdf"
    OFD = "ofd"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    RTF = "rtf"
    HTML = "html"
    TEXT = "text"
    CSV = "csv"
    MARKDOWN = "markdown"
    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    TIFF = "tiff"
    BMP = "bmp"
    SVG = "svg"
    MP3 = "mp3"
    WAV = "wav"
    M4A = "m4a"
    OGG = "ogg"
    MP4 = "mp4"
    WEBM = "webm"
    ZIP = "zip"
    JSON = "json"
    XML = "xml"
    UNKNOWN = "unknown"


_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument."
# kind: media type, the words in Chinese and English, the extensions that fit
_FACTS: Final = MappingProxyType(
    {
        FileKind.DOCX: (_OPEN_XML + "wordprocessingml.document", "Word 文档", "docx dotx docm"),
        FileKind.XLSX: (_OPEN_XML + "spreadsheetml.sheet", "Excel 表格", "xlsx xltx xlsm"),
        FileKind.PPTX: (_OPEN_XML + "presentationml.presentation", "演示文稿",
            "pptx potx ppsx pptm"),
        FileKind.PDF: ("application/pdf", "PDF 文档", "pdf"),
        FileKind.OFD: ("application/ofd", "OFD 版式文档", "ofd"),
        FileKind.DOC: ("application/msword", "旧版 Word 文档", "doc dot wps wpt"),
        FileKind.XLS: ("application/vnd.ms-excel", "旧版 Excel 表格", "xls xlt et ett"),
        FileKind.PPT: ("application/vnd.ms-powerpoint", "旧版演示文稿", "ppt pps dps dpt"),
        FileKind.ODT: (_OPEN_DOCUMENT + "text", "OpenDocument 文档", "odt ott"),
        FileKind.ODS: (_OPEN_DOCUMENT + "spreadsheet", "OpenDocument 表格", "ods ots"),
        FileKind.ODP: (_OPEN_DOCUMENT + "presentation", "OpenDocument 演示", "odp otp"),
        FileKind.RTF: ("application/rtf", "RTF 文档", "rtf doc"),
        FileKind.HTML: ("text/html", "网页", "html htm xhtml shtml"),
        FileKind.TEXT: ("text/plain", "纯文本", "txt text log"),
        FileKind.CSV: ("text/csv", "CSV 表格", "csv tsv"),
        FileKind.MARKDOWN: ("text/markdown", "Markdown 文本", "md markdown"),
        FileKind.JPEG: ("image/jpeg", "JPEG 图片", "jpg jpeg jpe jfif"),
        FileKind.PNG: ("image/png", "PNG 图片", "png apng"),
        FileKind.GIF: ("image/gif", "GIF 图片", "gif"),
        FileKind.WEBP: ("image/webp", "WebP 图片", "webp"),
        FileKind.TIFF: ("image/tiff", "TIFF 图片", "tif tiff"),
        FileKind.BMP: ("image/bmp", "BMP 图片", "bmp dib"),
        FileKind.SVG: ("image/svg+xml", "SVG 图片", "svg"),
        FileKind.MP3: ("audio/mpeg", "MP3 音频", "mp3"),
        FileKind.WAV: ("audio/wav", "WAV 音频", "wav"),
        FileKind.M4A: ("audio/mp4", "M4A 音频", "m4a"),
        FileKind.OGG: ("audio/ogg", "OGG 音频", "ogg oga opus"),
        FileKind.MP4: ("video/mp4", "MP4 视频", "mp4 m4v mov"),
        FileKind.WEBM: ("video/webm", "WebM 视频", "webm"),
        FileKind.ZIP: ("application/zip", "ZIP 压缩包", "zip"),
        FileKind.JSON: ("application/json", "JSON 数据", "json geojson"),
        FileKind.XML: ("application/xml", "XML 数据", "xml"),
        FileKind.UNKNOWN: ("application/octet-stream", "不能识别的内容", ""),
    }
)  # fmt: skip
_TEXTS: Final = frozenset(
    {FileKind.TEXT, FileKind.CSV, FileKind.MARKDOWN, FileKind.JSON, FileKind.XML}
)
PICTURES: Final = frozenset(
    {FileKind.JPEG, FileKind.PNG, FileKind.GIF, FileKind.WEBP, FileKind.TIFF, FileKind.BMP}
)
SOUNDS: Final = frozenset(
    {FileKind.MP3, FileKind.WAV, FileKind.M4A, FileKind.OGG, FileKind.MP4, FileKind.WEBM}
)
_SIGNATURES: Final = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"{\\rtf", FileKind.RTF),
    (b"ID3", FileKind.MP3),
    (b"OggS", FileKind.OGG),
    (b"\x1aE\xdf\xa3", FileKind.WEBM),
)
_PROGRAMS: Final = (
    b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00", b"dex\n", b"\xfe\xed\xfa",
)  # fmt: skip
_PROGRAM_NAMES: Final = frozenset(
    {"exe", "com", "scr", "pif", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs",
     "wsf", "wsh", "hta", "msi", "msp", "cpl", "dll", "jar", "sh", "bash", "py", "pl", "php",
     "asp", "aspx", "jsp", "lnk", "url", "reg", "inf", "chm", "app", "apk", "deb", "rpm", "scf"}
)  # fmt: skip
_MPEG: Final = re.compile(rb"\xff[\xe2-\xe7\xf2-\xf7\xfa\xfb]")
_SVG: Final = re.compile(r"<(?:[\w.-]{1,40}:)?svg[\s>]", re.IGNORECASE)
_HEAD: Final = 1024
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError,
    RuntimeError,
)  # fmt: skip
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MAINS: Final = (
    ("word/document", FileKind.DOCX),
    ("xl/workbook", FileKind.XLSX),
    ("ppt/presentation", FileKind.PPTX),
)
_OPEN_DOCUMENTS: Final = (
    (b"opendocument.text", FileKind.ODT),
    (b"opendocument.spreadsheet", FileKind.ODS),
    (b"opendocument.presentation", FileKind.ODP),
)
_OLD: Final = (
    ("WordDocument", FileKind.DOC),
    ("Workbook", FileKind.XLS),
    ("Book", FileKind.XLS),
    ("PowerPoint Document", FileKind.PPT),
)


def media_type(found: FileKind) -> str:
    """Return the media type to serve a kind under."""
    return _FACTS[found][0]


def words(found: FileKind) -> str:
    """Return the Chinese words for a kind."""
    return _FACTS[found][1]


def extension(name: str) -> str:
    """Return the extension of a name in small letters, without its dot."""
    return PurePosixPath(name.strip()).suffix.lstrip(".").lower()


def fits(found: FileKind, name: str) -> bool:
    """Tell whether the extension of a name is one for a kind; a name without one fits none."""
    ext = extension(name)
    if found in _TEXTS and any(ext in _FACTS[each][2].split() for each in _TEXTS):
        return True
    return ext in _FACTS[found][2].split()


def is_program(data: bytes, name: str) -> bool:
    """Tell whether a file is a program or a script, by its bytes or by its name."""
    is_windows = data.startswith(b"MZ") and b"\x00" in data[:64]
    return is_windows or data.startswith(_PROGRAMS) or extension(name) in _PROGRAM_NAMES


def of(data: bytes, name: str) -> FileKind:
    """Return the kind of a file."""
    if data.startswith(_ZIP):
        return _archive(data)
    if data.startswith(compound.SIGNATURE):
        return _compound(data, name)
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    if b"%PDF-" in data[:_HEAD]:
        return FileKind.PDF
    return _boxed(data) or _text(data, name)


def _boxed(data: bytes) -> FileKind | None:
    """Return the kind of a container of pictures, sound or film."""
    if data[:4] == b"RIFF":
        return {b"WEBP": FileKind.WEBP, b"WAVE": FileKind.WAV}.get(data[8:12])
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        if brand in (b"heic", b"heix", b"mif1", b"avif", b"crx "):
            return FileKind.UNKNOWN
        return FileKind.M4A if brand in (b"M4A ", b"M4B ") else FileKind.MP4
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return FileKind.BMP
    return FileKind.MP3 if _MPEG.match(data) else None


def _archive(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            held = [each for each in archive.infolist() if each.filename == "mimetype"]
            mark = archive.read(held[0]) if held and held[0].file_size < _HEAD else b""
    except _BROKEN:
        names, mark = [], data[:120]
    if "[Content_Types].xml" in names:
        for start, found in _MAINS:
            if any(each.startswith(start) and each.endswith(".xml") for each in names):
                return found
    if "OFD.xml" in names:
        return FileKind.OFD
    for kind_of_document, found in _OPEN_DOCUMENTS:
        if kind_of_document in mark:
            return found
    return FileKind.ZIP


def _compound(data: bytes, name: str) -> FileKind:
    streams = compound.names(data)
    for stream, found in _OLD:
        if stream in streams:
            return found
    named = extension(name)
    if "EncryptedPackage" in streams and named in ("docx", "xlsx", "pptx"):
        return FileKind(named)
    return FileKind.UNKNOWN


def _text(data: bytes, name: str) -> FileKind:
    """Return the kind of a text, by its beginning and then by its name."""
    found = kind.of(data)
    if found is Kind.HTML and not _SVG.search(data[:_HEAD].decode("latin-1")):
        return FileKind.HTML
    if found not in (Kind.HTML, Kind.XML, Kind.TEXT):
        return FileKind.UNKNOWN
    start = data[: 4 * _HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") and _SVG.search(start.decode("latin-1")):
        return FileKind.SVG
    if found is Kind.XML:
        return FileKind.XML
    ext = extension(name)
    if start.startswith((b"{", b"[")) and ext in ("json", "geojson"):
        return FileKind.JSON
    if ext in _FACTS[FileKind.HTML][2].split() and b"<" in data:
        return FileKind.HTML
    for each in (FileKind.CSV, FileKind.MARKDOWN, FileKind.XML):
        if ext in _FACTS[each][2].split():
            return each
    return FileKind.TEXT
