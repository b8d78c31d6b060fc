"""Files as they were handed in (原件): kept once per body under their digest, proven when read.

The bytes are written before the row, so a row never stands without its file; what a broken
transaction leaves behind is found and used again by the next upload of the same file.
"""

import hashlib
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from gongkai.office.records.models import StoredFile

File = TypeVar("File", bound=StoredFile)


class FileLost(RuntimeError):
    """The stored bytes are gone or are no longer those that were handed in."""


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def keep(kind: type[File], *, body_id: int, name: str, data: bytes, by: Any, at: datetime) -> File:
    """Return the row of a file, kept now or found: the same bytes are kept once per body.

    Call it inside the transaction that also keeps what was read from the file.
    """
    digest = digest_of(data)
    found = kind.objects.filter(body_id=body_id, digest=digest).first()
    if found is not None:
        return found
    _write(_place(body_id, digest), data)
    kept = kind(
        body_id=body_id, digest=digest, name=name[-200:], size=len(data), stored_at=at, stored_by=by
    )
    kept.save(force_insert=True)
    return kept


def content(file: StoredFile) -> bytes:
    """Return the bytes of a file. Raises FileLost where they are gone or were changed."""
    return content_of(body_id=file.body_id, digest=file.digest, name=file.name)


def content_of(*, body_id: int, digest: str, name: str) -> bytes:
    """Return the bytes that a body keeps under a digest; for who knows no row. Raises FileLost."""
    try:
        with default_storage.open(_place(body_id, digest)) as opened:
            data: bytes = opened.read()
    except (OSError, SuspiciousOperation) as error:
        raise FileLost(
            _("原件“%(name)s”在存储中找不到，请系统管理员从备份恢复。") % {"name": name}
        ) from error
    if digest_of(data) != digest:
        raise FileLost(
            _("原件“%(name)s”的内容与收到时不同，请系统管理员从备份恢复。") % {"name": name}
        )
    return data


def part(file: StoredFile, first: int, last: int) -> bytes:
    """Return the bytes from `first` to `last`, both included, for what is played piece by piece.

    A part cannot be proven by the digest; the length of the whole is. Raises FileLost as `content`.
    """
    try:
        with default_storage.open(_place(file.body_id, file.digest)) as opened:
            opened.seek(first)
            data: bytes = opened.read(last - first + 1)
    except OSError as error:
        raise FileLost(
            _("原件“%(name)s”在存储中找不到，请系统管理员从备份恢复。") % {"name": file.name}
        ) from error
    if len(data) != last - first + 1:
        raise FileLost(
            _("原件“%(name)s”的内容与收到时不同，请系统管理员从备份恢复。") % {"name": file.name}
        )
    return data


def location(file: StoredFile) -> str:
    """Return the path of the stored bytes on this machine; empty where they lie elsewhere."""
    try:
        return default_storage.path(_place(file.body_id, file.digest))
    except NotImplementedError:
        return ""


def _place(body_id: int, digest: str) -> str:
    return f"originals/{body_id}/{digest[:2]}/{digest}"


def _write(place: str, data: bytes) -> None:
    """Write the bytes unless they are there whole; what is there in part is written anew."""
    if default_storage.exists(place):
        if default_storage.size(place) == len(data):
            return
        default_storage.delete(place)
    default_storage.save(place, ContentFile(data))
