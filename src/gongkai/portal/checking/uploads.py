"""Files of the check page: held in memory, counted while they come, never put on a disk.

Django would write a larger upload to a temporary file; these pages promise that nothing is kept.
"""

from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from gongkai.documents.intake.limits import DEFAULT, MEBIBYTE

MOST_BYTES: Final = DEFAULT.file_bytes
MOST_MEBIBYTES: Final = MOST_BYTES // MEBIBYTE
MOST_FILES: Final = 2
# Both files at their largest, the pasted text and what the form puts around them.
MOST_BYTES_OF_ALL: Final = MOST_FILES * MOST_BYTES + 2 * MEBIBYTE


def is_too_much(request: HttpRequest) -> bool:
    """Tell, before anything of it is read, whether more is coming than two reports can be."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES_OF_ALL
    except ValueError:
        return True


class InMemory(FileUploadHandler):
    """Keeps a file in memory; of one that is too large only as much as shows that it is."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin an empty file."""
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, and nothing more once the limit is passed."""
        if self.file.tell() <= MOST_BYTES:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file with the size that it really had."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file, field_name=self.field_name, name=self.file_name,
            content_type=self.content_type, size=file_size, charset=self.charset,
            content_type_extra=self.content_type_extra,
        )  # fmt: skip
