"""A picture read for what it says beside what it shows. Words in its pixels are not read."""

import io
from typing import Final

from PIL import Image, ImageChops, ImageOps

from gongkai.documents.contents import kinds
from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import BROKEN, Gathering
from gongkai.documents.contents.kinds import FileKind
from gongkai.documents.contents.media import exif, segments
from gongkai.rules.scan.passages import Hidden

_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "MPO")
_MOST_PIXELS: Final = 60_000_000
_SIDE: Final = 16
_DIFFERENT: Final = 56
_PADDING: Final = b"\x00\xff \r\n\t"
_DULL: Final = frozenset({"Software", "date:create", "date:modify", "XML:com.adobe.xmp"})


def read(data: bytes, held: Gathering, found: FileKind) -> None:
    """Say what a picture tells of itself."""
    stop = segments.end(data, found)
    _say_trailing(data[stop:], held)
    for name, words in segments.remarks(data, found):
        if name not in _DULL:
            held.say(exif.place(name), words, Hidden.PICTURE)
    said: dict[exif.Fact, None] = {}
    said.update(dict.fromkeys(exif.xmp(data[:stop])))
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            said = dict.fromkeys(exif.facts(image)) | dict.fromkeys(exif.iptc(image)) | said
            if image.format == "JPEG":
                _compare_thumbnail(image, held)
    except BROKEN:
        held.fault(FaultCode.DAMAGED, what="图片不能打开", what_en="the picture does not open")
    for name, words in said:
        held.say(exif.place(name), words, Hidden.PICTURE)


def _say_trailing(trailing: bytes, held: Gathering) -> None:
    if not trailing.strip(_PADDING):
        return
    trailing = trailing.lstrip(b"\x00")
    inner = kinds.of(trailing, "")
    is_known = inner in kinds.PICTURES and inner is not FileKind.BMP
    held.fault(FaultCode.TRAILING_DATA, blocks=not is_known, count=f"{len(trailing):,}")
    if is_known:
        held.inner(trailing, "末尾的数据", "图片末尾附加的数据")
    elif inner in (FileKind.TEXT, FileKind.HTML):
        held.say("图片末尾附加的数据", trailing[:100_000].decode("utf-8", "replace"),
                 Hidden.EMBEDDED)  # fmt: skip


def _compare_thumbnail(image: Image.Image, held: Gathering) -> None:
    """Note a thumbnail that shows something else than the picture."""
    packed = segments.thumbnail(bytes(image.info.get("exif", b"")))
    if not packed or image.width * image.height > _MOST_PIXELS:
        return
    with Image.open(io.BytesIO(packed), formats=("JPEG", "PNG", "TIFF")) as small:
        if small.width * small.height > _MOST_PIXELS:
            return
        ratio = (small.width, round(small.width * image.height / image.width) or 1)
        fitted = ImageOps.fit(small.convert("L"), ratio, centering=(0.5, 0.5))
        stripes = small.convert("L")
    image.draft("L", (_SIDE * 8, _SIDE * 8))
    whole = image.convert("L")
    tall = round(small.height * image.width / image.height) or 1
    upright = ImageOps.fit(stripes, (tall, small.height), centering=(0.5, 0.5))
    if min(_difference(whole, each) for each in (stripes, fitted, upright)) > _DIFFERENT:
        held.fault(FaultCode.OTHER_THUMBNAIL)
        held.say(exif.place("缩略图"), "缩略图与图片不同", Hidden.PICTURE)


def _difference(one: Image.Image, other: Image.Image) -> int:
    """Return the greatest difference of brightness between two pictures, seen from afar."""
    sides = (_SIDE, _SIDE)
    apart = ImageChops.difference(
        one.resize(sides, Image.Resampling.BOX), other.resize(sides, Image.Resampling.BOX)
    )
    extremes = apart.getextrema()
    return int(extremes[1]) if isinstance(extremes[1], int | float) else 0
