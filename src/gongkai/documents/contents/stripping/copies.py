"""The door to clean copies: a file of a kind that can be cleaned, and in words what was removed.

Tracked changes are left as they are: whether a sentence stands or falls is for a person to say.
"""

from gongkai.documents.contents import kinds
from gongkai.documents.contents.gathering import BROKEN
from gongkai.documents.contents.kinds import FileKind
from gongkai.documents.contents.stripping import packages, pictures
from gongkai.documents.intake.unreadable import UnreadableDocument

_PACKAGES = (FileKind.DOCX, FileKind.XLSX)
_PICTURES = (FileKind.JPEG, FileKind.PNG, FileKind.WEBP, FileKind.TIFF)


class CannotBeStripped(ValueError):
    """No clean copy can be made of a file; `message` and `message_en` say why."""

    def __init__(self, name: str, why: str, why_en: str) -> None:
        self.message = f"文件“{name}”{why}，不能自动清除附加信息。请用原程序清除后重新上传。"
        self.message_en = (
            f"From the file “{name}” nothing can be removed here: {why_en}. "
            "Remove it in the program that made the file and upload it again."
        )
        super().__init__(self.message)


def can_be_stripped(found: FileKind) -> bool:
    """Tell whether a clean copy can be made of a kind of file."""
    return found in (*_PACKAGES, *_PICTURES)


def stripped(data: bytes, name: str) -> tuple[bytes, tuple[str, ...]]:
    """Return a copy without what the file tells of its makers, and in words what was removed.

    A picture loses EXIF, XMP, IPTC, remarks and what stands after its end; its orientation is
    applied, its colour profile kept, and a JPEG that needs no turning keeps every pixel. DOCX
    and XLSX lose their properties and comments. Where there is nothing to remove, the same bytes
    come back with nothing told.

    Raises:
        CannotBeStripped: the file is of another kind or cannot be read.
    """
    try:
        found = kinds.of(data, name)
        if found in _PACKAGES:
            return packages.stripped(data, name, found)
        if found in _PICTURES:
            return pictures.stripped(data, found)
    except UnreadableDocument as error:
        raise CannotBeStripped(name, "不能完整读取", "it cannot be read in full") from error
    except BROKEN as error:
        raise CannotBeStripped(name, "已损坏", "it is damaged") from error
    raise CannotBeStripped(name, f"是{kinds.words(found)}", f"it is of the kind {found.value}")
