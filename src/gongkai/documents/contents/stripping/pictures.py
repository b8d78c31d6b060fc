"""Pictures without what they say of themselves: cut out of the bytes where the pixels allow it.

A JPEG or PNG is not decoded: its segments are copied but for those that talk. Only a picture
that must be turned, a WebP or a TIFF is set anew.
"""

import io
from collections.abc import Iterator
from typing import Any, Final

from PIL import ExifTags, Image, ImageFile, ImageOps, ImageSequence

from gongkai.documents.contents.kinds import FileKind
from gongkai.documents.contents.media import exif, segments

_KEPT_CHUNKS: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
     b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"hIST", b"sPLT"}
)  # fmt: skip
_FORMATS: Final = {FileKind.WEBP: "WEBP", FileKind.TIFF: "TIFF", FileKind.JPEG: "JPEG",
                   FileKind.PNG: "PNG"}  # fmt: skip
_UPRIGHT: Final = (None, 0, 1)
_QUALITY: Final = 95
_SOS, _EOI, _COM, _APP0, _APP1, _APP2, _APP14, _APP15 = (
    0xDA, 0xD9, 0xFE, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF,
)  # fmt: skip
_PROFILE: Final = b"ICC_PROFILE\x00"
_MOST_FRAMES: Final = 500


def stripped(data: bytes, found: FileKind) -> tuple[bytes, tuple[str, ...]]:
    """Return a picture without what it says of itself, and in words what was removed."""
    stop = segments.end(data, found)
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "TIFF", "MPO")) as image:
        told = list(dict.fromkeys(_told(data, image, found, stop)))
        turn = image.getexif().get(ExifTags.Base.Orientation)
        is_turned = turn not in _UPRIGHT
        if is_turned:
            told.append("按拍摄方向把图片转正，并清除方向标记")
        if not told:
            return data, ()
        if is_turned or found in (FileKind.WEBP, FileKind.TIFF):
            return _set_anew(image, found), tuple(told)
    cut = _jpeg if found is FileKind.JPEG else _png
    return b"".join(cut(data[:stop])), tuple(told)


def _told(data: bytes, image: ImageFile.ImageFile, found: FileKind, stop: int) -> Iterator[str]:
    names = [name for name, _ in (*exif.facts(image), *exif.iptc(image))]
    for name in dict.fromkeys(names):
        yield f"清除照片信息“{name}”"
    if image.getexif() and not names and list(image.getexif()) != [ExifTags.Base.Orientation]:
        yield "清除照片信息"
    if list(exif.xmp(data[:stop])) or b"<x:xmpmeta" in data[:stop]:
        yield "清除 XMP 信息"
    for name, words in segments.remarks(data, found):
        if words.strip() and name != "XML:com.adobe.xmp":
            yield f"清除注释“{name}”"
    if segments.thumbnail(bytes(image.info.get("exif", b""))):
        yield "清除缩略图"
    if data[stop:]:
        yield f"清除图片末尾附加的 {len(data) - stop:,} 字节数据"


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG that its pixels need."""
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == _SOS:
            break
        if _is_kept(mark, data[at + 4 : at + 4 + len(_PROFILE)]):
            yield data[at : at + length]
        at += length
    yield data[at:]


def _is_kept(mark: int, head: bytes) -> bool:
    if mark == _APP2:
        return head == _PROFILE
    is_talk = mark == _COM or (_APP0 < mark <= _APP15 and mark != _APP14)
    return not is_talk


def _png(data: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG that its pixels need."""
    yield data[:8]
    at = 8
    while at + 12 <= len(data):
        length = 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] in _KEPT_CHUNKS:
            yield data[at : at + length]
        at += length


def _set_anew(image: ImageFile.ImageFile, found: FileKind) -> bytes:
    """Return a picture made of the pixels alone, turned as it was taken."""
    profile = image.info.get("icc_profile")
    facts: dict[str, Any] = {"icc_profile": profile} if profile else {}
    frames = [_bare(frame) for frame, _ in zip(ImageSequence.Iterator(image), range(_MOST_FRAMES),
                                               strict=False)]  # fmt: skip
    if found is FileKind.JPEG:
        facts |= {"quality": _QUALITY, "subsampling": 0}
    if found is FileKind.WEBP:
        facts |= {"lossless": True, "duration": image.info.get("duration", 100),
                  "loop": image.info.get("loop", 0)}  # fmt: skip
    if found is FileKind.TIFF:
        facts |= {"compression": "tiff_lzw"} if image.mode != "1" else {"compression": "group4"}
    if len(frames) > 1 and found in (FileKind.WEBP, FileKind.TIFF):
        facts |= {"save_all": True, "append_images": frames[1:]}
    buffer = io.BytesIO()
    frames[0].save(buffer, _FORMATS[found], **facts)
    return buffer.getvalue()


def _bare(frame: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(frame)
    bare = Image.frombytes(turned.mode, turned.size, turned.tobytes())
    if turned.mode == "P":
        palette = turned.getpalette(turned.palette.mode if turned.palette else "RGB")
        if palette:
            bare.putpalette(palette, turned.palette.mode if turned.palette else "RGB")
    return bare
