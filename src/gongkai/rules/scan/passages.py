"""What the scan reads: passages of text, each with its place and whether a reader would see it.

`documents.contents` makes them from files; a title or a body is a passage as well.
"""

from dataclasses import dataclass
from enum import StrEnum


class Hidden(StrEnum):
    """Why an ordinary reader of the file does not see a passage, although it is in the bytes."""

    DELETED = "deleted"  # a tracked deletion
    INSERTED = "inserted"  # a tracked insertion that nobody accepted
    COMMENT = "comment"
    NOTES = "notes"  # speaker's notes
    SHEET = "sheet"
    ROW = "row"
    COLUMN = "column"
    TEXT = "text"  # hidden, white on white, too small, outside of the page
    COVERED = "covered"  # text under a filled box
    METADATA = "metadata"
    PICTURE = "picture"  # EXIF and the like
    EMBEDDED = "embedded"  # a file within the file
    REVISION = "revision"  # an earlier state of the file


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text (文字段) and where it stands, in words that a clerk can follow.

    `place` is such as 标题, 正文, 附件“名单.xlsx”工作表“汇总”第3行. `hidden` is None for what
    every reader sees.
    """

    place: str
    text: str
    hidden: Hidden | None = None
