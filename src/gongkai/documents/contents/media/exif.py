"""What a picture says of itself (照片信息): EXIF with the place, XMP and IPTC, in words."""

import re
from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from lxml import etree
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

_NAMES: Final = MappingProxyType(
    {
        "Make": "拍摄设备厂商",
        "Model": "拍摄设备",
        "DateTime": "修改时间",
        "DateTimeOriginal": "拍摄时间",
        "DateTimeDigitized": "数字化时间",
        "Artist": "作者",
        "XPAuthor": "作者",
        "Copyright": "版权",
        "ImageDescription": "说明",
        "XPTitle": "标题",
        "XPComment": "备注",
        "XPKeywords": "关键词",
        "XPSubject": "主题",
        "UserComment": "备注",
        "Software": "处理软件",
        "HostComputer": "处理设备",
        "CameraOwnerName": "相机主人",
        "BodySerialNumber": "相机序列号",
        "LensSerialNumber": "镜头序列号",
        "ImageUniqueID": "图片编号",
        "DocumentName": "文件名",
        "PageName": "页名",
    }
)
_DULL: Final = frozenset(
    {"ExifVersion", "FlashPixVersion", "ComponentsConfiguration", "InteroperabilityIndex",
     "FileSource", "SceneType", "MakerNote", "PrintImageMatching", "SubsecTime",
     "SubsecTimeOriginal", "SubsecTimeDigitized", "LensMake", "LensModel", "OffsetTime",
     "OffsetTimeOriginal", "OffsetTimeDigitized", "CFAPattern", "ICCProfile",
     "InterColorProfile", "JPEGTables", "StripOffsets", "TileOffsets", "PhotoshopData",
     "XMLPacket", "IPTCNAA", "ImageResources"}
)  # fmt: skip
_IPTC: Final = MappingProxyType(
    {(2, 5): "标题", (2, 25): "关键词", (2, 80): "作者", (2, 85): "作者职务", (2, 90): "城市",
     (2, 92): "地点", (2, 95): "省份", (2, 101): "国家", (2, 105): "标题", (2, 110): "来源",
     (2, 116): "版权", (2, 120): "说明", (2, 122): "撰稿人"}
)  # fmt: skip
_MOST_PACKETS: Final = 50
_LISTS: Final = ("li", "Alt", "Seq", "Bag")
LONGEST: Final = 4_000
_XMP_DULL: Final = re.compile(
    r"^(?:about|parseType|lang|xmptk|.*(?:ID|Id)|Format|format|ColorMode|ICCProfile|\w*Orientation|"
    r"\w*Resolution|\w*ResolutionUnit|PixelXDimension|PixelYDimension|action|when|changed|digest|"
    r"MetadataDate|Trapped|NativeDigest|conformance|part|HasExtendedXMP)$"
)

Fact = tuple[str, str]


def place(name: str) -> str:
    """Return where a fact of a picture stands, in words."""
    return f"照片信息“{name}”"


def facts(image: Image.Image) -> Iterator[Fact]:
    """Yield what EXIF tells: name and words, the place first."""
    exif = image.getexif()
    position = _position(exif.get_ifd(ExifTags.IFD.GPSInfo))
    if position:
        yield "拍摄位置", position
    for held in (exif, exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.Interop)):
        for tag, value in held.items():
            name = ExifTags.TAGS.get(tag, "")
            words = "" if name in _DULL else _words(name, value)
            if words:
                yield _NAMES.get(name, name or f"标签 {tag}"), words


def iptc(image: ImageFile.ImageFile) -> Iterator[Fact]:
    """Yield what IPTC tells."""
    for key, value in (IptcImagePlugin.getiptcinfo(image) or {}).items():
        for each in value if isinstance(value, list) else [value]:
            if key in _IPTC and isinstance(each, bytes):
                yield _IPTC[key], decoded(each)


