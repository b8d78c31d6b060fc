"""Photographs and files handed in as proof (凭证): what they are, and what the camera wrote.

The bytes are kept as they came, because they are evidence; nothing of them is shown in public.
"""

import io
import warnings

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import ExifTags, Image

ACCEPTED = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
MOST_PIXELS = 80_000_000
_PDF = b"%PDF-"
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc")


def judge(name: str, data: bytes) -> None:
    """Raise ValidationError unless the bytes are a photograph, a screenshot or a PDF."""
    if data.startswith(_PDF) or data[4:12] in _HEIC or _opened(data) is not None:
        return
    raise ValidationError({
        "photos": _("凭证文件“%(name)s”不是照片、截图或 PDF，请重新选择。") % {"name": name}
    })  # fmt: skip


def taken_at(data: bytes) -> str:
    """Return when the camera says the picture was taken (2026:03:05 10:20:30), or nothing."""
    picture = _opened(data)
    if picture is None:
        return ""
    try:
        exif = picture.getexif()
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        said = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    except (ValueError, OSError, SyntaxError, KeyError, TypeError):
        return ""
    return str(said)[:19] if said and str(said).isprintable() else ""


def small(data: bytes, *, side: int = 960) -> bytes | None:
    """Return the picture turned upright, made small, with nothing but its pixels, as JPEG."""
    picture = _opened(data)
    if picture is None:
        return None
    try:
        orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
        turned = {3: 180, 6: 270, 8: 90}.get(orientation, 0)
        picture.draft("RGB", (side, side))
        plain = picture.convert("RGB").rotate(turned, expand=True)
        plain.thumbnail((side, side))
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=82)
    except (OSError, ValueError, SyntaxError):
        return None
    return out.getvalue()


def _opened(data: bytes) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=ACCEPTED)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return picture if picture.width * picture.height <= MOST_PIXELS else None
