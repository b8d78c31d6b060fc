"""Results kept in a file as they come, so that an interrupted run can go on where it stopped.

The first line says what the file is; a file that says anything else is left alone. A line that
was torn when the run was killed is cut off and its file read again.
"""

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO

import gongkai
from gongkai.cli.refusal import Refusal
from gongkai.cli.report import document
from gongkai.cli.report.many import record
from gongkai.cli.report.many.record import Record

if sys.platform != "win32":
    import fcntl

_KIND = "annual report journal 1"
_IN_MEMORY = 16 * 1024 * 1024  # bytes of a journal that is not kept
_MADE_BY = ("rules", "documents")  # the floors that a result depends on


class Journal:
    """Records by their place in a file, one that stays or one that is gone with the run."""

    def __init__(self, path: Path | None) -> None:
        """Open the journal. Raises Refusal where the file is none or cannot be written."""
        self._path = path
        self._known: dict[str, tuple[str, int]] = {}
        try:
            self._file = _opened(path)
        except OSError as error:
            raise self._refused(error) from error
        try:
            if path is not None:
                self._read(path)
        except OSError as error:
            self._file.close()
            raise self._refused(error) from error
        except Refusal:
            self._file.close()
            raise

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, at: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._known)

    def append(self, line: bytes) -> int:
        """Keep a record's line and return its place. Raises Refusal where there is no room."""
        try:
            place = self._file.seek(0, 2)
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            raise self._refused(error) from error
        return place

    def at(self, place: int) -> Record:
        """Return the record at a place."""
        self._file.seek(place)
        return record.parse(self._file.readline())

    def place_of(self, path: Path) -> int | None:
        """Return the place of a file's record, None where it is not there or the file is new."""
        known = self._known.get(str(path))
        if known is None:
            return None
        try:
            digest = record.digest_of(document.content(path))
        except Refusal:
            return None
        return known[1] if known[0] == digest else None

    def _read(self, path: Path) -> None:
        """Learn what is there already; cut off a torn line."""
        head = _head()
        sound = 0
        for place, line in self._lines():
            if place == 0 and not (_is_head(line) or head.startswith(line)):
                raise _not_ours(path)
            if not line.endswith(b"\n"):
                break
            sound = place + len(line)
            if place == 0:
                is_current = line == head
            elif is_current:
                self._learn(place, line)
        self._file.truncate(sound)
        if sound == 0:
            self.append(head)
        elif not is_current:  # Made by another version: everything is read anew.
            self._file.truncate(0)
            self.append(head)

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        place = self._file.seek(0)
        for line in self._file:
            yield place, line
            place += len(line)

    def _learn(self, place: int, line: bytes) -> None:
        try:
            kept = record.parse(line)
        except ValueError:
            return
        if kept.digest:
            self._known[kept.file] = (kept.digest, place)

    def _refused(self, error: OSError) -> Refusal:
        name = str(self._path or tempfile.gettempdir())
        why, why_en = document.reason(error)
        return Refusal(
            f"无法把结果记入“{name}”：{why}。请用 --resume 写明能够写入的文件。",
            f"Results cannot be kept in “{name}”: {why_en}. Name a file that can be written with "
            "--resume.",
        )


def _opened(path: Path | None) -> IO[bytes]:
    if path is None:
        return tempfile.SpooledTemporaryFile(_IN_MEMORY, prefix="gongkai-")
    path.touch()
    if not path.is_file():
        raise _not_ours(path)
    file = path.open("r+b")
    if not _locked(file):
        file.close()
        raise Refusal(
            f"“{path}”正由另一个 gongkai 使用。请等它结束，或者用 --resume 写明别的文件。",
            f"“{path}” is in use by another gongkai: wait until it has ended, or name another "
            "file with --resume.",
        )
    return file


def _locked(file: IO[bytes]) -> bool:
    """Return whether the file is ours alone now; the system lets go of it when we end."""
    if sys.platform == "win32":
        return True  # Windows has no such lock: nobody keeps two runs apart there.
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@cache
def _head() -> bytes:
    """Return the first line of a journal: what it is and by which version of the rules."""
    digest = hashlib.sha256()
    root = Path(gongkai.__file__).parent
    for folder in _MADE_BY:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".toml"}:
                digest.update(path.read_bytes())
    made_by = f"{gongkai.__version__}+{digest.hexdigest()[:12]}"
    return json.dumps({"gongkai": _KIND, "version": made_by}).encode() + b"\n"


def _is_head(line: bytes) -> bool:
    try:
        return bool(json.loads(line).get("gongkai") == _KIND)
    except (ValueError, AttributeError, RecursionError):
        return False


def _not_ours(path: Path) -> Refusal:
    return Refusal(
        f"“{path}”不是 --resume 的记录文件，没有改动。请换一个文件名。",
        f"“{path}” is no file that --resume has made and was left alone: name another.",
    )