def xmp(data: bytes) -> Iterator[Fact]:
    """Yield what the XMP packets in any bytes tell: the last word of each name, and its words."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    at = 0
    for _ in range(_MOST_PACKETS):
        starts = [
            each for mark in (b"<x:xmpmeta", b"<rdf:RDF") if (each := data.find(mark, at)) >= 0
        ]
        if not starts:
            return
        start = min(starts)
        close = b"</x:xmpmeta>" if data.startswith(b"<x:xmpmeta", start) else b"</rdf:RDF>"
        stop = data.find(close, start)
        if stop < 0:
            return
        at = stop + len(close)
        try:
            root = etree.fromstring(data[start:at], parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        if root is not None:
            yield from _told(root)


def _told(root: Any) -> Iterator[Fact]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for key, value in element.items():
            yield from _kept(str(key).rpartition("}")[2], str(value))
        owner = element
        while owner is not None and str(owner.tag).rpartition("}")[2] in (
            "li",
            "Alt",
            "Seq",
            "Bag",
        ):
            owner = owner.getparent()
        if element.text and owner is not None:
            yield from _kept(str(owner.tag).rpartition("}")[2], str(element.text))


def _kept(name: str, words: str) -> Iterator[Fact]:
    words = words.strip()
    if words and not _XMP_DULL.match(name) and not words.startswith("http://ns."):
        yield _XMP_NAMES.get(name, name), words[:LONGEST]


_XMP_NAMES: Final = MappingProxyType(
    {"creator": "作者", "Creator": "作者", "title": "标题", "description": "说明", "rights": "版权",
     "subject": "关键词", "CreatorTool": "处理软件", "CreateDate": "创建时间",
     "ModifyDate": "修改时间", "Producer": "生成程序", "Keywords": "关键词", "Location": "地点",
     "City": "城市", "GPSLatitude": "拍摄位置（纬度）", "GPSLongitude": "拍摄位置（经度）",
     "DateCreated": "拍摄时间", "AuthorsPosition": "作者职务"}
)  # fmt: skip


def _position(held: Any) -> str:
    latitude = _degrees(held.get(ExifTags.GPS.GPSLatitude), held.get(ExifTags.GPS.GPSLatitudeRef))
    longitude = _degrees(
        held.get(ExifTags.GPS.GPSLongitude), held.get(ExifTags.GPS.GPSLongitudeRef)
    )
    if latitude is None or longitude is None:
        return ""
    north = "南纬" if latitude < 0 else "北纬"
    east = "西经" if longitude < 0 else "东经"
    return f"{north}{abs(latitude):.5f}°，{east}{abs(longitude):.5f}°"


def _degrees(parts: Any, side: Any) -> float | None:
    if not isinstance(parts, tuple) or not 1 <= len(parts) <= 3:
        return None
    try:
        found = float(sum(Fraction(float(each)) / 60**at for at, each in enumerate(parts)))
    except (ValueError, TypeError, ArithmeticError):
        return None
    return -found if str(side).strip("\x00b' ").upper() in ("S", "W") else found


def _words(name: str, value: Any) -> str:
    """Return a value of EXIF in words; numbers that tell how a picture was taken tell nothing."""
    if isinstance(value, tuple) and name.startswith("XP") and all(
        isinstance(each, int) and 0 <= each < 256 for each in value
    ):  # fmt: skip
        value = bytes(value)
    if isinstance(value, bytes):
        if name.startswith("XP"):
            return value.decode("utf-16-le", "replace").strip("\x00 ")
        if name == "UserComment":
            return _comment(value)
        return decoded(value) if value.isascii() and value.rstrip(b"\x00").isalnum() else ""
    return _mended(value) if isinstance(value, str) else ""


def _mended(value: str) -> str:
    """Return a text that was read byte by byte as the Chinese that it is."""
    value = value.strip("\x00 ")[:LONGEST]
    is_bytes = not value.isascii() and all(ord(each) < 256 for each in value)
    return decoded(value.encode("latin-1")) if is_bytes else value


def _comment(value: bytes) -> str:
    code, said = value[:8], value[8:]
    if code.startswith(b"UNICODE"):
        encoding = "utf-16" if said[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-be"
        return said.decode(encoding, "replace").strip("\x00 ")
    return decoded(said if code[:5] in (b"ASCII", b"JIS\x00\x00", bytes(5)) else value)


def decoded(value: bytes) -> str:
    """Return bytes as text, whatever program wrote them."""
    value = value.strip(b"\x00 ")[:LONGEST]
    for encoding in ("utf-8", "gb18030"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")
